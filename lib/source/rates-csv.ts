import type { Day } from "#lib/fact/filed/entry";
import { fail, type Result, succeed } from "#lib/util/result";
import { getRatio, isBlankRow, readCsv, readNumber } from "./csv";
import { type DateRules, describeDateFault, describeDateRemedy, FileDates } from "./date-text";
import type { SourceFormat } from "./format";
import { refuseAllRows, type SkippedRow, type SourceError } from "./source-error";

export interface RateValue {
  readonly day: Day;
  /** A ratio: 0.0433 for the 4.33 of the file. */
  readonly value: number;
}

export interface RateColumn {
  /** `FEDFUNDS`, `DGS10`: the name of the column, or of the file when the column is called `value`. */
  readonly id: string;
  /** Oldest first. Days without a value are left out. */
  readonly values: readonly RateValue[];
}

export interface Rates {
  readonly series: readonly RateColumn[];
  readonly asOf: Day;
  /** Days that the file lists without a value (holidays): blank or a dot. */
  readonly blankCount: number;
  readonly skipped: readonly SkippedRow[];
}

const dateNames = ["date", "observation_date"];
function isDateName(name = ""): boolean {
  return dateNames.includes(name.toLowerCase());
}

const expectedHeader = "a header date,value or DATE,SERIES or observation_date,SERIES";

/**
 * Reads rates in percent in the shape of FRED (one series) or of the Treasury (one column a maturity). A rate dated after
 * today is left out.
 */
export function parseRatesCsv(
  text: string,
  options: DateRules & { readonly fileName?: string } = {},
): Result<Rates, SourceError> {
  const rows = readCsv(text);
  if (!rows.ok) return rows;
  const header = rows.value[0]?.cells.map((cell) => cell.trim()) ?? [];
  if (header.length < 2 || !isDateName(header[0])) {
    return fail({
      message: `The header "${header.join(",")}" is not one of rates.`,
      line: 1,
      expected: expectedHeader,
    });
  }
  const columns = header
    .slice(1)
    .map((name) => ({ id: nameSeries(name, options.fileName), values: [] as RateValue[] }));
  const unnamed = columns.findIndex(({ id }) => id === "");
  if (unnamed !== -1) {
    return fail({ message: `Column ${unnamed + 2} has no name.`, line: 1, expected: "a name for each series" });
  }
  const dates = new FileDates(
    rows.value.slice(1).map(({ cells }) => cells[0] ?? ""),
    options,
  );
  const skipped: SkippedRow[] = [];
  let remedy = "lines like 2026-05-01,4.33";
  let blankCount = 0;
  for (const { line, cells } of rows.value.slice(1)) {
    if (isBlankRow(cells)) continue;
    const dateCell = cells[0] ?? "";
    const day = dates.read(dateCell);
    const values = columns.map((_, index) => readNumber(cells[index + 1] ?? ""));
    const wrongAt = values.indexOf(undefined);
    if (!day.ok) {
      if (skipped.length === 0) remedy = describeDateRemedy(day.error);
      skipped.push({ line, what: dateCell, why: describeDateFault(day.error) });
    } else if (cells.length !== header.length) {
      skipped.push({ line, what: dateCell, why: `it has ${cells.length} cells, the header has ${header.length}` });
    } else if (wrongAt !== -1) {
      skipped.push({ line, what: dateCell, why: `"${cells[wrongAt + 1] ?? ""}" is not a number` });
    } else {
      for (const [index, percent] of values.entries()) {
        if (percent === null || percent === undefined) blankCount += 1;
        else columns[index]?.values.push({ day: day.value, value: getRatio(percent) });
      }
    }
  }
  for (const { values } of columns) values.sort((a, b) => a.day - b.day);
  const lastDays = columns.flatMap(({ values }) => values.at(-1)?.day ?? []);
  if (lastDays.length === 0) {
    return fail(refuseAllRows("rate", skipped, remedy));
  }
  return succeed({ series: columns, asOf: Math.max(...lastDays), blankCount, skipped });
}

function nameSeries(column: string, fileName: string | undefined): string {
  if (column.toLowerCase() !== "value") return column;
  const base = fileName?.split(/[\\/]/).at(-1) ?? "";
  return base.replace(/\.csv$/i, "");
}

/** Rates by day, one column a series. Any other columns after a date are taken for rates, so that this one is last. */
export const ratesFormat: SourceFormat<"rates", "rates", Rates> = {
  kind: "rates",
  gives: "rates",
  document: {
    file: "rate CSV (`date,value`)",
    from: "[FRED](https://fred.stlouisfed.org/)",
  },
  detect: (head) => head.shape === "table" && head.header.names.length >= 2 && isDateName(head.header.names[0]),
  parse: parseRatesCsv,
};

import { findFact, getUnitInCurrency, publicFacts } from "#lib/fact/definition/catalogue";
import type { FactDefinition } from "#lib/fact/definition/definition";
import { parseDay } from "#lib/fact/filed/day";
import type { Day, FactEntry } from "#lib/fact/filed/entry";
import { fail, type Result, succeed } from "#lib/util/result";
import { CsvHeader, type CsvRow, isBlankRow, readCik, readCsv, readNumber } from "./csv";
import { type DateRules, describeDateFault, describeDay, FileDates } from "./date-text";
import { assignStarts, type FilePeriod, filePeriods, type PeriodRow } from "./file-period";
import type { SourceFormat } from "./format";
import type { SkippedRow, SourceError } from "./source-error";

/** The rows of one ticker and CIK. Two of them may turn out to be one company. */
export interface FileCompany {
  /** Null when the file names the company by ticker only. */
  readonly cik: number | null;
  readonly ticker: string | null;
  /** Sorted by fact, then end, start and filing date. The tag is `file:` with the fact's id. */
  readonly entries: readonly FactEntry[];
}

export interface Fundamentals {
  readonly companies: readonly FileCompany[];
  readonly rowCount: number;
  readonly skipped: readonly SkippedRow[];
  /** Columns that are neither facts nor of the form, in the spelling of the file. Empty unless they were tolerated. */
  readonly ignoredColumns: readonly string[];
  /** Currencies other than USD, which no figure of Ballast is computed from, with their count of rows. */
  readonly foreignCurrencies: ReadonlyMap<string, number>;
  /** Rows among the skipped that are dated after today. On a later day the same file gives more. */
  readonly laterCount: number;
}

export interface FundamentalsOptions extends DateRules {
  readonly fileName: string;
  /** Leaves unknown columns out instead of refusing the file. */
  readonly ignoreUnknown?: boolean;
}

const formColumns = ["cik", "ticker", "period_end", "period", "filed", "accession", "form", "currency", "source"];

/** What is assumed for a row without a filing date: how long after the period's end it was public. */
const assumedDelayDays: Record<FilePeriod, number> = { FY: 90, Q: 45, TTM: 90 };

/**
 * Reads the bring-your-own fundamentals: one row per company and period, columns by name in any order. Blank is
 * missing. A row that cannot be read is skipped with its line; an unknown column refuses the file and names it.
 * Without `filed`, the date is assumed (period end + 90 days for FY and TTM, + 45 for Q) and the form ends in `*`. A row
 * whose period ends, or that was filed, after today is skipped.
 */
export function parseFundamentalsCsv(text: string, options: FundamentalsOptions): Result<Fundamentals, SourceError> {
  const rows = readCsv(text);
  if (!rows.ok) return rows;
  const header = new CsvHeader(rows.value[0]?.cells ?? []);
  const columns = readColumns(header, options.ignoreUnknown ?? false);
  if (!columns.ok) return columns;
  const body = rows.value.slice(1);
  const dates = new FileDates(
    body.flatMap(({ cells }) => [header.read(cells, "period_end"), header.read(cells, "filed")]),
    options,
  );
  const reader = new RowReader(header, columns.value.facts, options, dates);
  for (const row of body) {
    if (!isBlankRow(row.cells)) reader.read(row);
  }
  const [firstSkipped] = reader.skipped;
  if (reader.rows.length === 0) {
    return fail({
      message: firstSkipped
        ? `No row could be read; the first: ${firstSkipped.why}.`
        : "The file has a header and no rows.",
      line: firstSkipped?.line ?? 2,
      expected: "one row per company and period",
    });
  }
  return succeed({
    companies: buildCompanies(reader.rows),
    rowCount: reader.rows.length,
    skipped: reader.skipped,
    ignoredColumns: columns.value.ignored,
    foreignCurrencies: reader.foreignCurrencies,
    laterCount: reader.laterCount,
  });
}

interface Columns {
  readonly facts: readonly FactDefinition[];
  readonly ignored: readonly string[];
}

function readColumns(header: CsvHeader, ignoreUnknown: boolean): Result<Columns, SourceError> {
  const missing = ["period_end", "period"].filter((name) => !header.has(name));
  if (!header.has("cik") && !header.has("ticker")) missing.unshift("cik or ticker");
  if (missing.length > 0) {
    return fail({
      message: `The header lacks ${missing.join(", ")}.`,
      line: 1,
      expected: "cik or ticker, period_end, period, then ids of facts",
    });
  }
  const repeated = header.names.find((name, index) => header.find(name) !== index);
  if (repeated !== undefined) {
    return fail({ message: `The column "${repeated}" stands twice.`, line: 1, expected: "each column once" });
  }
  const others = header.names.filter((name) => !formColumns.includes(name.toLowerCase()));
  const ignored = others.filter((name) => findFact(name.toLowerCase())?.role !== "public");
  if (ignored.length > 0 && !ignoreUnknown) {
    return fail({
      message: `Unknown column${ignored.length === 1 ? "" : "s"}: ${ignored.map((name) => `"${name}"`).join(", ")}.`,
      line: 1,
      expected: `ids of facts (${publicFacts
        .slice(0, 4)
        .map(({ id }) => id)
        .join(", ")}, ...); --ignore-unknown leaves others out`,
    });
  }
  return succeed({ facts: publicFacts.filter(({ id }) => header.has(id)), ignored });
}

interface ReadRow extends PeriodRow {
  readonly key: string;
  readonly cik: number | null;
  readonly ticker: string | null;
  readonly entry: Omit<FactEntry, "fact" | "tag" | "unit" | "start" | "value" | "end">;
  readonly currency: string;
  readonly values: readonly (readonly [FactDefinition, number])[];
}

class RowReader {
  readonly rows: ReadRow[] = [];
  readonly skipped: SkippedRow[] = [];
  readonly foreignCurrencies = new Map<string, number>();
  laterCount = 0;
  private readonly lineByPeriod = new Map<string, number>();

  private readonly factColumns: readonly { readonly fact: FactDefinition; readonly index: number }[];
  private readonly indexByForm: ReadonlyMap<string, number>;

  constructor(
    private readonly header: CsvHeader,
    facts: readonly FactDefinition[],
    private readonly options: FundamentalsOptions,
    private readonly dates: FileDates,
  ) {
    const locate = (name: string) => header.find(name) ?? Number.MAX_SAFE_INTEGER;
    this.factColumns = facts.map((fact) => ({ fact, index: locate(fact.id) }));
    this.indexByForm = new Map(formColumns.map((name) => [name, locate(name)]));
  }

  read(row: CsvRow): void {
    const read = this.readRow(row);
    if (typeof read === "string") {
      const what = `${this.cell(row, "ticker") || this.cell(row, "cik")} ${this.cell(row, "period_end")}`.trim();
      this.skipped.push({ line: row.line, what, why: read });
      return;
    }
    this.rows.push(read);
    if (read.currency !== "USD") {
      this.foreignCurrencies.set(read.currency, (this.foreignCurrencies.get(read.currency) ?? 0) + 1);
    }
  }

  private cell(row: CsvRow, name: string): string {
    return row.cells[this.indexByForm.get(name) ?? Number.MAX_SAFE_INTEGER]?.trim() ?? "";
  }

  private readRow(row: CsvRow): ReadRow | string {
    if (row.cells.length !== this.header.names.length) {
      return `it has ${row.cells.length} cells, the header has ${this.header.names.length}`;
    }
    const cikText = this.cell(row, "cik");
    const cik = cikText === "" ? null : readCik(cikText);
    if (cikText !== "" && cik === null) return `the CIK "${cikText}" is not a number of up to ten digits`;
    const ticker = this.cell(row, "ticker").toUpperCase() || null;
    if (cik === null && ticker === null) return "it names no company (cik or ticker)";
    const endText = this.cell(row, "period_end");
    const end = parseDay(endText);
    if (end === null) return `the period_end "${endText}" is not an ISO date (2025-12-31)`;
    if (this.isLater(end)) return `its period ends on ${endText}, after today (${this.describeToday()})`;
    const periodText = this.cell(row, "period").toUpperCase();
    const period = filePeriods.find((known) => known === periodText);
    if (!period) return `the period "${this.cell(row, "period")}" is not one of ${filePeriods.join(", ")}`;
    const filedText = this.cell(row, "filed");
    const filed = filedText === "" ? end + assumedDelayDays[period] : this.readFiled(filedText);
    if (typeof filed === "string") return filed;
    if (this.isLater(filed)) {
      return (
        `it does not say when it was filed, and ${assumedDelayDays[period]} days after its period, from when it would ` +
        `count, are ${describeDay(filed)}, after today (${this.describeToday()}); give filed`
      );
    }
    if (filed < end) return `it was filed on ${filedText}, before its period ended`;
    const currency = this.cell(row, "currency").toUpperCase() || "USD";
    if (!/^[A-Z]{3}$/.test(currency)) return `the currency "${currency}" is not a code of three letters`;
    const values = this.readValues(row);
    if (typeof values === "string") return values;
    // Two tickers under one CIK may be two classes of a company, or a slip that gives one company the CIK of another
    // (NEWT with that of NE): whoever knows both lists decides, so their rows are not mixed here.
    const key = `${cik ?? ""} ${ticker ?? ""}`;
    const earlier = this.rememberPeriod(`${key} ${end} ${period} ${filed}`, row.line);
    if (earlier !== undefined) return `the same period of the same company stands on line ${earlier} already`;
    const form = this.cell(row, "form") || "CSV";
    return {
      key,
      cik,
      ticker,
      end,
      period,
      currency,
      values,
      entry: {
        accession: this.cell(row, "accession") || `file:${this.options.fileName}`,
        form: `${form}${period === "TTM" ? " TTM" : ""}${filedText === "" ? "*" : ""}`,
        filed,
      },
    };
  }

  private readFiled(text: string): Day | string {
    const filed = this.dates.read(text);
    if (filed.ok) return filed.value;
    if (filed.error.kind === "unreadable") return `the filing date "${text}" is not an ISO date`;
    if (filed.error.kind === "later") this.laterCount += 1;
    return `of its filing date, ${describeDateFault(filed.error)}`;
  }

  /** Tells of a day after today, and counts the row: on a later day it would be read. */
  private isLater(day: Day): boolean {
    const isLater = day > (this.options.today ?? Number.POSITIVE_INFINITY);
    if (isLater) this.laterCount += 1;
    return isLater;
  }

  private describeToday(): string {
    return describeDay(this.options.today ?? 0);
  }

  private readValues(row: CsvRow): readonly (readonly [FactDefinition, number])[] | string {
    const values: (readonly [FactDefinition, number])[] = [];
    for (const { fact, index } of this.factColumns) {
      const text = row.cells[index];
      if (text === undefined || text === "" || text.trim() === "") continue;
      const value = readNumber(text);
      if (value === undefined || value === null) return `${fact.id} is "${text}", which is not a number`;
      values.push([fact, value]);
    }
    return values;
  }

  private rememberPeriod(key: string, line: number): number | undefined {
    const earlier = this.lineByPeriod.get(key);
    if (earlier === undefined) this.lineByPeriod.set(key, line);
    return earlier;
  }
}

function buildCompanies(rows: readonly ReadRow[]): readonly FileCompany[] {
  const rowsByKey = new Map<string, ReadRow[]>();
  for (const row of rows) {
    const known = rowsByKey.get(row.key);
    if (known) known.push(row);
    else rowsByKey.set(row.key, [row]);
  }
  return [...rowsByKey.values()].map((ofCompany) => {
    const dated = assignStarts(ofCompany);
    const entries = dated.flatMap(({ row, start }) =>
      row.values.map(([fact, value]): FactEntry => {
        const isFlow = fact.kind === "flow";
        const unit = getUnitInCurrency(fact, row.currency);
        return {
          fact: fact.id,
          tag: `file:${fact.id}`,
          unit,
          start: isFlow ? start : null,
          end: row.end,
          value,
          ...row.entry,
        };
      }),
    );
    const first = ofCompany[0];
    return {
      cik: first?.cik ?? null,
      ticker: ofCompany.find(({ ticker }) => ticker !== null)?.ticker ?? null,
      entries: entries.sort(compareEntries),
    };
  });
}

function compareEntries(a: FactEntry, b: FactEntry): number {
  if (a.fact !== b.fact) return a.fact < b.fact ? -1 : 1;
  if (a.unit !== b.unit) return a.unit < b.unit ? -1 : 1;
  if (a.end !== b.end) return a.end - b.end;
  return (a.start ?? 0) - (b.start ?? 0) || a.filed - b.filed;
}

/** Figures under the ids of facts, brought by the user. */
export const fundamentalsFormat: SourceFormat<"fundamentals", "fundamentals", Fundamentals> = {
  kind: "fundamentals",
  gives: "fundamentals",
  document: {
    file: "fundamentals CSV",
    from: "your own vendor; see below",
  },
  detect: (head) =>
    head.shape === "table" &&
    head.header.has("period_end", "period") &&
    (head.header.has("cik") || head.header.has("ticker")),
  parse: parseFundamentalsCsv,
};

import { fail, type Result, succeed } from "#lib/util/result";
import { CsvHeader, isBlankRow, readCik, readCsv } from "./csv";
import type { SourceFormat } from "./format";
import type { SkippedRow, SourceError } from "./source-error";

export interface SicTable {
  /** SIC code (100 to 9999) by CIK. */
  readonly sicByCik: ReadonlyMap<number, number>;
  readonly skipped: readonly SkippedRow[];
}

/** Reads a list of CIK and SIC code. A CIK that comes again with another code keeps the first. */
export function parseSicCsv(text: string): Result<SicTable, SourceError> {
  const rows = readCsv(text);
  if (!rows.ok) return rows;
  const header = new CsvHeader(rows.value[0]?.cells ?? []);
  if (!header.has("cik", "sic")) {
    return fail({
      message: `The header "${header.names.join(",")}" is not one of SIC codes.`,
      line: 1,
      expected: "a header cik,sic",
    });
  }
  const sicByCik = new Map<number, number>();
  const skipped: SkippedRow[] = [];
  for (const { line, cells } of rows.value.slice(1)) {
    if (isBlankRow(cells)) continue;
    const cik = readCik(header.read(cells, "cik"));
    const sicText = header.read(cells, "sic");
    const what = cells.join(",");
    if (cik === null) skipped.push({ line, what, why: "the CIK is not a number of up to ten digits" });
    else if (!/^\d{3,4}$/.test(sicText))
      skipped.push({ line, what, why: "the SIC code is not a number of four digits" });
    else if (sicByCik.has(cik) && sicByCik.get(cik) !== Number(sicText)) {
      skipped.push({ line, what, why: `the CIK stands above with SIC ${sicByCik.get(cik)}` });
    } else sicByCik.set(cik, Number(sicText));
  }
  if (sicByCik.size === 0)
    return fail({ message: "No line holds a CIK with its SIC code.", line: 2, expected: "lines like 1364479,7350" });
  return succeed({ sicByCik, skipped });
}

/** SIC codes by CIK. */
export const sicFormat: SourceFormat<"sic", "sic_codes", SicTable> = {
  kind: "sic",
  gives: "sic_codes",
  document: {
    file: "`sic.csv` (`cik,sic`)",
    from: "SEC EDGAR",
  },
  detect: (head) => head.shape === "table" && head.header.has("cik", "sic"),
  parse: parseSicCsv,
};

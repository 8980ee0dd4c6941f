import { type Day, readYear, writeDay } from "./calendar";
import type { Filing, Row } from "./filing";

interface Filed {
  readonly row: Row;
  readonly filing: Filing;
}

/** The rows of each tag and unit as they were last written. */
export type WrittenRows = Map<string, { readonly list: readonly Filed[]; readonly text: string }>;

/**
 * Writes filings as EDGAR's companyfacts does: by taxonomy, tag and unit, then by end of the period and by filing. Rows
 * that are the same as last time are not written again: a fault changes a few of some ten thousand.
 */
export function writeCompanyFacts(
  cik: number,
  name: string,
  filings: readonly Filing[],
  written: WrittenRows = new Map(),
): string {
  const byTaxonomy = new Map<string, Map<string, Map<string, Filed[]>>>([
    ["dei", new Map()],
    ["us-gaap", new Map()],
  ]);
  for (const filing of filings)
    for (const row of filing.rows) {
      const colon = row.tag.indexOf(":");
      const taxonomy = colon < 0 ? "us-gaap" : row.tag.slice(0, colon);
      const byTag = reach(byTaxonomy, taxonomy, () => new Map<string, Map<string, Filed[]>>());
      const byUnit = reach(byTag, row.tag.slice(colon + 1), () => new Map<string, Filed[]>());
      reach<Filed[]>(byUnit, row.unit, () => []).push({ row, filing });
    }
  const writeUnit = (list: readonly Filed[], tag: string, unit: string) => {
    const key = `${tag} ${unit}`;
    const known = written.get(key);
    if (known && isSameList(known.list, list)) return known.text;
    const text = writeRows(list);
    written.set(key, { list, text });
    return text;
  };
  const facts = writeObject(byTaxonomy, (byTag) =>
    writeObject(
      byTag,
      (byUnit, tag) =>
        `{"label":"${tag}","description":"${tag}","units":${writeObject(byUnit, (list, unit) => writeUnit(list, tag, unit))}}`,
    ),
  );
  return `{"cik":${cik},"entityName":${JSON.stringify(name)},"facts":${facts}}`;
}

function isSameList(a: readonly Filed[], b: readonly Filed[]): boolean {
  return (
    a.length === b.length &&
    a.every(({ row, filing }, index) => {
      const other = b[index];
      return other !== undefined && other.row === row && other.filing.accession === filing.accession;
    })
  );
}

function reach<Value>(map: Map<string, Value>, key: string, create: () => Value): Value {
  const known = map.get(key);
  if (known !== undefined) return known;
  const created = create();
  map.set(key, created);
  return created;
}

function writeObject<Value>(map: ReadonlyMap<string, Value>, write: (value: Value, key: string) => string): string {
  return `{${[...map].map(([key, value]) => `"${key}":${write(value, key)}`).join(",")}}`;
}

function writeRows(list: readonly Filed[]): string {
  const sorted = [...list].sort(
    (a, b) => a.row.end - b.row.end || (a.row.start ?? 0) - (b.row.start ?? 0) || a.filing.filed - b.filing.filed,
  );
  const texts = sorted.map(({ row, filing }, index) => {
    const next = sorted[index + 1]?.row;
    const isLast = next === undefined || next.end !== row.end || next.start !== row.start;
    const frame = isLast ? nameFrame(row.start, row.end) : null;
    // Written by hand: a run writes some ten million rows.
    const start = row.start === null ? "" : `"start":"${writeDay(row.start)}",`;
    const period = filing.fiscalPeriod === null ? "null" : `"${filing.fiscalPeriod}"`;
    return (
      `{${start}"end":"${writeDay(row.end)}","val":${row.value},"accn":"${filing.accession}","fy":${filing.fiscalYear},` +
      `"fp":${period},"form":"${filing.form}","filed":"${writeDay(filing.filed)}"${frame === null ? "" : `,"frame":"${frame}"`}}`
    );
  });
  return `[${texts.join(",")}]`;
}

/** The calendar quarter or year that EDGAR puts a period into, by its middle. */
function nameFrame(start: Day | null, end: Day): string | null {
  const middle = start === null ? end - 15 : (start + end) / 2;
  const year = readYear(middle);
  const quarter = Math.floor((middle - Date.UTC(year, 0, 1) / 86_400_000) / 91.5) + 1;
  if (start === null) return `CY${year}Q${quarter}I`;
  const days = end - start + 1;
  if (days >= 80 && days <= 100) return `CY${year}Q${quarter}`;
  return days >= 350 && days <= 380 ? `CY${year}` : null;
}

import { type Day, readYear, writeDay } from "./calendar";
import type { Filing, Row } from "./filing";

interface Unit {
  [unit: string]: object[];
}

/** Writes filings as EDGAR's companyfacts does: by taxonomy, tag and unit, then by end of the period and by filing. */
export function writeCompanyFacts(cik: number, name: string, filings: readonly Filing[]): string {
  const byTag = new Map<string, Map<string, { readonly row: Row; readonly filing: Filing }[]>>();
  for (const filing of filings)
    for (const row of filing.rows) {
      const byUnit = byTag.get(row.tag) ?? new Map<string, { readonly row: Row; readonly filing: Filing }[]>();
      byTag.set(row.tag, byUnit);
      const list = byUnit.get(row.unit) ?? [];
      byUnit.set(row.unit, list);
      list.push({ row, filing });
    }
  const facts: Record<string, Record<string, { label: string; description: string; units: Unit }>> = {
    dei: {},
    "us-gaap": {},
  };
  for (const [tag, byUnit] of byTag) {
    const [taxonomy, bare] = tag.includes(":") ? (tag.split(":") as [string, string]) : ["us-gaap", tag];
    const units: Unit = {};
    for (const [unit, list] of byUnit) units[unit] = writeRows(list);
    const tags = facts[taxonomy] ?? {};
    facts[taxonomy] = tags;
    tags[bare] = { label: bare, description: bare, units };
  }
  return JSON.stringify({ cik, entityName: name, facts });
}

function writeRows(list: readonly { readonly row: Row; readonly filing: Filing }[]): object[] {
  const sorted = [...list].sort(
    (a, b) => a.row.end - b.row.end || (a.row.start ?? 0) - (b.row.start ?? 0) || a.filing.filed - b.filing.filed,
  );
  return sorted.map(({ row, filing }, index) => {
    const next = sorted[index + 1]?.row;
    const isLast = next === undefined || next.end !== row.end || next.start !== row.start;
    const frame = isLast ? nameFrame(row.start, row.end) : null;
    return {
      ...(row.start === null ? {} : { start: writeDay(row.start) }),
      end: writeDay(row.end),
      val: row.value,
      accn: filing.accession,
      fy: filing.fiscalYear,
      fp: filing.fiscalPeriod,
      form: filing.form,
      filed: writeDay(filing.filed),
      ...(frame === null ? {} : { frame }),
    };
  });
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

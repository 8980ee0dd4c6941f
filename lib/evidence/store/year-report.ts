import { requireFact } from "#lib/fact/definition/catalogue";
import type { Day } from "#lib/fact/filed/entry";
import type { VendorCompany, VendorReport } from "./vendor-file";

/** Twelve months and the balance sheet at their end, as they were known from a day on. */
export interface YearReport {
  readonly end: Day;
  /** The day on which the last part of it was published. */
  readonly known: Day;
  /** A fiscal year of the annual file, or four quarters of the quarterly one. Their share counts know different splits. */
  readonly origin: "annual" | "quarterly";
  readonly months: 12;
  /** By fact id; `interest_expense` is net of interest income. */
  readonly values: ReadonlyMap<string, number>;
}

const quarterDays = { min: 80, max: 100 };
const quartersOfYear = 4;

/** The twelve months of a company in both files, oldest end first; of two for one end the one known first. */
export function listYearReports(
  annual: VendorCompany | undefined,
  quarterly: VendorCompany | undefined,
): readonly YearReport[] {
  const years = (annual?.reports ?? [])
    .filter(({ months }) => months === 12)
    .map(({ end, filed, values }): YearReport => ({ end, known: filed, origin: "annual", months: 12, values }));
  const quarters = keepFirst((quarterly?.reports ?? []).filter(({ months }) => months === 3));
  const trailing = quarters.flatMap((_, index) => addUp(quarters.slice(Math.max(0, index - 3), index + 1)) ?? []);
  return keepFirst([...years, ...trailing].sort((a, b) => a.end - b.end || a.known - b.known));
}

function keepFirst<Report extends { readonly end: Day }>(sorted: readonly Report[]): readonly Report[] {
  return sorted.filter(({ end }, index) => end !== sorted[index - 1]?.end);
}

/** Four quarters that follow each other as one year; null where they do not. A flow counts where all four are known. */
function addUp(quarters: readonly VendorReport[]): YearReport | null {
  const last = quarters.at(-1);
  if (last === undefined || quarters.length !== quartersOfYear) return null;
  const isRow = quarters.slice(1).every(({ end }, index) => {
    const days = end - (quarters[index]?.end ?? 0);
    return days >= quarterDays.min && days <= quarterDays.max;
  });
  if (!isRow) return null;
  const values = new Map<string, number>();
  for (const [fact, value] of last.values) {
    if (requireFact(fact).kind === "balance") values.set(fact, value);
    else {
      const parts = quarters.flatMap((quarter) => quarter.values.get(fact) ?? []);
      if (parts.length === quartersOfYear)
        values.set(
          fact,
          parts.reduce((sum, part) => sum + part, 0),
        );
    }
  }
  const known = Math.max(...quarters.map(({ filed }) => filed));
  return { end: last.end, known, origin: "quarterly", months: 12, values };
}

/** A report whose year ended longer ago has been followed by none: the company has gone quiet. */
export const reportAgeDaysMax = 455;
const yearDays = 365;
const sameEndDays = 20;

/**
 * The newest twelve months that were published by a day; null where they ended too long ago. Twelve months of quarters
 * count only where the twelve months before are known as well, since rules compare the two.
 */
export function chooseReport(reports: readonly YearReport[], day: Day): YearReport | null {
  const chosen = reports.findLast(
    (report) =>
      report.known <= day &&
      (report.origin === "annual" ||
        reports.some(({ end, known }) => known <= day && Math.abs(report.end - yearDays - end) <= sameEndDays)),
  );
  return chosen !== undefined && day - chosen.end <= reportAgeDaysMax ? chosen : null;
}

import type { Day } from "#lib/fact/filed/entry";
import { toDay, toParts, toWorkingDay } from "./calendar";
import type { SampleCompany } from "./company";
import { createRandom, deriveSeed } from "./random";
import type { StatementQuarter } from "./statement";

/** A report that a fictional filer handed in. */
export interface FiscalReport {
  readonly form: "10-K" | "10-K/A" | "10-Q" | "20-F";
  readonly accession: string;
  readonly filed: Day;
  readonly fiscalYear: number;
  readonly fiscalPeriod: "FY" | "Q1" | "Q2" | "Q3";
  /** Places in the company's quarters: the first of the fiscal year, and the one that the report closes. */
  readonly yearIndex: number;
  readonly index: number;
  /** Older quarterly reports of which the sample keeps the essentials alone. */
  readonly brief: boolean;
  /** Places of the first quarters of earlier fiscal years whose figures it repeats. */
  readonly comparatives: readonly number[];
  /** Repeats the same part of the year before, as the first quarterly reports of a filer must be of use by themselves. */
  readonly repeatsYearBefore: boolean;
}

const quartersPerYear = 4;
const briefAfterDays = 745;

/** An accession number: the filer's number, the year, a running number. */
export function formatAccession(cik: number, filed: Day, running: number): string {
  const year = String(toParts(filed).year % 100).padStart(2, "0");
  return `${String(cik).padStart(10, "0")}-${year}-${String(running).padStart(6, "0")}`;
}

/** What a company filed, oldest first; one of 80 left out a quarterly report, one of 60 amended its last annual one. */
export function listReports(
  company: SampleCompany,
  quarters: readonly StatementQuarter[],
  foreign: boolean,
): readonly FiscalReport[] {
  const random = createRandom(deriveSeed(company.seed, 21, 0));
  const reports: FiscalReport[] = [];
  const annualLag = random.integer(48, 70);
  const quarterlyLag = random.integer(28, 40);
  const skipped = random.chance(0.0125) ? random.integer(8, Math.max(8, quarters.length - 6)) : -1;
  const newestEnd = quarters.at(-1)?.period.end ?? 0;
  const firstReported = company.comparativeYears * quartersPerYear;
  let running = random.integer(2, 9);
  let year = 0;

  function add(report: Omit<FiscalReport, "accession">): void {
    const filedYear = toParts(report.filed).year;
    running = filedYear === year ? running + random.integer(4, 19) : random.integer(2, 24);
    year = filedYear;
    reports.push({ ...report, accession: formatAccession(company.cik, report.filed, running) });
  }

  for (let index = firstReported; index < quarters.length; index++) {
    const period = quarters[index]?.period;
    if (!period) continue;
    const annual = period.quarter === 4;
    const yearIndex = index - (period.quarter - 1);
    const isFirst = annual && index === firstReported + 3;
    if (!annual && (foreign || index < firstReported + quartersPerYear || index === skipped)) continue;
    add({
      form: annual ? (foreign ? "20-F" : "10-K") : "10-Q",
      filed: toWorkingDay(period.end + (annual ? annualLag : quarterlyLag)),
      fiscalYear: period.year,
      fiscalPeriod: annual ? "FY" : (`Q${period.quarter}` as "Q1" | "Q2" | "Q3"),
      yearIndex,
      index,
      brief: !annual && period.end < newestEnd - briefAfterDays,
      repeatsYearBefore: !annual && index < firstReported + 2 * quartersPerYear,
      comparatives: isFirst ? [yearIndex - 8, yearIndex - 4].filter((each) => each >= 0) : [],
    });
  }
  const lastAnnual = reports.findLast(({ form }) => form === "10-K");
  if (!foreign && lastAnnual && random.chance(1 / 60)) {
    add({
      ...lastAnnual,
      form: "10-K/A",
      filed: toWorkingDay(lastAnnual.filed + random.integer(20, 32)),
      comparatives: [],
    });
  }
  return reports.toSorted((a, b) => a.filed - b.filed);
}

/** The day of a proxy statement in the year after a fiscal year. */
export function getProxyDay(fiscalYear: number): Day {
  return toWorkingDay(toDay(fiscalYear + 1, 4, 20));
}

import { formatDay } from "./day";
import type { FactDefinition } from "./definition";
import type { Day } from "./entry";
import { buildMissing, type FigureKind, type FigureSource } from "./figure-source";
import type { FactPoint } from "./point";

/**
 * The most that cash and short-term investments may have earned. Where this is a trifle against net interest expense,
 * gross and net are the same figure for every purpose.
 */
const cashYieldMax = 0.05;
const hiddenIncomeShareMax = 0.05;

/** A figure of the last annual report may be this much older than the newest quarter. */
const yearlyAgeDaysMax = 300;
/** Debt that grew by more than this since the annual report bears more interest than the report says. */
const debtGrowthMax = 0.1;

/**
 * Interest expense of filers who only give it net of interest income. Netting may hide expense; so this is used only
 * where at 5% on cash and short-term investments the income could hide no more than 5% of it.
 */
export function findNetInterest(
  source: FigureSource,
  _definition: FactDefinition,
  kind: FigureKind,
  end: Day,
): FactPoint | null {
  const net = source.getPoint("net_interest_expense", kind, end);
  const cash = source.getPoint("cash", "balance", end);
  const investments = source.getPoint("short_term_investments", "balance", end);
  if (!net.known || !cash.known || net.start === null || net.value <= 0) return null;
  const years = (net.end - net.start + 1) / 365;
  const incomeMax = (cash.value + (investments.known ? investments.value : 0)) * cashYieldMax * years;
  if (incomeMax > hiddenIncomeShareMax * net.value) return null;
  return {
    ...net,
    method: "derived",
    detail: "Reported net of interest income only; cash is too small for the income to hide over 5% of the expense.",
  };
}

/**
 * The newest fiscal year, for facts that some filers give once a year only. Interest is not carried on in this way
 * when debt has grown since.
 */
export function findYearlyReport(
  source: FigureSource,
  definition: FactDefinition,
  kind: FigureKind,
  end: Day,
): FactPoint | null {
  if (kind !== "trailing") return null;
  const yearEnd = source.calendar.fiscalYearEnds.find((day) => day < end);
  if (yearEnd === undefined || end - yearEnd > yearlyAgeDaysMax) return null;
  const reported = definition.id === "interest_expense" ? "interest_reported" : definition.id;
  if (source.hasNonzero(reported, yearEnd, end)) return null;
  const year = source.getPoint(definition.id, "fiscal_year", yearEnd);
  if (!year.known) return null;
  if (definition.id === "interest_expense" && hasMoreDebt(source, end, yearEnd)) {
    return buildMissing(
      "not_reported",
      `Interest is reported once a year only, and debt has grown since the year to ${formatDay(yearEnd)}.`,
    );
  }
  return { ...year, detail: `Reported once a year only: the fiscal year to ${formatDay(yearEnd)}.` };
}

function hasMoreDebt(source: FigureSource, end: Day, yearEnd: Day): boolean {
  const now = source.getPoint("total_debt", "balance", end);
  const before = source.getPoint("total_debt", "balance", yearEnd);
  return !now.known || !before.known || now.value > before.value * (1 + debtGrowthMax);
}

/** The average diluted share count of the newest period, where the cover gives counts by class only. */
export function findAverageShares(
  source: FigureSource,
  _definition: FactDefinition,
  _kind: FigureKind,
  end: Day,
): FactPoint | null {
  const quarter = source.getPoint("diluted_shares", "quarter", end);
  const average = quarter.known ? quarter : source.getPoint("diluted_shares", "trailing", end);
  if (!average.known || average.value <= 0) return null;
  return {
    ...average,
    start: null,
    method: "derived",
    detail: `No total count is reported: the average diluted count of the period to ${formatDay(average.end)}.`,
  };
}

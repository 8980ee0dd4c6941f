import type { FactDefinition } from "#lib/fact/definition/definition";
import { formatDay } from "#lib/fact/filed/day";
import type { Day } from "#lib/fact/filed/entry";
import { sameDayMargin } from "#lib/fact/filed/period";
import { findLargestDebt } from "#lib/fact/rule/debt-sign";
import { buildMissing } from "#lib/fact/series/build-figure";
import type { Figure, FigureKind } from "#lib/fact/series/figure";
import type { FigureLookup } from "#lib/fact/series/figure-lookup";

/** The most that cash and short-term investments may have earned in a year. */
const cashYieldMax = 0.05;
/** Income of at most this share of net interest expense may be hidden in it: in truth it is about half as much. */
const hiddenIncomeShareMax = 0.1;
/** As above, where interest paid in cash bears the net figure out. */
const hiddenIncomeShareMaxIfPaid = 0.15;
const paidMargin = 0.05;

/** A figure of the last annual report may be this much older than the newest quarter. */
const yearlyAgeDaysMax = 300;
/** Debt that grew by more than this since the annual report bears more interest than the report says. */
const debtGrowthMax = 0.1;

/**
 * Interest expense of filers who only give it net of interest income. Netting may hide expense; so this is used only
 * where even 5% on all cash and short-term investments could hide no more than 10% of it, or 15% where the interest
 * that was paid lies between the net figure and the most that gross interest can be.
 */
export function findNetInterest(
  figures: FigureLookup,
  _definition: FactDefinition,
  kind: FigureKind,
  end: Day,
): Figure | null {
  const net = figures.getFigure("net_interest_expense", kind, end);
  if (!net.known || net.start === null || net.value <= 0) return null;
  const reported = figures.getFigure("interest_reported", kind, end);
  if (reported.known && reported.value > net.value) return null;
  const liquid = findMostLiquid(figures, net.start - 1, end);
  if (liquid === null) return null;
  const years = (net.end - net.start + 1) / 365;
  const incomeMax = liquid * cashYieldMax * years;
  const paid = figures.getFigure("interest_paid", kind, end);
  const isBorneOut =
    paid.known &&
    paid.value >= net.value * (1 - paidMargin) &&
    paid.value <= (net.value + incomeMax) * (1 + paidMargin);
  const hiddenShare = incomeMax / net.value;
  if (hiddenShare > (isBorneOut ? hiddenIncomeShareMaxIfPaid : hiddenIncomeShareMax)) return null;
  const percent = Math.max(1, Math.ceil(hiddenShare * 100));
  return {
    ...net,
    method: "derived",
    detail: `The filings report interest net of interest income alone. Cash is too small for that income to hide over ${percent}% of the expense.`,
  };
}

/** The most cash and short-term investments that there were at an end of a quarter of the period; null where the newest is not known. */
function findMostLiquid(figures: FigureLookup, from: Day, to: Day): number | null {
  const days = [
    to,
    ...figures.calendar.periodEnds.filter((day) => day >= from - sameDayMargin && day < to - sameDayMargin),
  ];
  const amounts = days.map((day) => {
    const cash = figures.getFigure("cash", "balance", day);
    const investments = figures.getFigure("short_term_investments", "balance", day);
    return cash.known ? cash.value + (investments.known ? investments.value : 0) : null;
  });
  return amounts[0] === null ? null : Math.max(...amounts.map((amount) => amount ?? 0));
}

/**
 * The newest fiscal year, for facts that some filers give once a year only. Interest is not carried on in this way
 * when debt has grown since.
 */
export function findYearlyReport(
  figures: FigureLookup,
  definition: FactDefinition,
  kind: FigureKind,
  end: Day,
): Figure | null {
  if (kind !== "trailing") return null;
  const yearEnd = figures.calendar.fiscalYearEnds.find((day) => day < end);
  if (yearEnd === undefined || end - yearEnd > yearlyAgeDaysMax) return null;
  const reported = definition.id === "interest_expense" ? ["interest_reported", "interest_incurred"] : [definition.id];
  if (reported.some((fact) => figures.hasNonzero(fact, yearEnd, end))) return null;
  const year = figures.getFigure(definition.id, "fiscal_year", yearEnd);
  if (!year.known) return null;
  // Net interest stands in every quarter's report: where it is of no use there, the year's is not the last word (Prestige).
  const isNet = year.parts.some(({ entry }) => entry.fact === "net_interest");
  if (isNet && figures.hasNonzero("net_interest", yearEnd, end)) return null;
  if (definition.id === "interest_expense" && hasMoreDebt(figures, end, yearEnd)) {
    return buildMissing(
      "not_reported",
      `The filings report interest once a year. Debt has grown since the year to ${formatDay(yearEnd)}.`,
    );
  }
  return { ...year, detail: `The filings report it once a year. This is the fiscal year to ${formatDay(yearEnd)}.` };
}

function hasMoreDebt(figures: FigureLookup, end: Day, yearEnd: Day): boolean {
  const now = figures.getFigure("total_debt", "balance", end);
  const before = figures.getFigure("total_debt", "balance", yearEnd);
  if (now.known && before.known) return now.value > before.value * (1 + debtGrowthMax);
  // Where not all of the debt is known, its known part tells.
  const [part, partBefore] = [findLargestDebt(figures, end), findLargestDebt(figures, yearEnd)];
  return part === 0 || partBefore === 0 || part > partBefore * (1 + debtGrowthMax);
}

import { requireFact } from "#lib/fact/definition/catalogue";
import { formatFigure } from "#lib/fact/definition/figure-text";
import type { Day, FactEntry } from "#lib/fact/filed/entry";
import { sameDayMargin } from "#lib/fact/filed/period";
import { buildMissing } from "#lib/fact/series/build-figure";
import type { Figure, KnownFigure } from "#lib/fact/series/figure";
import type { FigureLookup } from "#lib/fact/series/figure-lookup";
import { isNear, principalExcessMax, totalTolerance } from "./amount";
import { debtFacts, evidenceDays, hasDebtFlow, hasInterest, readInterest, trivialInterestShare } from "./debt-sign";

/** Interest above this share of debt is that of finance leases as well, if they bear at least this share of it. */
const leaseRateMin = 0.12;
const leaseInterestShareMin = 0.25;

/** Finance leases up to this share of debt change nothing. */
const leaseTrifle = 0.02;

/** Leases of this share of assets are a trifle: their interest is a twentieth of a percent of them. */
export const leaseTrifleOfAssets = 0.005;

/** Leases of the annual report stand for those of its three quarters. */
const leaseAgeDaysMax = 300;

/** Interest above this share of leases is that of something else. */
const leaseRateMax = 0.15;

/**
 * Debt with the liabilities of finance leases, where these can be told to be beside its lines. By their names lines may
 * have them. A total of the note that is the lines less the leases shows that the lines have them; one that is the
 * lines, or leases that stand in every quarter's balance sheet, that they do not. Else the lines stand, and it is said.
 */
export function addFinanceLeases(figures: FigureLookup, debt: KnownFigure, end: Day): KnownFigure {
  const leases = figures.getFigure("finance_leases", "balance", end);
  if (!leases.known || leases.value <= 0) return debt;
  if (isTotalWithLeases(figures, debt, end)) return debt;
  const isNamed = debt.parts.some(({ entry }) => hasLeases(entry));
  const missing = isNamed ? findLeasesOfOtherPart(figures, debt, end) : leases;
  if (!missing) return debt;
  if (!isNamed && !areBeside(figures, debt.value, leases.value, end)) {
    const current = figures.getFigure("finance_leases_current", "balance", end);
    const isLater = debt.parts.every(({ entry }) => entry.fact === "debt_noncurrent");
    // What is due within a year is in no line of later debt (Noble).
    if (isLater && current.known && current.value > 0) return addLeases(debt, current);
    const text = `Nothing tells whether ${formatFigure(leases.value, "usd")} of finance leases are in it.`;
    return leases.value > leaseTrifle * debt.value ? { ...debt, detail: `${debt.detail ?? ""} ${text}`.trim() } : debt;
  }
  return addLeases(debt, missing);
}

function addLeases(debt: KnownFigure, leases: KnownFigure): KnownFigure {
  return {
    ...debt,
    value: debt.value + leases.value,
    method: "derived",
    parts: [...debt.parts, ...leases.parts],
    detail: `${debt.detail ?? ""} With the liabilities of finance leases.`.trim(),
  };
}

function hasLeases({ tag }: FactEntry): boolean {
  return tag.includes("CapitalLease");
}

/** Whether the lines, or the largest of them, are what the filing gives under a tag that has leases by its name. */
function isTotalWithLeases(figures: FigureLookup, debt: KnownFigure, end: Day): boolean {
  const [first] = debt.parts.map(({ entry }) => entry).sort((a, b) => b.value - a.value);
  if (!first) return false;
  return ["debt_current", "debt_noncurrent", "long_term_debt", "total_debt"].map(requireFact).some((definition) =>
    definition.tags.some(({ tag }) => {
      const entry = tag.includes("CapitalLease") ? figures.findBalance(definition, tag, end) : undefined;
      if (!entry) return false;
      return (
        (!hasLeases(first) && entry.value === first.value) ||
        isNear(entry.value, debt.value, totalTolerance, principalExcessMax)
      );
    }),
  );
}

/** Where the line of one part has leases by its name and that of the other part has not: the leases of the other. */
function findLeasesOfOtherPart(figures: FigureLookup, debt: KnownFigure, end: Day): KnownFigure | null {
  const has = (isCurrent: boolean, withLeases: boolean) =>
    debt.parts.some(({ entry }) => entry.tag.endsWith("Current") === isCurrent && hasLeases(entry) === withLeases);
  if (debt.parts.length < 2) return null;
  const fact =
    has(true, true) && has(false, false) && !has(false, true)
      ? "finance_leases_noncurrent"
      : has(false, true) && has(true, false) && !has(true, true)
        ? "finance_leases_current"
        : null;
  const part = fact && figures.getFigure(fact, "balance", end);
  return part?.known ? part : null;
}

/** Whether leases are beside lines of debt that add up to `lines`. */
function areBeside(figures: FigureLookup, lines: number, leases: number, end: Day): boolean {
  const definition = requireFact("long_term_debt");
  const totals = definition.tags
    .filter(({ tag }) => !tag.includes("CapitalLease"))
    .flatMap(({ tag }) => figures.findBalance(definition, tag, end)?.value ?? []);
  if (leases > leaseTrifle * lines && totals.some((total) => isNear(total, lines - leases, 0.01, 0.01))) return false;
  if (totals.some((total) => isNear(total, lines, totalTolerance, principalExcessMax))) return true;
  return isInEveryQuarter(figures, end) || mustBearInterest(figures, lines, end);
}

/** Whether the interest is out of proportion without leases that bear a good part of it (Kohl's). */
function mustBearInterest(figures: FigureLookup, lines: number, end: Day): boolean {
  const interest = readInterest(figures, end);
  const ofLeases = figures.getFigure("finance_lease_interest", "trailing", end);
  if (interest === null || !ofLeases.known) return false;
  return interest > leaseRateMin * lines && ofLeases.value >= leaseInterestShareMin * interest;
}

/** Leases are notes of the annual report, unless the balance sheet has a line for them. */
function isInEveryQuarter(figures: FigureLookup, end: Day): boolean {
  const definition = requireFact("finance_leases_noncurrent");
  const { periodEnds, fiscalYearEnds } = figures.calendar;
  return periodEnds.some(
    (day) =>
      day <= end + sameDayMargin &&
      day > end - evidenceDays &&
      !fiscalYearEnds.some((yearEnd) => Math.abs(yearEnd - day) <= sameDayMargin) &&
      definition.tags.some(({ tag }) => figures.findBalance(definition, tag, day) !== undefined),
  );
}

/**
 * Leases of that day, or those of the last annual report where they are a trifle of assets: most filers give them once a
 * year. Null where there are none, and missing where there were more, for nothing tells what is left of them.
 */
export function findLatestLeases(figures: FigureLookup, end: Day): Figure | null {
  const leases = figures.getFigure("finance_leases", "balance", end);
  if (leases.known) return leases.value > 0 ? leases : null;
  const yearEnd = figures.calendar.fiscalYearEnds.find((day) => day <= end);
  if (yearEnd === undefined || yearEnd <= end - leaseAgeDaysMax) return null;
  const older = figures.getFigure("finance_leases", "balance", yearEnd);
  const assets = figures.getFigure("total_assets", "balance", end);
  if (!older.known || older.value <= 0) return null;
  if (assets.known && older.value <= leaseTrifleOfAssets * assets.value) return older;
  return buildMissing(
    "not_reported",
    `The annual report shows ${formatFigure(older.value, "usd")} of finance leases. No newer filing tells how much is left of them.`,
  );
}

/** Lines of zero have no leases in them: the leases, where there are any, are all of the debt. */
export function replaceZeroByLeases(figures: FigureLookup, zero: KnownFigure, end: Day): Figure {
  const leases = findLatestLeases(figures, end);
  if (!leases?.known) return leases ?? zero;
  return {
    ...leases,
    method: "derived",
    detail: "The liabilities of finance leases. The known lines of debt are zero.",
  };
}

/** True where a company has no debt, or none but finance leases: then its lines of debt are zero. */
export function hasNoDebtButLeases(debt: Figure): debt is KnownFigure {
  return debt.known && (debt.value === 0 || debt.parts.every(({ entry }) => entry.fact.startsWith("finance_leases")));
}

/** Finance leases of a company that shows no other debt at all: then nothing can count them twice. */
export function findFinanceLeases(figures: FigureLookup, end: Day): Figure | null {
  const leases = findLatestLeases(figures, end);
  const assets = figures.getFigure("total_assets", "balance", end);
  if (!figures.isFromFilings || !leases?.known || !assets.known || hasDebtFlow(figures, end)) return null;
  if (debtFacts.some((fact) => figures.hasNonzero(fact, end - evidenceDays, end + sameDayMargin))) return null;
  if (hasInterest(figures, end, trivialInterestShare + (leaseRateMax * leases.value) / assets.value)) return null;
  return { ...leases, method: "derived", detail: "The liabilities of finance leases. No filing reports other debt." };
}

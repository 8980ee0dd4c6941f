import { requireFact } from "#lib/fact/definition/catalogue";
import type { Day, FactEntry } from "#lib/fact/filed/entry";
import { sameDayMargin } from "#lib/fact/filed/period";
import { buildBalanceSum, buildInferredZero, buildMissing } from "#lib/fact/series/build-figure";
import type { Figure } from "#lib/fact/series/figure";
import type { FigureLookup } from "#lib/fact/series/figure-lookup";

const evidenceDays = 400;

/** What stands on the balance sheet for less a share is the par value, and not what is owed. */
const perShareMin = 1;

/** Signs that somebody has preferred shares. */
const signs = [
  "preferred_carried",
  "preferred_preference",
  "preferred_count",
  "preferred_dividends",
  "preferred_declared",
];

function listBalances(figures: FigureLookup, factId: string, day: Day): readonly FactEntry[] {
  const definition = requireFact(factId);
  return definition.tags
    .flatMap(({ tag }) => figures.findBalance(definition, tag, day) ?? [])
    .filter(({ value }) => value > 0);
}

function findLargest(entries: readonly FactEntry[]): FactEntry | undefined {
  return entries.reduce<FactEntry | undefined>(
    (best, each) => (best && best.value >= each.value ? best : each),
    undefined,
  );
}

function hasDividends(figures: FigureLookup, from: Day, to: Day): boolean {
  return ["preferred_dividends", "preferred_declared"].some((fact) => figures.hasNonzero(fact, from, to));
}

/**
 * Preferred shares at what their owners are owed: the preference where it is told and more than the balance sheet has,
 * since that may be the par value; with shares that may be redeemed, which stand between liabilities and equity. Zero
 * where no filing of over a year shows any, nor a dividend on them.
 */
export function findPreferredStock(figures: FigureLookup, end: Day): Figure {
  const [from, to] = [end - evidenceDays, end + sameDayMargin];
  const equity = figures.getFigure("equity", "balance", end);
  if (!figures.isFromFilings || !equity.known) {
    return buildMissing("not_reported", "No balance sheet of that day shows who has a share in equity.");
  }
  const carried = findLargest(listBalances(figures, "preferred_carried", end));
  const preference = findLargest(listBalances(figures, "preferred_preference", end));
  const redeemable = findRedeemable(figures, end);
  const permanent = preference && preference.value > (carried?.value ?? 0) ? preference : carried;
  const count = findLargest(listBalances(figures, "preferred_count", end));
  if (permanent && permanent === carried && count && carried.value < perShareMin * count.value) {
    return buildMissing(
      "not_reported",
      "The filing gives preferred shares at par, and not what their owners are owed.",
    );
  }
  const lines = [permanent, redeemable].filter((entry): entry is FactEntry => entry !== undefined);
  if (lines.length > 0) {
    const isOne = permanent !== undefined && permanent.value === redeemable?.value;
    const atPreference = permanent !== undefined && permanent === preference;
    const detail = atPreference ? "At the preference of the owners." : "As the balance sheet has it.";
    return buildBalanceSum(isOne ? [permanent] : lines, end, detail);
  }
  if (signs.some((fact) => figures.hasNonzero(fact, from, to)) || hasPaidDividend(figures, end)) {
    return buildMissing("not_reported", "Filings show preferred shares, and no amount of them on that day.");
  }
  return buildInferredZero(end, "In over a year no filing shows preferred shares or dividends on them.", equity.parts);
}

/** Shares that the company may have to take back; those of others count only where preferred dividends show whose they are. */
function findRedeemable(figures: FigureLookup, end: Day): FactEntry | undefined {
  const own = findLargest(listBalances(figures, "temporary_equity_of_parent", end));
  if (own) return own;
  const isPreferred =
    hasDividends(figures, end - evidenceDays, end + sameDayMargin) &&
    !figures.hasNonzero("redeemable_minority", end - evidenceDays, end + sameDayMargin);
  return isPreferred ? findLargest(listBalances(figures, "temporary_equity", end)) : undefined;
}

function hasPaidDividend(figures: FigureLookup, end: Day): boolean {
  const tag = "us-gaap:PaymentsOfDividendsPreferredStockAndPreferenceStock";
  return (figures.findPeriod(requireFact("dividends_paid"), tag, end)?.value ?? 0) > 0;
}

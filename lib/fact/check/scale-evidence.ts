import { requireFact } from "#lib/fact/definition/catalogue";
import type { Day, FactEntry } from "#lib/fact/filed/entry";
import { countDays, isQuarter, isYear, sameDayMargin } from "#lib/fact/filed/period";
import { debtFacts, findLargestDebt, readInterest } from "#lib/fact/rule/debt-sign";
import type { FlowKind } from "#lib/fact/series/figure";
import type { FigureLookup } from "#lib/fact/series/figure-lookup";
import type { ScaleSlip } from "#lib/fact/series/scale-slip";
import { isScaleBorneOut } from "./sum-evidence";

/** The total that a line of the balance sheet is in, and the lines beside it. */
const totalByLine: Readonly<Record<string, { readonly total: string; readonly beside: readonly string[] }>> =
  Object.fromEntries(
    [
      { total: "current_assets", lines: ["cash", "short_term_investments", "receivables", "inventory"] },
      { total: "total_assets", lines: ["current_assets", "ppe_net", "goodwill", "intangibles"] },
      { total: "liabilities_and_equity", lines: ["liabilities_reported", "equity_reported"] },
    ].flatMap(({ total, lines }) =>
      lines.map((line) => [line, { total, beside: lines.filter((other) => other !== line) }]),
    ),
  );

/** How closely the change of a total must follow that of its lines to tell a true change from a slip. */
const followMargin = 0.3;

/** Interest above this share of debt is that of other debt; below the other it is that of hardly any. */
const rateMax = 0.5;
const rateMin = 0.01;

const interestFacts: ReadonlySet<string> = new Set([
  "interest_reported",
  "interest_incurred",
  "inventory_interest_incurred",
  "interest_paid",
]);

/** Debt that was repaid in the newest period, by this share of what there was, is gone. */
const repaidShareMin = 0.5;
const repaidDays = 130;

/** A share count that earnings per share speak for is within this factor of the count that they imply. */
const impliedFactorMax = 50;
/** A cent of rounding moves earnings of a few cents by half: such figures imply no count. */
const perShareMin = 0.05;

/**
 * True when what hangs on an amount bears it out: earnings per share imply such a share count, or, where periods on one
 * side alone speak against the amount, the total that it is in moved with it or the debt was repaid.
 */
export function isBorneOut(figures: FigureLookup, { entry, beside, witness }: ScaleSlip): boolean {
  if (requireFact(entry.fact).unit === "shares") return isImplied(figures, entry);
  if (witness !== "one_side") return false;
  if (interestFacts.has(entry.fact)) return isInterestOfDebt(figures, entry);
  if (entry.start !== null) return isScaleBorneOut(figures, entry) === true;
  if (debtFacts.includes(entry.fact)) return isDebtGone(figures, entry, beside);
  const place = totalByLine[entry.fact];
  const total = place && findChange(figures, place.total, entry.end, beside.end);
  if (!place || total === undefined) return false;
  const others = place.beside.reduce((sum, fact) => sum + (findChange(figures, fact, entry.end, beside.end) ?? 0), 0);
  const change = entry.value - beside.value;
  return Math.abs(total - others - change) <= followMargin * Math.abs(change);
}

function isImplied(figures: FigureLookup, entry: FactEntry): boolean {
  const days = countDays(entry);
  const kinds: readonly FlowKind[] = isYear(days) ? ["fiscal_year"] : isQuarter(days) ? ["quarter"] : [];
  return (entry.start === null ? (["trailing", "quarter"] as const) : kinds).some((kind) => {
    const income = figures.getReported("net_income", kind, entry.end);
    const perShare = figures.getReported("eps_reported", kind, entry.end);
    if (!income || !perShare || Math.abs(perShare.value) < perShareMin) return false;
    const factor = entry.value / (income.value / perShare.value);
    return factor > 1 / impliedFactorMax && factor < impliedFactorMax;
  });
}

/** Interest that is in proportion to the largest amount of debt that is reported on the same day. */
function isInterestOfDebt(figures: FigureLookup, entry: FactEntry): boolean {
  const perYear = (entry.value * 365) / countDays(entry);
  const largest = findLargestDebt(figures, entry.end);
  return perYear >= rateMin * largest && perYear <= rateMax * largest;
}

function isDebtGone(figures: FigureLookup, entry: FactEntry, beside: FactEntry): boolean {
  if (entry.value > beside.value) {
    const interest = readInterest(figures, entry.end);
    return interest !== null && interest >= rateMin * entry.value && interest <= rateMax * entry.value;
  }
  const isRepaid = figures.hasAbove(
    "debt_flow",
    repaidShareMin * beside.value,
    entry.end - repaidDays,
    entry.end + sameDayMargin,
  );
  const interest = readInterest(figures, entry.end);
  return isRepaid || (interest !== null && interest <= rateMax * entry.value);
}

/** By how much a fact's first reported balance changed between two days; undefined where one is not reported. */
function findChange(figures: FigureLookup, factId: string, now: Day, before: Day): number | undefined {
  const definition = requireFact(factId);
  for (const { tag } of definition.tags) {
    const [newer, older] = [now, before].map((day) => figures.findBalance(definition, tag, day));
    if (newer && older) return newer.value - older.value;
  }
  return undefined;
}

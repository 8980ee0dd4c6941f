import type { FactDefinition, PlausibilityName } from "#lib/fact/definition/definition";
import { formatFigure, nameInSentence } from "#lib/fact/definition/figure-text";
import { findUnexplainedOutflow } from "#lib/fact/fallback/investing-rest";
import { isInOtherFinancing } from "#lib/fact/fallback/other-financing";
import { addYears, formatDay } from "#lib/fact/filed/day";
import { boundMark, type Day } from "#lib/fact/filed/entry";
import { sameDayMargin } from "#lib/fact/filed/period";
import { evidenceDays } from "#lib/fact/rule/debt-sign";
import { buildMissing } from "#lib/fact/series/build-figure";
import { agrees } from "#lib/fact/series/cluster";
import type { Figure, FigureKind, KnownFigure } from "#lib/fact/series/figure";
import type { FigureLookup } from "#lib/fact/series/figure-lookup";
import { standsOnPart } from "#lib/fact/series/stands-on-part";
import { formatShare } from "#lib/util/number-text";
import { checkPreferred } from "./owners-income";
import { checkShareChange, checkShareScale, preferAllClasses } from "./share-plausibility";

/** Others than banks give net interest under another tag, and it is no income of theirs. */
const bankTag = "us-gaap:InterestIncomeExpenseNet";

/** A minority interest may be this share of assets beyond what the balance sheet leaves for it. */
const minorityMargin = 0.02;

/** Cash in hand of a bank is a small part of its cash; a larger part is another reading of all of it. */
const cashPartMin = 0.5;

/** Tags of spending that is one line among others of the filer's own. */
const sideLineTags = new Set([
  "us-gaap:PaymentsForProceedsFromProductiveAssets",
  "us-gaap:PaymentsToAcquireOtherPropertyPlantAndEquipment",
  "us-gaap:PaymentsToAcquireOtherProductiveAssets",
]);

/** Spending below this share of depreciation is doubted where property is at least this share of assets. */
const spendingShareMin = 0.05;
const propertyShareMin = 0.3;

/** What REITs spend on the properties that they have; for those that they buy, filers have tags of their own (LTC). */
const improvementTag = "us-gaap:PaymentsForCapitalImprovements";

/** Spending below this share of depreciation is doubted where investing took much more, by this share of assets. */
const unexplainedWearMin = 0.5;
const outflowMargin = 0.02;

/** Payment follows declaration within a quarter, so a year's dividends paid are never below this share of the declared. */
const paidShareMin = 0.5;

/**
 * Revenue of a second-hand file below operating income is one line of several (Valaris, banks): the file has no others
 * to add. In filings a gain may lie between the two, and the cross-checks judge them.
 */
function checkSecondHandRevenue(figures: FigureLookup, kind: FigureKind, end: Day, figure: KnownFigure): Figure {
  if (!isSecondHand(figure)) return figure;
  const income = figures.getFigure("operating_income", kind, end);
  if (!income.known || income.value <= figure.value || income.value <= 0) return figure;
  return buildMissing(
    "conflict",
    `Revenue of ${formatFigure(figure.value, "usd")} for ${formatDay(figure.end)} is below operating income of ${formatFigure(income.value, "usd")}. It is a part of all revenue.`,
  );
}

/** Debt of a second-hand file may be above its liabilities by this share, and bears at most this share of itself a year. */
const debtMargin = 0.02;
const interestShareMax = 0.25;

/**
 * Debt of a second-hand file that is above all liabilities, or that could not bear the interest of the same file, is
 * another figure, or a part. Debt a year before may have borne the interest.
 */
function checkSecondHandDebt(figures: FigureLookup, end: Day, figure: KnownFigure): Figure {
  if (!isSecondHand(figure)) return figure;
  const liabilities = figures.getFigure("total_liabilities", "balance", end);
  if (liabilities.known && figure.value > (1 + debtMargin) * liabilities.value) {
    return buildMissing(
      "conflict",
      `The file gives debt of ${formatFigure(figure.value, "usd")} for ${formatDay(figure.end)}. All its liabilities are ${formatFigure(liabilities.value, "usd")}.`,
    );
  }
  const interest = figures.getReported("interest_expense", "trailing", end);
  const before = figures.getReported("total_debt", "balance", addYears(end, -1));
  const most = Math.max(figure.value, before?.value ?? 0);
  if (!interest || interest.value <= interestShareMax * most || isBound(interest)) return figure;
  return buildMissing(
    "conflict",
    `The file gives debt of ${formatFigure(figure.value, "usd")} for ${formatDay(figure.end)}. Interest of ${formatFigure(interest.value, "usd")} a year is over ${formatShare(interestShareMax, 0)} of it. Debt is a part, or another figure.`,
  );
}

/** A bound of interest contradicts no debt. */
function isBound({ parts }: KnownFigure): boolean {
  return parts.some(({ entry }) => entry.form.endsWith(boundMark));
}

function isSecondHand({ parts }: KnownFigure): boolean {
  return parts.every(({ entry }) => entry.tag.startsWith("file:"));
}

/** A cost or payment below zero has the sign of the other direction, in some filings of a filer and not in others (Sonic). */
function checkSign({ label, isCost }: FactDefinition, figure: KnownFigure): Figure {
  if (!isCost || figure.value >= 0) return figure;
  const amount = `${formatFigure(figure.value, "usd")} of ${nameInSentence({ label })} for ${formatDay(figure.end)}`;
  return buildMissing(
    "conflict",
    figure.parts.length === 1
      ? `The filing gives ${amount}. The sign is wrong.`
      : `The parts give ${amount}. It cannot be below zero. The parts do not belong together.`,
  );
}

/** Dividends far below those that equity lost are of one kind only: the others have a tag of the filer's own (Xenia). */
function checkDividends(figures: FigureLookup, kind: FigureKind, end: Day, figure: KnownFigure): Figure {
  const declared = figures.getFigure("distribution_hint", kind, end);
  if (kind === "quarter" || !declared.known || figure.value >= paidShareMin * declared.value) return figure;
  return buildMissing(
    "conflict",
    `The cash flow shows dividends of ${formatFigure(figure.value, "usd")}. Dividends declared are ${formatFigure(declared.value, "usd")}. The former are a part.`,
  );
}

/**
 * Spending far below the wear of much property is a side line: the main one has a tag of the filer's own (Sunrun). So is
 * spending somewhat below it, where much went out for investing that no line explains (Middlesex Water).
 */
function checkSpending(figures: FigureLookup, kind: FigureKind, end: Day, figure: KnownFigure): Figure {
  const wear = figures.getFigure("depreciation_amortization", kind, end);
  const property = figures.getFigure("ppe_net", "balance", end);
  const assets = figures.getFigure("total_assets", "balance", end);
  if (!wear.known || figure.value >= unexplainedWearMin * wear.value) return figure;
  const hasProperty = property.known && assets.known && property.value >= propertyShareMin * assets.value;
  const isFarBelow = figure.value < spendingShareMin * wear.value;
  if (isFarBelow && (hasProperty || figure.parts.every(({ entry }) => sideLineTags.has(entry.tag)))) {
    return buildMissing(
      "conflict",
      `Property wears by ${formatFigure(wear.value, "usd")} in the period. Spending of ${formatFigure(figure.value, "usd")} is too little for it. It is a part of all spending.`,
    );
  }
  const isBesidePurchases = figure.parts.some(({ entry }) => entry.tag === improvementTag);
  if (!hasProperty || isBesidePurchases || figure.start === null) return figure;
  const outflow = findUnexplainedOutflow(figures, end, figure.end - figure.start + 1);
  if (outflow === null || outflow <= figure.value + outflowMargin * assets.value) return figure;
  return buildMissing(
    "conflict",
    `Spending of ${formatFigure(figure.value, "usd")} is less than half of depreciation. Investing took ${formatFigure(outflow, "usd")} that no other line explains. Spending is a part of that.`,
  );
}

/** Net interest of others than banks stands under another tag. */
function checkBankTag(figure: KnownFigure): Figure {
  return figure.parts.every(({ entry }) => entry.tag === bankTag || entry.tag.startsWith("file:"))
    ? figure
    : buildMissing("not_reported", "No filing reports net interest income under the tag of banks.");
}

/**
 * A minority interest that the balance sheet has no room for (Kulicke & Soffa), or one beside a redeemable interest that
 * has a result and no balance under a known tag, where the balance sheet has room for much more (StepStone).
 */
function checkMinority(figures: FigureLookup, end: Day, figure: KnownFigure): Figure {
  const [assets, liabilities, equity, redeemable, mezzanine] = [
    "total_assets",
    "liabilities_reported",
    "equity_reported",
    "redeemable_minority",
    "temporary_equity_of_parent",
  ].map((fact) => figures.getFigure(fact, "balance", end));
  if (!assets?.known || !liabilities?.known || !equity?.known) return figure;
  const rest = assets.value - liabilities.value - equity.value;
  const ofRedeemable = redeemable?.known ? redeemable.value : 0;
  const own = figure.value - ofRedeemable;
  const margin = minorityMargin * assets.value;
  if (agrees(own, rest)) return figure;
  if (figure.parts.length >= 2 && (own > rest + margin || own < -margin)) {
    return buildMissing(
      "conflict",
      `The two amounts of equity leave ${formatFigure(own, "usd")} for a minority interest. Assets less liabilities and the owners' equity leave ${formatFigure(rest, "usd")}.`,
    );
  }
  const between = ofRedeemable + (mezzanine?.known ? mezzanine.value : 0);
  const redemption = figures.getFigure("redemption_value", "balance", end);
  if (between === 0 && redemption.known && agrees(own + redemption.value, rest)) {
    return {
      ...figure,
      value: own + redemption.value,
      method: "derived",
      parts: [...figure.parts, ...redemption.parts],
      detail: "Minority interest with the redeemable one at its redemption value, as the balance sheet has it.",
    };
  }
  if (own + between >= rest - margin || !hasRedeemable(figures, end)) return figure;
  return buildMissing(
    "conflict",
    `The filing gives a minority interest of ${formatFigure(figure.value, "usd")}. Assets less liabilities and the owners' equity leave ${formatFigure(rest, "usd")}. A redeemable minority interest is among the rest.`,
  );
}

function hasRedeemable(figures: FigureLookup, end: Day): boolean {
  return ["redeemable_minority", "redemption_value", "net_income_redeemable_minority"].some((fact) =>
    figures.hasNonzero(fact, end - evidenceDays, end + sameDayMargin),
  );
}

/** A line of cash somewhat below cash with restricted cash says that the rest is restricted, or not cash. */
function checkCash(figures: FigureLookup, end: Day, figure: KnownFigure): Figure {
  if (figure.method !== "derived") return figure;
  const tagged = figures.getReported("cash", "balance", end);
  if (!tagged || agrees(tagged.value, figure.value) || tagged.value < cashPartMin * figure.value) return figure;
  return buildMissing(
    "conflict",
    `The filing gives cash of ${formatFigure(tagged.value, "usd")}, and ${formatFigure(figure.value, "usd")} with restricted cash. No filing says what is restricted.`,
  );
}

/** Proceeds under a tag of a part, where other financing is what equity grew by beyond all that is known. */
function checkIssues(
  figures: FigureLookup,
  definition: FactDefinition,
  kind: FigureKind,
  end: Day,
  figure: KnownFigure,
): Figure {
  if (!standsOnPart(definition, figure)) return figure;
  const other = figures.getFigure("other_issues", kind, end);
  if (other.known && other.value > figure.value) {
    return buildMissing(
      "conflict",
      `The filing gives proceeds of ${formatFigure(figure.value, "usd")} under a tag of a part. Warrants or a private placement brought ${formatFigure(other.value, "usd")}.`,
    );
  }
  if (!isInOtherFinancing(figures, definition.id, kind, end)) return figure;
  return buildMissing(
    "conflict",
    `The filing gives proceeds of ${formatFigure(figure.value, "usd")} under a tag of a part. Equity grew by other financing as well.`,
  );
}

type PlausibilityCheck = (
  figures: FigureLookup,
  definition: FactDefinition,
  kind: FigureKind,
  end: Day,
  figure: KnownFigure,
) => Figure;

const checkByName = {
  second_hand_revenue: (figures, _definition, kind, end, figure) => checkSecondHandRevenue(figures, kind, end, figure),
  second_hand_debt: (figures, _definition, _kind, end, figure) => checkSecondHandDebt(figures, end, figure),
  share_scale: (figures, _definition, kind, end, figure) =>
    checkShareScale(figures, kind === "balance" ? "trailing" : kind, end, figure),
  all_classes: preferAllClasses,
  all_issues: checkIssues,
  declared_dividends: (figures, _definition, kind, end, figure) => checkDividends(figures, kind, end, figure),
  spending_and_wear: (figures, _definition, kind, end, figure) => checkSpending(figures, kind, end, figure),
  cash_part: (figures, _definition, _kind, end, figure) => checkCash(figures, end, figure),
  before_preferred: (figures, _definition, kind, end, figure) => checkPreferred(figures, kind, end, figure),
  minority_rest: (figures, _definition, _kind, end, figure) => checkMinority(figures, end, figure),
  tag_of_banks: (_source, _definition, _kind, _end, figure) => checkBankTag(figure),
  one_share_count: (figures, _definition, kind, end, figure) => checkShareChange(figures, kind, end, figure),
} satisfies Readonly<Record<PlausibilityName, PlausibilityCheck>>;

/**
 * Compares a figure with others of the same company, in the ways that its definition names. Refuses it where a slip of
 * the filer, or a sum that does not hold, is certain. Returns the figure to use, or a missing one that says why.
 */
export function checkPlausibility(
  figures: FigureLookup,
  definition: FactDefinition,
  kind: FigureKind,
  end: Day,
  figure: KnownFigure,
): Figure {
  const signed = checkSign(definition, figure);
  if (!signed.known) return signed;
  let checked = figure;
  for (const name of definition.plausibility ?? []) {
    const next = checkByName[name](figures, definition, kind, end, checked);
    if (!next.known) return next;
    checked = next;
  }
  return checked;
}

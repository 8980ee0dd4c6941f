import type { FactDefinition, PlausibilityName } from "#lib/fact/definition/definition";
import { formatFigure, nameInSentence } from "#lib/fact/definition/figure-text";
import { findAverageShares } from "#lib/fact/fallback/next-best";
import { formatDay } from "#lib/fact/filed/day";
import type { Day } from "#lib/fact/filed/entry";
import { buildMissing } from "#lib/fact/series/build-figure";
import { agrees } from "#lib/fact/series/cluster";
import type { Figure, FigureKind, FigurePart, KnownFigure } from "#lib/fact/series/figure";
import type { FigureLookup } from "#lib/fact/series/figure-lookup";
import { isInOtherScale } from "#lib/fact/series/scale-slip";

/** Share counts further apart than this are in thousands or millions by mistake, not after a split. */
const scaleFactorMax = 50;

/** Others than banks give net interest under another tag, and it is no income of theirs. */
const bankTag = "us-gaap:InterestIncomeExpenseNet";

/** A count below this share of the average is that of one class of several (Mirion's cover for 2023). */
const classShareMax = 0.6;

/** Average counts of two years within this factor are in one scale. */
const steadyCountMax = 3;

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

/** Payment follows declaration within a quarter, so a year's dividends paid are never below this share of the declared. */
const paidShareMin = 0.5;

/** Earnings per share of periods add up only while the share count stays about the same. */
const shareChangeMax = 0.05;

/**
 * The average count instead of one that must be that of a single class or a placeholder (1, 100, 1,000): far fewer shares
 * than there were on average. A conflict where the average is not steady enough to say which of the two is wrong.
 */
function preferAllClasses(
  figures: FigureLookup,
  definition: FactDefinition,
  kind: FigureKind,
  end: Day,
  figure: KnownFigure,
): Figure {
  const average = findAverageShares(figures, definition, kind, end);
  if (!average?.known) return figure;
  const factor = figure.value / average.value;
  if (factor >= classShareMax) return figure;
  if (factor >= 1 / scaleFactorMax) {
    return {
      ...average,
      detail: `${average.detail} The cover counts ${formatFigure(figure.value, "shares")} of one class.`,
    };
  }
  if (isSteadyCount(figures, end, average.value)) {
    return {
      ...average,
      detail: `${average.detail} The filing counts ${formatFigure(figure.value, "shares")}, which holds a place or is in another scale.`,
    };
  }
  return buildMissing(
    "conflict",
    `The filing counts ${formatFigure(figure.value, "shares")} for ${formatDay(figure.end)}. The average of the period is ${formatFigure(average.value, "shares")}. One of the two is in another scale.`,
  );
}

/** True when the last fiscal year had about the same average count. */
function isSteadyCount(figures: FigureLookup, end: Day, count: number): boolean {
  const yearEnd = figures.calendar.fiscalYearEnds.find((day) => day < end);
  if (yearEnd === undefined) return false;
  return ["basic_shares", "diluted_shares"].some((fact) => {
    const year = figures.getFigure(fact, "fiscal_year", yearEnd);
    return year.known && year.value > 0 && Math.max(year.value / count, count / year.value) <= steadyCountMax;
  });
}

/**
 * Revenue of a second-hand file below operating income is one line of several (Valaris, banks): the file has no others
 * to add. In filings a gain may lie between the two, and the cross-checks judge them.
 */
function checkSecondHandRevenue(figures: FigureLookup, kind: FigureKind, end: Day, figure: KnownFigure): Figure {
  if (!figure.parts.every(({ entry }) => entry.tag.startsWith("file:"))) return figure;
  const income = figures.getFigure("operating_income", kind, end);
  if (!income.known || income.value <= figure.value || income.value <= 0) return figure;
  return buildMissing(
    "conflict",
    `Revenue of ${formatFigure(figure.value, "usd")} for ${formatDay(figure.end)} is below operating income of ${formatFigure(income.value, "usd")}. It is a part of all revenue.`,
  );
}

function checkShareScale(figures: FigureLookup, kind: FigureKind, end: Day, figure: KnownFigure): Figure {
  const income = figures.getFigure("net_income", kind, end);
  const perShare = figures.getFigure("eps_reported", kind, end);
  if (!income.known || !perShare.known || figure.value <= 0) return figure;
  // A cent of rounding moves earnings of a few cents by half: small figures tell nothing about the scale.
  if (Math.abs(perShare.value) < 0.05 || Math.sign(income.value) !== Math.sign(perShare.value)) return figure;
  const factor = figure.value / (income.value / perShare.value);
  if (factor < scaleFactorMax && factor > 1 / scaleFactorMax) return figure;
  return buildMissing(
    "conflict",
    `The share count filed for ${formatDay(figure.end)} does not fit earnings per share. It is in another scale.`,
  );
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

/** Spending far below the wear of much property is a side line: the main one has a tag of the filer's own (Sunrun). */
function checkSpending(figures: FigureLookup, kind: FigureKind, end: Day, figure: KnownFigure): Figure {
  const wear = figures.getFigure("depreciation_amortization", kind, end);
  const property = figures.getFigure("ppe_net", "balance", end);
  const assets = figures.getFigure("total_assets", "balance", end);
  if (!wear.known || figure.value >= spendingShareMin * wear.value) return figure;
  const hasProperty = property.known && assets.known && property.value >= propertyShareMin * assets.value;
  if (!hasProperty && !figure.parts.every(({ entry }) => sideLineTags.has(entry.tag))) return figure;
  return buildMissing(
    "conflict",
    `Property wears by ${formatFigure(wear.value, "usd")} in the period. Spending of ${formatFigure(figure.value, "usd")} is too little for it. It is a part of all spending.`,
  );
}

function checkShareChange(figures: FigureLookup, kind: FigureKind, end: Day, figure: KnownFigure): Figure {
  const yearEnd = figures.calendar.fiscalYearEnds.find((day) => day <= end);
  if (figure.method === "reported" || kind !== "trailing" || yearEnd === undefined) return figure;
  const trailing = figures.getFigure("diluted_shares", "trailing", end);
  const now = trailing.known ? trailing : figures.getFigure("diluted_shares", "quarter", end);
  const before = figures.getFigure("diluted_shares", "fiscal_year", yearEnd);
  if (!now.known || !before.known || Math.abs(now.value / before.value - 1) <= shareChangeMax) return figure;
  // A count in another scale says nothing of earnings per share.
  if (isInOtherScale(now.value, before.value)) return figure;
  return buildMissing(
    "conflict",
    "Earnings per share of the parts of these twelve months stand on different share counts. They do not add up.",
  );
}

/** Net interest of others than banks stands under another tag. */
function checkBankTag(figure: KnownFigure): Figure {
  return figure.parts.every(({ entry }) => entry.tag === bankTag || entry.tag.startsWith("file:"))
    ? figure
    : buildMissing("not_reported", "No filing reports net interest income under the tag of banks.");
}

/**
 * Net income that is what preferred dividends leave of the profit of all owners is that of common shares alone: the profit
 * less the minority's share is meant.
 */
function checkPreferred(figures: FigureLookup, kind: FigureKind, end: Day, figure: KnownFigure): Figure {
  const preferred = figures.getFigure("preferred_dividends", kind, end);
  if (!preferred.known || preferred.value <= 0) return figure;
  const owners = findOwnersProfit(figures, kind, end);
  const common = figures.getReported("net_income_to_common", kind, end);
  if (common?.value === figure.value && !(owners && agrees(figure.value, owners.value))) {
    return {
      ...figure,
      value: figure.value + preferred.value,
      method: "derived",
      parts: [...figure.parts, ...preferred.parts],
      detail: `The line of ${formatFigure(figure.value, "usd")} is what common shares are left with. With preferred dividends.`,
    };
  }
  if (!owners || agrees(figure.value, owners.value)) return figure;
  if (!agrees(figure.value + preferred.value, owners.value)) return figure;
  return {
    ...owners,
    detail: `${owners.detail} The line of ${formatFigure(figure.value, "usd")} is after preferred dividends.`,
  };
}

/** The profit of the owners by other lines than their own: that of all less the minority's, or what tax leaves. */
function findOwnersProfit(figures: FigureLookup, kind: FigureKind, end: Day): KnownFigure | null {
  const [all, pretax, tax] = ["net_income_with_minority", "pretax_income", "income_tax"].map((fact) =>
    figures.getReported(fact, kind, end),
  );
  const minority = figures.getReported("net_income_minority", kind, end);
  const whole = all ?? pretax;
  const less = all ? [minority] : [tax, minority];
  if (!whole || (!all && !tax)) return null;
  const taken = less.filter((part) => part !== null && part !== undefined);
  return {
    ...whole,
    value: taken.reduce((sum, { value }) => sum - value, whole.value),
    method: "derived",
    parts: [...whole.parts, ...taken.flatMap(({ parts }) => turnParts(parts))],
    detail: all
      ? "Net income with minority interest less the minority's share."
      : "Pretax income less tax and the minority's share.",
  };
}

function turnParts(parts: readonly FigurePart[]): readonly FigurePart[] {
  return parts.map(({ entry, sign }) => ({ entry, sign: sign === 1 ? -1 : 1 }));
}

/** A minority interest from two amounts of equity that the balance sheet has no room for (Kulicke & Soffa). */
function checkMinority(figures: FigureLookup, end: Day, figure: KnownFigure): Figure {
  if (figure.parts.length < 2) return figure;
  const [assets, liabilities, equity, redeemable] = [
    "total_assets",
    "liabilities_reported",
    "equity_reported",
    "redeemable_minority",
  ].map((fact) => figures.getFigure(fact, "balance", end));
  if (!assets?.known || !liabilities?.known || !equity?.known) return figure;
  const rest = assets.value - liabilities.value - equity.value;
  const own = figure.value - (redeemable?.known ? redeemable.value : 0);
  if (own <= rest + minorityMargin * assets.value && own >= -minorityMargin * assets.value) return figure;
  if (agrees(own, rest)) return figure;
  return buildMissing(
    "conflict",
    `The two amounts of equity leave ${formatFigure(own, "usd")} for a minority interest. Assets less liabilities and the owners' equity leave ${formatFigure(rest, "usd")}.`,
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

type PlausibilityCheck = (
  figures: FigureLookup,
  definition: FactDefinition,
  kind: FigureKind,
  end: Day,
  figure: KnownFigure,
) => Figure;

const checkByName = {
  second_hand_revenue: (figures, _definition, kind, end, figure) => checkSecondHandRevenue(figures, kind, end, figure),
  share_scale: (figures, _definition, kind, end, figure) =>
    checkShareScale(figures, kind === "balance" ? "trailing" : kind, end, figure),
  all_classes: preferAllClasses,
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

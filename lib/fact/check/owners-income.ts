import { requireFact } from "#lib/fact/definition/catalogue";
import { formatFigure } from "#lib/fact/definition/figure-text";
import { minoritySigns } from "#lib/fact/fallback/zero";
import type { Day } from "#lib/fact/filed/entry";
import { sameDayMargin } from "#lib/fact/filed/period";
import { evidenceDays } from "#lib/fact/rule/debt-sign";
import { buildMissing, turnParts } from "#lib/fact/series/build-figure";
import { agrees } from "#lib/fact/series/cluster";
import type { Figure, FigureKind, KnownFigure } from "#lib/fact/series/figure";
import type { FigureLookup } from "#lib/fact/series/figure-lookup";

const redeemableTags = new Set(requireFact("net_income_redeemable_minority").tags.map(({ tag }) => tag));

/** Two roundings of one line are apart by no more than this share of the dividends that may stand between it and another. */
const roundingShareMax = 0.2;

/**
 * Net income that is what preferred dividends leave of the profit of all owners is that of common shares alone: the profit
 * less the minority's share is meant. A conflict where the line is that of common shares and nothing says what stands
 * between it and the profit.
 */
export function checkPreferred(figures: FigureLookup, kind: FigureKind, end: Day, figure: KnownFigure): Figure {
  const owners = findOwnersProfit(figures, kind, end);
  if (owners && agrees(figure.value, owners.value)) return figure;
  const common = figures.getReported("net_income_to_common", kind, end);
  if (owners && common && takesRedeemable(figure) && agrees(owners.value, common.value)) {
    return { ...owners, detail: `${owners.detail} That share has the redeemable interest.` };
  }
  const preferred = findPreferredDividends(figures, kind, end);
  if (!preferred) return checkUnexplained(figures, kind, end, figure, common);
  if (owners && agrees(figure.value + preferred.value, owners.value)) {
    return {
      ...owners,
      detail: `${owners.detail} The line of ${formatFigure(figure.value, "usd")} is after preferred dividends.`,
    };
  }
  if (!common || !isSameLine(common, figure, preferred.value)) return figure;
  return {
    ...figure,
    value: figure.value + preferred.value,
    method: "derived",
    parts: [...figure.parts, ...preferred.parts],
    detail: `The line of ${formatFigure(figure.value, "usd")} is what common shares are left with. With preferred dividends.`,
  };
}

/** A sum that takes off the result of a redeemable interest beside the minority's share, which may have it (Virtus). */
function takesRedeemable({ parts }: KnownFigure): boolean {
  return parts.some(({ entry }) => redeemableTags.has(entry.tag));
}

/** A line that may be that of common shares, below the profit of all owners, of whom the balance sheet shows no others. */
function checkUnexplained(
  figures: FigureLookup,
  kind: FigureKind,
  end: Day,
  figure: KnownFigure,
  common: KnownFigure | null,
): Figure {
  const all = figures.getReported("net_income_with_minority", kind, end);
  if (!all || all.value <= figure.value || agrees(all.value, figure.value)) return figure;
  const isOfCommon = common ? isSameLine(common, figure, all.value - figure.value) : isAfterTax(figures, kind, end);
  if (!isOfCommon) return figure;
  // Radian's profit is that of what goes on, its line that of all.
  if (hasAny(figures, ["discontinued_income", "net_income_minority"], end) || hasMinority(figures, end)) return figure;
  return buildMissing(
    "conflict",
    `The line of ${formatFigure(figure.value, "usd")} may be that of common shares. All owners have ${formatFigure(all.value, "usd")}. No filing says who has the rest.`,
  );
}

/** Whether two lines are one in two roundings, beside what may stand between them and others: a loss may be near zero. */
function isSameLine(common: KnownFigure, figure: KnownFigure, between: number): boolean {
  return Math.abs(common.value - figure.value) <= between * roundingShareMax;
}

/** Whether pretax income less tax is the profit of all owners, so that a smaller line of net income leaves something out. */
function isAfterTax(figures: FigureLookup, kind: FigureKind, end: Day): boolean {
  const [all, pretax, tax] = ["net_income_with_minority", "pretax_income", "income_tax"].map((fact) =>
    figures.getReported(fact, kind, end),
  );
  return all && pretax && tax ? agrees(pretax.value - tax.value, all.value) : false;
}

function hasAny(figures: FigureLookup, facts: readonly string[], end: Day): boolean {
  return facts.some((fact) => figures.hasNonzero(fact, end - evidenceDays, end + sameDayMargin));
}

/** Whether the balance sheet has a minority interest, or where nothing gives one, any filing of the last year. */
function hasMinority(figures: FigureLookup, end: Day): boolean {
  const minority = figures.getFigure("minority_interest", "balance", end);
  return minority.known ? minority.value !== 0 : hasAny(figures, minoritySigns, end);
}

/** Preferred dividends as the income statement takes them off, else as the statement of equity declares them. */
function findPreferredDividends(figures: FigureLookup, kind: FigureKind, end: Day): KnownFigure | null {
  for (const fact of ["preferred_dividends", "preferred_declared"]) {
    const figure = figures.getFigure(fact, kind, end);
    if (figure.known) return figure.value > 0 ? figure : null;
  }
  return null;
}

/** The profit of the owners by other lines than their own: that of all less the minority's, or what tax leaves. */
function findOwnersProfit(figures: FigureLookup, kind: FigureKind, end: Day): KnownFigure | null {
  const [all, pretax, tax] = ["net_income_with_minority", "pretax_income", "income_tax"].map((fact) =>
    figures.getReported(fact, kind, end),
  );
  const minority = figures.getReported("net_income_minority", kind, end);
  const whole = all ?? pretax;
  const less = all ? [minority] : [tax, minority];
  if (!whole || (!all && !tax) || (!minority && hasMinority(figures, end))) return null;
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

import type { FactDefinition } from "#lib/fact/definition/definition";
import { formatFigure } from "#lib/fact/definition/figure-text";
import { findAverageShares } from "#lib/fact/fallback/share-count";
import { formatDay } from "#lib/fact/filed/day";
import type { Day } from "#lib/fact/filed/entry";
import { buildMissing } from "#lib/fact/series/build-figure";
import type { Figure, FigureKind, KnownFigure } from "#lib/fact/series/figure";
import type { FigureLookup } from "#lib/fact/series/figure-lookup";
import { isInOtherScale } from "#lib/fact/series/scale-slip";

/** Share counts further apart than this are in thousands or millions by mistake, not after a split. */
const scaleFactorMax = 50;

/** No listed company has so few shares: 1, 100 and 1,000 are those of a subsidiary, or hold a place. */
const placeholderMax = 1000;

/** A count below this share of the average is that of one class of several (Mirion's cover for 2023). */
const classShareMax = 0.6;

/** A cover is that of all shares where it is within this factor of the average as it was filed then. */
const splitCountFactorMax = 1.5;
const splitRoundingMax = 0.005;

/** Average counts of two years within this factor are in one scale. */
const steadyCountMax = 3;

/** Earnings per share of periods add up only while the share count stays about the same. */
const shareChangeMax = 0.05;

/**
 * The average count instead of one that must be that of a single class or a placeholder (1, 100, 1,000): far fewer shares
 * than there were on average. A conflict where the average is not steady enough to say which of the two is wrong.
 */
export function preferAllClasses(
  figures: FigureLookup,
  definition: FactDefinition,
  kind: FigureKind,
  end: Day,
  figure: KnownFigure,
): Figure {
  const average = findAverageShares(figures, definition, kind, end);
  if (!average?.known || average.value <= placeholderMax) {
    return figure.value > placeholderMax
      ? figure
      : buildMissing(
          "not_reported",
          `The filing counts ${formatFigure(figure.value, "shares")}, which holds a place. No filing gives an average.`,
        );
  }
  const factor = figure.value / average.value;
  if (factor >= classShareMax) return figure;
  const split = findSplit(figures, average, figure);
  if (split !== null) {
    return {
      ...figure,
      value: Math.round(figure.value * split),
      method: "derived",
      detail: `The cover counts ${formatFigure(figure.value, "shares")}. A later split made ${formatFigure(split, "shares")} of each.`,
    };
  }
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

/**
 * How many shares a later split made of one of the cover, where the average was filed in the cover's count first and a
 * whole number of times as many since; null where nothing shows a split.
 */
function findSplit(figures: FigureLookup, average: KnownFigure, { value, parts }: KnownFigure): number | null {
  const [first] = average.parts;
  const filed = parts[0]?.entry.filed;
  const before = first && filed !== undefined ? figures.getValueAt(first.entry, filed) : null;
  if (!first || !before || Math.max(value / before, before / value) > splitCountFactorMax) return null;
  const ratio = first.entry.value / before;
  const whole = Math.round(ratio);
  return whole >= 2 && Math.abs(ratio / whole - 1) <= splitRoundingMax ? whole : null;
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

/** A share count must be in the scale of earnings per share. */
export function checkShareScale(figures: FigureLookup, kind: FigureKind, end: Day, figure: KnownFigure): Figure {
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

/** Earnings per share of several periods must stand on one share count. */
export function checkShareChange(figures: FigureLookup, kind: FigureKind, end: Day, figure: KnownFigure): Figure {
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

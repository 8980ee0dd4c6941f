import type { Day, FactEntry } from "#lib/fact/filed/entry";
import type { FigurePart, KnownFigure, MissingFigure } from "./figure";

/** A missing figure with its reason in words. */
export function buildMissing(reason: MissingFigure["reason"], detail: string): MissingFigure {
  return { known: false, reason, detail };
}

/** Zero that was concluded, not reported. `parts` are the figures it was concluded from. */
export function buildInferredZero(end: Day, detail: string, parts: readonly FigurePart[] = []): KnownFigure {
  return { known: true, value: 0, start: null, end, method: "inferred", parts, detail };
}

/** A balance as the sum of reported entries. */
export function buildBalanceSum(entries: readonly FactEntry[], end: Day, detail: string): KnownFigure {
  return {
    known: true,
    value: entries.reduce((sum, { value }) => sum + value, 0),
    start: null,
    end,
    method: entries.length === 1 ? "reported" : "derived",
    parts: entries.map((entry) => ({ entry, sign: 1 })),
    detail,
  };
}

/** The parts of a figure that is taken off another. */
export function turnParts(parts: readonly FigurePart[]): readonly FigurePart[] {
  return parts.map(({ entry, sign }) => ({ entry, sign: sign === 1 ? -1 : 1 }));
}

import type { Universe } from "#lib/screen/universe/universe";
import { describeColumn } from "#lib/workbench/column/column-head";
import { getFormatMark, printBound } from "./bound-text";
import { buildQuantileScale, pickRoundValue } from "./quantile-scale";

/** How finely the middle is rounded: to a number within a twentieth of the companies. */
const places = 20;

/**
 * A filter on a number to begin with, as text of the language: the half of the companies that is better by it, or has more of it
 * where neither is better, with a round bound. Null for what is no number, and where nothing is known of it.
 */
export function writeStartingFilter({ evaluator, scope }: Universe, id: string): string | null {
  const node = { kind: "name", id } as const;
  const { type, format, better } = describeColumn(node, scope);
  if (type !== "number") return null;
  const value = pickRoundValue(buildQuantileScale(evaluator.evaluateNumber(node)), 0.5, places);
  if (value === null) return null;
  const mark = getFormatMark(format);
  const bound = printBound({ value, isInclusive: true, ...(mark === undefined ? {} : { mark }) });
  return `${id} ${better === "lower" ? "<=" : ">="} ${bound}`;
}

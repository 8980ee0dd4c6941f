import type { ComparisonOperator } from "#lib/expr/ast";
import { assertNever } from "#lib/util/assert";
import type { RankIndex } from "./rank-index";

/** Places of a rank index, `to` exclusive; empty where `from` is not below `to`. */
export interface PlaceRange {
  readonly from: number;
  readonly to: number;
}

/** How a number is held against one constant or, for `between`, two. `!=` is what `=` leaves of the known rows. */
export type RangeOperator = Exclude<ComparisonOperator, "!="> | "between";

/** The places whose numbers compare with a constant as asked; `high` counts for `between` alone, as its upper bound. */
export function findPlaces(index: RankIndex, operator: RangeOperator, low: number, high: number): PlaceRange {
  switch (operator) {
    case "<":
      return { from: 0, to: index.countBelow(low) };
    case "<=":
      return { from: 0, to: index.countAtMost(low) };
    case ">":
      return { from: index.countAtMost(low), to: index.knownCount };
    case ">=":
      return { from: index.countBelow(low), to: index.knownCount };
    case "=":
      return { from: index.countBelow(low), to: index.countAtMost(low) };
    case "between":
      return { from: index.countBelow(low), to: index.countAtMost(high) };
    default:
      return assertNever(operator);
  }
}

/**
 * Takes the known rows outside a range of places from the rows that are possible, and the missing ones from those that
 * are judged. Two prefixes give all rows but those between a prefix and the range's end, which are taken out one by one.
 */
export function keepRange(index: RankIndex, range: PlaceRange, possible: Uint32Array, judged: Uint32Array): void {
  const { prefixes, wordCount, step, order } = index;
  const known = prefixes.length - wordCount;
  // Nothing lies in an empty range, wherever its ends are.
  const from = range.from < range.to ? range.from : 0;
  const to = range.from < range.to ? range.to : 0;
  const belowAt = Math.floor(from / step);
  const aboveAt = Math.ceil(to / step);
  const below = belowAt * wordCount;
  const above = aboveAt * wordCount;
  for (let word = 0; word < wordCount; word += 1) {
    const isKnown = prefixes[known + word] as number;
    const isBelowEnd = (prefixes[above + word] as number) | ~isKnown;
    possible[word] = (possible[word] as number) & isBelowEnd & ~(prefixes[below + word] as number);
    judged[word] = (judged[word] as number) & isKnown;
  }
  removeRows(order, belowAt * step, from, possible);
  removeRows(order, to, Math.min(aboveAt * step, order.length), possible);
}

function removeRows(order: Uint32Array, from: number, to: number, rows: Uint32Array): void {
  for (let place = from; place < to; place += 1) {
    const row = order[place] as number;
    rows[row >>> 5] = (rows[row >>> 5] as number) & ~(1 << (row & 31));
  }
}

/** Writes the truth of "the row's place lies within the range" and where it is known. */
export function writePlaces(
  index: RankIndex,
  { from, to }: PlaceRange,
  isNegated: boolean,
  truth: Uint32Array,
  known: Uint32Array,
): void {
  const { prefixes, wordCount, step, order } = index;
  known.set(prefixes.subarray(prefixes.length - wordCount));
  truth.fill(0);
  if (from < to) {
    const lowAt = Math.ceil(from / step);
    const highAt = to === order.length ? Math.ceil(to / step) : Math.floor(to / step);
    if (lowAt < highAt) {
      for (let word = 0; word < wordCount; word += 1) {
        const above = prefixes[highAt * wordCount + word] as number;
        truth[word] = above & ~(prefixes[lowAt * wordCount + word] as number);
      }
      addRows(order, from, lowAt * step, truth);
      addRows(order, highAt * step, to, truth);
    } else {
      addRows(order, from, to, truth);
    }
  }
  if (!isNegated) return;
  for (let word = 0; word < wordCount; word += 1) truth[word] = (known[word] as number) & ~(truth[word] as number);
}

function addRows(order: Uint32Array, from: number, to: number, truth: Uint32Array): void {
  for (let place = from; place < to; place += 1) {
    const row = order[place] as number;
    truth[row >>> 5] = (truth[row >>> 5] as number) | (1 << (row & 31));
  }
}

import type { AllRowsFunction } from "#lib/expr/plan";
import { missingTextCode, type NumberVector, type TextVector } from "#lib/expr/vector";
import { assertNever } from "#lib/util/assert";
import { getReasonCode } from "#lib/util/missing";
import { getRankIndex } from "./rank-index";
import { foldDictionary } from "./text-column";

/** A group with fewer known rows than this is no yardstick: its rows are measured against all rows instead. */
export const smallestPeerGroup = 20;

const notReported = getReasonCode("not_reported");
const notMeaningful = getReasonCode("not_meaningful");

/** The rows that one row is measured against. */
export interface Peers {
  /** The known values in ascending order. */
  readonly sorted: Float64Array;
  /** The group's text; null for all rows. */
  readonly group: string | null;
  /** Whether a group was asked for and was too small. */
  readonly isFallback: boolean;
}

/** Computes a function of all rows. Rows whose group is missing are missing as not reported. */
export function computeAllRows(name: AllRowsFunction, x: NumberVector, group: TextVector | null): NumberVector {
  if (!group && (name === "pct" || name === "rank")) return placeAll(name, x);
  const rowCount = x.values.length;
  const values = new Float64Array(rowCount).fill(Number.NaN);
  const reasons = new Uint8Array(rowCount);
  const peerSets = groupPeers(name, x, group);
  const computeRow = new Map<Peers, (value: number) => number>();
  for (let row = 0; row < rowCount; row += 1) {
    const peers = peerSets.getPeers(row);
    const own = x.reasons[row] as number;
    if (!peers || (own !== 0 && (name !== "median" || peers.sorted.length === 0))) {
      reasons[row] = own || notReported;
      continue;
    }
    let compute = computeRow.get(peers);
    if (!compute) {
      compute = prepare(name, peers.sorted);
      computeRow.set(peers, compute);
    }
    const value = compute(x.values[row] as number);
    if (Number.isFinite(value)) values[row] = value;
    else reasons[row] = notMeaningful;
  }
  return { type: "number", values, reasons };
}

/** The place of each row among all rows, once for each distinct number. */
function placeAll(name: "pct" | "rank", x: NumberVector): NumberVector {
  const { order, starts, distinct, knownCount } = getRankIndex(x);
  const values = new Float64Array(x.values.length).fill(Number.NaN);
  for (let code = 0; code < distinct.length; code += 1) {
    const below = starts[code] as number;
    const atMost = starts[code + 1] as number;
    const value = name === "pct" ? (below + atMost) / 2 / knownCount : knownCount - atMost + 1;
    for (let place = below; place < atMost; place += 1) values[order[place] as number] = value;
  }
  return { type: "number", values, reasons: x.reasons };
}

/** Sorts the known rows into the sets that rows are measured against; null where a row's group is missing. */
export function groupPeers(
  name: AllRowsFunction,
  x: NumberVector,
  group: TextVector | null,
): { getPeers(row: number): Peers | null } {
  let all: Peers | null = null;
  let small: Peers | null = null;
  const getAll = (): Peers => {
    all ??= { sorted: sortKnown(x), group: null, isFallback: false };
    return all;
  };
  if (!group) return { getPeers: getAll };
  const folded = foldDictionary(group.dictionary);
  const valuesByGroup = new Map<string, number[]>();
  const spellings = new Map(folded.map((text, code) => [text, group.dictionary[code] as string]));
  for (let row = 0; row < x.values.length; row += 1) {
    const text = folded[group.codes[row] as number];
    if (text === undefined) continue;
    const members = valuesByGroup.get(text) ?? [];
    valuesByGroup.set(text, members);
    if (x.reasons[row] === 0) members.push(x.values[row] as number);
  }
  const peersByGroup = new Map<string, Peers>();
  for (const [text, members] of valuesByGroup) {
    // A place within a group of three is still a place; a percentile among three says nothing.
    if (members.length < smallestPeerGroup && name !== "rank") {
      small ??= { ...getAll(), isFallback: true };
      peersByGroup.set(text, small);
    } else {
      peersByGroup.set(text, {
        sorted: Float64Array.from(members).sort(),
        group: spellings.get(text) ?? text,
        isFallback: false,
      });
    }
  }
  const peersByCode = folded.map((text) => peersByGroup.get(text) ?? null);
  return {
    getPeers: (row) => {
      const code = group.codes[row] as number;
      return code === missingTextCode ? null : (peersByCode[code] ?? null);
    },
  };
}

function sortKnown(x: NumberVector): Float64Array {
  let count = 0;
  const known = new Float64Array(x.values.length);
  for (let row = 0; row < x.values.length; row += 1) {
    if (x.reasons[row] !== 0) continue;
    known[count] = x.values[row] as number;
    count += 1;
  }
  return known.subarray(0, count).sort();
}

function prepare(name: AllRowsFunction, sorted: Float64Array): (value: number) => number {
  const count = sorted.length;
  switch (name) {
    case "pct":
      return tabulate(sorted, (below, atMost) => (below + atMost) / 2 / count);
    case "rank":
      return tabulate(sorted, (_, atMost) => count - atMost + 1);
    case "zscore":
      return prepareZscore(sorted);
    case "median": {
      const median = computeQuantile(sorted, 0.5);
      return () => median;
    }
    case "winsor": {
      const low = computeQuantile(sorted, 0.025);
      const high = computeQuantile(sorted, 0.975);
      return (value) => Math.min(Math.max(value, low), high);
    }
    default:
      return assertNever(name);
  }
}

/** A function of the place of a number that is one of the sorted: each is looked up, not searched for. */
function tabulate(sorted: Float64Array, compute: (below: number, atMost: number) => number): (value: number) => number {
  const table = new Map<number, number>();
  for (let below = 0, atMost = 0; below < sorted.length; below = atMost) {
    while (atMost < sorted.length && sorted[atMost] === sorted[below]) atMost += 1;
    table.set(sorted[below] as number, compute(below, atMost));
  }
  return (value) => table.get(value) ?? Number.NaN;
}

/** Linear interpolation between the neighbours of position p (n - 1), as numpy, Excel and R's type 7 do. */
function computeQuantile(sorted: Float64Array, p: number): number {
  const position = p * (sorted.length - 1);
  const at = Math.floor(position);
  const low = sorted[at] as number;
  const high = sorted[Math.min(at + 1, sorted.length - 1)] as number;
  const share = position - at;
  return low === high ? low : low * (1 - share) + high * share;
}

/** Sums are taken of differences from the smallest, so that equal values have a deviation of exactly 0. */
function prepareZscore(sorted: Float64Array): (value: number) => number {
  const base = sorted[0] as number;
  let sum = 0;
  for (const value of sorted) sum += value - base;
  const shift = sum / sorted.length;
  let squares = 0;
  for (const value of sorted) squares += (value - base - shift) ** 2;
  const deviation = Math.sqrt(squares / (sorted.length - 1));
  return (value) => (value - base - shift) / deviation;
}

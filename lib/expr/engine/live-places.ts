import { missingTextCode, type TextVector } from "#lib/expr/vector";
import { smallestPeerGroup } from "./all-rows";
import { sortNumbers } from "./sort-numbers";
import { foldDictionary } from "./text-column";

/** Beyond so many moves for each number an order is made anew. */
const movesMax = 8;

/** Rows that are ordered together. */
interface Segment {
  /** All rows, the known ones first and in ascending order of their numbers. */
  readonly rows: Uint32Array;
  readonly keys: Float64Array;
  knownCount: number;
}

/**
 * The percentile or rank of each row among all rows or those of its group, as computeAllRows gives it, for numbers
 * that change again and again. The order of the last time is kept: numbers that moved slightly are sorted by a few
 * exchanges, a group in which none moved is not touched.
 */
export class LivePlaces {
  private readonly groupOf: Int32Array;
  private readonly groups: readonly Segment[];
  private readonly all: Segment;
  private readonly last: Float64Array;
  private readonly isDirty: Uint8Array;
  private hasRun = false;

  constructor(
    private readonly name: "pct" | "rank",
    private readonly group: TextVector | null,
    rowCount: number,
  ) {
    this.groupOf = group ? numberGroups(group) : new Int32Array(rowCount);
    const members: number[][] = group ? [] : [[]];
    for (let row = 0; row < rowCount; row += 1) {
      const at = this.groupOf[row] as number;
      if (at < 0) continue;
      members[at] ??= [];
      members[at].push(row);
    }
    this.groups = Array.from(members, (rows) => buildSegment(Uint32Array.from(rows ?? [])));
    this.all = buildSegment(Uint32Array.from({ length: group ? rowCount : 0 }, (_, row) => row));
    this.last = new Float64Array(rowCount).fill(Number.NaN);
    this.isDirty = new Uint8Array(this.groups.length);
  }

  /** Writes the places of numbers of which the missing are NaN. Says whether any changed. */
  run(values: Float64Array, out: Float64Array): boolean {
    if (!this.markMoved(values)) return false;
    this.groups.forEach((segment, at) => {
      if (this.isDirty[at] === 1) sortSegment(segment, values);
    });
    if (this.groups.some((segment) => this.isSmall(segment) && segment.knownCount > 0)) sortSegment(this.all, values);
    let isChanged = false;
    this.groups.forEach((segment, at) => {
      if (this.isSmall(segment)) isChanged = this.writeAmongAll(segment, out) || isChanged;
      else if (this.isDirty[at] === 1) isChanged = this.write(segment, out) || isChanged;
    });
    return isChanged;
  }

  private markMoved(values: Float64Array): boolean {
    const { last, isDirty, groupOf } = this;
    let isAny = !this.hasRun;
    isDirty.fill(this.hasRun ? 0 : 1);
    this.hasRun = true;
    for (let row = 0; row < values.length; row += 1) {
      const before = last[row] as number;
      const now = values[row] as number;
      if (before === now || (Number.isNaN(before) && Number.isNaN(now))) continue;
      const at = groupOf[row] as number;
      if (at >= 0) isDirty[at] = 1;
      isAny = true;
    }
    if (isAny) last.set(values);
    return isAny;
  }

  /** A group that is no yardstick for percentiles. */
  private isSmall({ knownCount }: Segment): boolean {
    return this.group !== null && this.name === "pct" && knownCount < smallestPeerGroup;
  }

  private write({ rows, keys, knownCount }: Segment, out: Float64Array): boolean {
    let isChanged = false;
    for (let from = 0; from < knownCount; ) {
      let to = from + 1;
      while (to < knownCount && keys[to] === keys[from]) to += 1;
      const value = this.place(from, to, knownCount);
      for (let at = from; at < to; at += 1) isChanged = replace(out, rows[at] as number, value) || isChanged;
      from = to;
    }
    return this.writeMissing(rows, knownCount, out) || isChanged;
  }

  private writeMissing(rows: Uint32Array, knownCount: number, out: Float64Array): boolean {
    let isChanged = false;
    for (let at = knownCount; at < rows.length; at += 1) {
      isChanged ||= !Number.isNaN(out[rows[at] as number]);
      out[rows[at] as number] = Number.NaN;
    }
    return isChanged;
  }

  private writeAmongAll({ rows, keys, knownCount }: Segment, out: Float64Array): boolean {
    const { all } = this;
    let isChanged = false;
    let below = 0;
    let atMost = 0;
    for (let at = 0; at < knownCount; at += 1) {
      const key = keys[at] as number;
      while (below < all.knownCount && (all.keys[below] as number) < key) below += 1;
      while (atMost < all.knownCount && (all.keys[atMost] as number) <= key) atMost += 1;
      isChanged = replace(out, rows[at] as number, this.place(below, atMost, all.knownCount)) || isChanged;
    }
    return this.writeMissing(rows, knownCount, out) || isChanged;
  }

  private place(below: number, atMost: number, count: number): number {
    return this.name === "pct" ? (below + atMost) / 2 / count : count - atMost + 1;
  }
}

function replace(out: Float64Array, row: number, value: number): boolean {
  const isChanged = out[row] !== value;
  out[row] = value;
  return isChanged;
}

function buildSegment(rows: Uint32Array): Segment {
  return { rows, keys: new Float64Array(rows.length), knownCount: 0 };
}

/** The number of each row's group, -1 where its text is missing. Texts that differ in case are one group. */
function numberGroups({ codes, dictionary }: TextVector): Int32Array {
  const numbers = new Map<string, number>();
  const groupOfCode = foldDictionary(dictionary).map((text) => {
    const number = numbers.get(text) ?? numbers.size;
    numbers.set(text, number);
    return number;
  });
  return Int32Array.from(codes, (code) => (code === missingTextCode ? -1 : (groupOfCode[code] as number)));
}

/** Orders the rows by their numbers, beginning with the order that they have. */
function sortSegment(segment: Segment, values: Float64Array): void {
  const { rows, keys } = segment;
  const missing: number[] = [];
  let count = 0;
  for (const row of rows) {
    const value = values[row] as number;
    if (Number.isNaN(value)) {
      missing.push(row);
      continue;
    }
    rows[count] = row;
    keys[count] = value;
    count += 1;
  }
  rows.set(missing, count);
  segment.knownCount = count;
  if (insert(rows, keys, count)) return;
  const unsorted = rows.slice(0, count);
  const sorted = sortNumbers(keys.slice(0, count), new Uint8Array(count));
  keys.set(sorted.values);
  for (let at = 0; at < count; at += 1) rows[at] = unsorted[sorted.rows[at] as number] as number;
}

/** Sorts by insertion; gives up when that takes too many moves. Whatever it says, no row is lost. */
function insert(rows: Uint32Array, keys: Float64Array, count: number): boolean {
  let movesLeft = movesMax * count;
  for (let at = 1; at < count; at += 1) {
    const key = keys[at] as number;
    if (!((keys[at - 1] as number) > key)) continue;
    const row = rows[at] as number;
    let to = at;
    do {
      keys[to] = keys[to - 1] as number;
      rows[to] = rows[to - 1] as number;
      to -= 1;
    } while (to > 0 && (keys[to - 1] as number) > key);
    keys[to] = key;
    rows[to] = row;
    movesLeft -= at - to;
    if (movesLeft < 0) return false;
  }
  return true;
}

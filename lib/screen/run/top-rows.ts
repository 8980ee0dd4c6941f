import type { RowBlock } from "./row-block";

/** Up to this many entries out of place are moved one by one. */
const movedMax = 12;

/** Which of two rows with equal keys comes first: negative for the left one. Never 0 for two rows. */
export type CompareRows = (left: number, right: number) => number;

/**
 * Picks the best of many rows: the largest keys, equal keys as a comparison settles them. Rows are added one by one and
 * taken at once; rows that can no longer be among the best are dropped on the way. Its memory is used again and again.
 */
export class TopRows {
  private keys = new Float64Array(0);
  private rows = new Uint32Array(0);
  private spareKeys = new Float64Array(0);
  private spareRows = new Uint32Array(0);
  /** Where the entries of each slice of the keys' span go. */
  private starts = new Uint32Array(0);
  /** After so many entries those that are not among the best are dropped. */
  private most = 0;
  private limit = 0;
  private count = 0;
  private compareTies: CompareRows = () => 0;
  /** The key of the worst of the best so far, once some were dropped: a row with a lesser key is not among them. */
  private least = Number.NEGATIVE_INFINITY;

  /** Begins anew, to pick so many rows at the most. */
  begin(limit: number, compareTies: CompareRows): void {
    this.limit = limit;
    this.compareTies = compareTies;
    this.count = 0;
    this.least = Number.NEGATIVE_INFINITY;
    this.most = Math.max(2 * limit, 256);
    if (this.keys.length >= this.most) return;
    this.keys = new Float64Array(this.most);
    this.rows = new Uint32Array(this.most);
    this.spareKeys = new Float64Array(this.most);
    this.spareRows = new Uint32Array(this.most);
    this.starts = new Uint32Array(this.most / 2 + 1);
  }

  /** Adds a row. The key must not be NaN. */
  add(key: number, row: number): void {
    if (key < this.least) return;
    const { count } = this;
    this.keys[count] = key;
    this.rows[count] = row;
    this.count = count + 1;
    if (this.count === this.most) this.keepBest();
  }

  /** Adds the rows of a block by their numbers, the largest first or the least; NaN comes last. */
  addAll({ rows, numbers, count }: RowBlock, descending: boolean): void {
    for (let at = 0; at < count; at += 1) {
      const number = numbers[at] as number;
      const key = descending ? number : -number;
      this.add(Number.isNaN(key) ? Number.NEGATIVE_INFINITY : key, rows[at] as number);
    }
  }

  /** The best rows in order. */
  take(): Uint32Array {
    this.sortBest();
    return this.rows.slice(0, this.count);
  }

  private keepBest(): void {
    this.sortBest();
    this.least = this.limit === 0 ? Number.POSITIVE_INFINITY : (this.keys[this.limit - 1] as number);
  }

  /**
   * Sorts the best entries and drops the others: into slices of the keys' span first, which needs no comparison that a
   * processor would guess wrong, then within and between neighbours.
   */
  private sortBest(): void {
    const taken = Math.min(this.count, this.limit);
    const { kept, most } = this.spread(taken);
    if (most <= movedMax) this.insertEach(0, kept - 1);
    else this.quicksort(0, kept - 1);
    this.count = taken;
  }

  /** Puts the entries in the order of their slices, without the slices that nothing is taken from. */
  private spread(taken: number): { readonly kept: number; readonly most: number } {
    const { keys, rows, spareKeys, spareRows, starts, count } = this;
    const slices = this.most / 2;
    let least = Number.POSITIVE_INFINITY;
    let largest = Number.NEGATIVE_INFINITY;
    for (let at = 0; at < count; at += 1) {
      const key = keys[at] as number;
      if (key > largest) largest = key;
      if (key < least && key !== Number.NEGATIVE_INFINITY) least = key;
    }
    const scale = (slices - 1) / (largest - least);
    starts.fill(0, 0, slices + 1);
    for (let at = 0; at < count; at += 1) {
      const slice = findSlice(keys[at] as number, least, largest, scale, slices);
      starts[slice] = (starts[slice] as number) + 1;
    }
    let kept = 0;
    let most = 0;
    for (let slice = 0, start = 0; slice <= slices; slice += 1) {
      const size = starts[slice] as number;
      starts[slice] = start;
      start += size;
      if (kept >= taken) continue;
      kept = start;
      if (size > most) most = size;
    }
    for (let at = 0; at < count; at += 1) {
      const key = keys[at] as number;
      const slice = findSlice(key, least, largest, scale, slices);
      const to = starts[slice] as number;
      starts[slice] = to + 1;
      spareKeys[to] = key;
      spareRows[to] = rows[at] as number;
    }
    this.keys = spareKeys;
    this.rows = spareRows;
    this.spareKeys = keys;
    this.spareRows = rows;
    return { kept, most };
  }

  private quicksort(from: number, to: number): void {
    let low = from;
    let high = to;
    while (high - low >= movedMax) {
      const end = this.part(low, high);
      // The smaller part first, so that the calls within each other stay few.
      if (end - low < high - end) {
        this.quicksort(low, end);
        low = end + 1;
      } else {
        this.quicksort(end + 1, high);
        high = end;
      }
    }
    this.insertEach(low, high);
  }

  /** Exchanges entries until none up to the place that it returns is worse than any behind it (Hoare's partition). */
  private part(low: number, high: number): number {
    const { keys, rows } = this;
    const middle = (low + high) >>> 1;
    const key = keys[middle] as number;
    const row = rows[middle] as number;
    let left = low;
    let right = high;
    for (;;) {
      while (this.isBefore(keys[left] as number, rows[left] as number, key, row)) left += 1;
      while (this.isBefore(key, row, keys[right] as number, rows[right] as number)) right -= 1;
      if (left >= right) return right;
      const otherKey = keys[left] as number;
      const otherRow = rows[left] as number;
      keys[left] = keys[right] as number;
      rows[left] = rows[right] as number;
      keys[right] = otherKey;
      rows[right] = otherRow;
      left += 1;
      right -= 1;
    }
  }

  private insertEach(low: number, high: number): void {
    const { keys, rows } = this;
    for (let next = low + 1; next <= high; next += 1) {
      const key = keys[next] as number;
      const row = rows[next] as number;
      let at = next - 1;
      while (at >= low && this.isBefore(key, row, keys[at] as number, rows[at] as number)) {
        keys[at + 1] = keys[at] as number;
        rows[at + 1] = rows[at] as number;
        at -= 1;
      }
      keys[at + 1] = key;
      rows[at + 1] = row;
    }
  }

  private isBefore(key: number, row: number, otherKey: number, otherRow: number): boolean {
    return key > otherKey || (key === otherKey && row !== otherRow && this.compareTies(row, otherRow) < 0);
  }
}

/** The slice of a key, the largest keys in the first; -Infinity has the last one to itself. */
function findSlice(key: number, least: number, largest: number, scale: number, slices: number): number {
  return key >= least ? ((largest - key) * scale) | 0 : slices;
}

/** Up to this many entries out of place are moved one by one. */
const movedMax = 12;

/**
 * Picks the best of many rows: the largest keys, equal keys by the smaller place of the row. Rows are added one by one
 * and taken at once; those that are out of question are dropped on the way.
 */
export class TopRows {
  private keys: Float64Array;
  private rows: Uint32Array;
  private spareKeys: Float64Array;
  private spareRows: Uint32Array;
  /** Where the entries of each slice of the keys' span go. */
  private readonly starts: Uint32Array;
  private count = 0;
  /** The key of the worst of the best so far, once some were dropped: a row with a lesser key is not among them. */
  least = Number.NEGATIVE_INFINITY;

  constructor(
    readonly limit: number,
    /** Of each row. */
    readonly places: Uint32Array,
  ) {
    const size = Math.max(2 * limit, 256);
    this.keys = new Float64Array(size);
    this.rows = new Uint32Array(size);
    this.spareKeys = new Float64Array(size);
    this.spareRows = new Uint32Array(size);
    this.starts = new Uint32Array(size / 2 + 1);
  }

  /** Adds a row. The key must not be NaN. */
  add(key: number, row: number): void {
    if (key < this.least) return;
    const { count } = this;
    this.keys[count] = key;
    this.rows[count] = row;
    this.count = count + 1;
    if (this.count === this.keys.length) this.keepBest();
  }

  /** Writes the best rows in order and forgets all. Says how many there were. */
  takeInto(out: Uint32Array): number {
    this.sortBest();
    const { rows, count } = this;
    for (let at = 0; at < count; at += 1) out[at] = rows[at] as number;
    this.count = 0;
    this.least = Number.NEGATIVE_INFINITY;
    return count;
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
    const slices = starts.length - 1;
    let least = Number.POSITIVE_INFINITY;
    let largest = Number.NEGATIVE_INFINITY;
    for (let at = 0; at < count; at += 1) {
      const key = keys[at] as number;
      if (key > largest) largest = key;
      if (key < least && key !== Number.NEGATIVE_INFINITY) least = key;
    }
    const scale = (slices - 1) / (largest - least);
    starts.fill(0);
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
    const { keys, rows, places } = this;
    const middle = (low + high) >>> 1;
    const key = keys[middle] as number;
    const place = places[rows[middle] as number] as number;
    let left = low;
    let right = high;
    for (;;) {
      while (isBefore(keys[left] as number, rows[left] as number, key, place, places)) left += 1;
      while (isAfter(keys[right] as number, rows[right] as number, key, place, places)) right -= 1;
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
    const { keys, rows, places } = this;
    for (let next = low + 1; next <= high; next += 1) {
      const key = keys[next] as number;
      const row = rows[next] as number;
      const place = places[row] as number;
      let at = next - 1;
      while (at >= low && isAfter(keys[at] as number, rows[at] as number, key, place, places)) {
        keys[at + 1] = keys[at] as number;
        rows[at + 1] = rows[at] as number;
        at -= 1;
      }
      keys[at + 1] = key;
      rows[at + 1] = row;
    }
  }
}

/** The slice of a key, the largest keys in the first; -Infinity has the last one to itself. */
function findSlice(key: number, least: number, largest: number, scale: number, slices: number): number {
  return key >= least ? ((largest - key) * scale) | 0 : slices;
}

function isBefore(ownKey: number, row: number, key: number, place: number, places: Uint32Array): boolean {
  return ownKey > key || (ownKey === key && (places[row] as number) < place);
}

function isAfter(ownKey: number, row: number, key: number, place: number, places: Uint32Array): boolean {
  return ownKey < key || (ownKey === key && (places[row] as number) > place);
}

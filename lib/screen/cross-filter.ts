import type { RankIndex } from "#lib/expr/engine/rank-index";
import type { TextVector, TruthVector } from "#lib/expr/vector";
import { assert } from "#lib/util/assert";

/** The most clauses of one cross-filter: a row has a bit for each. */
export const crossFilterMax = 31;

/** A clause, and how what the others keep is counted for it. */
export type Dimension =
  /** A number kept within a range of places, counted by `bins` slices of equally many rows. */
  | { readonly kind: "range"; readonly index: RankIndex; readonly bins: number }
  /** A condition, counted by the texts of a column. */
  | { readonly kind: "choice"; readonly texts: TextVector }
  /** A condition that nothing is counted for. */
  | { readonly kind: "condition" };

interface RangeState {
  /** The known rows in the order of their numbers, then the missing ones. */
  readonly rows: Uint32Array;
  readonly slices: Slices;
  /** The places that pass, in `order`; at first all. */
  from: number;
  to: number;
}

/**
 * A set of clauses, each of which sees what the others keep. A row carries a bit for each clause that it fails, so a
 * clause that moves touches only the rows that it lets in or shuts out, and of the counts only those that change: all
 * of the others' where it alone stood in the way, one other's where that one does too, none otherwise. At first every
 * clause lets all rows through.
 */
export class CrossFilter {
  private readonly fails: Uint32Array;
  /** The slot of `counts` for each row and clause, row by row. */
  private readonly slots: Uint32Array;
  private readonly counts: Int32Array;
  private readonly countStarts: readonly number[];
  private readonly countsByClause: readonly Int32Array[];
  private readonly ranges: readonly (RangeState | null)[];
  private readonly masks: (Uint32Array | null)[];
  private readonly othersCounts: Int32Array;
  private keptCount: number;

  /** Throws for more dimensions than crossFilterMax. */
  constructor(
    readonly rowCount: number,
    private readonly dimensions: readonly Dimension[],
  ) {
    assert(dimensions.length <= crossFilterMax, `a cross-filter has at most ${crossFilterMax} clauses`);
    this.fails = new Uint32Array(rowCount);
    this.keptCount = rowCount;
    this.othersCounts = new Int32Array(dimensions.length).fill(rowCount);
    this.masks = dimensions.map(() => null);
    this.ranges = dimensions.map((dimension) => (dimension.kind === "range" ? buildRange(dimension) : null));
    const starts = [0];
    dimensions.forEach((dimension, at) => {
      const buckets =
        this.ranges[at]?.slices.count ?? (dimension.kind === "choice" ? dimension.texts.dictionary.length : 0);
      // One more for rows that are in no bucket.
      starts.push((starts.at(-1) as number) + buckets + 1);
    });
    this.countStarts = starts;
    this.counts = new Int32Array(starts.at(-1) as number);
    this.countsByClause = dimensions.map((_, at) => this.counts.subarray(starts[at], (starts[at + 1] as number) - 1));
    this.slots = new Uint32Array(rowCount * dimensions.length);
    for (const [at, dimension] of dimensions.entries()) this.fillSlots(dimension, at);
  }

  /** How many rows pass every clause. */
  get count(): number {
    return this.keptCount;
  }

  /** How many rows pass every clause but one. */
  countByOthers(clause: number): number {
    return this.othersCounts[clause] as number;
  }

  /** Whether a row passes every clause but one. */
  isKeptByOthers(clause: number, row: number): boolean {
    return ((this.fails[row] as number) & ~(1 << clause)) === 0;
  }

  /** Whether a row passes every clause. */
  isKept(row: number): boolean {
    return this.fails[row] === 0;
  }

  /** Lets the places from `from` up to `to` of a number through; missing numbers are shut out. */
  setPlaces(clause: number, from: number, to: number): void {
    const range = this.requireRange(clause);
    this.movePlaces(clause, range, Math.min(from, to), to);
  }

  /** Lets every row through. */
  clear(clause: number): void {
    const range = this.ranges[clause];
    if (range) this.movePlaces(clause, range, 0, this.rowCount);
    else this.setMask(clause, null);
  }

  /** Lets the rows through for which a condition is true; null lets every row through. */
  setMask(clause: number, mask: Pick<TruthVector, "truth"> | null): void {
    const before = this.masks[clause] ?? null;
    const next = mask?.truth ?? null;
    if (before === next) return;
    const bit = 1 << clause;
    for (let word = 0; word * 32 < this.rowCount; word += 1) {
      const was = before === null ? -1 : (before[word] as number);
      const is = next === null ? -1 : (next[word] as number);
      for (let changed = was ^ is; changed !== 0; changed &= changed - 1) {
        const row = word * 32 + 31 - Math.clz32(changed & -changed);
        if (row < this.rowCount) this.toggle(row, bit, clause);
      }
    }
    this.masks[clause] = next;
  }

  /**
   * Of each of a range's slices of equally many rows, the share that the other clauses keep. Rows with the same number
   * share their slices evenly.
   */
  getShares(clause: number): Float64Array {
    const { slices } = this.requireRange(clause);
    return slices.spread(this.getCounts(clause));
  }

  /**
   * How many rows the other clauses keep of each text of a choice (by code), or of each bucket of a range. It is always
   * the same array, which follows every move; read only.
   */
  getCounts(clause: number): Int32Array {
    return this.countsByClause[clause] as Int32Array;
  }

  private requireRange(clause: number): RangeState {
    const range = this.ranges[clause];
    if (!range) throw new Error(`Clause ${clause} of the cross-filter is no range.`);
    return range;
  }

  private movePlaces(clause: number, range: RangeState, from: number, to: number): void {
    const { rows } = range;
    if (to <= range.from || from >= range.to) {
      this.toggleRows(rows, range.from, range.to, clause);
      this.toggleRows(rows, from, to, clause);
    } else {
      this.toggleRows(rows, Math.min(range.from, from), Math.max(range.from, from), clause);
      this.toggleRows(rows, Math.min(range.to, to), Math.max(range.to, to), clause);
    }
    range.from = from;
    range.to = to;
  }

  private toggleRows(rows: Uint32Array, from: number, to: number, clause: number): void {
    const bit = 1 << clause;
    for (let place = from; place < to; place += 1) this.toggle(rows[place] as number, bit, clause);
  }

  private toggle(row: number, bit: number, clause: number): void {
    const { fails, counts, othersCounts, slots } = this;
    const before = fails[row] as number;
    fails[row] = before ^ bit;
    const rest = before & ~bit;
    if ((rest & (rest - 1)) !== 0) return;
    const change = (before & bit) === 0 ? -1 : 1;
    const width = this.dimensions.length;
    const at = row * width;
    if (rest !== 0) {
      const other = 31 - Math.clz32(rest);
      const slot = slots[at + other] as number;
      othersCounts[other] = (othersCounts[other] as number) + change;
      counts[slot] = (counts[slot] as number) + change;
      return;
    }
    this.keptCount += change;
    for (let other = 0; other < width; other += 1) {
      if (other === clause) continue;
      const slot = slots[at + other] as number;
      counts[slot] = (counts[slot] as number) + change;
      othersCounts[other] = (othersCounts[other] as number) + change;
    }
  }

  private fillSlots(dimension: Dimension, at: number): void {
    const { slots, counts, rowCount } = this;
    const width = this.dimensions.length;
    const start = this.countStarts[at] as number;
    const none = (this.countStarts[at + 1] as number) - 1;
    for (let row = 0; row < rowCount; row += 1) slots[row * width + at] = none;
    if (dimension.kind === "choice") {
      const { codes, dictionary } = dimension.texts;
      for (let row = 0; row < rowCount; row += 1) {
        const code = codes[row] as number;
        if (code < dictionary.length) slots[row * width + at] = start + code;
      }
    } else if (dimension.kind === "range") {
      const { buckets } = this.requireRange(at).slices;
      for (let row = 0; row < rowCount; row += 1) slots[row * width + at] = start + (buckets[row] as number);
    }
    for (let row = 0; row < rowCount; row += 1) {
      const slot = slots[row * width + at] as number;
      counts[slot] = (counts[slot] as number) + 1;
    }
  }
}

function buildRange({ index, bins }: Dimension & { readonly kind: "range" }): RangeState {
  return { rows: index.rows, slices: getSlices(index, bins), from: 0, to: index.rowCount };
}

/** The slices of an order are the same for every filter. */
const keptSlices = new WeakMap<RankIndex, Slices>();

function getSlices(index: RankIndex, bins: number): Slices {
  const kept = keptSlices.get(index);
  if (kept?.bins === bins) return kept;
  const slices = new Slices(index, bins);
  keptSlices.set(index, slices);
  return slices;
}

/**
 * The known rows cut into slices of equally many. Equal numbers that lie across a cut are a bucket of their own, which
 * belongs to its slices by the share that lies in each; what lies within a slice is one bucket.
 */
class Slices {
  /** The bucket of each row; the one behind all others for a row whose number is missing. */
  readonly buckets: Uint16Array;
  private readonly starts: number[] = [];

  constructor(
    private readonly index: RankIndex,
    readonly bins: number,
  ) {
    const { starts, distinct, knownCount } = index;
    let bin = -1;
    for (let code = 0; code < distinct.length; code += 1) {
      const first = Math.floor(((starts[code] as number) * bins) / knownCount);
      const last = Math.ceil(((starts[code + 1] as number) * bins) / knownCount) - 1;
      const isAcross = last > first;
      if (isAcross || first !== bin) this.starts.push(starts[code] as number);
      // What follows equal numbers across a cut begins a bucket, also within the same slice.
      bin = isAcross ? -1 : first;
    }
    this.starts.push(knownCount);
    this.buckets = new Uint16Array(index.rowCount).fill(this.count);
    this.visit((bucket, from, to) => {
      for (let place = from; place < to; place += 1) this.buckets[index.rows[place] as number] = bucket;
    });
  }

  get count(): number {
    return this.starts.length - 1;
  }

  visit(see: (bucket: number, from: number, to: number) => void): void {
    for (let bucket = 0; bucket < this.count; bucket += 1) {
      see(bucket, this.starts[bucket] as number, this.starts[bucket + 1] as number);
    }
  }

  spread(counts: Int32Array): Float64Array {
    const { bins } = this;
    const shares = new Float64Array(bins);
    const { knownCount } = this.index;
    this.visit((bucket, from, to) => {
      const kept = counts[bucket] as number;
      if (kept === 0) return;
      const [first, last] = [(from * bins) / knownCount, (to * bins) / knownCount];
      // A bucket within a slice counts whole for it, wherever its ends are.
      for (let bin = Math.floor(first); bin < bins && bin < last; bin += 1) {
        const overlap = Math.min(bin + 1, last) - Math.max(bin, first);
        shares[bin] = Math.min(1, (shares[bin] as number) + (overlap * kept) / (to - from));
      }
    });
    return shares;
  }
}

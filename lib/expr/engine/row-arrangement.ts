import type { NumberVector, TextVector, TruthVector } from "#lib/expr/vector";

/** The rows of a table in another order. The place of a row is where it stands in that order. */
export class RowArrangement {
  private readonly vectors = new WeakMap<
    NumberVector | TextVector | TruthVector,
    NumberVector | TextVector | TruthVector
  >();

  /** `rows` holds the row of each place. */
  constructor(private readonly rows: Uint32Array) {}

  /** The rows that are in more of the sets come first; equal ones as in the table. */
  static fromSets(sets: readonly Uint32Array[], rowCount: number): RowArrangement {
    const counts = countSets(sets, rowCount);
    const rows = Uint32Array.from(counts, (_, row) => row);
    return new RowArrangement(
      rows.sort((left, right) => (counts[right] as number) - (counts[left] as number) || left - right),
    );
  }

  getRow(place: number): number {
    return this.rows[place] as number;
  }

  /** How many places, in whole words, hold all rows that are set. */
  countPlaces(bits: Uint32Array): number {
    const { rows } = this;
    for (let place = rows.length - 1; place >= 0; place -= 1) {
      if (isSet(bits, rows[place] as number)) return Math.min(rows.length, (place & ~31) + 32);
    }
    return 0;
  }

  /** A vector by places; made once for each. */
  arrangeNumber(vector: NumberVector): NumberVector {
    return this.keep(vector, () => ({
      type: "number",
      values: this.pick(vector.values, new Float64Array(this.rows.length)),
      reasons: this.pick(vector.reasons, new Uint8Array(this.rows.length)),
    }));
  }

  arrangeText(vector: TextVector): TextVector {
    const { rows } = this;
    return this.keep(vector, () => ({
      ...vector,
      codes: this.pick(vector.codes, new Uint16Array(rows.length)),
      ...(vector.reasons ? { reasons: this.pick(vector.reasons, new Uint8Array(rows.length)) } : {}),
    }));
  }

  arrangeTruth(vector: TruthVector): TruthVector {
    return this.keep(vector, () => ({
      ...vector,
      truth: this.arrangeBits(vector.truth),
      known: this.arrangeBits(vector.known),
    }));
  }

  private pick<Cells extends Float64Array | Uint8Array | Uint16Array>(from: Cells, to: Cells): Cells {
    const { rows } = this;
    for (let place = 0; place < rows.length; place += 1) to[place] = from[rows[place] as number] as number;
    return to;
  }

  private arrangeBits(bits: Uint32Array): Uint32Array {
    const { rows } = this;
    const arranged = new Uint32Array(bits.length);
    for (let place = 0; place < rows.length; place += 1) {
      const row = rows[place] as number;
      const bit = ((bits[row >>> 5] as number) >>> (row & 31)) & 1;
      arranged[place >>> 5] = (arranged[place >>> 5] as number) | (bit << (place & 31));
    }
    return arranged;
  }

  private keep<Kind extends NumberVector | TextVector | TruthVector>(vector: Kind, arrange: () => Kind): Kind {
    const kept = this.vectors.get(vector);
    // What is kept of a vector is of its own type.
    if (kept) return kept as Kind;
    const arranged = arrange();
    this.vectors.set(vector, arranged);
    return arranged;
  }
}

function isSet(bits: Uint32Array, row: number): boolean {
  return (((bits[row >>> 5] as number) >>> (row & 31)) & 1) === 1;
}

/** In how many sets each row is: 32 rows are counted at a time, each binary digit of their counts in a word. */
function countSets(sets: readonly Uint32Array[], rowCount: number): Uint32Array {
  const counts = new Uint32Array(rowCount);
  const digits = new Uint32Array(32);
  for (let from = 0; from < rowCount; from += 32) {
    digits.fill(0);
    for (const bits of sets) {
      let carry = bits[from >>> 5] as number;
      for (let digit = 0; carry !== 0; digit += 1) {
        const before = digits[digit] as number;
        digits[digit] = before ^ carry;
        carry &= before;
      }
    }
    for (let row = from; row < Math.min(from + 32, rowCount); row += 1) {
      for (let digit = 0; digit < 32; digit += 1) {
        counts[row] = (counts[row] as number) + ((((digits[digit] as number) >>> (row & 31)) & 1) << digit);
      }
    }
  }
  return counts;
}

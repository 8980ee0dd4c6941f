import { writeBits } from "#lib/expr/truth";

/** So many words of 32 rows are worked on at a time, so that a block and its numbers stay in the nearest caches. */
const blockWords = 128;

const rows = new Uint32Array(blockWords * 32);
const numbers = new Float64Array(blockWords * 32);

/** Some rows of a set, and room for a number for each. */
export interface RowBlock {
  readonly rows: Uint32Array;
  readonly numbers: Float64Array;
  readonly count: number;
  /** The words of the set that they come from. */
  readonly fromWord: number;
  readonly toWord: number;
}

/**
 * Goes through the rows of a set block by block. The memory of a block is that of every other, so whoever sees one is
 * done with it before the next, and goes through no other set meanwhile.
 */
export function visitRows(mask: Uint32Array, see: (block: RowBlock) => void): void {
  for (let fromWord = 0; fromWord < mask.length; fromWord += blockWords) {
    const toWord = Math.min(fromWord + blockWords, mask.length);
    const count = writeBits(mask, fromWord, toWord, rows);
    if (count > 0) see({ rows, numbers, count, fromWord, toWord });
  }
}

import type { Vector } from "#lib/expr/vector";
import { estimateIndexBytes } from "./rank-index";

/** Enough for the clauses and columns of a session on the full index; bounded because a slider makes new ones. */
const defaultMaxBytes = 64 * 1024 * 1024;

/**
 * Vectors by the text of their expression; the least recently used go when the bytes exceed the bound. A vector is
 * charged when it comes for all that it may ever take: rows are ranked elsewhere, at a time that nobody here learns of.
 */
export class RecentVectors {
  private readonly vectors = new Map<string, Vector>();
  private chargedBytes = 0;

  constructor(private readonly maxBytes: number = defaultMaxBytes) {}

  /** The bytes that the vectors take at the most, the rank indexes of numbers included. */
  get bytes(): number {
    return this.chargedBytes;
  }

  get(key: string): Vector | null {
    const vector = this.vectors.get(key);
    if (!vector) return null;
    this.vectors.delete(key);
    this.vectors.set(key, vector);
    return vector;
  }

  set(key: string, vector: Vector): void {
    const replaced = this.vectors.get(key);
    if (replaced) this.drop(key, replaced);
    this.vectors.set(key, vector);
    this.chargedBytes += countBytes(vector);
    for (const [oldest, old] of this.vectors) {
      if (this.chargedBytes <= this.maxBytes || oldest === key) break;
      this.drop(oldest, old);
    }
  }

  private drop(key: string, vector: Vector): void {
    this.vectors.delete(key);
    this.chargedBytes -= countBytes(vector);
  }
}

/** A vector is charged some bytes for its key and object, so that tiny tables stay bounded too. */
function countBytes(vector: Vector): number {
  const overhead = 1_024;
  if (vector.type === "number") {
    const { values, reasons } = vector;
    return overhead + values.byteLength + reasons.byteLength + estimateIndexBytes(values.length);
  }
  if (vector.type === "text") return overhead + vector.codes.byteLength + (vector.reasons?.byteLength ?? 0);
  return overhead + vector.truth.byteLength + vector.known.byteLength;
}

import type { Vector } from "../vector";
import { countBuiltRankIndexes, findRankIndex } from "./rank-index";

/** Enough for the clauses and columns of a session on the full index; bounded because a slider makes new ones. */
const defaultMaxBytes = 64 * 1024 * 1024;

/**
 * Vectors by the text of their expression; the least recently used go when the bytes exceed the bound, the rank index
 * that was built for a vector included.
 */
export class RecentVectors {
  private readonly vectors = new Map<string, Vector>();
  private bytes = 0;
  private indexesCounted = 0;

  constructor(private readonly maxBytes: number = defaultMaxBytes) {}

  get(key: string): Vector | null {
    const vector = this.vectors.get(key);
    if (!vector) return null;
    this.vectors.delete(key);
    this.vectors.set(key, vector);
    this.dropOldest(key);
    return vector;
  }

  set(key: string, vector: Vector): void {
    this.vectors.set(key, vector);
    this.bytes += countBytes(vector);
    this.dropOldest(key);
  }

  private dropOldest(newest: string): void {
    this.recount();
    for (const [oldest, old] of this.vectors) {
      if (this.bytes <= this.maxBytes || oldest === newest) break;
      this.vectors.delete(oldest);
      this.bytes -= countBytes(old);
    }
  }

  /** A vector grows when its rows are ranked, which happens elsewhere and costs more than counting all anew. */
  private recount(): void {
    const built = countBuiltRankIndexes();
    if (built === this.indexesCounted) return;
    this.indexesCounted = built;
    this.bytes = 0;
    for (const vector of this.vectors.values()) this.bytes += countBytes(vector);
  }
}

/** A vector is charged some bytes for its key and object, so that tiny tables stay bounded too. */
function countBytes(vector: Vector): number {
  const overhead = 1_024;
  if (vector.type === "number") {
    return overhead + vector.values.byteLength + vector.reasons.byteLength + (findRankIndex(vector)?.byteLength ?? 0);
  }
  if (vector.type === "text") return overhead + vector.codes.byteLength + (vector.reasons?.byteLength ?? 0);
  return overhead + vector.truth.byteLength + vector.known.byteLength;
}

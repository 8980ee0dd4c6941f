import "server-only";

/** One comparison of a benchmark. */
export interface BenchResult {
  /** Part and measurement, `facts/parse`. */
  readonly name: string;
  /** How many rows, companies or figures were worked on. */
  readonly rows: number;
  /** How many times better than what it is compared with: faster, smaller, more. */
  readonly ratio: number;
  /** The least ratio that reaches the goal. */
  readonly goal: number;
  /** What it is compared with: an absolute limit (`60 ms`) or another way to do the work (`JSON.parse`). */
  readonly peer: string;
  /** The version of the peer. */
  readonly version: string;
  /** Microseconds that half of our runs take at most, where each is measured. */
  readonly medianUs?: number;
  /** Microseconds that all but one in twenty of our runs take at most, where each is measured. */
  readonly p95Us?: number;
  /** Megabytes that we hold at the end, where that is measured. */
  readonly heapMb?: number;
}

/** A line for the reader of a terminal, beside its results. */
export type Say = (line: string) => void;

/** A part of the benchmarks, chosen by its name on the command line. */
export interface BenchPart {
  readonly name: string;
  readonly about: string;
  run(say: Say): Promise<readonly BenchResult[]>;
}

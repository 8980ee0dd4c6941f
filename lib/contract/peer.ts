import type { Metric } from "#lib/metric/metric";

/** Where a company stands among the companies of its sector by one metric. */
export interface PeerStanding {
  readonly metric: Metric;
  readonly value: number;
  /** Share of the peers that have less, 0 to 1. */
  readonly percentile: number;
  /** With whom it was compared, one sentence. */
  readonly peers: string;
  readonly quartiles: readonly [low: number, median: number, high: number];
}

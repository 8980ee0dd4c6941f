// The screener imports types alone from here: with any value zod would come into its first load. What it needs of values
// is in default-screen.ts, screen-limits.ts and find-screen-faults.ts.
import * as z from "zod/mini";
import type { CustomMetric } from "#lib/metric/custom-metric";
import type { Scenario } from "#lib/stress/scenario";
import type { PolicyChoice } from "#lib/verdict/policy/choice";
import { snapshotHashPattern } from "./screen-limits";

/** A calendar date as `YYYY-MM-DD` that exists. */
export const isoDateSchema = z.iso.date({ error: "expected a date like 2026-05-05" });

/** The SHA-256 of a snapshot file, in lower-case hexadecimal. */
export const snapshotHashSchema = z
  .string()
  .check(z.regex(snapshotHashPattern, { error: "expected the 64 hexadecimal digits of a snapshot" }));

/** One sort key: an expression of the language, and its direction. Missing values come last in both directions. */
export interface SortKey {
  readonly expression: string;
  readonly descending: boolean;
}

/** A screen: what to keep, how to order it, what to show, under which scenario, and on which data. All expressions are text in the language. */
export interface Screen {
  readonly query: string;
  readonly sort: readonly SortKey[];
  /** Expressions; empty means the columns of `set`. */
  readonly columns: readonly string[];
  /** Id of a column set. */
  readonly set: string;
  readonly metrics: readonly CustomMetric[];
  /** What the verdicts and `stressed(...)` assume; null: the verdicts are of the figures as reported. */
  readonly scenario: Scenario | null;
  /** Which policy judges; null: the default one, unchanged. */
  readonly policy: PolicyChoice | null;
  /** An ISO date; null: the newest data. */
  readonly asOf: string | null;
  /** The hash of a snapshot; null: the one of the day. */
  readonly snapshot: string | null;
}

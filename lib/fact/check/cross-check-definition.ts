/** A figure in a sum of a cross-check, as its own tags give it. */
export interface CheckTerm {
  readonly fact: string;
  readonly sign: 1 | -1;
  /** The sum may hold with the term or without it: some filers have it inside another one. */
  readonly optional?: true;
  /** Balances beside flows: on the last day of the period, or on the day before its first. */
  readonly at?: "start" | "end";
}

/** How the two sides of a check are found; those but the first are explained in the README of this folder. */
export type CheckMethod = "sum" | "quarters" | "per_share" | "schedule";

/** Which figures of a failed check are in doubt; each is explained in the README of this folder. */
export type DoubtRule =
  /** The figure came from a tag that may stand for a part of the fact. */
  | "part"
  /** With the other sign the sum holds. */
  | "sign"
  /** A part that is larger than its whole. */
  | "part_too_large"
  /** The whole, because a part is larger. */
  | "whole_too_small"
  /** Total assets, where the other total of the balance sheet agrees with its parts. */
  | "total_contradicted"
  /** What no other relation confirms, where the rest is too large or negative for a line without a tag. */
  | "unconfirmed"
  /** Pretax income, where net income and tax lie nearer to operating income than it does. */
  | "pretax_far_off"
  /** A quarter that is as large as the year, and quarters filed before the year was put on another basis. */
  | "odd_quarters";

/** Doubts that every sum knows, tried where its own name no figure. */
export type CommonDoubtRule =
  /** In another scale the sum holds. */
  | "scale"
  /** All other figures of the sum are confirmed by sums that hold, and it misses by half of this one. */
  | "alone";

/** A rule, and the tagged facts among which it looks. */
export interface Doubt {
  readonly rule: DoubtRule;
  readonly among: readonly string[];
}

/** A relation that must hold among the figures of a company at one day or for one period. */
export interface CrossCheck {
  /** Permanent: counts are named by it. */
  readonly id: string;
  readonly label: string;
  readonly because: string;
  readonly kind: "balance" | "flow";
  /** `at_most`: the left sum. `each_at_most`: every term of the left. */
  readonly relation: "equals" | "at_most" | "each_at_most";
  readonly method: CheckMethod;
  readonly left: readonly CheckTerm[];
  /** Ways to add up the other side; the relation holds where one of them does. */
  readonly right: readonly (readonly CheckTerm[])[];
  /** How far apart the sides may be, as a share of the largest term; rounding is allowed for beside it. */
  readonly shareMax: number;
  /**
   * Both sides stand in every filing side by side, so that one of them filed anew alone is a slip. Elsewhere a sum that
   * held before one of its terms was filed anew is not judged: the others belong to another filing.
   */
  readonly isFiledTogether?: true;
  /** Only the newest period is judged when figures are chosen: for sums of many terms that hardly ever name a figure. */
  readonly isForNewest?: true;
  /** The facts that a failure may mark as `conflict`. */
  readonly facts: readonly string[];
  /**
   * Tried in order where the check fails: the first that names a figure counts. Where none does, the check has failed
   * and no figure is withheld.
   */
  readonly doubts: readonly Doubt[];
}

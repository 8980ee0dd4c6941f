import type { Format } from "#lib/metric/metric";
import type { MissingReason } from "#lib/util/missing";

/** A figure of a statement; `missing` says why there is none. */
export type StatementCell =
  | { readonly value: number; readonly isCalculated: boolean }
  | { readonly value: null; readonly missing: MissingReason };

export interface StatementLine {
  readonly fact: string;
  readonly label: string;
  readonly format: Format;
  readonly latest: StatementCell;
  readonly years: readonly StatementCell[];
  readonly quarters: readonly StatementCell[];
}

/** A sum of the newest period that does not hold, in words and numbers; `end` is an ISO date. */
export interface FailedCheck {
  readonly id: string;
  readonly label: string;
  readonly end: string;
  readonly detail: string;
}

/** The statements of a company, newest period first. */
export interface Statements {
  readonly failedChecks: readonly FailedCheck[];
  /** ISO dates. */
  readonly yearEnds: readonly string[];
  readonly quarterEnds: readonly string[];
  readonly sections: readonly {
    readonly id: string;
    readonly label: string;
    readonly lines: readonly StatementLine[];
  }[];
}

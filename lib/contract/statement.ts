import type { Format } from "#lib/metric/metric";
import type { MissingReason } from "#lib/util/missing";

/** A figure of a statement; `missing` says why there is none. */
export type StatementCell =
  | { readonly value: number; readonly isCalculated: boolean }
  | { readonly value: null; readonly missing: MissingReason };

/** A fact over the periods of its table. */
export interface StatementLine {
  readonly fact: string;
  readonly label: string;
  readonly format: Format;
  /** Trailing twelve months, or the newest balance. */
  readonly latest: StatementCell;
  readonly years: readonly StatementCell[];
  readonly quarters: readonly StatementCell[];
}

/** A part of the statements, such as the balance sheet. */
export interface StatementSection {
  readonly id: string;
  readonly label: string;
  /** The lines of which at least one figure is known. */
  readonly lines: readonly StatementLine[];
}

/** A sum of the newest period that does not hold. */
export interface FailedCheck {
  readonly id: string;
  readonly label: string;
  /** An ISO date. */
  readonly end: string;
  /** The sum in words and numbers. */
  readonly detail: string;
}

/** The tables of a company's figures, newest period first. */
export interface Statements {
  /** ISO dates at which fiscal years and quarters end. */
  readonly yearEnds: readonly string[];
  readonly quarterEnds: readonly string[];
  readonly sections: readonly StatementSection[];
  /** The cross-checks that fail at the newest period. */
  readonly failedChecks: readonly FailedCheck[];
}

import type { Format } from "@/lib/metric/metric";
import type { MissingReason } from "@/lib/util/missing";

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

/** The statements of a company, newest period first. */
export interface Statements {
  /** ISO dates. */
  readonly yearEnds: readonly string[];
  readonly quarterEnds: readonly string[];
  readonly sections: readonly {
    readonly id: string;
    readonly label: string;
    readonly lines: readonly StatementLine[];
  }[];
}

/** What a number measures. Percentages are ratios (0.08). `any` unifies with everything (a bare number). */
export const units = [
  "usd",
  "usd_per_share",
  "shares",
  "ratio",
  "times",
  "days",
  "months",
  "years",
  "score",
  "count",
  "code",
] as const;

export type Unit = (typeof units)[number];

/** What a name stands for. Declared by facts, metrics and policies; the language knows none of them by itself. */
export type Definition =
  | {
      readonly kind: "column";
      readonly id: string;
      readonly type: "number";
      readonly unit: Unit;
      readonly label: string;
      /** `year`: may be lagged by years; `quarter`: by quarters; `none`: a lag leaves it as it is not defined (an error). */
      readonly lag: "year" | "quarter" | "none";
    }
  | {
      readonly kind: "column";
      readonly id: string;
      readonly type: "text";
      readonly label: string;
      /** Every text that can occur, where that is settled (a verdict); any other literal is then an error. */
      readonly values?: readonly string[];
    }
  | {
      readonly kind: "formula";
      readonly id: string;
      readonly type: "number" | "text" | "truth";
      readonly unit?: Unit;
      readonly label: string;
      /** Text in the language. A lag on the formula's name is passed on to the columns inside it. */
      readonly formula: string;
      /** Rows where this truth is false are `not_applicable`; where it is unknown they are `not_reported`. */
      readonly applies?: string;
      /** Of a text formula: every text that it can give, as for a text column. */
      readonly values?: readonly string[];
    }
  | {
      readonly kind: "parameter";
      readonly id: string;
      readonly unit: Unit;
      readonly label: string;
      readonly value: number;
    };

/** Where the language finds what a name means. A scope never changes: what is read from it is kept as long as it lives. */
export interface Scope {
  find(id: string): Definition | undefined;
  /** Every id, for completion and "did you mean". */
  ids(): readonly string[];
  /**
   * Whether the data at hand have a base column, by canonical id (`revenue[-4]`). Absent: every column is taken to be
   * there. An expression that needs a column that is not there is refused rather than answered with missing numbers.
   */
  hasColumn?(columnId: string): boolean;
  /**
   * Formula text that replaces a name inside `stressed(...)`, by id; inside that text names have their unstressed
   * meaning. Absent: `stressed(x)` equals x.
   */
  readonly stressed?: ReadonlyMap<string, string>;
}

import type { TypedNames } from "./typed-names";

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
      /** Texts that may occur though the data at hand lack them, where others may too. */
      readonly usual?: readonly string[];
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
  /**
   * Where a name is known that this scope has not, as a sentence for the refusal; null where it is known nowhere. Absent:
   * there is no elsewhere.
   */
  readonly describeElsewhere?: (id: string) => string | null;
  /** What people may type instead of ids. Absent: ids alone are names. */
  readonly typedNames?: () => TypedNames;
  /**
   * The texts that a text column can have, of what is known of it: those of the data at hand, and others that some data
   * have. Absent, or null for a column: nothing is known, and any text may be compared with it.
   */
  readonly listTexts?: (columnId: string) => KnownTexts | null;
}

/** What is known of the texts of a column. */
export interface KnownTexts {
  /** As the data at hand have them. */
  readonly here: readonly string[];
  /** That other data have, or that a list names. */
  readonly elsewhere: readonly string[];
  /** Whether no other text can occur; a name or a ticker may always be one that was not seen yet. */
  readonly isSettled: boolean;
}

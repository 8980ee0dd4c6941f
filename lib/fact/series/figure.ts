import type { Day, FactEntry } from "#lib/fact/filed/entry";
import type { MissingReason } from "#lib/util/missing";

/** Which kind of figure at an end: twelve months, fiscal year or quarter to it, or the balance on it. */
export type FigureKind = "trailing" | "fiscal_year" | "quarter" | "balance";

/** Which kind of figure of a flow. */
export type FlowKind = Exclude<FigureKind, "balance">;

/** The ways in which a figure comes about. */
export const figureMethods = [
  /** One reported figure for exactly this period or day. */
  "reported",
  /** Fiscal year + this year to date - the same part of the year before. */
  "year_plus_year_to_date",
  /** The sum of four quarters in a row. */
  "four_quarters",
  /** Fiscal year - nine months (or - three quarters). */
  "fourth_quarter",
  /** This year to date - the year to date one quarter before. */
  "year_to_date_difference",
  /** A sum of other facts; `detail` says which. */
  "derived",
  /** Zero, concluded from what the filing does and does not contain; `detail` says how. */
  "inferred",
] as const;

export type FigureMethod = (typeof figureMethods)[number];

/** A reported figure that went into a value, added or subtracted. */
export interface FigurePart {
  readonly entry: FactEntry;
  readonly sign: 1 | -1;
}

export interface KnownFigure {
  readonly known: true;
  readonly value: number;
  /** First day of the period; null for a balance. */
  readonly start: Day | null;
  readonly end: Day;
  readonly method: FigureMethod;
  readonly parts: readonly FigurePart[];
  readonly detail?: string;
}

export interface MissingFigure {
  readonly known: false;
  readonly reason: MissingReason;
  readonly detail: string;
}

/** A figure of a company at a date, or why there is none. In the unit of its fact. */
export type Figure = KnownFigure | MissingFigure;

/** A figure of one fiscal year or quarter in a list of them. */
export interface PeriodFigure {
  readonly start: Day | null;
  readonly end: Day;
  readonly figure: Figure;
}

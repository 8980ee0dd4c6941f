import type { ActionResult } from "#lib/contract/action-result";
import type { FigureSource } from "#lib/contract/company";
import type { TraceView } from "#lib/verdict/trace-view";

/** What can be asked where it comes from: an expression of the language, or a figure of a statement. */
export type TraceRequest =
  | { readonly kind: "expression"; readonly expression: string; readonly label: string }
  | {
      readonly kind: "figure";
      readonly fact: string;
      readonly period: "latest" | "year" | "quarter";
      readonly end: string | null;
      readonly label: string;
      /** Of which period, for the drawer's head: `fiscal year to Dec 31, 2025`. */
      readonly periodLabel: string;
    };

/** How a value came about, with the filings of the columns in it. */
export interface ExpressionAnswer {
  readonly view: TraceView;
  /** By column id. */
  readonly sources: Readonly<Record<string, FigureSource>>;
  /** What the facts of the parts are called, by id. */
  readonly factLabels: Readonly<Record<string, string>>;
}

export interface FigureAnswer {
  readonly value: string;
  readonly missing: string | null;
  readonly source: FigureSource;
  readonly factLabels: Readonly<Record<string, string>>;
}

/** The server's part. `snapshot` is the hash of the data that the page shows. */
export interface TraceActions {
  readonly explainExpression: (input: {
    readonly ticker: string;
    readonly snapshot: string;
    readonly expression: string;
  }) => Promise<ActionResult<ExpressionAnswer>>;
  readonly explainFigure: (input: {
    readonly ticker: string;
    readonly snapshot: string;
    readonly fact: string;
    readonly period: "latest" | "year" | "quarter";
    readonly end: string | null;
  }) => Promise<ActionResult<FigureAnswer>>;
}

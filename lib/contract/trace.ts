import type { PolicyChoice } from "#lib/verdict/policy/choice";
import type { TraceView } from "#lib/verdict/trace-view";
import type { ActionResult } from "./action-result";
import type { FigureSource } from "./company";

/** Which company on which data: `snapshot` is the hash of those that the page shows. */
export interface TraceTarget {
  readonly ticker: string;
  readonly snapshot: string;
}

/** An expression of the language on a company, under the policy by which the page judges; null: the default one. */
export interface TracedExpression extends TraceTarget {
  readonly expression: string;
  readonly policy: PolicyChoice | null;
}

/** Which figure of a statement: the newest (`latest`), or the one of a fiscal year or quarter that ends on a day. */
export interface StatementFigureKey extends TraceTarget {
  readonly fact: string;
  readonly period: "latest" | "year" | "quarter";
  /** ISO date; of no use with `latest`. */
  readonly end: string | null;
}

/** How a value came about, with the filings of the columns in it. */
export interface ExpressionAnswer {
  readonly view: TraceView;
  /** By column id. */
  readonly sources: Readonly<Record<string, FigureSource>>;
  /** What the facts of the parts are called, by id. */
  readonly factLabels: Readonly<Record<string, string>>;
}

/** A figure of a statement, written out, and the filings that it came from. */
export interface FigureAnswer {
  readonly value: string;
  readonly missing: string | null;
  readonly source: FigureSource;
  readonly factLabels: Readonly<Record<string, string>>;
}

/** What the server explains to a page. */
export interface TraceActions {
  readonly explainExpression: (input: TracedExpression) => Promise<ActionResult<ExpressionAnswer>>;
  readonly explainFigure: (input: StatementFigureKey) => Promise<ActionResult<FigureAnswer>>;
}

import "server-only";
import { AppError } from "#lib/contract/app-error";
import type { Departure, FigureSource } from "#lib/contract/company";
import type { SnapshotRef } from "#lib/contract/snapshot";
import type { TraceNode } from "#lib/expr/trace";
import { readExpression } from "#lib/screen/run/screen-expressions";
import { findLine, readLineValue } from "#lib/screen/universe/company-row";
import type { UniverseRequest } from "#lib/server/service/screen/get-universe";
import type { Policy } from "#lib/verdict/policy/policy";
import { locateCompany } from "./locate-company";
import { readFigureSources } from "./read-figure-sources";

/** How a figure of a company came about, down to the filings. */
export interface FigureReport {
  readonly snapshot: SnapshotRef;
  /** The policy under which names were read. */
  readonly policy: Policy;
  readonly ticker: string;
  readonly name: string;
  /** The ticker that was asked for, where the company has another one in these data; else null. */
  readonly askedAs: string | null;
  /** When the company left the index; the data are then of the last list that had it. Null for a constituent. */
  readonly departure: Departure | null;
  readonly trace: TraceNode;
  /** By column id, for the base columns of the trace; null when the database is held by another process. */
  readonly sources: Readonly<Record<string, FigureSource>> | null;
}

/**
 * Traces an expression for one company. Throws AppError "invalid_query" for an expression that the language refuses,
 * "company_not_found", and what getUniverse throws.
 */
export async function explainFigure(
  ticker: string,
  expression: string,
  request: UniverseRequest = {},
): Promise<FigureReport> {
  const { universe, snapshot, row, askedAs, departure } = await locateCompany(ticker, request);
  const checked = readExpression(expression, universe.scope);
  if (!checked.ok) {
    const places = checked.error.map(({ message, hint, span }) => ({
      at: "metric",
      text: expression,
      message: hint === undefined ? message : `${message} ${hint}`,
      ...span,
    }));
    throw new AppError("invalid_query", places.map(({ message }) => message).join(" "), { places });
  }
  const trace = universe.evaluator.trace(checked.value.node, row);
  const read = (id: string) => {
    const value = readLineValue(universe, id, row, findLine(universe, row, ticker));
    return value.type === "text" ? value.value : null;
  };
  const shown = read("ticker") ?? ticker;
  return {
    snapshot,
    policy: universe.scope.policy,
    ticker: shown,
    name: read("name") ?? shown,
    askedAs,
    departure,
    trace,
    sources: await readFigureSources(snapshot, { ticker: shown }, [trace]),
  };
}

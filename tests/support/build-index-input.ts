import { createEvaluator } from "#lib/expr/evaluate";
import { parseDay } from "#lib/fact/filed/day";
import { findFigureDeclaration } from "#lib/index/catalogue";
import { type IndexFigure, measureFigure } from "#lib/index/figure";
import type { FundClose, FundPrices, IndexInput } from "#lib/index/input";
import { buildPolicyScope } from "#lib/verdict/policy/policy-scope";
import { type Verdict, verdictIds } from "#lib/verdict/verdict";
import { withVerdict } from "#lib/verdict/with-verdict";
import { buildSource, type Row } from "./build-source";

/** A company of a table by hand, with its verdict beside its cells; without one it is not rated. */
export interface JudgedRow {
  readonly verdict?: Verdict;
  readonly cells: Row;
}

export function readIsoDay(text: string): number {
  const day = parseDay(text);
  if (day === null) throw new Error(`${text} is no day.`);
  return day;
}

/** What figures are measured on, from companies by hand. */
export function buildIndexInput(rows: readonly JudgedRow[], others: Partial<IndexInput> = {}): IndexInput {
  const verdicts = Uint8Array.from(rows, ({ verdict = "not_rated" }) => verdictIds.indexOf(verdict));
  const source = withVerdict(buildSource(rows.map(({ cells }) => cells)), { verdicts });
  const scope = buildPolicyScope();
  return {
    asOf: readIsoDay("2026-05-05"),
    target: { evaluator: createEvaluator(source, scope), scope, rowCount: rows.length },
    prices: { index: null, large: null },
    lists: { sp500: null, sp600: null },
    history: [],
    unread: null,
    ...others,
  };
}

/** Measures one figure by its id. */
export function measureById(id: string, input: IndexInput): IndexFigure {
  const declaration = findFigureDeclaration(id);
  if (declaration === undefined) throw new Error(`There is no figure ${id}.`);
  return measureFigure(declaration, input);
}

/** A fund from its closes, by day as text. */
export function buildFund(symbol: string, closes: Readonly<Record<string, number>>): FundPrices {
  return {
    symbol,
    closes: Object.entries(closes).map(([day, close]): FundClose => ({ day: readIsoDay(day), close })),
  };
}

import type { Value } from "#lib/expr/vector";
import { findCompanyRow, findLine, readLineValue } from "#lib/screen/universe/company-row";
import type { Universe } from "#lib/screen/universe/universe";
import { explainInShort, type ShortExplanation } from "#lib/verdict/explain";
import { type ColumnHead, describeColumn } from "./column/column-head";

/** A figure of a company, and how it is written. */
export interface PeekFigure {
  readonly head: ColumnHead;
  readonly value: Value;
}

/** What is told of a company beside a table, without leaving it. */
export interface Peek {
  readonly ticker: string;
  readonly name: string;
  readonly sector: string | null;
  readonly explanation: ShortExplanation;
  readonly figures: readonly PeekFigure[];
}

const figuresMax = 6;

/** What a company is looked at for first, the main figures first; those of other kinds of companies are not applicable. */
const figureIds: readonly string[] = [
  "market_cap",
  "revenue",
  "interest_cover",
  "net_debt_to_ebitda",
  "fcf",
  "due_24m_share",
  "equity_to_assets",
  "roa",
  "net_income",
  "cash_runway",
  "liquidity",
];

/**
 * A company of the universe at a glance; null where it has no such ticker. Of the figures the first six that apply to the company
 * are told, with the reason where one is missing.
 */
export function peekAt(universe: Universe, ticker: string): Peek | null {
  const row = findCompanyRow(universe, ticker);
  if (row === null) return null;
  const { scope } = universe;
  const line = findLine(universe, row, ticker);
  const read = (id: string): Value => readLineValue(universe, id, row, line);
  const readText = (id: string): string | null => {
    const value = read(id);
    return value.type === "text" ? value.value : null;
  };
  const figures = figureIds
    .filter((id) => scope.find(id) !== undefined)
    .map((id): PeekFigure => ({ head: describeColumn({ kind: "name", id }, scope), value: read(id) }));
  const applicable = figures.filter(({ value }) => value.type !== "missing" || value.reason !== "not_applicable");
  return {
    ticker,
    name: readText("name") ?? ticker,
    sector: readText("sector"),
    explanation: explainInShort(universe, row),
    figures: applicable.slice(0, figuresMax),
  };
}

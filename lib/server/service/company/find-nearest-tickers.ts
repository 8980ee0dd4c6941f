import "server-only";
import { findNearest } from "#lib/expr/nearest";
import type { Universe } from "#lib/screen/universe/universe";

/** The companies whose tickers look most like a text, or whose names begin with it; at most five. */
export function findNearestTickers(
  { evaluator }: Universe,
  text: string,
): readonly { readonly ticker: string; readonly name: string }[] {
  const tickers = evaluator.evaluateText({ kind: "name", id: "ticker" });
  const names = evaluator.evaluateText({ kind: "name", id: "name" });
  const companies = Array.from(tickers.codes, (code, row) => ({
    ticker: tickers.dictionary[code] ?? "",
    name: names.dictionary[names.codes[row] ?? -1] ?? "",
  }));
  const wanted = text.trim().slice(0, 40).toLowerCase();
  const byName = companies.filter(({ name }) => wanted.length >= 3 && name.toLowerCase().startsWith(wanted));
  const near = new Set(findNearest(wanted.toUpperCase(), tickers.dictionary));
  return [...byName, ...companies.filter(({ ticker }) => near.has(ticker))].slice(0, 5);
}

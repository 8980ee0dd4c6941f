import { missingTextCode } from "#lib/expr/vector";
import { readLineTicker } from "#lib/screen/universe/company-row";
import type { Universe } from "#lib/screen/universe/universe";
import { keepPer } from "#lib/util/keep-per";
import { knownCode } from "#lib/util/missing";
import { buildSearchName, matchName, type NameMatch, readTyped, type SearchName, searchFit } from "./match-name";

/** A company as search knows it. */
export interface SearchedCompany {
  /** Its row in the universe. */
  readonly row: number;
  /** The ticker of its main line. */
  readonly ticker: string;
  readonly name: string;
  readonly search: SearchName;
  /** Its share of the index, a ratio; 0 where it is not known. */
  readonly weight: number;
}

export interface FoundCompany {
  readonly company: SearchedCompany;
  readonly match: NameMatch;
}

/** The companies of a universe, under every ticker of their lines. */
export const listSearchedCompanies = keepPer(({ evaluator, lines, rowCount }: Universe): readonly SearchedCompany[] => {
  const names = evaluator.evaluateText({ kind: "name", id: "name" });
  const weights = evaluator.evaluateNumber({ kind: "name", id: "weight" });
  return Array.from({ length: rowCount }, (_, row) => {
    const codes = lines.listLines(row).map((line) => readLineTicker(lines, line).toUpperCase());
    const name = names.dictionary[names.codes[row] ?? missingTextCode] ?? "";
    const weight = weights.reasons[row] === knownCode ? (weights.values[row] as number) : 0;
    return { row, ticker: codes[0] ?? "", name, search: buildSearchName({ codes, name }), weight };
  });
});

/**
 * Finds companies by what a person types, the likeliest first: the exact ticker, tickers that begin so, tickers that a
 * company had (`formerTickers`, by row), names. Among equals the heavier in the index comes first. Nothing typed: none.
 */
export function rankCompanies(
  companies: readonly SearchedCompany[],
  text: string,
  formerTickers: ReadonlyMap<number, readonly string[]> = new Map(),
): readonly FoundCompany[] {
  const typed = readTyped(text);
  if (typed === null) return [];
  const found: FoundCompany[] = [];
  for (const company of companies) {
    const formerCodes = formerTickers.get(company.row);
    const search = formerCodes === undefined ? company.search : { ...company.search, formerCodes };
    const match = matchName(search, typed);
    if (match !== null) found.push({ company, match });
  }
  return found.sort(compareFound);
}

/**
 * The companies that a text names by a ticker or by how their name begins, the likeliest first: the one alone whose ticker or
 * name it is.
 */
export function nameCompanies(
  companies: readonly SearchedCompany[],
  text: string,
): readonly Pick<SearchedCompany, "ticker" | "name">[] {
  const found = rankCompanies(companies, text).filter(({ match }) => match.fit <= searchFit.nameBegun);
  const exact = found.filter(({ match: { fit } }) => fit === searchFit.code || fit === searchFit.name);
  return (exact.length > 0 ? exact.slice(0, 1) : found).map(({ company: { ticker, name } }) => ({ ticker, name }));
}

function compareFound(left: FoundCompany, right: FoundCompany): number {
  return (
    left.match.fit - right.match.fit ||
    left.match.place - right.match.place ||
    right.company.weight - left.company.weight ||
    (left.company.ticker < right.company.ticker ? -1 : 1)
  );
}

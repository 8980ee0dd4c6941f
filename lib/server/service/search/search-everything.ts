import "server-only";
import { buildPolicyAnswer } from "#lib/contract/policy";
import type { CompanyHit, MetricHit, SearchAnswer } from "#lib/contract/search";
import { missingTextCode } from "#lib/expr/vector";
import { findCompanyRow } from "#lib/screen/universe/company-row";
import type { Universe } from "#lib/screen/universe/universe";
import { listFormerTickers } from "#lib/server/service/company/list-former-tickers";
import { getUniverse, type UniverseRequest } from "#lib/server/service/screen/get-universe";
import { keepPer } from "#lib/util/keep-per";
import { readVerdict } from "#lib/verdict/judge";
import { listPolicyMetrics } from "#lib/verdict/policy/policy-metric";
import { markProvisional } from "#lib/verdict/provisional";
import { listFindable, listSubjects, type MetricSubject } from "#lib/workbench/column/metric-subject";
import { searchSubjects } from "#lib/workbench/column/search-names";
import { writeStartingFilter } from "#lib/workbench/filter/starting-filter";
import { searchFit } from "#lib/workbench/search/match-name";
import { type FoundCompany, listSearchedCompanies, rankCompanies } from "#lib/workbench/search/rank-companies";
import { searchOwn } from "./search-own";

/** What is looked for, on which data and by which policy. */
export interface SearchRequest extends Pick<UniverseRequest, "asOf" | "hash" | "policy" | "visitor"> {
  readonly text: string;
  /** Companies to be told of where the text is empty. */
  readonly tickers: readonly string[];
  /** How many hits of each kind. */
  readonly limit: number;
  /** Who is signed in; null for a stranger, or where it cannot be told. */
  readonly ownerId: string | null;
}

/**
 * Everything that a text may mean: companies of the data by ticker, former ticker and name, metrics, and what its owner keeps.
 * An empty text finds nothing but the latter, and the companies of `tickers`. Throws what getUniverse throws.
 */
export async function searchEverything({
  text,
  tickers,
  limit,
  ownerId,
  ...data
}: SearchRequest): Promise<SearchAnswer> {
  const served = await getUniverse(data);
  const { universe, snapshot } = served;
  const isEmpty = text.trim() === "";
  const [former, own] = await Promise.all([
    isEmpty ? null : listFormerTickers(served),
    ownerId === null ? null : searchOwn(ownerId, text, limit),
  ]);
  const companies =
    former === null ? listByTickers(universe, tickers) : rankCompanies(listSearchedCompanies(universe), text, former);
  const { policy } = universe.scope;
  const { subjects } = listNamed(universe);
  const metrics = isEmpty ? [] : searchSubjects(subjects, text);
  return {
    snapshot,
    policy: buildPolicyAnswer(policy),
    companies: describeCompanies(universe, companies.slice(0, limit)),
    companyCount: companies.length,
    metrics: describeMetrics(universe, metrics.slice(0, limit)),
    metricCount: metrics.length,
    own,
  };
}

/** What can be found of a policy's names, and which of them are metrics that `/methodology` explains. */
const listNamed = keepPer(({ scope }: Universe) => ({
  subjects: listFindable(listSubjects(scope)),
  explained: new Set(listPolicyMetrics(scope.policy).map(({ id }) => id)),
}));

function describeMetrics(universe: Universe, subjects: readonly MetricSubject[]): MetricHit[] {
  const { explained } = listNamed(universe);
  return subjects.map(({ id, label, group, unit }) => ({
    id,
    label,
    group,
    unit,
    isExplained: explained.has(id),
    startingFilter: writeStartingFilter(universe, id),
  }));
}

function listByTickers(universe: Universe, tickers: readonly string[]): readonly FoundCompany[] {
  const companies = listSearchedCompanies(universe);
  const rows = new Set(tickers.flatMap((ticker) => findCompanyRow(universe, ticker) ?? []));
  return [...rows].flatMap((row) => {
    const company = companies[row];
    return company === undefined ? [] : [{ company, match: { fit: searchFit.code, place: 0, code: null } }];
  });
}

function describeCompanies(universe: Universe, found: readonly FoundCompany[]): CompanyHit[] {
  const { codes, dictionary } = universe.evaluator.evaluateText({ kind: "name", id: "sector" });
  const provisional = markProvisional(universe);
  return found.map(({ company: { row, ticker, name }, match }) => ({
    ticker,
    name,
    sector: dictionary[codes[row] ?? missingTextCode] ?? null,
    verdict: readVerdict(universe.judgement, row),
    isProvisional: provisional[row] === 1,
    foundAs: match.code === null || match.code === ticker.toUpperCase() ? null : match.code,
  }));
}

import "server-only";
import type { ReadSources } from "#lib/server/ingest/read/read-sources";
import type { IssueLog } from "#lib/server/ingest/run-issues";
import { buildCompanyDirectory, type CompanyDirectory } from "./company-directory";
import { type MatchedConstituents, matchConstituents } from "./match-constituents";

/** Says which company each line of the holdings is, from everything that the sources know of companies. */
export function identifyConstituents(
  sources: ReadSources,
  issues: IssueLog,
): { readonly directory: CompanyDirectory; readonly matched: MatchedConstituents } {
  const { tickers, submissions, sicByCik } = sources;
  const fileCompanies = sources.fundamentals.flatMap(({ fundamentals }) =>
    fundamentals.companies.map(({ cik, ticker }) => ({ cik, ticker })),
  );
  const directory = buildCompanyDirectory({ tickers, submissions, sicByCik, fileCompanies });
  return { directory, matched: matchConstituents(sources.holdings, directory, issues) };
}

import "server-only";
import { join } from "node:path";
import { IngestError } from "#lib/server/ingest/ingest-error";
import { identifyConstituents } from "#lib/server/ingest/match/identify-constituents";
import { silentProgress } from "#lib/server/ingest/progress";
import { readSources } from "#lib/server/ingest/read/read-sources";
import { recogniseFolder } from "#lib/server/ingest/read/recognise-folder";
import { createIssueLog } from "#lib/server/ingest/run-issues";
import { screenedIndex } from "#lib/server/snapshot/build-snapshot";
import { type FetchContext, getDateRules } from "./fetch-context";

/** The companies whose filings are wanted. */
export interface Wanted {
  /** Sorted. */
  readonly ciks: readonly number[];
  /** A ticker of each. */
  readonly tickers: ReadonlyMap<number, string>;
  /** Constituents of the newest list that EDGAR's maps do not know. */
  readonly unknownCount: number;
}

/**
 * The CIKs of the constituents of the screened index, of every list in the folder, so that one that has left keeps its
 * history up to date. A constituent without a CIK goes to the issues. Throws IngestError when no list can be read.
 */
export async function findWanted(context: FetchContext): Promise<Wanted> {
  const { cache, issues } = context;
  const folders = await Promise.all(["holdings", "registry"].map((name) => recogniseFolder(join(cache.folder, name))));
  const log = createIssueLog();
  const files = folders.flatMap((folder) => folder.files);
  const sources = await readSources(files, { ignoreUnknown: false, ...getDateRules(context) }, log, silentProgress);
  const damaged = sources.unreadable[0];
  if (damaged)
    throw new IngestError(`${damaged.why}. Delete that file from ${cache.folder} and run the command again.`);
  // Of all lists, so that a ticker that has wandered is judged as the ingest will judge it.
  const { matched } = identifyConstituents(sources, log);
  const screened = sources.holdings
    .filter(({ indexId }) => indexId === screenedIndex)
    .sort((a, b) => b.holdings.asOf - a.holdings.asOf);
  const newest = screened[0];
  if (newest === undefined) throw new IngestError(`${cache.folder} holds no list of constituents.`);
  const cikByKey = new Map(matched.companies.map(({ key, cik }) => [key, cik]));
  const tickers = new Map<number, string>();
  for (const file of screened) {
    for (const [index, key] of (matched.keys.get(file) ?? []).entries()) {
      const cik = key === null ? null : cikByKey.get(key);
      const ticker = file.holdings.constituents[index]?.ticker;
      if (typeof cik === "number" && ticker !== undefined && !tickers.has(cik)) tickers.set(cik, ticker);
    }
  }
  const keys = matched.keys.get(newest) ?? [];
  const unknown = newest.holdings.constituents.filter((_, index) => {
    const key = keys[index];
    return typeof key === "string" && cikByKey.get(key) === null;
  });
  for (const { ticker, name, line } of unknown) {
    issues.push({
      scope: "company",
      subject: ticker,
      place: `${newest.name}, line ${line}`,
      why: `EDGAR's ticker maps have no "${ticker}" ("${name}"), so its filings cannot be found`,
    });
  }
  return { ciks: [...tickers.keys()].sort((a, b) => a - b), tickers, unknownCount: unknown.length };
}

import "server-only";
import { join } from "node:path";
import { formatDay } from "#lib/fact/filed/day";
import { formatDuration, type Progress } from "#lib/server/ingest/progress";
import { formatMegabytes } from "#lib/server/ingest/read/read-source";
import type { RunIssue } from "#lib/server/ingest/run-issues";
import type { DateOrder } from "#lib/source/date-text";
import { formatCount, formatCountOf } from "#lib/util/number-text";
import { bulkCountMin, chooseWay, type Way } from "./choose-way";
import { ArchiveFile } from "./download-archive";
import { fetchBulk } from "./fetch-bulk";
import { type FetchCounts, fetchCompanies } from "./fetch-companies";
import type { FetchContext } from "./fetch-context";
import { fetchReference, findNewestHoldings } from "./fetch-reference";
import { nameCompanyFacts } from "./file-name";
import { findWanted, type Wanted } from "./find-wanted";
import type { LiveAddresses } from "./live-address";
import { type FetchPlan, planFetch } from "./plan-fetch";
import { PoliteClient } from "./polite-client";
import { defaultPoliteness, type Politeness } from "./politeness";
import { getEdgarDay, SourceCache } from "./source-cache";

export interface LiveOptions {
  /** BALLAST_HOME. */
  readonly home: string;
  /** The program's version, for the User-Agent. */
  readonly version: string;
  /** E-mail address of whoever answers for the requests. */
  readonly contact: string;
  readonly addresses: LiveAddresses;
  /** Null: the faster for the number of companies. */
  readonly way: Way | null;
  /** Holdings files in place of the ones from the network. */
  readonly holdingsFiles: readonly string[];
  /** What the user says of dates that no other date of their file settles; null: nothing. */
  readonly dateOrder: DateOrder | null;
  readonly signal: AbortSignal;
  readonly politeness?: Partial<Politeness>;
}

/** What a fetch brought. */
export interface LiveFetch {
  /** The folder of sources, ready for an ingest. */
  readonly folder: string;
  readonly issues: readonly RunIssue[];
  /** Where lists of constituents came from, by the file's name within the folder. */
  readonly origins: ReadonlyMap<string, string>;
  /** For a person. */
  readonly lines: readonly string[];
}

/** Where fetched sources are kept, within BALLAST_HOME. */
export function getSourcesFolder(home: string): string {
  return join(home, "sources");
}

/**
 * Brings the folder of sources up to date with the network: lists and rates, then the filings of the constituents that
 * are missing or have filed since. What is fetched is kept when the run ends in the middle. Throws IngestError.
 */
export async function fetchLive(options: LiveOptions, progress: Progress): Promise<LiveFetch> {
  const startedAtMs = performance.now();
  const { addresses, signal } = options;
  const politeness = { ...defaultPoliteness, ...options.politeness };
  const client = new PoliteClient({
    userAgent: `Ballast/${options.version} (${options.contact})`,
    edgarHosts: addresses.edgarHosts,
    hosts: addresses.hosts,
    politeness,
    signal,
    notify: (line) => progress.print(`  ${line}`),
  });
  const issues: RunIssue[] = [];
  try {
    const cache = await SourceCache.open(getSourcesFolder(options.home));
    progress.print(`Fetching live data into ${cache.folder}, at most ${politeness.ratePerSecond} requests a second.`);
    const { dateOrder } = options;
    const context: FetchContext = { client, cache, addresses, politeness, progress, signal, dateOrder, issues };
    const origins = await fetchReference(context, options.holdingsFiles);
    const wanted = await findWanted(context);
    const fetched = await fetchFilings(context, wanted, options.way);
    noteAbsent(context, wanted);
    const lines = await describeFetch(context, wanted, fetched, origins, performance.now() - startedAtMs);
    return { folder: cache.folder, issues, origins, lines };
  } finally {
    progress.finish();
    await client.close();
  }
}

interface FetchedFilings {
  readonly plan: FetchPlan;
  readonly companyFacts: FetchCounts;
  readonly submissions: FetchCounts;
}

async function fetchFilings(context: FetchContext, { ciks }: Wanted, forced: Way | null): Promise<FetchedFilings> {
  const plan = await planFetch(context, ciks);
  const way = await decideWay(context, plan.companyFacts.length, forced);
  const bulk = way === "bulk" ? await fetchBulk(context, plan.companyFacts) : null;
  // The archive is of last night, or older: who has filed since is asked for.
  const rest = bulk === null ? plan : await planFetch(context, ciks);
  const one = await fetchCompanies(
    context,
    "Fetching filings",
    rest.companyFacts.map((cik) => ({ cik, what: "companyfacts" })),
  );
  const submissions = await fetchCompanies(
    context,
    "Fetching company records",
    rest.submissions.map((cik) => ({ cik, what: "submissions" })),
  );
  return { plan, companyFacts: bulk === null ? one : addCounts(bulk, one), submissions };
}

function addCounts(bulk: FetchCounts, rest: FetchCounts): FetchCounts {
  // What was fetched anew after the archive counts once.
  return { ...bulk, failed: rest.failed };
}

async function decideWay(context: FetchContext, count: number, forced: Way | null): Promise<Way> {
  const archive = new ArchiveFile(context);
  if (count === 0) return "companies";
  if (forced === "bulk") return "bulk";
  if (forced === "companies" || count < bulkCountMin) {
    if (count < bulkCountMin) await archive.remove();
    return "companies";
  }
  const version = await archive.ask();
  const bytesPerSecond = version === null ? null : await archive.measure();
  if (version === null || bytesPerSecond === null) return "companies";
  const { ratePerSecond } = context.politeness;
  const estimate = chooseWay({ count, ratePerSecond, archiveBytes: version.totalBytes, bytesPerSecond });
  const times = `company by company ${formatDuration(estimate.companiesMs)}, EDGAR's archive ${formatDuration(estimate.bulkMs)}`;
  context.progress.print(
    `  ${formatCountOf(count, "company", "companies")} to fetch: ${times} ` +
      `(${formatMegabytes(version.totalBytes)} at ${formatMegabytes(bytesPerSecond)}/s). ` +
      `Taking the ${estimate.way === "bulk" ? "archive" : "companies"}.`,
  );
  if (estimate.way === "companies") await archive.remove();
  return estimate.way;
}

function noteAbsent({ cache, issues }: FetchContext, { ciks, tickers }: Wanted): void {
  for (const cik of ciks) {
    if (cache.find(nameCompanyFacts(cik))?.bytes !== null) continue;
    issues.push({
      scope: "company",
      subject: `${tickers.get(cik)} (CIK ${cik})`,
      place: null,
      why: "EDGAR has no figures of it (companyfacts): it files none in XBRL, or nothing yet",
    });
  }
}

async function describeFetch(
  context: FetchContext,
  wanted: Wanted,
  { plan, companyFacts, submissions }: FetchedFilings,
  origins: ReadonlyMap<string, string>,
  durationMs: number,
): Promise<readonly string[]> {
  const holdings = await findNewestHoldings(context);
  const ageDays = holdings === null ? 0 : getEdgarDay(context.politeness.now()) - holdings.asOf;
  const listedOn = holdings === null ? "" : formatDay(holdings.asOf);
  const failed = companyFacts.failed + submissions.failed;
  return [
    "",
    `Fetched in ${formatDuration(durationMs)} into ${context.cache.folder}`,
    ...(holdings === null
      ? []
      : [
          `  Holdings of ${listedOn}: ${formatCountOf(holdings.constituents.length, "constituent")}, ` +
            `${formatCount(wanted.unknownCount)} of them without a CIK`,
        ]),
    ...[...origins].map(([name, origin]) => `  ${name}: ${origin}`),
    ...(ageDays > oldHoldingsDays
      ? [
          `  These holdings are ${formatCountOf(ageDays, "day")} old. The snapshot is of their day: what was filed later does not ` +
            "count. Give newer ones with --holdings FILE, or a later day with --asof.",
        ]
      : []),
    `  Filings: ${listParts([
      [plan.companyFacts.length - plan.filerCount, "new companies"],
      [plan.filerCount, "that may have filed since the last time"],
      [plan.quietCount, "that have filed nothing since, not asked for"],
    ])}`,
    `  Their figures: ${listParts([
      [companyFacts.fetched, "fetched"],
      [companyFacts.unchanged, "unchanged"],
      [companyFacts.absent, "without any at EDGAR"],
      [companyFacts.failed, "not to be had"],
    ])}`,
    ...(failed === 0
      ? []
      : [`  ${formatCount(failed)} files could not be fetched (named below). The next run asks for them again.`]),
  ];
}

/** The parts that are not nothing. */
function listParts(parts: readonly (readonly [count: number, what: string])[]): string {
  const shown = parts.filter(([count]) => count > 0).map(([count, what]) => `${formatCount(count)} ${what}`);
  return shown.length === 0 ? "nothing to fetch" : shown.join(", ");
}

/** A fund publishes its holdings every trading day; holidays and a weekend make a few days. */
const oldHoldingsDays = 7;

import "server-only";
import { readdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { type IndexId, recogniseIndex } from "#lib/server/ingest/index-id";
import { IngestError } from "#lib/server/ingest/ingest-error";
import { readBytes } from "#lib/server/ingest/read/read-source";
import { decodeText } from "#lib/source/decode-text";
import { type Holdings, parseHoldingsCsv } from "#lib/source/holdings-csv";
import { parseRatesCsv } from "#lib/source/rates-csv";
import { formatSourceError } from "#lib/source/source-error";
import { parseTickerMap } from "#lib/source/ticker-map";
import { fail, type Result, succeed } from "#lib/util/result";
import type { FetchContext } from "./fetch-context";
import { fetchFile, getDateRules } from "./fetch-context";
import { UnavailableError } from "./fetch-error";
import { holdingsPrefix, nameHoldings } from "./file-name";

const maxListBytes = 64 * 1024 * 1024;
const rateSeries = ["FEDFUNDS", "DGS2", "DGS10", "BAMLH0A0HYM2"] as const;

/**
 * Brings the lists up to date: constituents of the index, EDGAR's ticker maps, rates. Throws IngestError when there is no
 * list of constituents or no ticker map at all; for everything else the older file stays, which is said. Returns where
 * the lists of constituents came from, by file.
 */
export async function fetchReference(
  context: FetchContext,
  holdingsFiles: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { progress, addresses } = context;
  const origins = new Map<string, string>();
  progress.start("Fetching lists and rates", 5 + rateSeries.length);
  await fetchTickerMap(context, "registry/company_tickers.json", addresses.tickerMap);
  await fetchTickerMap(context, "registry/company_tickers_exchange.json", addresses.exchangeTickerMap);
  const given = await takeHoldingsFiles(context, holdingsFiles);
  for (const [indexId, urls] of [
    ["russell2000", addresses.holdings],
    ["sp500", addresses.comparisonHoldings],
    ["sp600", addresses.smallCapHoldings],
  ] as const) {
    if (!given.has(indexId)) await fetchHoldings(context, indexId, urls, origins);
    progress.advance();
  }
  for (const series of rateSeries) await fetchRates(context, series);
  progress.finish();
  return origins;
}

async function fetchTickerMap(context: FetchContext, path: string, url: URL): Promise<void> {
  const check = (content: Buffer) => describeDamage(content, parseTickerMap);
  try {
    const outcome = await fetchFile(context, { path, url, maxBytes: maxListBytes, openFrom: null, check });
    if (outcome === "absent") throw new UnavailableError(url, "it is not there (404)");
  } catch (error) {
    if (!(error instanceof UnavailableError) || context.cache.find(path)?.bytes == null) throw error;
    warn(context, basename(path), `${error.message} The one of an earlier run is used.`);
  }
  context.progress.advance();
}

function describeDamage(
  content: Buffer,
  parse: (text: string) => { ok: true } | { ok: false; error: { message: string } },
): string | null {
  const text = decodeText(content);
  if (!text.ok) return text.error.message;
  const parsed = parse(text.value);
  return parsed.ok ? null : parsed.error.message;
}

/** Takes holdings files that the user names. Throws IngestError for one that is none. */
async function takeHoldingsFiles(context: FetchContext, paths: readonly string[]): Promise<ReadonlySet<IndexId>> {
  const taken = new Set<IndexId>();
  for (const path of paths) {
    const bytes = await readBytes(path, maxListBytes).catch((error: NodeJS.ErrnoException) => {
      throw new IngestError(`--holdings ${path}: the file cannot be read (${error.code ?? error.message}).`);
    });
    if (!bytes.ok) throw new IngestError(`--holdings ${formatSourceError(path, bytes.error)}`);
    const read = readHoldings(context, bytes.value, basename(path));
    if (typeof read === "string") throw new IngestError(`--holdings ${read}`);
    await keepHoldings(context, read.indexId, read.holdings, bytes.value, `file:${path}`);
    taken.add(read.indexId);
  }
  return taken;
}

function readHoldings(
  context: FetchContext,
  content: Buffer,
  fileName: string,
): { indexId: IndexId; holdings: Holdings } | string {
  const text = decodeText(content);
  if (!text.ok) return formatSourceError(fileName, text.error);
  const holdings = parseHoldingsCsv(text.value, { fileName, ...getDateRules(context) });
  if (!holdings.ok) return formatSourceError(fileName, holdings.error);
  return { indexId: recogniseIndex(holdings.value.fundName, fileName), holdings: holdings.value };
}

/** Asks one address after the other; the list of an earlier run is used where none gives one. */
async function fetchHoldings(
  context: FetchContext,
  indexId: IndexId,
  urls: readonly URL[],
  origins: Map<string, string>,
): Promise<void> {
  const name = holdingsPrefix[indexId];
  const refusals: string[] = [];
  for (const url of urls) {
    const answer = await tryHoldings(context, indexId, url);
    if (answer.ok) {
      const others = refusals.length === 0 ? "" : `; ${refusals.join("; ")}`;
      origins.set(answer.value, `from ${url.host}${others}`);
      if (others !== "") context.progress.print(`  ${name} holdings: from ${url.host}, since ${refusals.join("; ")}`);
      return;
    }
    refusals.push(`${url.host}: ${answer.error}`);
  }
  const known = await listHoldingsFiles(context, indexId);
  if (indexId === "russell2000" && known.length === 0) {
    throw new IngestError(
      `The list of constituents could not be fetched (${refusals.join("; ")}).\nDownload the holdings CSV of the ` +
        'fund in a browser (iShares Russell 2000 ETF, IWM: "Detailed Holdings and Analytics") and give it with ' +
        "--holdings FILE.",
    );
  }
  const use = known.length === 0 ? "There is none, so nothing is compared with it." : `${known.at(-1)} is used.`;
  warn(context, `${name} holdings`, `they could not be fetched (${refusals.join("; ")}). ${use}`);
}

/** Fetches a holdings file and keeps it under the day that it says it is of. Gives its name, or why there is none. */
async function tryHoldings(context: FetchContext, indexId: IndexId, url: URL): Promise<Result<string, string>> {
  try {
    const answer = await context.client.get(url, { maxBytes: maxListBytes });
    if (answer.kind !== "fetched") return fail("it is not there (404)");
    const read = readHoldings(context, answer.content, `${holdingsPrefix[indexId]}.csv`);
    if (typeof read === "string") {
      const isPage = /^\s*<(?:!doctype|html)/i.test(answer.content.subarray(0, 200).toString("latin1"));
      return fail(
        isPage ? "a web page came instead of the file, as for robots" : `what came is no holdings file (${read})`,
      );
    }
    if (read.indexId !== indexId) return fail(`what came is the list of another fund, ${read.holdings.fundName}`);
    if (read.holdings.warnings.length > 0) return fail(read.holdings.warnings.join(" "));
    return succeed(await keepHoldings(context, indexId, read.holdings, answer.content, url.href));
  } catch (error) {
    if (error instanceof UnavailableError) return fail(error.why);
    throw error;
  }
}

async function keepHoldings(
  context: FetchContext,
  indexId: IndexId,
  { asOf }: Holdings,
  content: Buffer,
  url: string,
): Promise<string> {
  const { cache, politeness } = context;
  const path = nameHoldings(indexId, asOf);
  const about = { url, etag: null, lastModified: null, fetchedAtMs: politeness.now(), openFrom: null };
  await cache.store(path, content, about);
  // The database keeps every day that was loaded; the folder keeps the newest list of each month.
  const month = path.slice(0, -"-dd.csv".length);
  const ofMonth = (await listHoldingsFiles(context, indexId)).filter((name) => name.startsWith(month));
  for (const older of ofMonth.slice(0, -1)) cache.remove(older);
  return path;
}

/** Oldest first, as their names sort. */
async function listHoldingsFiles({ cache }: FetchContext, indexId: IndexId): Promise<readonly string[]> {
  const names = await readdir(join(cache.folder, "holdings"));
  return names
    .filter((name) => new RegExp(`^${holdingsPrefix[indexId]}_\\d{4}-\\d{2}-\\d{2}\\.csv$`).test(name))
    .sort()
    .map((name) => `holdings/${name}`);
}

async function fetchRates(context: FetchContext, series: string): Promise<void> {
  const path = `rates/${series}.csv`;
  const url = context.addresses.getRates(series);
  try {
    const answer = await context.client.get(url, {
      maxBytes: maxListBytes,
      validators: context.cache.getValidators(path, url),
    });
    if (answer.kind === "absent") throw new UnavailableError(url, "it is not there (404)");
    if (answer.kind === "fetched") {
      const damage = describeDamage(answer.content, (text) =>
        parseRatesCsv(text, { fileName: `${series}.csv`, ...getDateRules(context) }),
      );
      if (damage !== null) throw new UnavailableError(url, `what came is no file of rates: ${damage}`);
      const { etag, lastModified, content } = answer;
      const about = { url: url.href, etag, lastModified, fetchedAtMs: context.politeness.now(), openFrom: null };
      await context.cache.store(path, content, about);
    }
  } catch (error) {
    if (!(error instanceof UnavailableError)) throw error;
    const use = context.cache.find(path) === undefined ? "" : " The rates of an earlier run are used.";
    warn(context, series, `${error.message}${use}`);
  }
  context.progress.advance();
}

function warn({ issues, progress }: FetchContext, subject: string, why: string): void {
  issues.push({ scope: "file", subject, place: null, why });
  progress.print(`  ${subject}: ${why}`);
}

/** The day and bytes of what the newest list says, for a report. */
export async function findNewestHoldings(context: FetchContext): Promise<Holdings | null> {
  const path = (await listHoldingsFiles(context, "russell2000")).at(-1);
  if (path === undefined) return null;
  const bytes = await readBytes(join(context.cache.folder, path), maxListBytes);
  if (!bytes.ok) return null;
  const read = readHoldings(context, bytes.value, basename(path));
  return typeof read === "string" ? null : read.holdings;
}

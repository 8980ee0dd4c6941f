import "server-only";
import { LRUCache } from "lru-cache";
import { AppError } from "#lib/contract/app-error";
import type { Day } from "#lib/fact/filed/entry";
import type { ComparedList, FundPrices, IndexInput } from "#lib/index/input";
import { FolderLockedError } from "#lib/server/db/connection/process-lock";
import { type Database, getDatabase } from "#lib/server/db/database";
import { listCompaniesByIds } from "#lib/server/db/repository/company";
import { getIndexSnapshot } from "#lib/server/db/repository/index";
import { getNewestRunId } from "#lib/server/db/repository/ingest-run";
import { readDailyBars } from "#lib/server/db/repository/price";
import { listVerdictCounts } from "#lib/server/db/repository/snapshot";
import { getEnvironment } from "#lib/server/env";
import { isOutage } from "#lib/server/outage";
import { screenedIndex } from "#lib/server/snapshot/build-snapshot";
import { getSeriesId } from "#lib/server/snapshot/market-series";
import { getSingleton } from "#lib/util/singleton.mjs";

/** What figures are measured on beside a universe. */
export interface IndexContext extends Pick<IndexInput, "prices" | "lists" | "history" | "unread"> {
  /** The newest run: what is read after it is the same. Null where nothing could be read. */
  readonly runId: number | null;
}

/** Of which day, which kind of data, and under which policy verdicts are counted. */
export interface ContextRequest {
  readonly asOf: Day;
  readonly sample: boolean;
  /** The key of the policy, `ballast-1`. */
  readonly policy: string;
}

/** The funds that stand for the index and for the S&P 500. */
const indexFund = "IWM";
const largeFund = "SPY";

/** Publications of more days than these are not told one by one. */
const historyDaysMax = 400;

type Market = Pick<IndexContext, "prices" | "lists">;
type DayOfData = Pick<ContextRequest, "asOf" | "sample">;

// Bars and lists of a day change only with a run. Six days of 13,000 closes take some 2 MB.
const keptMarkets = getSingleton("index markets", () => new LRUCache<string, Market>({ max: 6 }));

/**
 * What is kept beside universes of a day, and nothing later. Where the database is away or another process has the embedded
 * one open, there is nothing, and `unread` says why.
 */
export async function readIndexContext(request: ContextRequest): Promise<IndexContext> {
  try {
    const database = await getDatabase();
    const runId = await getNewestRunId(database, request.sample);
    const market = await readMarket(database, request, runId);
    return { ...market, history: await readHistory(database, request), unread: null, runId };
  } catch (error) {
    const unread = describeUnread(error);
    if (unread === null) throw error;
    const nothing = { prices: { index: null, large: null }, lists: { sp500: null, sp600: null }, history: [] };
    return { ...nothing, unread, runId: null };
  }
}

function describeUnread(error: unknown): string | null {
  if (error instanceof FolderLockedError) {
    return `Process ${error.pid} has the database open, which this is read from. If that is the server, ask its GET /api/v1/index; or stop it first.`;
  }
  if (error instanceof AppError && error.code !== "unavailable") return null;
  return isOutage(error) ? "The database, which this is read from, cannot be reached now." : null;
}

async function readMarket(database: Database, { asOf, sample }: DayOfData, runId: number | null): Promise<Market> {
  const { home, databaseUrl } = getEnvironment();
  const key = [databaseUrl ?? home, runId, asOf, sample].join("\n");
  const kept = keptMarkets.get(key);
  if (kept !== undefined) return kept;
  const market: Market = {
    prices: {
      index: await readFund(database, indexFund, { asOf, sample }),
      large: await readFund(database, largeFund, { asOf, sample }),
    },
    lists: {
      sp500: await readList(database, "sp500", { asOf, sample }),
      sp600: await readList(database, "sp600", { asOf, sample }),
    },
  };
  keptMarkets.set(key, market);
  return market;
}

async function readFund(database: Database, symbol: string, { asOf, sample }: DayOfData): Promise<FundPrices | null> {
  const bars = await readDailyBars(database, getSeriesId(symbol, sample), { toDay: asOf });
  return bars.length === 0 ? null : { symbol, closes: bars.map(({ day, close }) => ({ day, close })) };
}

async function readList(
  database: Database,
  indexId: string,
  { asOf, sample }: DayOfData,
): Promise<ComparedList | null> {
  const list = await getIndexSnapshot(database, { indexId, sample }, asOf);
  if (list === null) return null;
  const ids = list.constituents.flatMap(({ companyId }) => companyId ?? []);
  const companies = new Map((await listCompaniesByIds(database, ids)).map(({ id, cik }) => [id, cik]));
  return {
    asOf: list.asOfDay,
    lines: list.constituents.map(({ ticker, companyId, sector, weight }) => {
      const cik = companyId === null ? null : (companies.get(companyId) ?? null);
      return { ticker, cik: cik === null ? null : String(cik).padStart(10, "0"), sector, weight };
    }),
  };
}

async function readHistory(
  database: Database,
  { asOf, sample, policy }: ContextRequest,
): Promise<IndexContext["history"]> {
  const wanted = { universe: screenedIndex, sample, policy, toDay: asOf, limit: historyDaysMax };
  const rows = await listVerdictCounts(database, wanted);
  return rows.map(({ asOfDay, counts: { not_rated: notRated, ...counts } }) => ({
    asOf: asOfDay,
    ...counts,
    notRated,
  }));
}

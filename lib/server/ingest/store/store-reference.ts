import "server-only";
import type { Day } from "#lib/fact/filed/entry";
import type { Database } from "#lib/server/db/database";
import { listCompanies, saveCompanies } from "#lib/server/db/repository/company";
import { saveIndexSnapshot } from "#lib/server/db/repository/index";
import { type MonthlyPrice, saveDailyBars, saveMonthlyPrices } from "#lib/server/db/repository/price";
import { saveRates } from "#lib/server/db/repository/rate";
import type { MatchedConstituents } from "#lib/server/ingest/match/match-constituents";
import type { Progress } from "#lib/server/ingest/progress";
import type { ReadSources } from "#lib/server/ingest/read/read-sources";
import type { IssueLog } from "#lib/server/ingest/run-issues";
import { getSeriesId } from "#lib/server/snapshot/market-series";
import { formatCountOf } from "#lib/util/number-text";

/** What the run that stores something is. */
export interface RunContext {
  readonly database: Database;
  readonly runId: number;
  readonly sample: boolean;
  /** What is dated after this day is not stored. Undefined: no day is too late. */
  readonly today: Day | undefined;
  /** What the run before read, by kind and name of the source. */
  readonly marks: ReadonlyMap<string, string>;
  /** Says that the run goes on. May be called as often as wished. */
  beat(): Promise<void>;
}

/** The database ids of the companies that a folder's holdings list, by key. */
export type CompanyIds = ReadonlyMap<string, number>;

/** Stores companies, securities and the constituents of each index at each date. Storing the same again changes nothing. */
export async function storeConstituents(
  { database, runId, sample }: RunContext,
  sources: ReadSources,
  matched: MatchedConstituents,
): Promise<CompanyIds> {
  const ids = await saveCompanies(database, sample, matched.companies);
  const idByKey = new Map(
    matched.companies.flatMap(({ key }, index) => (ids[index] === undefined ? [] : [[key, ids[index]]])),
  );
  for (const file of sources.holdings) {
    const keys = matched.keys.get(file) ?? [];
    await saveIndexSnapshot(database, {
      indexId: file.indexId,
      sample,
      asOfDay: file.holdings.asOf,
      sourceName: file.name,
      runId,
      constituents: file.holdings.constituents.map((constituent, index) => ({
        companyId: idByKey.get(keys[index] ?? "") ?? null,
        ticker: constituent.ticker,
        nameListed: constituent.name,
        sector: constituent.sector || null,
        assetClass: "Equity",
        exchange: constituent.exchange || null,
        location: constituent.location || null,
        currency: constituent.currency || null,
        weight: constituent.weight,
        priceUsd: constituent.priceUsd,
        marketValueUsd: constituent.marketValueUsd,
        quantity: constituent.shares,
      })),
    });
  }
  return idByKey;
}

/** Stores rates, month-end prices of securities that are known, and daily bars of funds. */
export async function storeMarket(
  { database, sample }: RunContext,
  sources: ReadSources,
  issues: IssueLog,
  progress: Progress,
): Promise<void> {
  progress.start("Storing prices and rates", sources.rates.length + sources.prices.length);
  for (const { rates } of sources.rates.splice(0)) {
    for (const { id, values } of rates.series) await saveRates(database, getSeriesId(id, sample), values);
    progress.advance();
  }
  const securityIdByTicker = await readSecurityIds(database, sample);
  for (const { name, prices } of sources.prices.splice(0)) {
    if (prices.shape === "daily") {
      const bars = prices.points.map(({ day, priceUsd }) => ({
        day,
        open: null,
        high: null,
        low: null,
        close: priceUsd,
        volume: null,
      }));
      await saveDailyBars(database, getSeriesId(prices.points[0]?.ticker ?? name, sample), bars);
    } else {
      const strangers = new Map<string, number>();
      const known: MonthlyPrice[] = [];
      for (const { ticker, day, priceUsd, marketCapUsd } of prices.points) {
        const securityId = securityIdByTicker.get(joinClass(ticker));
        if (securityId === undefined) strangers.set(ticker, (strangers.get(ticker) ?? 0) + 1);
        else known.push({ securityId, day, closeUsd: priceUsd, marketCapUsd });
      }
      for (const [ticker, count] of strangers) {
        issues.add({
          scope: "company",
          subject: ticker,
          place: name,
          why: `${formatCountOf(count, "price is", "prices are")} of a ticker that no holdings file lists`,
        });
      }
      await saveMonthlyPrices(database, known);
    }
    progress.advance();
  }
  progress.finish();
}

/** Where a ticker wandered, the company that came last has it. */
async function readSecurityIds(database: Database, sample: boolean): Promise<ReadonlyMap<string, number>> {
  const companies = await listCompanies(database, sample);
  return new Map(companies.flatMap(({ securities }) => securities.map(({ ticker, id }) => [joinClass(ticker), id])));
}

/** Funds write the class of a share without a mark (`MOGA`), others with one (`MOG-A`, `MOG.A`). */
function joinClass(ticker: string): string {
  return ticker.toUpperCase().replace(/[-./ ](?=[A-Z]$)/, "");
}

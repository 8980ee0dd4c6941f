import { expect, test } from "vitest";
import type { Database } from "#lib/server/db/database";
import { findCompanyByCik, saveCompanies } from "#lib/server/db/repository/company";
import {
  readDailyBars,
  readLatestMonthlyPrices,
  readMonthlyPrices,
  saveDailyBars,
  saveMonthlyPrices,
} from "#lib/server/db/repository/price";
import { readRates, saveRates } from "#lib/server/db/repository/rate";
import { describeDatabases } from "../../support/database";

async function addSecurities(database: Database): Promise<readonly number[]> {
  const securities = ["AAA", "BBB"].map((ticker) => ({ ticker, exchange: null }));
  await saveCompanies(database, false, [{ cik: 1, name: "One", sic: null, fiscalYearEnd: null, securities }]);
  return (await findCompanyByCik(database, false, 1))?.securities.map((security) => security.id) ?? [];
}

describeDatabases("rates", (openFresh) => {
  test("are read in order and in a range, and a new value replaces the old", async () => {
    const database = await openFresh();
    await saveRates(database, "FEDFUNDS", [
      { day: 30, value: 0.0433 },
      { day: 10, value: -0.001 },
      { day: 10, value: 0.01 },
    ]);
    await saveRates(database, "FEDFUNDS", [{ day: 30, value: 0.0425 }]);
    expect(await readRates(database, "FEDFUNDS", { fromDay: 11, toDay: 30 })).toEqual([{ day: 30, value: 0.0425 }]);
    expect(await readRates(database, "FEDFUNDS")).toEqual([
      { day: 10, value: 0.01 },
      { day: 30, value: 0.0425 },
    ]);
    expect(await readRates(database, "DGS10")).toEqual([]);
  });

  test("of no day at all are saved without complaint", async () => {
    const database = await openFresh();
    await saveRates(database, "DGS2", []);
    expect(await database.client.rate.count()).toBe(0);
  });
});

describeDatabases("prices", (openFresh) => {
  test("by month keep what is missing as null, and the newest on or before a day is found for each security", async () => {
    const database = await openFresh();
    const [a = 0, b = 0] = await addSecurities(database);
    const prices = [
      { securityId: a, day: 100, closeUsd: 1.25, marketCapUsd: null },
      { securityId: a, day: 130, closeUsd: null, marketCapUsd: 5e9 },
      { securityId: b, day: 70, closeUsd: 3, marketCapUsd: 1 },
    ];
    await saveMonthlyPrices(database, prices);
    await saveMonthlyPrices(database, prices.slice(0, 1));
    expect(await readMonthlyPrices(database, a)).toEqual(prices.slice(0, 2));
    expect(await readLatestMonthlyPrices(database, 0, 129)).toEqual([prices[0], prices[2]]);
    expect(await readLatestMonthlyPrices(database, 90, 200)).toEqual([prices[1]]);
  });

  test("by day are kept for each index fund", async () => {
    const database = await openFresh();
    const bars = [
      { day: 1, open: null, high: null, low: null, close: 200.5, volume: null },
      { day: 2, open: 1, high: 2, low: 0.5, close: 1.5, volume: 1e9 },
    ];
    await saveDailyBars(database, "IWM", bars);
    await saveDailyBars(database, "IWM", bars);
    expect(await readDailyBars(database, "IWM")).toEqual(bars);
    expect(await readDailyBars(database, "IWM", { fromDay: 2 })).toEqual(bars.slice(1));
    expect(await readDailyBars(database, "SPY")).toEqual([]);
  });
});

import { existsSync } from "node:fs";
import { cp, rm } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, expect, it } from "vitest";
import type { Database } from "#lib/server/db/database";
import { startRun } from "#lib/server/db/repository/ingest-run";
import { findCurrentSnapshotRow } from "#lib/server/db/repository/snapshot";
import { type ForgetRequest, forgetLoaded } from "#lib/server/ingest/forget-loaded";
import { listLoaded } from "#lib/server/ingest/list-loaded";
import { silentProgress } from "#lib/server/ingest/progress";
import { screenedIndex } from "#lib/server/snapshot/build-snapshot";
import { readPointerFile } from "#lib/server/snapshot/snapshot-file";
import { day } from "../../support/build-entries";
import { describeDatabases } from "../../support/database";
import {
  ingest,
  listAnnualFigures,
  makeTemporaryFolder,
  testToday,
  writeArchive,
  writeCompanyfacts,
  writeHoldings,
  writeSmallFolder,
  writeSource,
} from "../../support/ingest-folder";

const lines = [
  { ticker: "MOGA", name: "MOOG INC CLASS A", price: 1 },
  { ticker: "STRL", name: "STERLING INFRASTRUCTURE INC", price: 2 },
];

describeDatabases("taking back what was loaded", (openFresh) => {
  let database: Database;
  let folder: string;
  let home: string;

  beforeEach(async () => {
    database = await openFresh();
    folder = await makeTemporaryFolder();
    home = await makeTemporaryFolder();
    await writeSmallFolder(folder);
  });

  const load = (options: Partial<Parameters<typeof ingest>[1]> = {}) => ingest(database, { folder, home, ...options });
  const said: string[] = [];
  const forget = (request: ForgetRequest, isAgreed = true) => {
    said.length = 0;
    const confirm = (described: readonly string[]) => Promise.resolve(said.push(...described) > 0 && isAgreed);
    return forgetLoaded(database, { request, home, today: testToday, confirm }, silentProgress);
  };
  const forgetList = (date: string, isAgreed = true) => forget({ kind: "lists", day: day(date) }, isAgreed);

  /** Everything that is stored, but for runs, snapshots and what follows from them. */
  async function readStored() {
    const { client } = database;
    return {
      companies: await client.company.count(),
      lists: await client.indexSnapshot.findMany({ orderBy: { id: "asc" }, select: { asOfDay: true, indexId: true } }),
      constituents: await client.constituent.count(),
      prices: await client.monthlyPrice.findMany({ orderBy: [{ securityId: "asc" }, { day: "asc" }] }),
      bars: await client.dailyBar.findMany({ orderBy: { day: "asc" } }),
      rates: await client.rate.findMany({ orderBy: { day: "asc" } }),
      series: await client.factSeries.findMany({ orderBy: { id: "asc" } }),
      filings: await client.filing.findMany({ orderBy: { id: "asc" } }),
    };
  }

  const getCurrent = () => findCurrentSnapshotRow(database, screenedIndex);

  /** A list of the future, as versions took it that did not know of today. */
  async function loadWrongList(date = "Dec 05, 2027"): Promise<void> {
    await writeSource(folder, "holdings/IWM_wrong.csv", writeHoldings(date, lines));
    await load({ today: undefined });
    await rm(join(folder, "holdings/IWM_wrong.csv"));
  }

  it("ING-11: publishes what there was before a wrong list, and loses nothing else", async () => {
    const right = await load();
    const before = await readStored();
    await loadWrongList();
    expect((await getCurrent())?.asOfDay).toBe(day("2027-12-05"));
    const report = await forgetList("2027-12-05");
    expect(report).toMatchObject({ hash: right.hash, asOf: day("2026-05-05") });
    expect(said[0]).toMatch(/2027-12-05 {2}russell2000 +2 constituents, from holdings.IWM_wrong.csv, run 2/);
    expect((await getCurrent())?.hash).toBe(right.hash);
    if (database.kind === "embedded") expect((await readPointerFile(home))?.hash).toBe(right.hash);
    expect(await readStored()).toEqual(before);
    const records = await database.client.verdictRecord.findMany({ select: { runId: true }, distinct: ["runId"] });
    expect(records.map(({ runId }) => runId).sort(), "what was said of the wrong list is gone").toEqual([1, 3]);
    expect((await load()).stored.counts, "nothing is read again").toMatchObject({ facts_read: 0, facts_stored: 0 });
  });

  it("ING-11: does the same with a list in the middle, and with the lists of two funds of one day", async () => {
    await writeSource(folder, "holdings/IVV.csv", writeHoldings("May 06, 2026", lines, "iShares Core S&P 500 ETF"));
    await writeSource(folder, "holdings/IWM_2.csv", writeHoldings("May 06, 2026", lines));
    await writeSource(folder, "holdings/IWM_3.csv", writeHoldings("May 07, 2026", lines));
    const right = await load();
    const report = await forgetList("2026-05-06");
    expect(report).toMatchObject({ hash: right.hash, asOf: day("2026-05-07") });
    expect((await readStored()).lists.map(({ asOfDay }) => asOfDay).sort()).toEqual([
      day("2026-05-05"),
      day("2026-05-07"),
    ]);
  });

  it("loading the right list beside a wrong one of the future is enough to have it screened", async () => {
    await loadWrongList();
    const right = await load();
    expect(right.isCurrent).toBe(true);
    expect((await getCurrent())?.asOfDay).toBe(day("2026-05-05"));
  });

  it("changes nothing where the user says no, and where no list would be left", async () => {
    await load();
    const before = await readStored();
    await expect(forgetList("2026-05-05")).rejects.toThrow(/no list of constituents to screen.*Load the right one/s);
    await writeSource(folder, "holdings/IWM_2.csv", writeHoldings("May 04, 2026", lines));
    const { hash } = await load();
    expect(await forgetList("2026-05-04", false)).toBeNull();
    expect((await getCurrent())?.hash).toBe(hash);
    expect(await database.client.ingestRun.count()).toBe(2);
    expect((await readStored()).filings).toEqual(before.filings);
  });

  it("says which lists, prices, rates and runs there are when it is asked for another", async () => {
    await load();
    await expect(forgetList("2026-05-06")).rejects.toThrow(
      /No list of constituents of 2026-05-06 is loaded. There are:\n {2}2026-05-05 {2}russell2000/,
    );
    const days = { from: day("2020-01-01"), to: day("2020-12-31") };
    await expect(forget({ kind: "prices", days })).rejects.toThrow(/There are:\n {2}month-end prices: 3 values/);
    await expect(forget({ kind: "rates", days })).rejects.toThrow(/FEDFUNDS: 4 values, 2026-02-01 to 2026-05-01/);
    await expect(forget({ kind: "figures", runId: 9 })).rejects.toThrow(/There are:\n {2}run 1: /);
    expect(await listLoaded(database)).toEqual(
      expect.arrayContaining([
        expect.stringContaining("2026-05-05  russell2000"),
        "  FEDFUNDS: 4 values, 2026-02-01 to 2026-05-01",
        expect.stringContaining("run 1: "),
      ]),
    );
  });

  it("takes back prices and rates of some days, and no others", async () => {
    const { hash } = await load();
    const before = await readStored();
    const other = await makeTemporaryFolder();
    await cp(folder, other, { recursive: true });
    await writeSource(other, "rates/FEDFUNDS.csv", "date,value\n2026-04-15,77\n2026-04-20,78\n");
    await writeSource(other, "prices.csv", "snapshot_date,ticker,lastsale,marketCap\n2026-05-02,MOG-A,7,7\n");
    await writeSource(other, "IWM.csv", "date,open,high,low,close,volume\n2026-05-02,1,1,1,1,1\n");
    expect((await load({ folder: other })).hash).not.toBe(hash);
    await forget({ kind: "rates", days: { from: day("2026-04-15"), to: day("2026-04-20") } });
    expect(said).toEqual(["  FEDFUNDS: 2 values, 2026-04-15 to 2026-04-20"]);
    const report = await forget({ kind: "prices", days: { from: day("2026-05-02"), to: day("2026-05-02") } });
    expect(said).toHaveLength(2);
    expect(report?.hash).toBe(hash);
    expect(await readStored()).toEqual(before);
  });

  it("ING-11: takes back figures to what was known before a run, and reads right files again", async () => {
    const right = await load();
    const before = await readStored();
    const wrong = await makeTemporaryFolder();
    await cp(folder, wrong, { recursive: true });
    await writeArchive(join(wrong, "companyfacts.zip"), {
      "CIK0000067887.json": writeCompanyfacts(67887, "MOOG INC.", [
        ...listAnnualFigures({ 2023: 3000, 2024: 3300, 2025: 3_600_000 }),
        { tag: "Goodwill", end: "2025-12-31", value: 5, filed: "2026-02-25" },
      ]),
    });
    await writeSource(
      wrong,
      "fundamentals.csv",
      "ticker,cik,period_end,period,revenue,total_assets\nSTRL,874238,2025-12-31,FY,2490000,1000\nSTRL,874238,2024-12-31,FY,1,\n",
    );
    expect((await load({ folder: wrong })).hash).not.toBe(right.hash);
    const report = await forget({ kind: "figures", runId: 2 });
    expect(report?.hash).toBe(right.hash);
    expect(await readStored()).toEqual(before);
    const again = await load();
    expect(again.hash).toBe(right.hash);
    expect(again.stored.counts["facts_read"]).toBeGreaterThan(0);
    expect(again.stored.counts["facts_stored"]).toBe(0);
    // Back to before the first run: a list without figures.
    await forget({ kind: "figures", runId: 1 });
    expect(await readStored()).toMatchObject({ series: [], filings: [] });
    expect((await load()).hash).toBe(right.hash);
  });

  it("removes the fetched file that would bring the list back, also where an earlier try was cut short", async () => {
    await load();
    const file = join(home, "sources/holdings/IWM_2026-05-04.csv");
    await writeSource(home, "sources/holdings/IWM_2026-05-04.csv", writeHoldings("May 04, 2026", lines));
    await load({ folder: join(home, "sources"), minCoverage: 0 });
    await forgetList("2026-05-04");
    expect(said.join("\n")).toContain(`the fetched file ${file}`);
    expect(existsSync(file)).toBe(false);
    await writeSource(home, "sources/holdings/IWM_2026-05-04.csv", writeHoldings("May 04, 2026", lines));
    await forgetList("2026-05-04");
    expect(existsSync(file)).toBe(false);
  });

  it("is refused while another run is under way", async () => {
    await load();
    await writeSource(folder, "holdings/IWM_2.csv", writeHoldings("May 04, 2026", lines));
    await load();
    await startRun(database, { kind: "folder", sample: false });
    await expect(forgetList("2026-05-04")).rejects.toThrow(/under way/);
    expect((await readStored()).lists).toHaveLength(2);
  });
});

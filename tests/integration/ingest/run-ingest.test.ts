import { readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, expect, it } from "vitest";
import { readSnapshot, type Snapshot } from "#lib/column/snapshot";
import { parseDay } from "#lib/fact/filed/day";
import type { Database } from "#lib/server/db/database";
import { listRuns, readRunSkips } from "#lib/server/db/repository/ingest-run";
import { findCurrentSnapshotRow } from "#lib/server/db/repository/snapshot";
import type { IngestReport } from "#lib/server/ingest/report";
import { screenedIndex } from "#lib/server/snapshot/build-snapshot";
import { readPointerFile, readSnapshotFile } from "#lib/server/snapshot/snapshot-file";
import { getReason } from "#lib/util/missing";
import { policies } from "#lib/verdict/policy/catalogue";
import { getPolicyKey } from "#lib/verdict/policy/choice";
import { describeDatabases } from "../../support/database";
import {
  ingest,
  listAnnualFigures,
  makeTemporaryFolder,
  writeArchive,
  writeCompanyfacts,
  writeHoldings,
  writeSmallFolder,
  writeSource,
  writeTickerMap,
} from "../../support/ingest-folder";

describeDatabases("an ingest of a folder", (openFresh) => {
  let database: Database;
  let folder: string;
  let home: string;

  beforeEach(async () => {
    database = await openFresh();
    folder = await makeTemporaryFolder();
    home = await makeTemporaryFolder();
  });

  const run = (options: Parameters<typeof ingest>[1] | Record<string, unknown> = {}) =>
    ingest(database, { folder, home, ...options });

  async function load({ hash }: Pick<IngestReport, "hash">): Promise<Snapshot> {
    const bytes = await readSnapshotFile(home, hash);
    if (!bytes) throw new Error("the file is missing");
    const snapshot = await readSnapshot(bytes, hash);
    if (!snapshot.ok) throw new Error(snapshot.error.message);
    return snapshot.value;
  }

  /** The cells of a row by column, a missing number as its reason. */
  function readRow({ table }: Snapshot, ticker: string, ...columns: readonly string[]): unknown[] {
    const tickers = table.getVector("ticker");
    if (tickers?.type !== "text") throw new Error("no tickers");
    const row = [...tickers.codes].findIndex((code) => tickers.dictionary[code] === ticker);
    return columns.map((id) => {
      const vector = table.getVector(id);
      if (!vector) throw new Error(`no column ${id}`);
      if (vector.type === "text") return vector.dictionary[vector.codes[row] ?? -1] ?? null;
      return getReason(vector.reasons[row] ?? 0) ?? vector.values[row];
    });
  }

  it("gives each constituent what its sources say, and no more", async () => {
    await writeSmallFolder(folder);
    const report = await run();
    const snapshot = await load(report);
    expect(snapshot.info).toMatchObject({
      asOf: "2026-05-05",
      sample: false,
      counts: { constituents: 3, rows_from_filings: 1, rows_from_second_hand: 1 },
    });
    const columns = ["name", "cik", "data_source", "sic", "industry", "price", "market_cap_quoted", "revenue_fy"];
    expect(readRow(snapshot, "MOGA", ...columns)).toEqual([
      "MOOG INC.",
      "0000067887",
      "filings",
      3590,
      "Industrial machinery and computers",
      310.68,
      9500,
      3600,
    ]);
    expect(readRow(snapshot, "STRL", ...columns)).toEqual([
      "STERLING INFRASTRUCTURE, INC.",
      "0000874238",
      "second_hand",
      1600,
      "Heavy construction",
      806,
      "not_reported",
      2490,
    ]);
    expect(readRow(snapshot, "TOWN", ...columns)).toEqual([
      "TOWNEBANK",
      null,
      "none",
      "not_reported",
      null,
      34.97,
      "not_reported",
      "not_reported",
    ]);
    expect(readRow(snapshot, "MOGA", "revenue_fy[-1]", "filing_age_days", "period_age_days", "restated")).toEqual([
      3300, 69, 125, 0,
    ]);
    expect(readRow(snapshot, "STRL", "filing_age_days", "period_age_days")).toEqual(["not_reported", 125]);
  });

  it("counts only a rate whose month was over", async () => {
    await writeSmallFolder(folder);
    expect(readRow(await load(await run()), "TOWN", "base_rate")).toEqual([0.038]);
  });

  it("never mixes second-hand figures into a company with filings, whichever came first", async () => {
    await writeSmallFolder(folder);
    await rm(join(folder, "companyfacts.zip"));
    expect(readRow(await load(await run()), "MOGA", "data_source", "revenue_fy")).toEqual(["second_hand", 1]);
    await writeSmallFolder(folder);
    const snapshot = await load(await run());
    expect(readRow(snapshot, "MOGA", "data_source", "revenue_fy", "revenue_fy[-2]")).toEqual(["filings", 3600, 3000]);
  });

  it("run twice gives the same snapshot and stores nothing new", async () => {
    await writeSmallFolder(folder);
    const first = await run();
    const second = await run();
    expect(second.hash).toBe(first.hash);
    expect(first.stored.counts["facts_stored"]).toBeGreaterThan(0);
    expect(second.stored.counts["facts_stored"]).toBe(0);
    expect(second.runId).not.toBe(first.runId);
    // Read again by force: the database recognises every figure by itself.
    await writeArchive(join(folder, "companyfacts.zip"), {
      "CIK0000067887.json": `${writeCompanyfacts(67887, "MOOG INC.", listAnnualFigures({ 2023: 3000, 2024: 3300, 2025: 3600 }))} `,
    });
    const third = await run();
    expect(third.hash).toBe(first.hash);
    expect(third.stored.counts).toMatchObject({ facts_stored: 0 });
    expect(third.stored.counts["facts_read"]).toBeGreaterThan(0);
    expect(await database.client.snapshot.count()).toBe(1);
    // Each publish keeps what every shipped policy said of the companies.
    const records = await database.client.verdictRecord.findMany({ orderBy: { runId: "asc" } });
    expect(records.map(({ runId, policy }) => [runId, policy])).toEqual(
      [first, second, third].flatMap(({ runId }) => policies.map((policy) => [runId, getPolicyKey(policy)])),
    );
    for (const { companyIds, ruleIds, verdicts, ruleStates, snapshotHash } of records) {
      expect(snapshotHash).toBe(first.hash);
      expect(companyIds.length).toBeGreaterThan(0);
      expect(verdicts).toMatch(/^[RMWN]+$/i);
      expect(ruleStates).toHaveLength(companyIds.length * ruleIds.length);
    }
  });

  it("reads only the companyfacts that have changed, and again those that went back", async () => {
    await writeSmallFolder(folder);
    const write = (revenue: number) =>
      writeArchive(join(folder, "companyfacts.zip"), {
        "CIK0000067887.json": writeCompanyfacts(67887, "MOOG INC.", listAnnualFigures({ 2025: 3600 })),
        "CIK0000874238.json": writeCompanyfacts(874238, "STERLING", listAnnualFigures({ 2025: revenue })),
      });
    const countRead = ({ stored }: IngestReport) => stored.counts["facts_read"] ?? 0;
    await write(50);
    const whole = await run();
    await write(60);
    const changed = await run();
    expect(countRead(changed)).toBe(4);
    expect(readRow(await load(changed), "STRL", "revenue_fy")).toEqual([60]);
    expect(readRow(await load(changed), "MOGA", "revenue_fy")).toEqual([3600]);
    expect(countRead(await run())).toBe(0);
    await write(50);
    const back = await run();
    expect(countRead(back)).toBe(4);
    expect(back.hash).toBe(whole.hash);
  });

  it("gives the same bytes in another home and database", async () => {
    await writeSmallFolder(folder);
    const first = await run();
    const other = await openFresh();
    const again = await ingest(other, { folder, home: await makeTemporaryFolder() });
    expect(again.hash).toBe(first.hash);
  });

  it("reads companyfacts in loose and gzipped files as in an archive", async () => {
    await writeSmallFolder(folder);
    const { hash } = await run();
    const { gzipSync } = await import("node:zlib");
    const loose = await makeTemporaryFolder();
    await writeSmallFolder(loose);
    await rm(join(loose, "companyfacts.zip"));
    const figures = listAnnualFigures({ 2023: 3000, 2024: 3300, 2025: 3600 });
    await writeSource(loose, "facts/CIK0000067887.json.gz", gzipSync(writeCompanyfacts(67887, "MOOG INC.", figures)));
    expect((await ingest(await openFresh(), { folder: loose, home: await makeTemporaryFolder() })).hash).toBe(hash);
  });

  it("names everything that it left out, with the reason", async () => {
    await writeSmallFolder(folder);
    await writeSource(folder, "notes.txt", "hello");
    const report = await run();
    const skipped = await readRunSkips(database, report.runId);
    expect(skipped).toEqual(
      expect.arrayContaining([
        { subject: "notes.txt", place: null, why: 'it is none of the known sources (it begins with "hello")' },
        { subject: "1 companyfacts file", place: null, why: "they are of companies that no holdings file lists" },
      ]),
    );
  });

  it("skips a company whose file is damaged, names it, and loads the others", async () => {
    await writeSmallFolder(folder);
    await writeArchive(join(folder, "companyfacts.zip"), {
      "CIK0000067887.json":
        '{"cik":67887,"entityName":"MOOG","facts":{"us-gaap":{"Revenues":{"units":{"USD":"none"}}}}}',
      "CIK0000874238.json": writeCompanyfacts(874238, "STERLING", listAnnualFigures({ 2025: 50 })),
    });
    const report = await run();
    expect(report.issues.filter(({ scope }) => scope === "company")).toEqual([
      expect.objectContaining({
        subject: "companyfacts.zip/CIK0000067887.json",
        why: expect.stringContaining("facts.us-gaap.Revenues.units.USD"),
      }),
    ]);
    const snapshot = await load(report);
    expect(readRow(snapshot, "STRL", "data_source", "revenue_fy")).toEqual(["filings", 50]);
    expect(readRow(snapshot, "MOGA", "data_source")).toEqual(["second_hand"]);
    const again = await run();
    expect(again.issues, "what could not be read is tried again, and named").toEqual(report.issues);
    expect(again.stored.counts["facts_read"], "what could is not").toBe(0);
  });

  it("does not believe a file whose name and content differ on the company", async () => {
    await writeSmallFolder(folder);
    await writeArchive(join(folder, "companyfacts.zip"), {
      "CIK0000067887.json": writeCompanyfacts(874238, "STERLING", listAnnualFigures({ 2025: 50 })),
    });
    const report = await run();
    expect(report.issues).toContainEqual(
      expect.objectContaining({ why: "its name says CIK 67887 and its content CIK 874238" }),
    );
    expect(readRow(await load(report), "STRL", "data_source")).toEqual(["second_hand"]);
  });

  it("leaves out second-hand figures that name another company than EDGAR", async () => {
    await writeSmallFolder(folder);
    await writeSource(
      folder,
      "company_tickers.json",
      writeTickerMap([
        [9326, "STRL", "BALCHEM CORP"],
        [874238, "BC-PC", "STERLING INFRASTRUCTURE, INC."],
        [67887, "MOG-A", "MOOG INC."],
      ]),
    );
    const report = await run({ minCoverage: 0 });
    expect(report.issues).toContainEqual(
      expect.objectContaining({
        subject: "STRL",
        why: "the file says CIK 874238 (STERLING INFRASTRUCTURE, INC.), but EDGAR's STRL is CIK 9326",
      }),
    );
    expect(readRow(await load(report), "STRL", "data_source")).toEqual(["none"]);
  });

  it("does not mix the figures of two companies that a file gives one CIK", async () => {
    await writeSmallFolder(folder);
    await rm(join(folder, "companyfacts.zip"));
    const header = "ticker,cik,period_end,period,revenue,total_assets";
    const rows = ["MOGA,67887,2025-12-31,FY,3600,", "STRL,67887,2025-12-31,FY,2490,1000"];
    await writeSource(folder, "fundamentals.csv", `${header}\n${rows.join("\n")}\n`);
    const report = await run({ minCoverage: 0 });
    const snapshot = await load(report);
    expect(readRow(snapshot, "MOGA", "revenue_fy", "total_assets")).toEqual([3600, "not_reported"]);
    expect(readRow(snapshot, "STRL", "data_source")).toEqual(["none"]);
    expect(report.issues.map(({ subject }) => subject)).toContain("STRL");
  });

  it("keeps both rows of a company with two classes of shares", async () => {
    await writeSmallFolder(folder);
    await writeSource(
      folder,
      "holdings/IWM.csv",
      writeHoldings("May 05, 2026", [
        { ticker: "MOGA", name: "MOOG INC CLASS A" },
        { ticker: "MOGB", name: "MOOG INC CLASS B" },
      ]),
    );
    await writeSource(
      folder,
      "company_tickers.json",
      writeTickerMap([
        [67887, "MOG-A", "MOOG INC."],
        [67887, "MOG-B", "MOOG INC."],
      ]),
    );
    const snapshot = await load(await run());
    expect(readRow(snapshot, "MOGA", "revenue_fy")).toEqual([3600]);
    expect(readRow(snapshot, "MOGB", "revenue_fy")).toEqual([3600]);
  });

  it("refuses too little coverage, says why, and leaves the current snapshot", async () => {
    await writeSmallFolder(folder);
    const first = await run();
    await expect(run({ minCoverage: 0.9 })).rejects.toThrow(
      "Only 66.7% of the 3 constituents have figures, under the 90.0% asked for, so nothing was published.",
    );
    expect((await findCurrentSnapshotRow(database, screenedIndex))?.hash).toBe(first.hash);
    const [failed] = await listRuns(database, 1);
    expect(failed).toMatchObject({ status: "failed", failure: expect.stringContaining("Only 66.7%") });
  });

  it("refuses a list that lost many constituents unless told that it is right", async () => {
    await writeSmallFolder(folder);
    const first = await run();
    await writeSource(
      folder,
      "holdings/IWM.csv",
      writeHoldings("May 06, 2026", [{ ticker: "MOGA", name: "MOOG INC" }]),
    );
    await expect(run()).rejects.toThrow("the file may be cut off");
    expect((await findCurrentSnapshotRow(database, screenedIndex))?.hash).toBe(first.hash);
    const second = await run({ allowShrink: true });
    expect((await findCurrentSnapshotRow(database, screenedIndex))?.hash).toBe(second.hash);
  });

  it("changes nothing when a file of the folder is damaged, and names each", async () => {
    await writeSmallFolder(folder);
    const first = await run();
    await writeFile(join(folder, "companyfacts.zip"), "<html>Forbidden</html>");
    await writeSource(folder, "more.csv", Buffer.from("date,value\n2026-01-01,4\n", "utf16le"));
    await writeSource(folder, "unknown.csv", "ticker,period_end,period,ebitdas\nMOGA,2025-12-31,FY,1\n");
    const failure = await run().catch((error: Error) => error.message);
    expect(failure).toContain("3 files of the folder cannot be read, and nothing was changed");
    expect(failure).toContain("companyfacts.zip: The file is not a zip archive");
    expect(failure).toContain("more.csv: The file is in UTF-16");
    expect(failure).toContain('unknown.csv, line 1: Unknown column: "ebitdas"');
    expect(await listRuns(database, 10)).toHaveLength(1);
    const again = await run({ skipDamaged: true });
    // The filings are in the database already, so losing the archive loses nothing.
    expect(again.hash).toBe(first.hash);
    expect(again.issues.filter(({ scope }) => scope === "file").map(({ subject }) => subject)).toEqual(
      expect.arrayContaining(["companyfacts.zip", "more.csv", "unknown.csv"]),
    );
  });

  it("refuses an archive that is cut and one whose list of contents is damaged", async () => {
    await writeSmallFolder(folder);
    const { readFile } = await import("node:fs/promises");
    const whole = await readFile(join(folder, "companyfacts.zip"));
    await writeFile(join(folder, "companyfacts.zip"), whole.subarray(0, whole.length / 2));
    await expect(run()).rejects.toThrow("companyfacts.zip: it is not a zip file, or its end is missing");
    expect(await listRuns(database, 10)).toEqual([]);
  });

  it("refuses a holdings file that is cut in the middle of a line", async () => {
    await writeSmallFolder(folder);
    const text = writeHoldings("May 05, 2026", [
      { ticker: "MOGA", name: "MOOG INC CLASS A" },
      { ticker: "STRL", name: "STERLING INFRASTRUCTURE INC" },
    ]);
    await writeSource(folder, "holdings/IWM.csv", text.slice(0, text.indexOf("STERLING") + 4));
    await expect(run()).rejects.toThrow(/holdings.IWM\.csv, line \d+:/);
  });

  it("needs holdings, and says which", async () => {
    await writeSource(folder, "rates.csv", "date,FEDFUNDS\n2026-01-01,4\n");
    await expect(run()).rejects.toThrow("holds no holdings file");
    await expect(run({ folder: join(folder, "nowhere") })).rejects.toThrow("There is no folder");
    await expect(run({ folder: join(folder, "rates.csv") })).rejects.toThrow("is a file");
  });

  it("builds a past day from what was known then, and leaves the current snapshot", async () => {
    await writeSmallFolder(folder);
    const older = [
      { ticker: "MOGA", name: "MOOG INC CLASS A", price: 250 },
      { ticker: "GONE", name: "A COMPANY THAT WAS BOUGHT" },
    ];
    await writeSource(folder, "holdings/IWM_old.csv", writeHoldings("May 13, 2025", older));
    const current = await run();
    const asOf = parseDay("2025-06-30");
    const past = await run({ asOf, minCoverage: 0 });
    expect([current.isCurrent, past.isCurrent]).toEqual([true, false]);
    const snapshot = await load(past);
    expect(snapshot.info.asOf).toBe("2025-06-30");
    expect(snapshot.table.rowCount).toBe(2);
    expect(readRow(snapshot, "MOGA", "price", "revenue_fy", "revenue_fy[-1]", "filing_age_days")).toEqual([
      250, 3300, 3000, 125,
    ]);
    expect(readRow(snapshot, "GONE", "data_source")).toEqual(["none"]);
    expect((await findCurrentSnapshotRow(database, screenedIndex))?.hash).toBe(current.hash);
  });

  it("takes the oldest list for a day before it, without its prices and weights, and the sources say so", async () => {
    await writeSmallFolder(folder);
    const past = await run({ asOf: parseDay("2025-06-30"), minCoverage: 0 });
    expect(past.isCurrent).toBe(true);
    const snapshot = await load(past);
    expect(snapshot.info.asOf).toBe("2025-06-30");
    expect(snapshot.info.sources[0]).toMatchObject({ kind: "holdings", asOf: "2026-05-05", records: 3 });
    expect(readRow(snapshot, "MOGA", "price", "weight", "revenue_fy", "data_gap")).toEqual([
      "not_reported",
      "not_reported",
      3300,
      null,
    ]);
    expect(readRow(snapshot, "STRL", "data_source", "data_gap")).toEqual(["none", "no_filings"]);
  });

  it("does not give a ticker that wandered the figures of its new company in an older list", async () => {
    await writeSmallFolder(folder);
    const older = [{ ticker: "STRL", name: "AVIDITY BIOSCIENCES INC" }];
    await writeSource(folder, "holdings/IWM_old.csv", writeHoldings("May 04, 2026", older));
    const report = await run();
    expect(readRow(await load(report), "STRL", "data_source")).toEqual(["second_hand"]);
    expect(report.issues).toContainEqual(
      expect.objectContaining({
        subject: "STRL",
        why: expect.stringContaining('it was "AVIDITY BIOSCIENCES INC" then'),
      }),
    );
    const past = await run({ asOf: parseDay("2026-05-04"), minCoverage: 0 });
    expect(readRow(await load(past), "STRL", "data_source", "revenue_fy")).toEqual(["none", "not_reported"]);
  });

  it("lets real data take the place of the sample, and keeps the two apart", async () => {
    await writeSmallFolder(folder);
    const sample = await run({ kind: "sample" });
    expect((await load(sample)).info.sample).toBe(true);
    expect(readRow(await load(sample), "MOGA", "data_source", "base_rate")).toEqual(["sample", 0.038]);
    const other = await makeTemporaryFolder();
    await writeSource(other, "IWM.csv", writeHoldings("May 04, 2026", [{ ticker: "MOGA", name: "MOOG INC CLASS A" }]));
    await writeSource(other, "t.json", writeTickerMap([[67887, "MOG-A", "MOOG INC."]]));
    const real = await run({ folder: other, minCoverage: 0 });
    expect(readRow(await load(real), "MOGA", "data_source", "base_rate")).toEqual(["none", 0.0388]);
    expect((await findCurrentSnapshotRow(database, screenedIndex))?.hash).toBe(real.hash);
  });

  it("leaves no unfinished file, and a pointer file only beside an embedded database", async () => {
    await writeSmallFolder(folder);
    const { hash, runId } = await run();
    const names = (await readdir(join(home, "snapshots"))).sort();
    const snapshots = [".answers.json", ".bin", ".packed-1.gz"].map((end) => `snapshot-${hash}${end}`);
    if (database.kind === "embedded") {
      expect(names).toEqual(["current.json", ...snapshots]);
      expect(await readPointerFile(home)).toEqual({ hash, runId });
    } else expect(names).toEqual(snapshots);
  });
});

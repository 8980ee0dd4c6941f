import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import type { Database } from "#lib/server/db/database";
import { listRuns } from "#lib/server/db/repository/ingest-run";
import { findCurrentSnapshotRow } from "#lib/server/db/repository/snapshot";
import { screenedIndex } from "#lib/server/snapshot/build-snapshot";
import { openFreshEmbedded } from "../../support/database";
import { type FakeEdgar, secondFundPath } from "../../support/fake-edgar";
import { makeTemporaryFolder, writeHoldings, writeSource } from "../../support/ingest-folder";
import {
  archivePath,
  FakeTime,
  factsPath,
  fillServer,
  type LiveRun,
  listCompanies,
  makeArchive,
  putDailyIndex,
  runLiveFrom,
  startFakeEdgar,
  submissionsPath,
  writeFacts,
} from "../../support/live-universe";

const companies = listCompanies(6);

describe("a live run", () => {
  let database: Database;
  let server: FakeEdgar;
  let run: LiveRun;

  beforeEach(async () => {
    database = await openFreshEmbedded();
    server = await startFakeEdgar(companies);
    run = { server, home: await makeTemporaryFolder(), time: new FakeTime() };
  });

  it("publishes what the sources say", async () => {
    const { ingest } = await runLiveFrom(database, run);
    expect(ingest.stored.counts).toMatchObject({ constituents: 6, rows_from_filings: 6 });
    const current = await findCurrentSnapshotRow(database, screenedIndex);
    expect(current).toMatchObject({ hash: ingest.hash, rowCount: 6, sample: false });
    const [newest] = await listRuns(database, 1);
    expect(newest).toMatchObject({ kind: "live", status: "done" });
    expect(newest?.sources.map(({ kind }) => kind)).toContain("submissions");
    expect(newest?.sources.filter(({ kind }) => kind === "submissions")).toHaveLength(1);
    expect(newest?.sources.find(({ kind }) => kind === "rates")).toBeDefined();
  });

  it("names the application and the contact to EDGAR, and the contact to nobody else", async () => {
    const elsewhere = await startFakeEdgar();
    elsewhere.put("/IWM.csv", writeHoldings("May 05, 2026", companies));
    const holdings = new URL(`${elsewhere.origin}/IWM.csv`);
    const { addresses } = server;
    const hosts = new Set([...addresses.hosts, holdings.host]);
    await runLiveFrom(database, run, { addresses: { ...addresses, holdings: [holdings], hosts } });
    expect(new Set(server.seen.map(({ headers }) => headers["user-agent"]))).toEqual(
      new Set(["Ballast/1.2.3 (tester@ballast.test)"]),
    );
    expect(elsewhere.seen.map(({ headers }) => headers["user-agent"])).toEqual(["Ballast/1.2.3"]);
  });

  it("fetches each file once, and nothing but lists when it runs again on the same day", async () => {
    await runLiveFrom(database, run);
    expect(server.count(/companyfacts\/CIK/)).toBe(6);
    expect(server.count(/^\/submissions\//)).toBe(6);
    putDailyIndex(server, "2026-05-05", [[companies[0]?.cik ?? 0, "10-Q"]]);
    server.seen.length = 0;
    const { ingest } = await runLiveFrom(database, run);
    expect(server.count(/CIK/)).toBe(0);
    expect(server.count("/files/company_tickers.json", 304)).toBe(1);
    expect(ingest.stored.counts["facts_stored"]).toBe(0);
  });

  it("fetches, after some days, only the companies that have filed figures since", async () => {
    await runLiveFrom(database, run);
    const before = await findCurrentSnapshotRow(database, screenedIndex);
    const [first, second, third, fourth] = companies.map(({ cik }) => cik);
    putDailyIndex(server, "2026-05-06", [[first ?? 0, "10-Q"]]);
    putDailyIndex(server, "2026-05-07", [
      [second ?? 0, "10-K/A"],
      [third ?? 0, "4"],
      [999, "10-K"],
    ]);
    putDailyIndex(server, "2026-05-08", [[fourth ?? 0, "SC 13G"]]);
    const [, changed] = companies;
    if (changed) server.put(factsPath(changed.cik), writeFacts(changed, 7000));
    run.time.nowMs += 3 * 86_400_000;
    server.seen.length = 0;
    const { ingest, fetched } = await runLiveFrom(database, run);
    // data.sec.gov has no validators, so that what has not changed is sent again and known by its content.
    expect(
      server.seen.filter(({ path }) => /companyfacts\/CIK/.test(path)).map(({ path, status }) => [path, status]),
    ).toEqual([
      [factsPath(first ?? 0), 200],
      [factsPath(second ?? 0), 200],
    ]);
    expect(fetched.lines).toContain("  Their figures: 1 fetched, 1 unchanged");
    expect(server.count(/^\/submissions\//)).toBe(2);
    expect(ingest.stored.counts["facts_stored"]).toBeGreaterThan(0);
    expect(ingest.hash).not.toBe(before?.hash);

    // What the days above said is known now: the next run reads later ones alone.
    putDailyIndex(server, "2026-05-11", [[third ?? 0, "8-K"]]);
    run.time.nowMs += 3 * 86_400_000;
    server.seen.length = 0;
    await runLiveFrom(database, run);
    expect(server.count(/master\./)).toBe(1);
    expect(server.count(/companyfacts\/CIK/)).toBe(1);
    expect(server.count(factsPath(third ?? 0))).toBe(1);
  });

  it("goes on with a company that has left the index", async () => {
    await runLiveFrom(database, run);
    server.put("/IWM.csv", writeHoldings("Jun 01, 2026", companies.slice(0, 5)));
    putDailyIndex(server, "2026-05-29", [[1006, "10-Q"]]);
    run.time.nowMs = Date.parse("2026-06-02T12:00:00Z");
    server.seen.length = 0;
    const { ingest } = await runLiveFrom(database, run);
    expect(ingest.rowCount).toBe(5);
    expect(server.count(factsPath(1006))).toBe(1);
  });

  it("asks about each company when a list of filings is missing, and takes what is unchanged as it is", async () => {
    await runLiveFrom(database, run);
    run.time.nowMs += 90 * 86_400_000;
    server.seen.length = 0;
    const { ingest, fetched } = await runLiveFrom(database, run);
    expect(server.count(/companyfacts\/CIK/, 200)).toBe(6);
    expect(fetched.lines).toContain("  Their figures: 6 unchanged");
    expect(ingest.stored.counts["facts_stored"]).toBe(0);
  });

  it("names constituents without a CIK, and companies of which EDGAR has no figures", async () => {
    const stranger = { ticker: "ZZZ", name: "UNKNOWN CO" };
    server.put("/IWM.csv", writeHoldings("May 05, 2026", [...companies, stranger]));
    server.files.delete(factsPath(1002));
    const { ingest, fetched } = await runLiveFrom(database, run);
    expect(fetched.issues.map(({ subject, why }) => [subject, why])).toEqual([
      ["ZZZ", 'EDGAR\'s ticker maps have no "ZZZ" ("UNKNOWN CO"), so its filings cannot be found'],
      ["TAB (CIK 1002)", "EDGAR has no figures of it (companyfacts): it files none in XBRL, or nothing yet"],
    ]);
    expect(ingest.issues).toEqual(expect.arrayContaining([...fetched.issues]));
    expect(ingest.rowCount).toBe(7);
    server.seen.length = 0;
    await runLiveFrom(database, run);
    expect(server.count(factsPath(1002))).toBe(0);
  });

  it("keeps one company's trouble to itself, names it, and tries again the next time", async () => {
    const broken = Array.from({ length: 6 }, () => ({ kind: "status", status: 500 }) as const);
    server.fail(factsPath(1003), ...broken);
    const { ingest, fetched } = await runLiveFrom(database, run);
    expect(ingest.stored.counts["rows_from_filings"]).toBe(5);
    expect(fetched.issues.find(({ subject }) => subject === "CIK 1003")?.why).toMatch(/the server answers 500/);
    server.seen.length = 0;
    const again = await runLiveFrom(database, run);
    expect(server.count(/companyfacts\/CIK/)).toBe(1);
    expect(again.ingest.stored.counts["rows_from_filings"]).toBe(6);
  });

  it("stops when every file goes wrong, and leaves the snapshot as it was", async () => {
    const first = await runLiveFrom(database, run);
    const many = listCompanies(30);
    fillServer(server, many);
    for (const { cik } of many) {
      server.fail(factsPath(cik), ...Array.from({ length: 6 }, () => ({ kind: "status", status: 503 }) as const));
    }
    await expect(runLiveFrom(database, run)).rejects.toThrow(/8 files in a row went wrong, .* kept/s);
    expect((await findCurrentSnapshotRow(database, screenedIndex))?.hash).toBe(first.ingest.hash);
    expect(await listRuns(database, 10)).toHaveLength(1);
  });

  it("says which host cannot be reached and what to do, and leaves the snapshot as it was", async () => {
    const first = await runLiveFrom(database, run);
    const gone = await startFakeEdgar();
    const { addresses, origin } = gone;
    await gone.stop();
    await expect(runLiveFrom(database, run, { addresses })).rejects.toThrow(
      new RegExp(`${new URL(origin).host} cannot be reached .*--from DIR`),
    );
    expect((await findCurrentSnapshotRow(database, screenedIndex))?.hash).toBe(first.ingest.hash);
  });

  it("takes a holdings file in place of the fund's address, which is then not asked", async () => {
    const folder = await makeTemporaryFolder();
    await writeSource(folder, "mine.csv", writeHoldings("May 06, 2026", companies.slice(0, 4)));
    const { ingest } = await runLiveFrom(database, run, { holdingsFiles: [join(folder, "mine.csv")] });
    expect(ingest.rowCount).toBe(4);
    expect(server.count("/IWM.csv")).toBe(0);
  });

  it("says how to bring the holdings when the fund turns programs away", async () => {
    const fund = await startFakeEdgar();
    const holdings = new URL(`${fund.origin}/IWM.csv`);
    const hosts = new Set([...server.addresses.hosts, holdings.host]);
    const addresses = { ...server.addresses, holdings: [holdings], hosts };
    fund.put("/IWM.csv", "<!DOCTYPE html><html>Are you a robot?</html>");
    await expect(runLiveFrom(database, run, { addresses })).rejects.toThrow(
      /a web page came instead of the file.*--holdings FILE/s,
    );
    fund.fail("/IWM.csv", { kind: "status", status: 403 });
    await expect(runLiveFrom(database, run, { addresses })).rejects.toThrow(
      /refuses programs \(403\).*--holdings FILE/s,
    );
    expect(server.count(/CIK/)).toBe(0);
  });

  it("takes the list from the fund's second address where the first refuses, and says which answered", async () => {
    const [first, second] = [await startFakeEdgar(), await startFakeEdgar()];
    const holdings = [new URL("/IWM.csv", first.origin), new URL(secondFundPath, second.origin)] as const;
    const [{ host: firstHost }, { host: secondHost }] = holdings;
    const hosts = new Set([...server.addresses.hosts, firstHost, secondHost]);
    const addresses = { ...server.addresses, holdings, hosts };
    first.fail("/IWM.csv", { kind: "status", status: 403 });
    first.put("/IWM.csv", writeHoldings("May 05, 2026", companies));
    second.put(secondFundPath, writeHoldings("May 06, 2026", companies));
    const { fetched, ingest } = await runLiveFrom(database, run, { addresses });
    const origin = `from ${secondHost}; ${firstHost}: the server refuses programs (403)`;
    expect(fetched.lines).toContain(`  holdings/IWM_2026-05-06.csv: ${origin}`);
    const [newest] = await listRuns(database, 1);
    expect(newest?.sources.find(({ kind }) => kind === "holdings russell2000")?.note).toBe(origin);
    expect(ingest.stored.counts).toMatchObject({ constituents: 6 });

    // The first one answers again: the second is not asked.
    second.seen.length = 0;
    const again = await runLiveFrom(database, run, { addresses });
    expect(second.seen).toEqual([]);
    expect(again.fetched.lines).toContain(`  holdings/IWM_2026-05-05.csv: from ${firstHost}`);
  });

  it("names what every address of the fund said, and takes no other fund's list for it", async () => {
    server.put("/IWM.csv", writeHoldings("May 05, 2026", companies, "iShares Core S&P 500 ETF"));
    server.put(secondFundPath, "<!DOCTYPE html><html>Are you a robot?</html>");
    await expect(runLiveFrom(database, run)).rejects.toThrow(
      /the list of another fund, iShares Core S&P 500 ETF; .*a web page came instead.*--holdings FILE/s,
    );
  });

  it("leaves a list of the fund aside that is dated after today", async () => {
    const first = await runLiveFrom(database, run);
    server.put("/IWM.csv", writeHoldings("May 05, 2027", companies));
    const { ingest, fetched } = await runLiveFrom(database, run);
    expect(ingest.hash).toBe(first.ingest.hash);
    expect(fetched.issues[0]?.why).toMatch(/"May 05, 2027" is after today \(6 May 2026\).*IWM_2026-05-05.csv is used/);
  });

  it("goes on without the archive where it is not there, which is no block", async () => {
    const many = listCompanies(200);
    fillServer(server, many);
    const { ingest } = await runLiveFrom(database, run);
    expect(server.count(archivePath, 403)).toBe(1);
    expect(ingest.stored.counts["rows_from_filings"]).toBe(200);
    expect(run.time.waits).toEqual([]);
  });

  it("takes a refusal of data.sec.gov for trouble, not for a company without figures", async () => {
    const denied = { kind: "status", status: 403, body: "<Error><Code>AccessDenied</Code></Error>" } as const;
    server.fail(factsPath(1003), denied);
    const { ingest } = await runLiveFrom(database, run);
    expect(ingest.issues.find(({ subject }) => subject === "CIK 1003")?.why).toMatch(/the storage refuses it/);
    server.seen.length = 0;
    await runLiveFrom(database, run);
    expect(server.count(factsPath(1003), 200)).toBe(1);
  });

  it("goes on with the holdings and rates of an earlier run when newer ones do not come", async () => {
    const first = await runLiveFrom(database, run);
    server.put("/IWM.csv", writeHoldings("May 06, 2026", companies).slice(0, 900));
    server.fail("/rates.csv?id=DGS2", ...Array.from({ length: 6 }, () => ({ kind: "status", status: 500 }) as const));
    const { ingest, fetched } = await runLiveFrom(database, run);
    expect(ingest.hash).toBe(first.ingest.hash);
    expect(fetched.issues.map(({ subject }) => subject)).toEqual(["IWM holdings", "DGS2"]);
    expect(fetched.issues[0]?.why).toMatch(/holdings\/IWM_2026-05-05.csv is used/);
  });

  it("keeps the newest list of each month", async () => {
    run.time.nowMs = Date.parse("2026-06-02T12:00:00Z");
    for (const date of ["May 05, 2026", "May 08, 2026", "Jun 01, 2026"]) {
      server.put("/IWM.csv", writeHoldings(date, companies));
      await runLiveFrom(database, run);
    }
    const kept = await readdir(join(run.home, "sources/holdings"));
    expect(kept.filter((name) => name.startsWith("IWM"))).toEqual(["IWM_2026-05-08.csv", "IWM_2026-06-01.csv"]);
  });

  it("refuses a second run on the same folder while one is under way", async () => {
    const other = await openFreshEmbedded();
    const refused: Promise<unknown>[] = [];
    server.onRequest = ({ path }) => {
      if (path === submissionsPath(1001)) refused.push(runLiveFrom(other, run).catch((error: unknown) => error));
    };
    await runLiveFrom(database, run);
    expect(String(await refused[0])).toMatch(/Process \d+ is fetching into .* already/);
  });

  it("gives the same snapshot from EDGAR's archive as company by company", async () => {
    const members = companies.map((company) => [
      `CIK${String(company.cik).padStart(10, "0")}.json`,
      writeFacts(company, 1000),
    ]);
    const archive = await makeArchive({ ...Object.fromEntries(members), "CIK0000000005.json": "{}" });
    server.put(archivePath, archive, { lastModified: "Wed, 06 May 2026 05:15:44 GMT" });
    putDailyIndex(server, "2026-05-05", []);
    const bulk = await runLiveFrom(database, run, { way: "bulk" });
    expect(server.count(/companyfacts\/CIK/)).toBe(0);
    expect((await readdir(join(run.home, "sources"), { recursive: true })).filter((name) => /zip/.test(name))).toEqual(
      [],
    );
    const home = await makeTemporaryFolder();
    const one = await runLiveFrom(await openFreshEmbedded(), { ...run, home }, { way: "companies" });
    expect(one.ingest.hash).toBe(bulk.ingest.hash);
  });

  it("asks one by one for companies that have filed since the archive was made", async () => {
    const members = companies.map((company) => [
      `CIK${String(company.cik).padStart(10, "0")}.json`,
      writeFacts(company, 500),
    ]);
    server.put(archivePath, await makeArchive(Object.fromEntries(members)), {
      lastModified: "Tue, 05 May 2026 05:15:44 GMT",
    });
    putDailyIndex(server, "2026-05-04", []);
    putDailyIndex(server, "2026-05-05", [[1004, "10-K"]]);
    await runLiveFrom(database, run, { way: "bulk" });
    expect(server.seen.filter(({ path }) => /companyfacts\/CIK/.test(path)).map(({ path }) => path)).toEqual([
      factsPath(1004),
    ]);
  });
});

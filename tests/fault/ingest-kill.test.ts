import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { openDatabase } from "#lib/server/db/database";
import { listIndexSnapshots } from "#lib/server/db/repository/index";
import { listRuns } from "#lib/server/db/repository/ingest-run";
import { findCurrentSnapshotRow } from "#lib/server/db/repository/snapshot";
import { screenedIndex } from "#lib/server/snapshot/build-snapshot";
import { readPointerFile } from "#lib/server/snapshot/snapshot-file";
import { copyEmbeddedDatabase, createPostgresqlDatabase, makeHome } from "../support/database";
import { startChild } from "../support/db-child-process";
import {
  ingest,
  listAnnualFigures,
  makeTemporaryFolder,
  writeArchive,
  writeCompanyfacts,
  writeHoldings,
  writeSource,
  writeTickerMap,
} from "../support/ingest-folder";
import { startProcess } from "../support/start-process";

const companyCount = 120;

function nameTicker(index: number): string {
  return `T${String.fromCharCode(65 + Math.floor(index / 26), 65 + (index % 26))}`;
}

/** Enough companies that their storing and the building of columns each take a while. */
async function writeManyCompanies(folder: string, revenue: number, listDay = "May 05, 2026"): Promise<void> {
  const companies = Array.from({ length: companyCount }, (_, index) => ({
    cik: 1000 + index,
    ticker: nameTicker(index),
    name: `COMPANY ${index} INC`,
  }));
  await writeSource(folder, "IWM.csv", writeHoldings(listDay, companies));
  await writeSource(
    folder,
    "tickers.json",
    writeTickerMap(companies.map(({ cik, ticker, name }) => [cik, ticker, name] as const)),
  );
  const years = Array.from({ length: 15 }, (_, index) => 2011 + index);
  const members = companies.map(({ cik, name }) => {
    const figures = listAnnualFigures(Object.fromEntries(years.map((year) => [year, revenue + cik + year])));
    return [`CIK${String(cik).padStart(10, "0")}.json`, writeCompanyfacts(cik, name, figures)];
  });
  await writeArchive(join(folder, "companyfacts.zip"), Object.fromEntries(members));
}

interface Outcome {
  /** A signal's name or a status. */
  readonly ended: string;
  readonly output: string;
}

/** Runs the command, and kills it without warning at the first line that the pattern matches. */
function runCommand(folder: string, home: string, killAt: RegExp | null): Promise<Outcome> {
  return runIngestCommand(["--from", folder], home, killAt);
}

async function runIngestCommand(
  args: readonly string[],
  home: string,
  killAt: RegExp | null,
  databaseUrl: string | null = null,
): Promise<Outcome> {
  const { child, ended, output } = startProcess("ingest", args, { home, databaseUrl });
  if (killAt !== null && child.stdout !== null) {
    for await (const line of createInterface({ input: child.stdout })) if (killAt.test(line)) child.kill("SIGKILL");
  }
  return { ended: await ended, output: output() };
}

async function readState(home: string) {
  const database = await openDatabase({ home, databaseUrl: null });
  const state = {
    current: (await findCurrentSnapshotRow(database, screenedIndex))?.hash,
    pointer: (await readPointerFile(home))?.hash,
    runs: (await listRuns(database, 20)).map(({ status }) => status),
    lists: (await listIndexSnapshots(database, { indexId: screenedIndex, sample: false })).map(
      ({ asOfDay }) => asOfDay,
    ),
  };
  await database.close();
  return state;
}

/** A folder whose list is of May, and a BALLAST_HOME into which it was loaded: each test begins with a copy of that. */
let first: string;
let loaded: string;

beforeAll(async () => {
  first = await mkdtemp(join(tmpdir(), "ballast-first-"));
  loaded = await mkdtemp(join(tmpdir(), "ballast-loaded-"));
  await writeManyCompanies(first, 1000);
  copyEmbeddedDatabase(loaded);
  await loadInto(loaded, first);
}, 1_200_000);

afterAll(async () => {
  await rm(first, { recursive: true, force: true });
  await rm(loaded, { recursive: true, force: true });
});

/** Loads a folder without a kill, and answers the hash of the snapshot. */
async function loadInto(home: string, folder: string): Promise<string> {
  const database = await openDatabase({ home, databaseUrl: null });
  try {
    return (await ingest(database, { folder, home })).hash;
  } finally {
    await database.close();
  }
}

async function copyLoaded(): Promise<string> {
  const home = await makeTemporaryFolder();
  await cp(loaded, home, { recursive: true });
  return home;
}

test("an ingest that is killed at any stage leaves the snapshot that was current, and a rerun completes", async () => {
  const home = await copyLoaded();
  const before = await readState(home);
  expect(before.current).toBe(before.pointer);

  const second = await makeTemporaryFolder();
  await writeManyCompanies(second, 5000);
  for (const stage of [/Reading files: 1 of/, /Storing filings: \d+ of/, /Building columns: \d+ of/]) {
    const killed = await runCommand(second, home, stage);
    expect(killed.ended, killed.output).toBe("SIGKILL");
    const after = await readState(home);
    expect(after.current).toBe(before.current);
    expect(after.pointer).toBe(before.pointer);
  }

  const rerun = await runCommand(second, home, null);
  expect(rerun.ended, rerun.output).toBe("0");
  const after = await readState(home);
  expect(after.current).not.toBe(before.current);
  expect(after.pointer).toBe(after.current);
  expect(after.runs).toEqual(["done", "failed", "failed", "done"]);

  // The same facts without a kill in between: nothing was lost and nothing stored twice.
  expect(after.current).toBe(await loadInto(await copyLoaded(), second));
}, 1_200_000);

test("ING-11: a list that is taken back is there whole or not at all, whenever the command is killed", async () => {
  const home = await copyLoaded();
  const right = await readState(home);
  const folder = await makeTemporaryFolder();
  await writeManyCompanies(folder, 1000, "Jun 05, 2026");
  await loadInto(home, folder);
  const wrong = await readState(home);
  expect(wrong.current).not.toBe(right.current);
  expect(wrong.lists).toHaveLength(right.lists.length + 1);

  const forget = ["--forget", "2026-06-05"];
  for (const stage of [
    /This will be taken back/,
    new RegExp(`Building columns: ${companyCount}`),
    /Building columns: \d+ of/,
  ]) {
    const killed = await runIngestCommand(forget, home, stage);
    expect(killed.ended, killed.output).toBe("SIGKILL");
    expect(await readState(home)).toMatchObject({ current: wrong.current, pointer: wrong.pointer, lists: wrong.lists });
  }

  const holder = startChild("hold", home);
  await holder.readLine();
  const refused = await runIngestCommand(forget, home, null);
  expect(refused).toMatchObject({ ended: "1", output: expect.stringContaining(`in use by process ${holder.pid}`) });
  await holder.end("SIGKILL");

  const done = await runIngestCommand(forget, home, null);
  expect(done.ended, done.output).toBe("0");
  expect(await readState(home)).toMatchObject({ current: right.current, pointer: right.current });
}, 1_200_000);

/** The lines that an ingest says, from its first to its last: a step begins or goes on with each. */
const steps = [
  /Recognised/,
  /Reading files: \d+$/,
  /Reading files: 2 of/,
  /Storing prices/,
  /Storing filings: \d+$/,
  /Storing filings: \d+ of/,
  new RegExp(`Storing filings: ${companyCount} of`),
  /Building columns: \d+$/,
  /Building columns: \d+ of/,
  new RegExp(`Building columns: ${companyCount} of`),
];
const isLong = Number(process.env["BALLAST_RUNS"] ?? 1) > 1;

// On two cores the steps take minutes, so npm test tries three of them, embedded, in the first test of this file.
for (const kind of ["embedded", "PostgreSQL"] as const) {
  test.runIf(isLong && (kind === "embedded" || inject("postgresqlTemplate") !== null))(
    `an ingest that is killed in any of its steps leaves what was current, and a rerun completes (${kind})`,
    async () => {
      const home = kind === "embedded" ? makeHome() : await makeTemporaryFolder();
      const databaseUrl = kind === "embedded" ? null : await createPostgresqlDatabase();
      const folder = await makeTemporaryFolder();
      const readCurrent = async () => {
        const database = await openDatabase({ home, databaseUrl });
        const current = await findCurrentSnapshotRow(database, screenedIndex);
        await database.close();
        return current?.hash;
      };
      await writeManyCompanies(folder, 1000);
      const first = await runIngestCommand(["--from", folder], home, null, databaseUrl);
      expect(first.ended, first.output).toBe("0");
      const before = await readCurrent();
      await writeManyCompanies(folder, 5000);
      for (const step of steps) {
        // On a server a run that was killed goes on counting for two minutes, so that a retry may be refused.
        const killed = await runIngestCommand(["--from", folder], home, step, databaseUrl);
        expect(["SIGKILL", "1"], killed.output).toContain(killed.ended);
        if (killed.ended === "1") expect(killed.output).not.toContain("    at ");
        expect(await readCurrent()).toBe(before);
        if (databaseUrl !== null) await endRuns(databaseUrl, home);
      }
      const rerun = await runIngestCommand(["--from", folder], home, null, databaseUrl);
      expect(rerun.ended, rerun.output).toBe("0");
      expect(await readCurrent()).not.toBe(before);
    },
    1_200_000,
  );
}

/** What two minutes of silence do. */
async function endRuns(databaseUrl: string, home: string): Promise<void> {
  const database = await openDatabase({ home, databaseUrl });
  const ended = { status: "failed", finishedAt: new Date() } as const;
  await database.client.ingestRun.updateMany({ where: { status: "running" }, data: ended });
  await database.close();
}

test("a second process on the data folder is refused with the holder named, and changes nothing", async () => {
  const home = makeHome();
  const holder = startChild("hold", home);
  await holder.readLine();
  const refused = await runCommand(first, home, null);
  expect(refused.ended).toBe("1");
  expect(refused.output).toContain(`is in use by process ${holder.pid}`);
  expect(refused.output).not.toContain("    at ");
  await holder.end("SIGKILL");
  expect((await readState(home)).runs).toEqual([]);
});

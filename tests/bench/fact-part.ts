import "server-only";
import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Day } from "#lib/fact/filed/entry";
import { type Database, openDatabase } from "#lib/server/db/database";
import { saveCompanies } from "#lib/server/db/repository/company";
import { appendFacts, type CompanyFactEntries, openFacts } from "#lib/server/db/repository/fact";
import { getIndexSnapshot, saveIndexSnapshot } from "#lib/server/db/repository/index";
import { startRun } from "#lib/server/db/repository/ingest-run";
import { startCompanyParser } from "#lib/server/ingest/parse/company-parser";
import { readAhead } from "#lib/server/ingest/read/read-ahead";
import { filesAhead } from "#lib/server/ingest/store/store-filings";
import { readVersion } from "#lib/server/service/data/read-version";
import { buildSnapshot, screenedIndex } from "#lib/server/snapshot/build-snapshot";
import { parseCompanyFacts } from "#lib/source/company-facts";
import type { BenchPart, BenchResult, Say } from "./bench-part";
import { createRotation, type FactInput, writeFactInput } from "./fact-input";
import { formatSample, summarise, time } from "./measure";

const companyCount = 2000;
const entriesPerLot = 20_000;

const parseMsMax = 60;
const parseMegabytes = 4;
const loadSecondsMax = 60;
const coreCount = 2;
const databaseMegabytesMax = 400;
const buildSecondsMax = 3;

/** Figures: reading companyfacts, loading two thousand companies, and the columns of one day. */
export const factPart: BenchPart = {
  name: "facts",
  about: "companyfacts read, loaded into the embedded database, and turned into the columns of a day",
  async run(say) {
    const folder = await mkdtemp(join(tmpdir(), "ballast-bench-"));
    try {
      const input = await writeFactInput(join(folder, "input"), say);
      const parsed = await measureParse(input, say);
      const database = await openDatabase({ home: join(folder, "home"), databaseUrl: null });
      try {
        const loaded = await measureLoad(database, input, join(folder, "home"), say);
        return [...parsed, ...loaded, ...(await measureBuild(database, join(folder, "home"), say))];
      } finally {
        await database.close();
      }
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

function compare(name: string, rows: number, measured: number, limit: number, unit: string): BenchResult {
  const peer = `${limit} ${unit}`;
  return { name: `facts/${name}`, rows, ratio: limit / measured, goal: 1, peer, version: readVersion() };
}

/** A file of 4 MB from its bytes to entries; files of other sizes count by their size. */
async function measureParse(input: FactInput, say: Say): Promise<readonly BenchResult[]> {
  const read = createRotation(input);
  const own: number[] = [];
  const json: number[] = [];
  let figures = 0;
  const rounds = Math.min(60, input.paths.length);
  // The first files warm the engine up and do not count.
  for (let round = -10; round < rounds; round += 1) {
    const bytes = await read();
    const scale = (parseMegabytes * 1e6) / bytes.length;
    const parse = async () => {
      const { ms } = await time(() => {
        const parsed = parseCompanyFacts(bytes.toString("utf8"));
        if (!parsed.ok) throw new Error(`Impossible state: ${parsed.error.message}`);
        figures += parsed.value.entries.length;
      });
      if (round >= 0) own.push(ms * scale);
    };
    const parseJson = async () => {
      const { ms } = await time(() => JSON.parse(bytes.toString("utf8")));
      if (round >= 0) json.push(ms * scale);
    };
    // In turn the one and the other first, since the first finds the bytes cold.
    for (const step of round % 2 === 0 ? [parse, parseJson] : [parseJson, parse]) await step();
  }
  const ours = summarise(own);
  const peer = summarise(json);
  say(`Parse, for ${parseMegabytes} MB: ${formatSample(ours, "ms")}; JSON.parse alone ${formatSample(peer, "ms")}`);
  return [
    compare("parse", figures, ours.median, parseMsMax, "ms"),
    {
      name: "facts/parse",
      rows: figures,
      ratio: peer.median / ours.median,
      goal: 1 / 2,
      peer: "JSON.parse",
      version: `V8 ${process.versions.v8}`,
    },
  ];
}

/** Two thousand companies from bytes to the database, flushed to the disk. */
async function measureLoad(
  database: Database,
  input: FactInput,
  home: string,
  say: Say,
): Promise<readonly BenchResult[]> {
  const read = createRotation(input);
  const ids = await saveCompanies(
    database,
    false,
    Array.from({ length: companyCount }, (_, index) => ({
      cik: index + 1,
      name: `Company ${index + 1}`,
      sic: 3500,
      fiscalYearEnd: null,
      securities: [],
    })),
  );
  const run = await startRun(database, { kind: "folder", sample: false });
  let figures = 0;
  let newestFiled = 0;
  let storeMs = 0;
  let lot: CompanyFactEntries[] = [];
  let lotSize = 0;
  const parser = startCompanyParser();
  // As the ingest does: another thread reads the next files while this one stores.
  const parse = async (companyId: number) => parser.parse(`company ${companyId}`, await read(), undefined);
  const load = async () => {
    for await (const { item: companyId, output } of readAhead(ids, filesAhead, parse)) {
      if (!output.ok) throw new Error(`Impossible state: ${output.error}`);
      const { entries } = output.value;
      figures += entries.length;
      for (const { filed } of entries) newestFiled = Math.max(newestFiled, filed);
      lotSize += entries.length;
      lot.push({ companyId, source: "edgar", entries });
      if (lotSize < entriesPerLot && companyId !== ids.at(-1)) continue;
      const due = lot;
      storeMs += (await time(() => appendFacts(database, run.id, due))).ms;
      lot = [];
      lotSize = 0;
    }
  };
  const { ms, cpuMs } = await time(load).finally(() => parser.close());
  const megabytes = (await measureFolder(join(home, "db", "base"))) / 1e6;
  const rowMs = await measureRows(database);
  say(
    `Load of ${companyCount} companies, ${figures.toLocaleString("en-US")} figures: ${(ms / 1000).toFixed(1)} s, of which ` +
      `storing ${(storeMs / 1000).toFixed(1)} s; processor time ${(cpuMs / 1000).toFixed(1)} s; ` +
      `${((storeMs / figures) * 1000).toFixed(1)} s to store a million; ${megabytes.toFixed(0)} MB on disk`,
  );
  say(`A table with a row a figure, in the same database: ${(rowMs * 1000).toFixed(1)} s for a million`);
  await listMembers(database, run.id, ids, newestFiled);
  return [
    compare("load", companyCount, ms / 1000, loadSecondsMax, "s"),
    // What others do on the machine at the time does not count here.
    compare("load_work", companyCount, cpuMs / 1000, coreCount * loadSecondsMax, "s of processor time, two cores"),
    {
      name: "facts/store",
      rows: figures,
      ratio: rowMs / (storeMs / figures),
      // The rows are bare: no index, no filing, nothing compared with what is there.
      goal: 1 / 2,
      peer: "bare rows, same database",
      version: await readDatabaseVersion(database),
    },
    compare("size", companyCount, megabytes, databaseMegabytesMax, "MB"),
  ];
}

const peerRows = 100_000;

/** Milliseconds a figure when each is a row of a plain table, sent in statements as large as those of appendFacts. */
async function measureRows(database: Database): Promise<number> {
  await database.client.$executeRaw`create table bench_row (
    company_id int4, fact text, tag text, unit text, start_day int4, end_day int4, value float8, filing_id int4)`;
  const { ms } = await time(async () => {
    for (let from = 0; from < peerRows; from += entriesPerLot) {
      const rows = Array.from({ length: entriesPerLot }, (_, index) => from + index);
      await database.client.$executeRaw`
        insert into bench_row
        select 1, 'revenue', 'us-gaap:Revenues', 'USD', day, day + 90, value, filing
        from unnest(${`{${rows.join()}}`}::int4[], ${`{${rows.map((row) => row * 1e6 + 0.25).join()}}`}::float8[],
          ${`{${rows.join()}}`}::int4[]) as arriving(day, value, filing)`;
    }
  });
  await database.client.$executeRaw`drop table bench_row`;
  return ms / peerRows;
}

async function listMembers(database: Database, runId: number, ids: readonly number[], asOfDay: Day): Promise<void> {
  await saveIndexSnapshot(database, {
    indexId: screenedIndex,
    sample: false,
    asOfDay,
    sourceName: "bench.csv",
    runId,
    constituents: ids.map((companyId, index) => ({
      companyId,
      ticker: `T${String(index).padStart(4, "0")}`,
      nameListed: `Company ${index + 1}`,
      sector: "Industrials",
      assetClass: "Equity",
      exchange: "NYSE",
      location: "United States",
      currency: "USD",
      weight: 1 / companyCount,
      priceUsd: 10,
      marketValueUsd: null,
      quantity: null,
    })),
  });
}

/** Days before the newest filing, so that no build can take over what another one has chosen. */
const daysBack = [0, 3, 11, 40, 95];

/** Every column of every company at one day: at first from the database, then on other days from copies of the figures. */
async function measureBuild(database: Database, home: string, say: Say): Promise<readonly BenchResult[]> {
  const newest = (await getIndexSnapshot(database, { indexId: screenedIndex, sample: false }))?.asOfDay ?? 0;
  const first = await time(() => buildSnapshot(database, { sample: false, home }));
  const build: number[] = [];
  const work: number[] = [];
  for (const days of daysBack) {
    const { ms, cpuMs } = await time(() => buildSnapshot(database, { sample: false, asOf: newest - days, home }));
    build.push(ms / 1000);
    work.push(cpuMs / 1000);
  }
  const reading: number[] = [];
  for (let round = 0; round < 3; round += 1) reading.push((await time(() => readAll(database))).ms / 1000);
  const ours = summarise(build);
  const cpu = summarise(work);
  const peer = summarise(reading);
  say(
    `Columns of ${companyCount} companies at one day: ${formatSample(ours, "s", 1)}; processor time ` +
      `${formatSample(cpu, "s", 1)}; the first time, from the database, ${(first.ms / 1000).toFixed(1)} s`,
  );
  say(`Reading the figures from the database alone: ${formatSample(peer, "s", 1)}`);
  return [
    compare("columns", companyCount, ours.median, buildSecondsMax, "s"),
    // What others do on the machine at the time does not count here.
    compare("columns_work", companyCount, cpu.median, coreCount * buildSecondsMax, "s of processor time, two cores"),
    {
      name: "facts/columns",
      rows: companyCount,
      ratio: peer.median / ours.median,
      goal: 1 / 2,
      peer: "reading the figures from the database alone",
      version: readVersion(),
    },
  ];
}

const companiesPerLot = 50;

async function readAll(database: Database): Promise<number> {
  let count = 0;
  const companies = await database.client.company.findMany({ select: { id: true }, orderBy: { id: "asc" } });
  const companyIds = companies.map(({ id }) => id);
  const reader = await openFacts(database, { companyIds });
  // In small lots, so that the memory in use does not grow with the number of companies.
  for (let from = 0; from < companyIds.length; from += companiesPerLot) {
    for await (const { entries } of reader.read(companyIds.slice(from, from + companiesPerLot)))
      count += entries.length;
  }
  return count;
}

async function readDatabaseVersion(database: Database): Promise<string> {
  const [row] = await database.client.$queryRaw<{ server_version: string }[]>`show server_version`;
  return `PostgreSQL ${row?.server_version ?? "?"}`;
}

/** Bytes of all files below a folder. */
async function measureFolder(folder: string): Promise<number> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = names.filter((entry) => entry.isFile());
  const sizes = await Promise.all(files.map(async (entry) => (await stat(join(entry.parentPath, entry.name))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}

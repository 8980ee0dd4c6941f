import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { FactEntry } from "#lib/fact/filed/entry";
import type { Database } from "#lib/server/db/database";
import { saveCompanies } from "#lib/server/db/repository/company";
import { appendFacts, openFacts } from "#lib/server/db/repository/fact";
import { failRun, startRun } from "#lib/server/db/repository/ingest-run";
import { describeDatabases, makeFolder } from "../../support/database";

function makeEntry(change: Partial<FactEntry> = {}): FactEntry {
  const base = { fact: "revenue", tag: "us-gaap:Revenues", unit: "USD", start: 19_000, end: 19_090, form: "10-Q" };
  return { ...base, value: 4_376_000_000.25, accession: "0001364479-26-000011", filed: 19_120, ...change };
}

async function addCompanies(database: Database, count: number): Promise<readonly number[]> {
  const ciks = Array.from({ length: count }, (_, index) => index + 1);
  const inputs = ciks.map((cik) => ({ cik, name: `Company ${cik}`, sic: null, fiscalYearEnd: null, securities: [] }));
  return saveCompanies(database, false, inputs);
}

async function append(database: Database, companyId: number, entries: readonly FactEntry[]): Promise<number> {
  const { id: runId } = await startRun(database, { kind: "folder", sample: false });
  await appendFacts(database, runId, [{ companyId, source: "edgar", entries }]);
  await failRun(database, runId, "The test is over.");
  return runId;
}

type View = Partial<Parameters<typeof openFacts>[1]>;

async function read(database: Database, view: View = {}): Promise<ReadonlyMap<number, readonly FactEntry[]>> {
  const companies = await database.client.company.findMany({ select: { id: true }, orderBy: { id: "asc" } });
  const companyIds = companies.map(({ id }) => id);
  const found = new Map<number, readonly FactEntry[]>();
  const reader = await openFacts(database, { ...view, companyIds });
  for await (const { companyId, entries } of reader.read(companyIds)) found.set(companyId, entries);
  return found;
}

describeDatabases("copies of figures", (openFresh) => {
  /** Three companies with some figures each, of two runs. */
  async function load(): Promise<{ readonly database: Database; readonly ids: readonly number[] }> {
    const database = await openFresh();
    const ids = await addCompanies(database, 3);
    for (const id of ids) {
      await append(database, id, [makeEntry({ value: id }), makeEntry({ start: null, end: 19_100, filed: 19_300 })]);
    }
    await append(database, ids[0] ?? 0, [makeEntry({ value: 9 }), makeEntry({ fact: "cash", tag: "us-gaap:Cash" })]);
    return { database, ids };
  }

  /** Reads from the database alone and with the folder, and expects the same, figure by figure and in order. */
  async function expectSame(database: Database, historyFolder: string, view: View = {}): Promise<void> {
    expect(await read(database, { ...view, historyFolder })).toEqual(await read(database, view));
  }

  test("say what the database says, after any run and on any day", async () => {
    const { database } = await load();
    const folder = join(makeFolder(), "history");
    for (const view of [{}, { maxRunId: 1 }, { maxRunId: 3 }, { maxFiled: 19_200 }, { maxFiled: 0 }]) {
      await expectSame(database, folder, view);
    }
    expect(readdirSync(folder)).toHaveLength(3);
  });

  test("are read instead of the database while nothing has changed", async () => {
    const { database } = await load();
    const folder = makeFolder();
    const whole = await read(database, { historyFolder: folder });
    // Behind the back of the triggers, so that only the copies still have the figures.
    await database.client.$executeRaw`alter table fact_series disable trigger user`;
    await database.client.factSeries.deleteMany();
    await database.client.$executeRaw`alter table fact_series enable trigger user`;
    expect(await read(database, { historyFolder: folder })).toEqual(whole);
  });

  test("never outlive a change, whoever makes it", async () => {
    const { database, ids } = await load();
    const folder = makeFolder();
    const { client } = database;
    await expectSame(database, folder);
    await append(database, ids[1] ?? 0, [makeEntry({ value: 77 })]);
    await expectSame(database, folder);
    await client.$executeRaw`update fact_series set value = array_fill(5::float8, array[cardinality(value)])`;
    await expectSame(database, folder);
    await client.$executeRaw`update filing set filed_day = filed_day + 1`;
    await expectSame(database, folder);
    await client.factSeries.deleteMany({ where: { fact: "cash" } });
    await expectSame(database, folder);
    await client.factSeries.deleteMany({ where: { companyId: ids[2] ?? 0 } });
    await expectSame(database, folder);
    expect((await read(database, { historyFolder: folder })).size).toBe(2);
  });

  test("give way to the database where they are cut, damaged, or those of another company", async () => {
    const { database, ids } = await load();
    const folder = makeFolder();
    await read(database, { historyFolder: folder });
    const [first, second, third] = ids.map((id) => join(folder, `${id}.bin`));
    const whole = readFileSync(first ?? "");
    writeFileSync(first ?? "", whole.subarray(0, whole.length - 5));
    writeFileSync(second ?? "", whole);
    writeFileSync(third ?? "", "");
    await expectSame(database, folder);
    expect(readFileSync(first ?? "").equals(whole), "the copy is made anew").toBe(true);
    await expectSame(database, folder);
  });

  test("are left out where they cannot be written, as on a full disk", async () => {
    const { database } = await load();
    const taken = join(makeFolder(), "file");
    writeFileSync(taken, "");
    await expectSame(database, taken);
    await expectSame(database, taken);
  });

  test("of two databases that share a folder are never mixed", async () => {
    const folder = makeFolder();
    const [one, other] = [await load(), await load()];
    await append(other.database, other.ids[0] ?? 0, [makeEntry({ value: 123 })]);
    for (const { database } of [one, other, one]) await expectSame(database, folder);
  });

  test("may be written and read by several readers at once", async () => {
    const { database } = await load();
    const folder = makeFolder();
    const expected = await read(database);
    const readers = Array.from({ length: 8 }, () => read(database, { historyFolder: folder }));
    for (const found of await Promise.all(readers)) expect(found).toEqual(expected);
    expect(readdirSync(folder)).toHaveLength(3);
  });
});

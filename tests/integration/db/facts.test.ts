import { expect, test } from "vitest";
import type { FactEntry } from "#lib/fact/filed/entry";
import type { Database } from "#lib/server/db/database";
import { saveCompanies } from "#lib/server/db/repository/company";
import { appendFacts, openFacts, readStoredFacts } from "#lib/server/db/repository/fact";
import { failRun, startRun } from "#lib/server/db/repository/ingest-run";
import { describeDatabases } from "../../support/database";

function makeEntry(change: Partial<FactEntry> = {}): FactEntry {
  const base = { fact: "revenue", tag: "us-gaap:Revenues", unit: "USD", start: 19_000, end: 19_090, form: "10-Q" };
  return { ...base, value: 4_376_000_000.25, accession: "0001364479-26-000011", filed: 19_120, ...change };
}

async function addCompanies(database: Database, count: number): Promise<readonly number[]> {
  const ciks = Array.from({ length: count }, (_, index) => index + 1);
  return saveCompanies(
    database,
    false,
    ciks.map((cik) => ({ cik, name: `Company ${cik}`, sic: null, fiscalYearEnd: null, securities: [] })),
  );
}

async function beginRun(database: Database): Promise<number> {
  const { id } = await startRun(database, { kind: "folder", sample: false });
  return id;
}

async function append(
  database: Database,
  companyId: number,
  entries: readonly FactEntry[],
): Promise<{ readonly runId: number; readonly stored: number }> {
  const runId = await beginRun(database);
  const { stored } = await appendFacts(database, runId, [{ companyId, source: "edgar", entries }]);
  await failRun(database, runId, "The test is over.");
  return { runId, stored };
}

async function read(database: Database, companyId: number, maxRunId?: number): Promise<readonly FactEntry[]> {
  const view = maxRunId === undefined ? {} : { maxRunId };
  const entries = await readStoredFacts(database, companyId, view);
  return entries.map(({ fact, tag, unit, start, end, value, accession, form, filed }) => {
    return { fact, tag, unit, start, end, value, accession, form, filed };
  });
}

describeDatabases("facts", (openFresh) => {
  test("come back as they went in, to the last bit, flows and balances", async () => {
    const database = await openFresh();
    const [companyId = 0] = await addCompanies(database, 1);
    const entries = [
      makeEntry({ value: 0.1 + 0.2 }),
      makeEntry({ start: 19_091, end: 19_180, value: -1.7976931348623157e308, filed: 19_210, accession: "b" }),
      makeEntry({ start: 19_181, end: 19_270, value: 5e-324, filed: 19_300, accession: "c" }),
      makeEntry({ fact: "cash", tag: "us-gaap:Cash", start: null, value: 0 }),
      makeEntry({ fact: "eps_diluted", tag: 'odd:"quoted",{tag}\\', unit: "USD/shares", value: -0.05 }),
    ];
    expect(await append(database, companyId, entries)).toMatchObject({ stored: 5 });
    expect(await read(database, companyId)).toEqual(entries);
    expect(await read(database, companyId + 1)).toEqual([]);
  });

  test("brought again store nothing, and a later filing adds what it changes", async () => {
    const database = await openFresh();
    const [companyId = 0] = await addCompanies(database, 1);
    const first = makeEntry();
    const repeated = makeEntry({ accession: "b", filed: 19_400 });
    const restated = makeEntry({ accession: "c", filed: 19_500, value: 1 });
    expect(await append(database, companyId, [first, repeated])).toMatchObject({ stored: 1 });
    expect(await append(database, companyId, [first, repeated])).toMatchObject({ stored: 0 });
    expect(await append(database, companyId, [first, repeated, restated])).toMatchObject({ stored: 1 });
    expect(await read(database, companyId)).toEqual([first, restated]);
  });

  test("as they stood after an earlier run can be read at any time", async () => {
    const database = await openFresh();
    const [companyId = 0] = await addCompanies(database, 1);
    const first = makeEntry();
    const corrected = makeEntry({ value: 2 });
    const added = makeEntry({ fact: "net_income", tag: "us-gaap:NetIncomeLoss" });
    const { runId: one } = await append(database, companyId, [first]);
    const { runId: two } = await append(database, companyId, [corrected]);
    const { runId: three } = await append(database, companyId, [corrected, added]);
    expect(await read(database, companyId, one)).toEqual([first]);
    expect(await read(database, companyId, two)).toEqual([corrected]);
    expect(await read(database, companyId, three)).toEqual([corrected, added]);
    expect(await read(database, companyId)).toEqual([corrected, added]);
  });

  test("of a company named twice in one call are compared with its first part", async () => {
    const database = await openFresh();
    const [companyId = 0] = await addCompanies(database, 1);
    const runId = await beginRun(database);
    const part = { companyId, source: "edgar" as const, entries: [makeEntry()] };
    expect(await appendFacts(database, runId, [part, part])).toEqual({
      received: 2,
      stored: 1,
      repeated: 1,
      series: 1,
      filings: 1,
    });
  });

  test("of a company with an impossible figure are stored not at all, those before it stay", async () => {
    const database = await openFresh();
    const [good = 0, bad = 0] = await addCompanies(database, 2);
    const runId = await beginRun(database);
    await appendFacts(database, runId, [{ companyId: good, source: "csv", entries: [makeEntry()] }]);
    for (const change of [{ value: Number.NaN }, { value: Number.POSITIVE_INFINITY }, { start: 19_091 }]) {
      const entries = [makeEntry({ fact: "cash" }), makeEntry(change)];
      await expect(appendFacts(database, runId, [{ companyId: bad, source: "csv", entries }])).rejects.toThrow(
        "revenue of 0001364479-26-000011",
      );
    }
    expect(await read(database, bad)).toEqual([]);
    expect(await read(database, good)).toHaveLength(1);
    expect(await database.client.filing.count()).toBe(1);
  });

  test("stream a company at a time by id, leaving out companies without figures", async () => {
    const database = await openFresh();
    const ids = await addCompanies(database, 120);
    const runId = await beginRun(database);
    const withFacts = ids.filter((_, index) => index % 2 === 0);
    await appendFacts(
      database,
      runId,
      withFacts.map((companyId) => ({ companyId, source: "edgar", entries: [makeEntry({ value: companyId })] })),
    );
    const streamed: [number, number | undefined][] = [];
    const reader = await openFacts(database, { companyIds: ids });
    for await (const { companyId, entries } of reader.read(ids)) streamed.push([companyId, entries[0]?.value]);
    expect(streamed).toEqual(withFacts.map((id) => [id, id]));
    const some: number[] = [];
    for await (const { companyId } of reader.read(ids.slice(0, 3))) some.push(companyId);
    expect(some).toEqual([ids[0], ids[2]]);
  });

  test("stand in the view `fact` a figure a row, with filing and dates", async () => {
    const database = await openFresh();
    const [companyId = 0] = await addCompanies(database, 1);
    const { runId } = await append(database, companyId, [
      makeEntry({ value: 7 }),
      makeEntry({ fact: "cash", start: null, value: 8 }),
    ]);
    const rows = await database.client.$queryRaw`
      select fact, period_start::text, period_end::text, value, accession, form, filed::text, source_kind, run_id
      from fact where company_id = ${companyId} order by value`;
    const filing = { accession: "0001364479-26-000011", form: "10-Q", filed: "2022-05-08", source_kind: "edgar" };
    const common = { ...filing, run_id: runId, period_end: "2022-04-08" };
    expect(rows).toEqual([
      { ...common, fact: "revenue", period_start: "2022-01-08", value: 7 },
      { ...common, fact: "cash", period_start: null, value: 8 },
    ]);
  });

  test("with lists of unequal length, an unordered period or an infinite value are refused by the database", async () => {
    const database = await openFresh();
    const [companyId = 0] = await addCompanies(database, 1);
    const sound = { startDay: [1, 2], endDay: [3, 4], value: [5, 6], filingId: [7, 8] };
    const insert = (change: Partial<typeof sound>) =>
      database.client.factSeries.create({ data: { companyId, fact: "f", tag: "t", unit: "u", ...sound, ...change } });
    await expect(insert({ filingId: [7] })).rejects.toThrow("fact_series_length_check");
    await expect(insert({ startDay: [], endDay: [], value: [], filingId: [] })).rejects.toThrow("fact_series_");
    await expect(insert({ startDay: [1, 5] })).rejects.toThrow("fact_series_entries_check");
    await expect(
      database.client.$executeRaw`
        insert into fact_series (company_id, fact, tag, unit, start_day, end_day, value, filing_id)
        values (${companyId}, 'f', 't', 'u', '{1}', '{2}', '{Infinity}', '{1}')`,
    ).rejects.toThrow("fact_series_entries_check");
    await insert({});
  });
});

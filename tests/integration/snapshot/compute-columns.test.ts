import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { FactEntry } from "#lib/fact/filed/entry";
import type { Database } from "#lib/server/db/database";
import { saveCompanies } from "#lib/server/db/repository/company";
import { appendFacts } from "#lib/server/db/repository/fact";
import { startRun } from "#lib/server/db/repository/ingest-run";
import { borrowColumnThread } from "#lib/server/snapshot/column/column-thread";
import { type ColumnsRequest, listFactColumns } from "#lib/server/snapshot/column/company-columns";
import { computeColumns } from "#lib/server/snapshot/column/compute-columns";
import { makeFolder, openFreshEmbedded } from "../../support/database";

const asOf = 20_500;
const columns = ["revenue", "revenue[-1]", "revenue_q", "net_income", "total_assets", "total_debt", "equity_fy"];
const request: ColumnsRequest = { asOf, sample: false, ...listFactColumns(columns) };

/** Two years of a company, different for each; every fifth company has second-hand figures. */
function listEntries(company: number): readonly FactEntry[] {
  const form = "10-K";
  return [20_088, 20_453].flatMap((end, year) => {
    const filed = end + 40 + (company % 30);
    const tagged = (fact: string, tag: string, start: number | null, value: number): FactEntry => ({
      fact,
      tag: company % 5 === 0 ? `file:${fact}` : tag,
      unit: "USD",
      start,
      end,
      value: value * (year + 1),
      accession: company % 5 === 0 ? "file:figures.csv" : `${company}-${year}`,
      form,
      filed,
    });
    return [
      tagged("revenue", "us-gaap:Revenues", end - 364, company * 10.25),
      tagged("net_income", "us-gaap:NetIncomeLoss", end - 364, company - 20),
      tagged("total_assets", "us-gaap:Assets", null, company * 7),
      tagged("equity_reported", "us-gaap:StockholdersEquity", null, company * 3),
    ];
  });
}

async function load(count: number): Promise<{ readonly database: Database; readonly companyIds: readonly number[] }> {
  const database = await openFreshEmbedded();
  const inputs = Array.from({ length: count }, (_, index) => ({
    cik: index + 1,
    name: `Company ${index + 1}`,
    sic: null,
    fiscalYearEnd: null,
    securities: [],
  }));
  const companyIds = await saveCompanies(database, false, inputs);
  const { id: runId } = await startRun(database, { kind: "folder", sample: false });
  const companies = companyIds.map(
    (companyId, at) => ({ companyId, source: "edgar", entries: listEntries(at) }) as const,
  );
  // One without figures.
  await appendFacts(database, runId, companies.slice(1));
  return { database, companyIds };
}

type View = Parameters<typeof computeColumns>[1];

/** By company, in the order of ids: what the table would get. */
async function compute(database: Database, view: View, threadMin: number) {
  const found: (readonly [number, unknown])[] = [];
  for await (const { companyId, columns: computed } of computeColumns(database, view, request, threadMin)) {
    found.push([companyId, computed]);
  }
  return found.toSorted(([a], [b]) => a - b);
}

const never = Number.POSITIVE_INFINITY;

test("SNAP-10: whoever else has something to do on the thread waits for one company at most", async () => {
  const { database, companyIds } = await load(40);
  let computed = 0;
  let isOver = false;
  const perRound: number[] = [];
  const watch = async () => {
    while (!isOver) {
      const before = computed;
      await new Promise((resolve) => setImmediate(resolve));
      perRound.push(computed - before);
    }
  };
  const watching = watch();
  for await (const _ of computeColumns(database, { companyIds, maxFiled: asOf }, request, never)) {
    computed += 1;
    // A company that takes longer than a stretch.
    const end = performance.now() + 12;
    while (performance.now() < end);
  }
  isOver = true;
  await watching;
  expect(computed).toBe(39);
  expect(Math.max(...perRound)).toBe(1);
});

describe("columns computed in two threads", () => {
  test("are those of one thread, whether a company's copy is there, missing or damaged", async () => {
    const { database, companyIds } = await load(130);
    const historyFolder = makeFolder();
    const expected = await compute(database, { companyIds, maxFiled: asOf }, never);
    expect(expected).toHaveLength(129);
    const view = { companyIds, maxFiled: asOf, historyFolder };
    expect(await compute(database, view, 1), "no copies yet").toEqual(expected);
    expect(await compute(database, view, 1), "from copies").toEqual(expected);
    for (const [at, companyId] of companyIds.entries()) {
      const file = join(historyFolder, `${companyId}.bin`);
      if (at % 3 === 1) rmSync(file);
      if (at % 3 === 2) writeFileSync(file, "damaged");
    }
    expect(await compute(database, view, 1), "with some copies").toEqual(expected);
  });

  test("are those of one thread when the other ends half way", async () => {
    const { database, companyIds } = await load(130);
    const view = { companyIds, maxFiled: asOf, historyFolder: makeFolder() };
    const expected = await compute(database, view, never);
    const thread = borrowColumnThread();
    const outcome = thread && expect(thread.compute({ companies: [] }, request)).rejects.toThrow("was closed");
    const underWay = compute(database, view, 1);
    await Promise.all([thread?.end(), outcome]);
    expect(await underWay).toEqual(expected);
    thread?.giveBack();
    expect(await compute(database, view, 1), "with a new thread").toEqual(expected);
  });

  test("are those of one thread where the other cannot do a lot", async () => {
    const { database, companyIds } = await load(130);
    const view = { companyIds, maxFiled: asOf, historyFolder: makeFolder() };
    const expected = await compute(database, view, never);
    const thread = borrowColumnThread();
    const broken = thread?.compute({ companies: null as never, historyFolder: "" }, request);
    await (broken && expect(broken).rejects.toMatchObject({ name: "TypeError" }));
    expect(await compute(database, view, 1)).toEqual(expected);
    thread?.giveBack();
  });

  test("stop where their reader stops", async () => {
    const { database, companyIds } = await load(130);
    const view = { companyIds, maxFiled: asOf, historyFolder: makeFolder() };
    expect(await compute(database, view, never)).toHaveLength(129);
    for await (const { companyId } of computeColumns(database, view, request, 1)) {
      expect(companyIds).toContain(companyId);
      break;
    }
    expect(await compute(database, view, 1)).toHaveLength(129);
  });
});

import fc from "fast-check";
import { expect, it } from "vitest";
import { readSnapshot, type Snapshot } from "#lib/column/snapshot";
import { getMonthEnd, parseDay } from "#lib/fact/filed/day";
import type { Day, FactEntry } from "#lib/fact/filed/entry";
import type { Database } from "#lib/server/db/database";
import { saveCompanies } from "#lib/server/db/repository/company";
import { appendFacts } from "#lib/server/db/repository/fact";
import { saveIndexSnapshot } from "#lib/server/db/repository/index";
import { startRun } from "#lib/server/db/repository/ingest-run";
import { saveMonthlyPrices } from "#lib/server/db/repository/price";
import { saveRates } from "#lib/server/db/repository/rate";
import { buildSnapshot, screenedIndex } from "#lib/server/snapshot/build-snapshot";
import { getReason } from "#lib/util/missing";
import { describeDatabases, makeFolder } from "../../support/database";

const day = (text: string): Day => parseDay(text) ?? Number.NaN;

const tags = [
  ["net_income", "us-gaap:NetIncomeLoss"],
  ["revenue", "us-gaap:Revenues"],
  ["revenue", "us-gaap:RevenueFromContractWithCustomerExcludingAssessedTax"],
  ["interest_reported", "us-gaap:InterestExpense"],
  ["total_assets", "us-gaap:Assets"],
  ["equity_reported", "us-gaap:StockholdersEquity"],
  ["debt_noncurrent", "us-gaap:LongTermDebtNoncurrent"],
] as const;

const quarterEnds = ["2023-12-31", "2024-03-31", "2024-06-30", "2024-09-30", "2024-12-31", "2025-03-31", "2025-06-30"];

/** A figure of some period; filed with its report, or again (a restatement, an amendment, perhaps of the same day). */
const entryArbitrary: fc.Arbitrary<FactEntry> = fc
  .record({
    tag: fc.constantFrom(...tags),
    end: fc.constantFrom(...quarterEnds.map(day)),
    length: fc.constantFrom(91, 182, 365),
    delay: fc.constantFrom(30, 30, 30, 60, 121, 400),
    value: fc.integer({ min: -50, max: 500 }),
    isAmended: fc.boolean(),
  })
  .map(({ tag: [fact, tag], end, length, delay, value, isAmended }) => {
    const filed = end + delay;
    const isBalance = tag.endsWith("Assets") || tag.endsWith("Equity") || tag.endsWith("Noncurrent");
    const form = `${length > 300 ? "10-K" : "10-Q"}${isAmended ? "/A" : ""}`;
    const accession = `0000000001-${filed}-${isAmended ? "2" : "1"}`;
    return { fact, tag, unit: "USD", start: isBalance ? null : end - length + 1, end, value, accession, form, filed };
  });

describeDatabases("a build of a past day", (openFresh) => {
  /** Two companies, the lists of two days, and everything that is given of the first. */
  async function load(entries: readonly FactEntry[], options: { readonly upTo?: Day } = {}): Promise<Database> {
    const { upTo = Number.POSITIVE_INFINITY } = options;
    const database = await openFresh();
    const { id: runId } = await startRun(database, { kind: "folder", sample: false });
    const [first = 0, second = 0] = await saveCompanies(
      database,
      false,
      [1, 2].map((cik) => ({
        cik,
        name: `Company ${cik}`,
        sic: 3590,
        fiscalYearEnd: "1231",
        securities: [{ ticker: `C${cik}`, exchange: null }],
      })),
    );
    for (const [asOf, price] of [
      ["2025-05-13", 10],
      ["2025-11-11", 20],
    ] as const) {
      if (day(asOf) > upTo) continue;
      await saveIndexSnapshot(database, {
        indexId: screenedIndex,
        sample: false,
        asOfDay: day(asOf),
        sourceName: `IWM_${asOf}.csv`,
        runId,
        constituents: [first, second].map((companyId, index) => ({
          companyId,
          ticker: `C${index + 1}`,
          nameListed: `COMPANY ${index + 1}`,
          sector: "Industrials",
          assetClass: "Equity",
          exchange: null,
          location: null,
          currency: "USD",
          weight: 0.5,
          priceUsd: price,
          marketValueUsd: null,
          quantity: null,
        })),
      });
    }
    const { securities = [] } = (await database.client.company.findUnique({
      where: { id: first },
      select: { securities: { select: { id: true } } },
    })) ?? { securities: [] };
    const prices = ["2025-03-31", "2025-05-31", "2025-06-30", "2025-07-31"].map((text, index) => ({
      securityId: securities[0]?.id ?? 0,
      day: day(text),
      closeUsd: 100 + index,
      marketCapUsd: 1e6 + index,
    }));
    await saveMonthlyPrices(
      database,
      prices.filter((price) => price.day <= upTo),
    );
    const rates = ["2025-04-01", "2025-05-01", "2025-06-01", "2025-07-01"].map((text, index) => ({
      day: day(text),
      value: 0.04 + index / 1000,
    }));
    // A month's average is dated on its first day and known when the month is over.
    await saveRates(
      database,
      "FEDFUNDS",
      rates.filter((rate) => getMonthEnd(rate.day, 0) <= upTo),
    );
    await replaceFigures(
      database,
      entries.filter(({ filed }) => filed <= upTo),
    );
    return database;
  }

  /** Gives the first company these figures and no others. */
  async function replaceFigures(database: Database, entries: readonly FactEntry[]): Promise<void> {
    await database.client.factSeries.deleteMany();
    await database.client.filing.deleteMany();
    const { companyId, runId } = await database.client.constituent
      .findFirstOrThrow({
        where: { ticker: "C1" },
        select: { companyId: true, indexSnapshot: { select: { runId: true } } },
      })
      .then((found) => ({ companyId: found.companyId ?? 0, runId: found.indexSnapshot.runId }));
    await appendFacts(database, runId, [{ companyId, source: "edgar", entries }]);
  }

  async function build(
    database: Database,
    asOf: Day,
    home?: string,
  ): Promise<{ readonly hash: string; readonly snapshot: Snapshot }> {
    const request = { sample: false, asOf };
    const built = await buildSnapshot(database, home === undefined ? request : { ...request, home });
    const snapshot = built && (await readSnapshot(built.bytes, built.hash));
    if (!built || !snapshot?.ok) throw new Error("nothing was built");
    return { hash: built.hash, snapshot: snapshot.value };
  }

  function read({ table }: Snapshot, columnId: string, row = 0): unknown {
    const vector = table.getVector(columnId);
    if (vector?.type === "text") return vector.dictionary[vector.codes[row] ?? -1] ?? null;
    return getReason(vector?.reasons[row] ?? 0) ?? vector?.values[row];
  }

  it("has the same bytes whatever was filed, listed or priced later", async () => {
    const asOf = day("2025-06-30");
    const [whole, then] = [await load([]), await load([], { upTo: asOf })];
    const home = makeFolder();
    await fc.assert(
      fc.asyncProperty(fc.array(entryArbitrary, { maxLength: 60 }), async (entries) => {
        await replaceFigures(whole, entries);
        await replaceFigures(
          then,
          entries.filter(({ filed }) => filed <= asOf),
        );
        const expected = (await build(then, asOf)).hash;
        expect((await build(whole, asOf)).hash).toBe(expected);
        // Written by the first of the two, read by the second.
        expect((await build(whole, asOf, home)).hash, "with copies of the figures").toBe(expected);
        expect((await build(whole, asOf, home)).hash, "from copies of the figures").toBe(expected);
      }),
      { numRuns: 15 },
    );
  });

  it("does not tell whether a company files later that had filed nothing", async () => {
    const filedLater = revenue("2025-12-31", "2026-02-20", 100);
    const [whole, then] = [await load(filedLater), await load([])];
    expect((await build(whole, day("2025-06-30"))).hash).toBe((await build(then, day("2025-06-30"))).hash);
  });

  const revenue = (end: string, filed: string, value: number, form = "10-K"): FactEntry[] =>
    (["revenue", "net_income"] as const).map((fact) => ({
      fact,
      tag: fact === "revenue" ? "us-gaap:Revenues" : "us-gaap:NetIncomeLoss",
      unit: "USD",
      start: day(end) - 364,
      end: day(end),
      value,
      accession: `${form} ${filed}`,
      form,
      filed: day(filed),
    }));

  it("takes an amendment of the day itself, and none of the day after", async () => {
    const database = await load([
      ...revenue("2024-12-31", "2025-02-20", 100),
      ...revenue("2024-12-31", "2025-03-03", 97, "10-K/A"),
    ]);
    expect(read((await build(database, day("2025-03-02"))).snapshot, "revenue")).toBe(100);
    expect(read((await build(database, day("2025-03-03"))).snapshot, "revenue")).toBe(97);
  });

  it("prices with the newer of list and month-end, never with a later one, and not with an old one", async () => {
    const database = await load(revenue("2024-12-31", "2025-02-20", 100));
    const price = async (asOf: string) => read((await build(database, day(asOf))).snapshot, "price");
    expect(await price("2025-05-13"), "the list of the day").toBe(10);
    expect(await price("2025-05-30"), "the list, the month being unfinished").toBe(10);
    expect(await price("2025-06-29"), "the month-end after the list").toBe(101);
    expect(await price("2025-06-30")).toBe(102);
    expect(await price("2025-10-10"), "the newest is over 62 days old").toBe("stale");
    expect(await price("2025-11-11")).toBe(20);
    const { snapshot } = await build(database, day("2025-10-10"));
    expect(read(snapshot, "market_cap_quoted")).toBe("not_reported");
    expect(read(snapshot, "price", 1), "without month-ends").toBe("stale");
  });

  it("before the oldest list has its members, but neither its weights nor its prices", async () => {
    const database = await load(revenue("2024-12-31", "2025-02-20", 100));
    const { snapshot } = await build(database, day("2025-04-15"));
    expect(snapshot.info.sources[0]).toMatchObject({ kind: "holdings", asOf: "2025-05-13" });
    expect([0, 1].map((row) => [read(snapshot, "ticker", row), read(snapshot, "weight", row)])).toEqual([
      ["C1", "not_reported"],
      ["C2", "not_reported"],
    ]);
    expect([read(snapshot, "price"), read(snapshot, "price", 1)]).toEqual([100, "not_reported"]);
  });

  it("takes the base rate of the last month that was over", async () => {
    const database = await load(revenue("2024-12-31", "2025-02-20", 100));
    const rate = async (asOf: string) => read((await build(database, day(asOf))).snapshot, "base_rate");
    expect(await rate("2025-05-30")).toBe(0.04);
    expect(await rate("2025-05-31")).toBe(0.041);
    expect(await rate("2025-01-31"), "before the file begins: the default").toBe(0.0388);
  });

  it("says of each company without figures why there are none", async () => {
    const database = await load(revenue("2024-12-31", "2025-02-20", 100));
    const early = (await build(database, day("2025-02-19"))).snapshot;
    const late = (await build(database, day("2025-02-20"))).snapshot;
    expect([read(early, "data_gap"), read(early, "data_gap", 1)]).toEqual(["no_filings", "no_filings"]);
    expect([read(late, "data_gap"), read(late, "data_source")]).toEqual([null, "filings"]);
  });
});

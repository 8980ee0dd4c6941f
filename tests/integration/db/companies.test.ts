import { expect, test } from "vitest";
import {
  type CompanyInput,
  findCompanyByCik,
  findCompanyByTicker,
  listCompanies,
  saveCompanies,
} from "#lib/server/db/repository/company";
import {
  type ConstituentRow,
  getIndexSnapshot,
  listIndexSnapshots,
  saveIndexSnapshot,
} from "#lib/server/db/repository/index";
import { startRun } from "#lib/server/db/repository/ingest-run";
import { describeDatabases } from "../../support/database";

function makeCompany(change: Partial<CompanyInput> & { readonly tickers?: readonly string[] }): CompanyInput {
  const { tickers = ["HRI"], ...rest } = change;
  const securities = tickers.map((ticker) => ({ ticker, exchange: null }));
  return { cik: 1_364_479, name: "Herc Holdings Inc", sic: 7359, fiscalYearEnd: "1231", securities, ...rest };
}

function makeConstituent(change: Partial<ConstituentRow>): ConstituentRow {
  const place = { exchange: "NYSE", location: "United States", currency: "USD" };
  const figures = { weight: 0.0012, priceUsd: 120.5, marketValueUsd: 1e7, quantity: 83_000 };
  const names = { ticker: "HRI", nameListed: "HERC HOLDINGS INC", sector: "Industrials", assetClass: "Equity" };
  return { companyId: null, ...names, ...place, ...figures, ...change };
}

const russell = { indexId: "russell2000", sample: false };

describeDatabases("companies", (openFresh) => {
  test("are found by CIK and ticker in any case, with all their tickers", async () => {
    const database = await openFresh();
    const [id = 0] = await saveCompanies(database, false, [makeCompany({ tickers: ["HRI", "HRI-A"] })]);
    const company = await findCompanyByCik(database, false, 1_364_479);
    expect(company).toMatchObject({ id, cik: 1_364_479, name: "Herc Holdings Inc", sic: 7359, fiscalYearEnd: "1231" });
    expect(company?.securities.map(({ ticker }) => ticker)).toEqual(["HRI", "HRI-A"]);
    expect(await findCompanyByTicker(database, false, "hri-a")).toEqual(company);
    expect(await findCompanyByTicker(database, false, "HRIX")).toBeNull();
  });

  test("are brought up to date in place, and what is not known leaves the stored value", async () => {
    const database = await openFresh();
    const ids = await saveCompanies(database, false, [makeCompany({})]);
    const again = await saveCompanies(database, false, [
      makeCompany({ name: "Herc", sic: null, fiscalYearEnd: null, tickers: ["HRI", "HERC"] }),
    ]);
    expect(again).toEqual(ids);
    expect(await listCompanies(database, false)).toMatchObject([{ name: "Herc", sic: 7359, fiscalYearEnd: "1231" }]);
  });

  test("of two lines with one CIK are one, and those without a CIK are told apart by ticker", async () => {
    const database = await openFresh();
    const [a, b, c, d, e] = await saveCompanies(database, false, [
      makeCompany({ cik: 5, tickers: ["MOG-A"] }),
      makeCompany({ cik: 5, tickers: ["MOG-B"] }),
      makeCompany({ cik: null, tickers: ["XXX"] }),
      makeCompany({ cik: null, tickers: ["YYY"] }),
      makeCompany({ cik: null, tickers: ["XXX"] }),
    ]);
    expect(a).toBe(b);
    expect(c).toBe(e);
    expect(new Set([a, c, d]).size).toBe(3);
    expect(await saveCompanies(database, false, [makeCompany({ cik: null, tickers: ["YYY"] })])).toEqual([d]);
  });

  test("that get a CIK later keep their id", async () => {
    const database = await openFresh();
    const [before] = await saveCompanies(database, false, [makeCompany({ cik: null })]);
    expect(await saveCompanies(database, false, [makeCompany({ cik: 9 })])).toEqual([before]);
    expect(await findCompanyByCik(database, false, 9)).toMatchObject({ id: before });
  });

  test("of the sample never meet real ones with the same CIK and ticker", async () => {
    const database = await openFresh();
    const [sample] = await saveCompanies(database, true, [makeCompany({ name: "Invented" })]);
    const [real] = await saveCompanies(database, false, [makeCompany({})]);
    expect(sample).not.toBe(real);
    expect(await findCompanyByTicker(database, true, "HRI")).toMatchObject({ name: "Invented", sample: true });
    expect(await findCompanyByCik(database, false, 1_364_479)).toMatchObject({ name: "Herc Holdings Inc" });
  });
});

describeDatabases("index snapshots", (openFresh) => {
  test("keep every line in the order of the file, also a ticker listed twice, with what is missing as null", async () => {
    const database = await openFresh();
    const [companyId = 0] = await saveCompanies(database, false, [makeCompany({})]);
    const { id: runId } = await startRun(database, { kind: "folder", sample: false });
    const constituents = [
      makeConstituent({ companyId }),
      makeConstituent({ ticker: "ADRO", companyId: null, sector: null, priceUsd: 0, weight: null }),
      makeConstituent({ ticker: "ADRO", assetClass: null, exchange: null, location: null, currency: null }),
      makeConstituent({ ticker: "-", nameListed: 'CASH "QUOTED", {X}', quantity: null, marketValueUsd: null }),
    ];
    await saveIndexSnapshot(database, { ...russell, asOfDay: 20_578, sourceName: "IWM.csv", runId, constituents });
    const stored = await getIndexSnapshot(database, russell);
    expect(stored).toMatchObject({ asOfDay: 20_578, sourceName: "IWM.csv", constituentCount: 4 });
    expect(stored?.constituents).toEqual(constituents);
    const linked = await database.client.constituent.findMany({ where: { securityId: { not: null } } });
    expect(linked).toHaveLength(1);
  });

  test("are chosen by date, and one brought again takes the place of the first", async () => {
    const database = await openFresh();
    const { id: runId } = await startRun(database, { kind: "folder", sample: false });
    const save = (asOfDay: number, constituents: readonly ConstituentRow[]) =>
      saveIndexSnapshot(database, { ...russell, asOfDay, sourceName: "IWM.csv", runId, constituents });
    await save(100, [makeConstituent({})]);
    const id = await save(200, [makeConstituent({}), makeConstituent({ ticker: "B" })]);
    expect(await save(200, [makeConstituent({ ticker: "C" })])).toBe(id);
    expect((await getIndexSnapshot(database, russell, 199))?.asOfDay).toBe(100);
    expect(await getIndexSnapshot(database, russell, 99)).toBeNull();
    expect((await getIndexSnapshot(database, russell))?.constituents.map(({ ticker }) => ticker)).toEqual(["C"]);
    expect((await listIndexSnapshots(database, russell)).map((head) => [head.asOfDay, head.constituentCount])).toEqual([
      [200, 1],
      [100, 1],
    ]);
    expect(await getIndexSnapshot(database, { ...russell, sample: true })).toBeNull();
    expect(await getIndexSnapshot(database, { ...russell, indexId: "sp500" })).toBeNull();
  });
});

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import type { ColumnTable } from "#lib/column/table";
import { readValue } from "#lib/expr/read-value";
import { formatDay } from "#lib/fact/filed/day";
import { indexFigures } from "#lib/index/catalogue";
import { type IndexFigure, measureFigure } from "#lib/index/figure";
import type { ComparedList, FundPrices, IndexInput } from "#lib/index/input";
import { createUniverse, type Universe } from "#lib/screen/universe/universe";
import { parseHoldingsCsv } from "#lib/source/holdings-csv";
import { parsePricesCsv } from "#lib/source/prices-csv";
import { parseTickerMap } from "#lib/source/ticker-map";
import { buildIndexInput, readIsoDay } from "../../support/build-index-input";
import { expectSoundFigure } from "../../support/expect-sound-figure";
import { findRealInput, noRealInput } from "../../support/find-real-input";
import { requireValue } from "../../support/read-fixture";
import { readRealUniverse } from "../../support/real-universe";

const folder = findRealInput();
const asOf = readIsoDay("2026-05-05");

const readSource = (...path: readonly string[]) => readFile(join(folder ?? "", ...path), "utf8");

async function readFund(symbol: string): Promise<FundPrices> {
  const fileName = `${symbol}.csv`;
  const { points } = requireValue(parsePricesCsv(await readSource("prices", fileName), { fileName }));
  return {
    symbol,
    closes: points.flatMap(({ day, priceUsd }) => (day <= asOf ? [{ day, close: priceUsd }] : [])),
  };
}

async function readLarge(): Promise<ComparedList> {
  const fileName = "IVV_2024-12-06.csv";
  const map = requireValue(parseTickerMap(await readSource("companyfacts", "company_tickers_exchange.json")));
  const holdings = requireValue(parseHoldingsCsv(await readSource("holdings", fileName), { fileName }));
  return {
    asOf: holdings.asOf,
    lines: holdings.constituents.map(({ ticker, sector, weight }) => {
      const cik = map.find(ticker)?.cik;
      return { ticker, sector, weight, cik: cik === undefined ? null : String(cik).padStart(10, "0") };
    }),
  };
}

/** Figures of the filers in the folder, held against sums that are written without the language. */
describe.skipIf(folder === null)(`figures of real companies (${folder ?? noRealInput})`, () => {
  let table: ColumnTable;
  let universe: Universe;
  let byId: ReadonlyMap<string, IndexFigure>;

  beforeAll(async () => {
    table = await readRealUniverse(folder ?? "");
    const info = { asOf: formatDay(asOf), sample: false, formulaVersion: "test", sources: [], counts: {} };
    universe = createUniverse({ info, table });
    const input: IndexInput = {
      ...buildIndexInput([]),
      asOf,
      target: universe,
      prices: { index: await readFund("IWM"), large: await readFund("SPY") },
      lists: { sp500: await readLarge(), sp600: null },
    };
    byId = new Map(indexFigures.map((declaration) => [declaration.id, measureFigure(declaration, input)]));
  });

  const get = (id: string): IndexFigure => {
    const figure = byId.get(id);
    if (figure === undefined) throw new Error(`There is no figure ${id}.`);
    return figure;
  };
  const read = (id: string, row: number): number | null => {
    const value = readValue(universe.evaluator.evaluate({ kind: "name", id }), row);
    return value.type === "number" ? value.value : null;
  };
  const readText = (id: string, row: number): string | null => {
    const value = readValue(universe.evaluator.evaluate({ kind: "name", id }), row);
    return value.type === "text" ? value.value : null;
  };
  const listRows = () => Array.from({ length: universe.rowCount }, (_, row) => row);
  const isOperating = (row: number) =>
    ["other", "fee_financial", "reit", "clinical_biotech"].includes(readText("group", row) ?? "");

  it("are sound, all of them", () => {
    expect(byId.size).toBe(indexFigures.length);
    for (const figure of byId.values()) expectSoundFigure(figure);
  });

  it("count losses as a loop over the column does", () => {
    const known = listRows().flatMap((row) => read("net_income", row) ?? []);
    const { value, base } = get("loss_makers_ttm_net_income");
    expect(known.length).toBeGreaterThan(300);
    expect(base.known.count).toBe(known.length);
    expect(value).toEqual({ state: "known", value: known.filter((income) => income < 0).length / known.length });
  });

  it("add up debt, and find the fewest names with half of it", () => {
    const debts = listRows()
      .filter(isOperating)
      .flatMap((row) => read("total_debt", row) ?? [])
      .toSorted((a, b) => b - a);
    const all = debts.reduce((sum, debt) => sum + debt, 0);
    expect(get("total_debt").value).toEqual({ state: "known", value: expect.closeTo(all, 0) });
    let [sum, count] = [0, 0];
    while (sum < all / 2) sum += debts[count++] ?? 0;
    expect(get("names_owing_half").value).toEqual({ state: "known", value: count / debts.length });
  });

  it("divide interest by debt of the same companies", () => {
    let [interest, debt] = [0, 0];
    for (const row of listRows().filter(isOperating)) {
      const [paid, now, before] = [read("interest_expense", row), read("total_debt", row), read("total_debt[-1]", row)];
      const owed = now === null ? null : before === null ? now : (now + before) / 2;
      if (paid === null || owed === null || owed === 0) continue;
      interest += paid;
      debt += owed;
    }
    expect(get("interest_to_debt").value).toEqual({ state: "known", value: expect.closeTo(interest / debt, 12) });
  });

  it("place no more debt in calendar years than schedules have", () => {
    const years = ["0", "1", "2", "3"].map((ahead) => get(`debt_due_year_${ahead}`));
    const scheduled = listRows()
      .filter((row) => isOperating(row) && read("schedule_age_days", row) !== null)
      .flatMap((row) => [1, 2, 3, 4, 5].map((year) => read(`debt_due_${year}y`, row) ?? 0))
      .reduce((sum, due) => sum + due, 0);
    const low = years.reduce((sum, { value }) => {
      if (value.state === "missing") throw new Error("The year is known of some.");
      return sum + (value.state === "known" ? value.value : value.low);
    }, 0);
    expect(low).toBeGreaterThan(0);
    expect(low).toBeLessThanOrEqual(scheduled);
    expect(years[0]?.label).toBe("Debt due in 2026");
    // 31 December 2025 is 125 days before: by far the most schedules are of that day.
    const ages = listRows().flatMap((row) => read("schedule_age_days", row) ?? []);
    expect(ages.filter((age) => age === 125).length).toBeGreaterThan(ages.length / 3);
    for (const age of ages) expect(age).toBeLessThanOrEqual(380 + 200);
  });

  it("are what the closes of IWM and SPY give in a spreadsheet", () => {
    // The year to 2026-05-05 has 251 returns; computed apart from this code.
    expect(get("correlation_1y").value).toEqual({ state: "known", value: expect.closeTo(0.8337, 4) });
    expect(get("beta_1y").value).toEqual({ state: "known", value: expect.closeTo(1.3007, 4) });
    expect(get("correlation_1y").base).toMatchObject({ known: { count: 251 }, unknown: { count: 0 } });
    const yearEnds = new Map(get("correlation_1y").points.map((point) => [point.asOf, point.value]));
    expect(yearEnds.get("2011-12-30")).toBeCloseTo(0.958, 3);
    expect(yearEnds.get("2024-12-31")).toBeCloseTo(0.741, 3);
    expect(get("return_gap_1y").value).toEqual({ state: "known", value: expect.closeTo(0.1364, 4) });
    expect(get("return_gap_20y").value).toEqual({ state: "known", value: expect.closeTo(-3.1353, 4) });
  });

  it("count the two classes of Alphabet as one of the ten largest of the S&P 500", () => {
    // The ten heaviest lines have 36.07%, two of them Alphabet's; as one company it leaves a place to JPMorgan's 1.36%.
    const { value, names } = get("top_ten_weight_sp500");
    expect(names.map(({ ticker }) => ticker)).toContain("GOOGL");
    expect(names.map(({ ticker }) => ticker)).not.toContain("GOOG");
    expect(value).toEqual({ state: "known", value: expect.closeTo(0.3743, 3) });
  });
});

import { describe, expect, it, test } from "vitest";
import { createTableBuilder } from "#lib/column/builder";
import type { SnapshotInfo } from "#lib/column/snapshot-header";
import { addCustomMetrics } from "#lib/screen/run/custom-target";
import { runScreen } from "#lib/screen/run/run-screen";
import { createUniverse } from "#lib/screen/universe/universe";

const info: SnapshotInfo = { asOf: "2026-05-05", sample: true, formulaVersion: "test", sources: [], counts: {} };

function build(rows: readonly { readonly ticker: string; readonly sector: string; readonly industry: string }[]) {
  const builder = createTableBuilder(
    rows.length,
    ["ticker", "sector", "industry"].map((id) => ({ id, type: "text" }) as const),
  );
  rows.forEach(({ ticker, sector, industry }, row) => {
    builder.setText("ticker", row, ticker);
    builder.setText("sector", row, sector);
    builder.setText("industry", row, industry);
  });
  return createUniverse({ info, table: builder.build() });
}

const universe = build([
  { ticker: "AAA", sector: "Industrials", industry: "Machine tools" },
  { ticker: "BBB", sector: "Financials", industry: "State banks" },
]);

function ask(query: string, target = universe) {
  const result = runScreen(target, { query, sort: [], columns: [] }, { offset: 0, limit: 9 });
  if (result.ok) return { count: result.value.count, warnings: result.value.warnings };
  const [error] = result.error.flatMap(({ errors }) => errors);
  return {
    code: error?.code,
    message: error?.message,
    hint: error?.hint,
    place: query.slice(error?.span.start, error?.span.end),
  };
}

describe("L-27: a text that nothing knows is an error with the nearest ones", () => {
  test.each([
    ["sector = banks", "banks", "group = bank"],
    ["sector = banks", "banks", "industry = state_banks"],
    ["sector = industrial", "industrial", "industrials"],
    ["verdict = weak and not (sector in (energy, finacials))", "finacials", "financials"],
    ["'Idustrials' != sector", "'Idustrials'", "industrials"],
    ["roic > 5% rank by if(sector = tecnology, 1, 0)", "tecnology", "information_technology"],
    ["industry = 'machine tool'", "'machine tool'", "machine_tools"],
    ["exchange = nasdq", "nasdq", "nasdaq"],
  ])("%j: at %j, says %j", (query, place, hint) => {
    const answer = ask(query);
    expect(answer).toMatchObject(
      query.includes("exchange") ? { warnings: expect.anything() } : { code: "unknown_text", place },
    );
    if (!query.includes("exchange")) expect(answer.hint).toContain(hint);
  });

  it("names all where they are few and none is near", () => {
    expect(ask("sector = qqqq").hint).toBe("It is one of financials, industrials.");
  });

  it("is said of columns, sort keys and a screen's own metrics too", () => {
    const columns = runScreen(
      universe,
      { query: "", sort: [{ expression: "sector = banks", descending: false }], columns: ["if(sector = bnks, 1, 0)"] },
      { offset: 0, limit: 1 },
    );
    expect(columns.ok ? [] : columns.error.map(({ parameter }) => parameter)).toEqual(["sort", "columns"]);
    const own = addCustomMetrics(universe, [{ id: "mine", formula: "if(sector = banks, 1, 0)" }]);
    expect(own.ok ? "" : own.error[0]?.errors[0]?.message).toBe('sector is never "banks".');
  });
});

describe("L-27: a text that these data merely lack keeps nobody, with a warning", () => {
  it("where a list of the product has it", () => {
    expect(ask("sector in (utilities, industrials)")).toEqual({
      count: 1,
      warnings: ['No company of these data has the sector "utilities".'],
    });
  });

  it("where other data have it that were opened", () => {
    expect(ask("industry = shipyards").code).toBe("unknown_text");
    build([{ ticker: "CCC", sector: "Energy", industry: "Shipyards" }]);
    expect(ask("industry = shipyards")).toEqual({
      count: 0,
      warnings: ['No company of these data has the industry "shipyards".'],
    });
  });

  it("where it tells companies apart, with the nearest", () => {
    expect(ask("ticker in (AAA, AAB)")).toEqual({
      count: 1,
      warnings: ['No company of these data has the ticker "aab". Did you mean aaa?'],
    });
  });

  it("where the data have no text of the column at all", () => {
    expect(ask("exchange = qqqq")).toMatchObject({ count: 0 });
  });

  it("and stays said when only numbers of the text change", () => {
    for (const bound of [1, 2, 3, 4]) {
      expect(ask(`sector = utilities and roic > ${bound}%`).warnings).toHaveLength(1);
    }
  });
});

test("what is there is no matter how it is written", () => {
  expect(ask("sector = INDUSTRIALS and industry = machine_tools")).toEqual({ count: 1, warnings: [] });
});

import { describe, expect, it } from "vitest";
import { createEvaluator } from "#lib/expr/evaluate";
import { buildCustomScope } from "#lib/metric/custom-metric";
import { addCustomMetrics } from "#lib/screen/run/custom-target";
import { runScreen } from "#lib/screen/run/run-screen";
import { parseScreenUrl } from "#lib/screen/screen-url";
import { buildPolicyScope } from "#lib/verdict/policy/policy-scope";
import { buildScope, buildSource } from "../../support/expression-table";
import { buildRandomTarget } from "../../support/random-table";

const scope = buildPolicyScope();
const noTexts = () => undefined;

function buildTextTarget() {
  const columns = buildScope(
    ["ticker", "sector"].map((id) => ({ kind: "column", id, type: "text", label: id }) as const),
  );
  const source = buildSource(
    [
      { ticker: "AAA", sector: "Industrials" },
      { ticker: "GAP", sector: "Health Care" },
      { ticker: "EEE", sector: "Energy" },
    ],
    new Set(["ticker", "sector"]),
  );
  return { scope: columns, source, rowCount: source.rowCount, evaluator: createEvaluator(source, columns) };
}

function refuse(metrics: Readonly<Record<string, string>>): readonly (readonly [string, string | undefined])[] {
  const built = buildCustomScope(
    scope,
    Object.entries(metrics).map(([id, formula]) => ({ id, formula })),
    noTexts,
  );
  return built.ok ? [] : built.error.map(({ id, errors }) => [id, errors[0]?.message]);
}

describe("a user's metrics", () => {
  it("take the type and unit that their formulas give, in whatever order they are written", () => {
    const built = buildCustomScope(
      scope,
      [
        { id: "my_rank", formula: "rank(my_score)" },
        { id: "my_score", formula: "0.6 * pct(roic) + 0.4 * pct(fcf_yield)" },
        { id: "my_cash", formula: "cash - total_debt" },
        { id: "is_fine", formula: "my_score > 50% and verdict != weak" },
        { id: "size", formula: 'if(market_cap > 1b, "large", "small")' },
      ],
      noTexts,
    );
    if (!built.ok) throw new Error(JSON.stringify(built.error));
    expect(built.value.metrics.map(({ id, type, unit, format }) => [id, type, unit, format])).toEqual([
      ["my_rank", "number", "count", "count"],
      ["my_score", "number", "ratio", "percent"],
      ["my_cash", "number", "usd", "usd"],
      ["is_fine", "truth", null, "truth"],
      ["size", "text", null, "text"],
    ]);
    expect(built.value.metrics[1]?.label).toBe("My score");
    expect(built.value.scope.find("my_cash")).toMatchObject({ kind: "formula", unit: "usd" });
  });

  it("may not lead back to themselves, and the path is told", () => {
    expect(refuse({ a: "b + 1", b: "c * 2", c: "max(a, roic)" })).toEqual([
      ["a", "A formula may not lead back to itself: a -> b -> c -> a."],
    ]);
    expect(refuse({ x: "roic", self: "self[-1] + 1" })).toEqual([
      ["self", "A formula may not lead back to itself: self -> self."],
    ]);
  });

  it("may not take a name that exists, a word of the language, or one name twice", () => {
    expect(refuse({ roic: "1" })).toEqual([["roic", "roic is a metric or figure already."]]);
    expect(refuse({ revenue: "1" })).toEqual([["revenue", "revenue is a metric or figure already."]]);
    expect(refuse({ verdict: "1" })[0]?.[1]).toContain("already");
    expect(refuse({ pct: "1" })).toEqual([["pct", "pct is a function of the language."]]);
    expect(refuse({ and: "1" })[0]?.[1]).toContain("cannot be the name");
    expect(refuse({ "9lives": "1" })[0]?.[1]).toContain("cannot be the name");
    expect(refuse({ __proto: "1" })[0]?.[1]).toContain("cannot be the name");
    expect(refuse({ constructor: "1", tostring: "2", hasownproperty: "3" })).toEqual([]);
    const twice = buildCustomScope(
      scope,
      [
        { id: "mine", formula: "1" },
        { id: "mine", formula: "2" },
      ],
      noTexts,
    );
    expect(!twice.ok && twice.error[0]?.errors[0]?.message).toBe("mine is defined twice.");
  });

  it("may not take a word that other formulas read as a text, or they would change", () => {
    // financials decides the group, bank what applies, distress the flag; weak is a verdict.
    expect(refuse({ financials: "'energy'", bank: "roa > 1%", distress: "'grey'", weak: "'mixed'" })).toEqual([
      ["financials", "financials is a text of other formulas."],
      ["bank", "bank is a text of other formulas."],
      ["distress", "distress is a text of other formulas."],
      ["weak", "weak is a text of other formulas."],
    ]);
  });

  it("may not take a word that a text under a scenario reads as a text", () => {
    const columns = buildScope(
      [
        { kind: "column", id: "sector", type: "text", label: "Sector" },
        { kind: "column", id: "ebit", type: "number", unit: "usd", label: "EBIT", lag: "none" },
      ],
      { ebit: "if(sector = energy, ebit / 2, ebit)" },
    );
    const built = buildCustomScope(columns, [{ id: "energy", formula: "'utilities'" }], noTexts);
    expect(!built.ok && built.error[0]?.errors[0]?.message).toBe("energy is a text of other formulas.");
  });

  it("L-74: may not take a text of the data, or a query would change its meaning", () => {
    const target = buildTextTarget();
    const refuseName = (id: string) => {
      const added = addCustomMetrics(target, [{ id, formula: "'Energy'" }]);
      return added.ok ? null : added.error.map(({ parameter, subject, errors }) => [parameter, subject, errors[0]]);
    };
    expect(refuseName("industrials")).toMatchObject([
      [
        "metric",
        "industrials",
        { message: "industrials is a value of sector.", hint: expect.stringContaining("another") },
      ],
    ]);
    expect(refuseName("health_care")).toMatchObject([["metric", "health_care", {}]]);
    expect(refuseName("gap")).toMatchObject([["metric", "gap", { message: "gap is a value of ticker." }]]);
    expect(refuseName("health")).toBeNull();
    const asked = { query: "sector in (industrials)", sort: [], columns: ["ticker"] };
    const plain = runScreen(target, asked, { offset: 0, limit: 1_000 });
    const beside = addCustomMetrics(target, [{ id: "industry_group", formula: "'Energy'" }]);
    if (!plain.ok || !beside.ok) throw new Error("Both are right.");
    const ran = runScreen(beside.value, asked, { offset: 0, limit: 1_000 });
    expect(ran.ok && [...ran.value.rows]).toEqual([...plain.value.rows]);
    expect([...plain.value.rows]).toEqual([0]);
  });

  it("say what is wrong and where, once, and not again in what uses them", () => {
    const built = buildCustomScope(
      scope,
      [
        { id: "uses_it", formula: "broken * 2" },
        { id: "broken", formula: "roic + market_cap" },
        { id: "cut", formula: "roic +" },
      ],
      noTexts,
    );
    expect(!built.ok && built.error.map(({ id }) => id)).toEqual(["cut"]);
    const units = buildCustomScope(
      scope,
      [
        { id: "uses_it", formula: "broken * 2" },
        { id: "broken", formula: "roic + market_cap" },
      ],
      noTexts,
    );
    expect(!units.ok && units.error.map(({ id, errors }) => [id, errors[0]?.code])).toEqual([["broken", "wrong_unit"]]);
    expect(refuse({ typo: "roicc * 2" })[0]?.[1]).toContain("roicc");
  });

  it("work in filters, ranks, columns and in each other, as their formulas written out do", () => {
    const target = buildRandomTarget(150, 11);
    const added = addCustomMetrics(target, [
      { id: "gap", formula: "spread * 2 + pct(a)" },
      { id: "spread", formula: "a - b" },
    ]);
    if (!added.ok) throw new Error(JSON.stringify(added.error));
    const run = (on: typeof target, query: string, column: string, sort: string) => {
      const result = runScreen(
        on,
        { query, columns: [column], sort: [{ expression: sort, descending: true }] },
        { offset: 0, limit: 1_000 },
      );
      if (!result.ok) throw new Error(JSON.stringify(result.error));
      const { rows, unknown, columns } = result.value;
      return { rows: [...rows], unknown, vector: columns[0]?.vector };
    };
    expect(run(added.value, "gap > 0.2 and spread < 3", "gap / 2", "zscore(gap)")).toEqual(
      run(
        target,
        "(a - b) * 2 + pct(a) > 0.2 and a - b < 3",
        "((a - b) * 2 + pct(a)) / 2",
        "zscore((a - b) * 2 + pct(a))",
      ),
    );
    expect(addCustomMetrics(target, [])).toEqual({ ok: true, value: target });
    const wrong = addCustomMetrics(target, [{ id: "odd", formula: "a + nothing" }]);
    expect(!wrong.ok && wrong.error[0]).toMatchObject({
      parameter: "metric",
      subject: "odd",
      expression: "a + nothing",
    });
  });

  it("stand in the URL, one parameter each", () => {
    const read = parseScreenUrl(new URLSearchParams("metric=My_score: 0.5*pct(roic)&metric=b:my_score[-1]"));
    expect(read.ok && read.value.metrics).toEqual([
      { id: "my_score", formula: "0.5*pct(roic)" },
      { id: "b", formula: "my_score[-1]" },
    ]);
  });

  it.each([
    ["metric=nameonly", ['the metric "nameonly" has no formula; write name: formula.']],
    ["metric=a: roic&metric=b:", ['the metric "b" has no formula; write name: formula.']],
    ["metric=", ["a metric is empty; write name: formula."]],
    ["metric=:1", ['the formula "1" has no name; write name: formula.']],
    ["metric=\u00e9: 1", ['"\u00e9" cannot be the name of a metric']],
    ["metric=9a:1", ['"9a" cannot be the name of a metric']],
    ["metric=__proto__: 5&columns=__proto__", ['"__proto__" cannot be the name of a metric']],
    ["metric=a b&metric=c", ['"a b" has no formula', '"c" has no']],
  ])("in the URL say of %s which of them is wrong and what is expected", (text, messages) => {
    const wrong = parseScreenUrl(new URLSearchParams(text));
    expect(!wrong.ok && wrong.error).toEqual(
      messages.map((message) => ({ parameter: "metric", message: expect.stringContaining(message) })),
    );
  });

  it("in the URL say whose formula is too long", () => {
    const wrong = parseScreenUrl(new URLSearchParams({ metric: `a: ${"1".repeat(4001)}` }));
    expect(!wrong.ok && wrong.error[0]?.message).toContain('the formula of the metric "a" has more');
  });
});

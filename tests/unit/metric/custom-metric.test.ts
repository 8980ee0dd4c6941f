import { describe, expect, it } from "vitest";
import { buildCustomScope } from "@/lib/metric/custom-metric";
import { addCustomMetrics } from "@/lib/screen/custom-target";
import { runScreen } from "@/lib/screen/run-screen";
import { parseScreenUrl } from "@/lib/screen/screen-url";
import { buildPolicyScope } from "@/lib/verdict/build-policy-scope";
import { buildRandomTarget } from "../screen/random-table";

const scope = buildPolicyScope();

function refuse(metrics: Readonly<Record<string, string>>): readonly (readonly [string, string | undefined])[] {
  const built = buildCustomScope(
    scope,
    Object.entries(metrics).map(([id, formula]) => ({ id, formula })),
  );
  return built.ok ? [] : built.error.map(({ id, errors }) => [id, errors[0]?.message]);
}

describe("a user's metrics", () => {
  it("take the type and unit that their formulas give, in whatever order they are written", () => {
    const built = buildCustomScope(scope, [
      { id: "my_rank", formula: "rank(my_score)" },
      { id: "my_score", formula: "0.6 * pct(roic) + 0.4 * pct(fcf_yield)" },
      { id: "my_cash", formula: "cash - total_debt" },
      { id: "is_fine", formula: "my_score > 50% and verdict != weak" },
      { id: "size", formula: 'if(market_cap > 1b, "large", "small")' },
    ]);
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
    const twice = buildCustomScope(scope, [
      { id: "mine", formula: "1" },
      { id: "mine", formula: "2" },
    ]);
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

  it("say what is wrong and where, once, and not again in what uses them", () => {
    const built = buildCustomScope(scope, [
      { id: "uses_it", formula: "broken * 2" },
      { id: "broken", formula: "roic + market_cap" },
      { id: "cut", formula: "roic +" },
    ]);
    expect(!built.ok && built.error.map(({ id }) => id)).toEqual(["cut"]);
    const units = buildCustomScope(scope, [
      { id: "uses_it", formula: "broken * 2" },
      { id: "broken", formula: "roic + market_cap" },
    ]);
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
      const result = runScreen(on, { query, columns: [column], sort: [{ expression: sort, descending: true }] });
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
    for (const text of ["metric=nameonly", "metric=:1", "metric=9a:1", "metric=a:"]) {
      const wrong = parseScreenUrl(new URLSearchParams(text));
      expect(!wrong.ok && wrong.error[0]?.parameter).toBe("metric");
    }
  });
});

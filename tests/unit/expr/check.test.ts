import { describe, expect, test } from "vitest";
import type { Node } from "#lib/expr/ast";
import { check } from "#lib/expr/check";
import type { ExprError } from "#lib/expr/expr-error";
import { print } from "#lib/expr/print";
import type { Definition, Scope, Unit } from "#lib/expr/scope";
import { buildScope, requireChecked, requireNode } from "../../support/expression-table";

function column(id: string, unit: Unit, lag: "year" | "quarter" | "none" = "year"): Definition {
  return { kind: "column", id, type: "number", unit, label: id, lag };
}

function formula(id: string, unit: Unit, text: string): Definition {
  return { kind: "formula", id, type: "number", unit, label: id, formula: text };
}

const verdicts = ["resilient", "mixed", "weak", "not_rated"];
const definitions: readonly Definition[] = [
  column("market_cap", "usd", "none"),
  column("revenue", "usd"),
  column("net_income", "usd"),
  column("net_debt", "usd"),
  column("net_income_q", "usd", "quarter"),
  column("shares", "shares"),
  column("price", "usd_per_share", "none"),
  column("sic", "code", "none"),
  column("age", "days", "none"),
  column("runway", "months"),
  { kind: "column", id: "sector", type: "text", label: "Sector" },
  { kind: "column", id: "verdict", type: "text", label: "Verdict", values: verdicts },
  { kind: "parameter", id: "most_leverage", unit: "times", label: "Most leverage", value: 3 },
  formula("roic", "ratio", "net_income / net_debt"),
  { ...formula("net_debt_to_ebitda", "times", "net_debt / net_income"), label: "Net debt / EBITDA" },
  formula("altman_z", "score", "1.2 * net_income / net_debt"),
  { kind: "formula", id: "is_loss", type: "truth", label: "At a loss", formula: "net_income < 0" },
  { kind: "formula", id: "kind_of_size", type: "text", label: "Size", formula: 'if(revenue > $1b, "large", "small")' },
];
const scope = buildScope(definitions);

function requireErrors(text: string, within: Scope = scope): readonly ExprError[] {
  const checked = check(requireNode(text), within);
  if (checked.ok) throw new Error(`${text} was let in`);
  return checked.error;
}

describe("L-22: units", () => {
  test.each([
    ["market_cap + roic", "market_cap is in usd, roic is a ratio: they cannot be added."],
    ["market_cap - roic", "market_cap is in usd, roic is a ratio: they cannot be subtracted."],
    ["market_cap > 15%", "market_cap is in usd, 15% is a ratio: they cannot be compared."],
    [
      "market_cap > revenue * shares",
      "market_cap is in usd, revenue * shares is in usd x shares: they cannot be compared.",
    ],
    ["roic between 5% and $3m", "roic is a ratio, $3m is in usd: they cannot be compared."],
    ["roic in (5%, $3m)", "roic is a ratio, $3m is in usd: they cannot be compared."],
    ["age > runway", "age is in days, runway is in months: they cannot be compared."],
    ["price > market_cap", "price is in usd per share, market_cap is in usd: they cannot be compared."],
    ["shares > $5", "shares is in shares, $5 is in usd: they cannot be compared."],
    ["max(revenue, roic)", "revenue is in usd, roic is a ratio: they cannot be compared."],
    ["if(is_loss, revenue, roic)", "revenue is in usd, roic is a ratio: they cannot be mixed."],
    ["coalesce(revenue, roic)", "revenue is in usd, roic is a ratio: they cannot be mixed."],
    ["sic + 1", "sic is a code: it can be compared, not calculated with."],
    ["pct(sic)", "sic is a code: it can be compared, not calculated with."],
    ["exp(revenue)", "exp needs a pure number; revenue is in usd."],
  ])("%s is refused with both units named", (text, message) => {
    const [error] = requireErrors(text);
    expect(error?.message).toBe(message);
    expect(error?.code).toBe("wrong_unit");
  });

  test("the place of a mistake is the operation that mixes the units", () => {
    const text = "revenue > 3 and market_cap + roic > 5";
    const [error] = requireErrors(text);
    expect(text.slice(error?.span.start, error?.span.end)).toBe("market_cap + roic");
  });

  test("each mistake of an expression is told once", () => {
    expect(
      requireErrors("market_cap + roic > 5 and sector > 3 and nothing > 4 + nothing").map(({ code }) => code),
    ).toEqual(["wrong_unit", "wrong_type", "unknown_name", "unknown_name"]);
  });

  test.each([
    ["revenue + 5", "usd"],
    ["revenue * 2", "usd"],
    ["2 * revenue / 3", "usd"],
    ["revenue / revenue", "ratio"],
    ["revenue / shares", "usd_per_share"],
    ["price * shares", "usd"],
    ["market_cap / price", "shares"],
    ["price / (net_income / shares)", "ratio"],
    ["revenue * net_debt / revenue", "usd"],
    ["sqrt(revenue * net_debt)", "usd"],
    ["sqrt(revenue)", "any"],
    ["1 / revenue", "any"],
    ["roic + net_debt_to_ebitda", "ratio"],
    ["net_debt_to_ebitda * 2", "times"],
    ["altman_z + roic", "score"],
    ["ln(revenue)", "any"],
    ["abs(net_income)", "usd"],
    ["mean(revenue, 5)", "usd"],
    ["stdev(roic, 3)", "ratio"],
    ["growth(revenue, 3)", "ratio"],
    ["count_true(is_loss, roic > 3)", "count"],
    ["pct(market_cap)", "ratio"],
    ["rank(market_cap) by sector", "count"],
    ["zscore(market_cap)", "score"],
    ["median(market_cap, sector)", "usd"],
    ["winsor(roic)", "ratio"],
    ["if(is_loss, missing(no_debt), revenue)", "usd"],
    ["coalesce(missing(stale), revenue)", "usd"],
    ["clamp(roic, 0, 100%)", "ratio"],
    ["max(price, $5 * 2)", "usd_per_share"],
    ["3", "any"],
    ["most_leverage", "times"],
    ["age / 365", "days"],
    ["stressed(roic)", "ratio"],
  ])("%s is in %s", (text, unit) => {
    expect(requireChecked(text, scope).unit).toBe(unit);
  });

  test.each([
    "roic > 200bp",
    "net_debt_to_ebitda < 300%",
    "net_debt_to_ebitda < most_leverage",
    "altman_z > 1.81",
    "price > $5",
    "price between $1 and $5",
    "market_cap > 300000000",
    "age < 200",
    "net_income * net_income > revenue * net_debt",
    "(price > $5) is missing",
  ])("%s is let in", (text) => {
    expect(requireChecked(text, scope).type).toBe("truth");
  });
});

describe("L-20, L-23: types and names", () => {
  test.each([
    ["sector > 3", "sector is a text, 3 is a bare number: > cannot compare them."],
    ["sector > energy", 'sector is a text, "energy" is a text: > cannot compare them.'],
    ["sector = 3", "sector is a text, 3 is a bare number: = cannot compare them."],
    ["sector + 3", "+ needs numbers; sector is a text."],
    ["-sector", "A minus needs numbers; sector is a text."],
    ["revenue and is_loss", "and needs conditions; revenue is in usd."],
    ["not revenue", "not needs conditions; revenue is in usd."],
    ["is_loss + 1", "+ needs numbers; is_loss is a condition."],
    ["is_loss = is_loss", "is_loss is a condition, is_loss is a condition: they cannot be compared."],
    ["if(revenue, 1, 2)", "The condition of if needs conditions; revenue is in usd."],
    ["if(is_loss, sector, 2)", "if needs values of one type; sector is a text, 2 is a bare number."],
    ["pct(sector)", "pct needs numbers; sector is a text."],
    ["pct(roic, revenue)", "pct groups by a text; revenue is in usd."],
    ["is_loss is stale", "A condition has no reason of its own."],
    ["is_loss in (1, 2)", "in needs a number or a text; is_loss is a condition."],
    ["sector in (energy, 3)", "sector is a text, 3 is a bare number: they cannot be compared."],
    ["count_true(revenue)", "count_true needs conditions; revenue is in usd."],
  ])("%s is refused", (text, message) => {
    const [error] = requireErrors(text);
    expect(error).toMatchObject({ code: "wrong_type", message });
  });

  test.each([
    ["netdebt > 3", "Did you mean net_debt?"],
    ["net_dbet_to_ebitda < 3", "Did you mean net_debt_to_ebitda?"],
    ["net_debt_ebitda < 3", "Did you mean net_debt_to_ebitda"],
    ["NETINCOME > 3", "Did you mean net_income"],
    ["size > 3", "Did you mean kind_of_size?"],
    ["zzz > 3", 'write "zzz"'],
    ["net_debt___ebitda > 3", "Did you mean net_debt_to_ebitda"],
  ])("%s: the nearest names are offered", (text, hint) => {
    const [error] = requireErrors(text);
    expect(error?.code).toBe("unknown_name");
    expect(error?.hint).toContain(hint);
  });

  test("a name that only looks like an object's own is unknown", () => {
    for (const name of ["constructor", "__proto__", "tostring", "hasownproperty"]) {
      expect(requireErrors(`${name} > 3`)[0]?.code).toBe("unknown_name");
      expect(requireErrors(`${name}(3)`)[0]?.code).toBe("unknown_function");
    }
  });

  test("a function that does not exist gets the nearest", () => {
    expect(requireErrors("percentil(roic)")[0]).toMatchObject({ code: "unknown_function" });
    expect(requireErrors("medain(roic)")[0]?.hint).toBe("Did you mean median?");
  });

  test.each([
    ["abs()", "Write abs(x)."],
    ["abs(1, 2)", "Write abs(x)."],
    ["if(is_loss, 1)", "Write if(condition, then, else)."],
    ["if(is_loss, 1, is_loss, 2)", "Write if(condition, then, else)."],
    ["mean(revenue, 1)", "Write mean(revenue, 3)."],
    ["mean(revenue, 7)", "Write mean(revenue, 3)."],
    ["mean(revenue, 2.5)", "Write mean(revenue, 3)."],
    ["mean(revenue, roic)", "Write mean(revenue, 3)."],
    ["growth(revenue, 0)", "Write growth(revenue, 3)."],
    ["growth(revenue, 6)", "Write growth(revenue, 3)."],
  ])("%s is refused with how it is written", (text, hint) => {
    expect(requireErrors(text)[0]).toMatchObject({ code: "wrong_arguments", hint });
  });

  test("bare words beside a text become texts in the checked tree", () => {
    expect(print(requireChecked("sector in (industrials, real_estate) and energy != sector", scope).node)).toBe(
      'sector in ("industrials", "real_estate") and "energy" != sector',
    );
  });

  test("a known name beside a text is that name, and a number is not taken for a text", () => {
    expect(requireChecked("sector = kind_of_size", scope).columns).toEqual(["revenue", "sector"]);
    expect(requireErrors("sector = revenue")[0]?.hint).toBe('As a text write "revenue".');
  });

  test("L-24: a text that can never occur is refused with the nearest", () => {
    expect(requireErrors("verdict = week")[0]).toMatchObject({ code: "unknown_text", hint: "Did you mean weak?" });
    expect(requireErrors("verdict in (weak, strong)")[0]?.hint).toBe("It is one of resilient, mixed, weak, not_rated.");
    expect(requireChecked('verdict in ("Not Rated", WEAK)', scope).type).toBe("truth");
  });

  test("the spans of a built tree refer to its text", () => {
    const node: Node = {
      kind: "logic",
      operator: "and",
      operands: [
        { kind: "name", id: "is_loss" },
        {
          kind: "comparison",
          operator: ">",
          left: { kind: "name", id: "nothing" },
          right: { kind: "number", value: 3 },
        },
      ],
    };
    const checked = check(node, scope);
    const span = checked.ok ? null : checked.error[0]?.span;
    expect(print(node).slice(span?.start, span?.end)).toBe("nothing");
  });

  test("a built tree beyond the limits is refused without exhausting the stack", () => {
    let node: Node = { kind: "name", id: "revenue" };
    for (let level = 0; level < 50_000; level += 1) node = { kind: "negate", operand: node };
    const checked = check(node, scope);
    expect(checked.ok ? null : checked.error[0]?.code).toBe("too_deep");
  });
});

describe("L-25, L-26, L-42: through the formulas", () => {
  test("the base columns are found through formulas and lags", () => {
    expect(requireChecked("mean(roic, 2) > growth(net_debt_to_ebitda[-1], 2)", scope).columns).toEqual([
      "net_debt",
      "net_debt[-1]",
      "net_debt[-3]",
      "net_income",
      "net_income[-1]",
      "net_income[-3]",
    ]);
    expect(requireChecked("net_income_q[-1q] > net_income_q[-1]", scope).columns).toEqual([
      "net_income_q[-1q]",
      "net_income_q[-4q]",
    ]);
  });

  test.each([
    ["market_cap[-1] > 3", "no_history", "market_cap has no history"],
    ["sector[-1] = energy", "no_history", "sector has no history"],
    ["most_leverage[-1] > 3", "no_history", "is a parameter"],
    ["revenue[-1q] > 3", "no_history", "write revenue[-1]"],
    ["mean(revenue[-3], 5) > 3", "no_history", "revenue[-6] goes further back than 5 years"],
    ["mean(mean(mean(revenue, 3), 3), 3) > 3", "no_history", "revenue[-6]"],
    ["net_income_q[-20q] > 0 and mean(net_income_q[-19q], 2) > 0", "no_history", "further back than 20 quarters"],
  ])("%s is refused", (text, code, message) => {
    const [error] = requireErrors(text);
    expect(error?.code).toBe(code);
    expect(error?.message).toContain(message);
  });

  function buildWith(...more: readonly Definition[]): Scope {
    return buildScope([...definitions, ...more]);
  }

  test("a formula that leads back to itself is refused with the way, at the name that leads there", () => {
    const text = "revenue > 3 and a > 1";
    const within = buildWith(
      formula("a", "ratio", "b + 1"),
      formula("b", "ratio", "c[-1]"),
      formula("c", "ratio", "max(a, 2)"),
    );
    const [error] = requireErrors(text, within);
    expect(error?.message).toBe("A formula may not lead back to itself: a -> b -> c -> a.");
    expect(text.slice(error?.span.start, error?.span.end)).toBe("a");
    expect(requireErrors("c > 1", within)[0]?.message).toContain("c -> a -> b -> c");
  });

  test("a formula that is wrong is told with its id and the way to it", () => {
    const within = buildWith(
      formula("a", "ratio", "revenue + roic"),
      formula("b", "ratio", "a * 2"),
      formula("d", "ratio", "(1"),
    );
    expect(requireErrors("b > 1", within)[0]).toMatchObject({
      code: "bad_formula",
      message: "The formula of a is wrong: revenue is in usd, roic is a ratio: they cannot be added. (within b)",
    });
    expect(requireErrors("d > 1", within)[0]?.message).toContain("The formula of d is wrong: The text ends");
  });

  test("a formula must give the type and unit that it is declared with", () => {
    const asText: Definition = { kind: "formula", id: "t", type: "text", label: "t", formula: "revenue" };
    expect(requireErrors("t = x", buildWith(asText))[0]?.message).toContain("declared as a text and gives a number");
    const within = buildWith(formula("u", "usd", "revenue / net_debt"), formula("m", "months", "revenue / net_debt"));
    expect(requireErrors("u > 1", within)[0]?.message).toContain("declared in usd and gives a ratio");
    expect(requireChecked("m", within).unit).toBe("months");
  });

  test("a lag on a formula fails where a part of it has no history, and says where", () => {
    const within = buildWith(
      formula("price_to_sales", "ratio", "market_cap / revenue"),
      formula("twice", "ratio", "price_to_sales * 2"),
    );
    expect(requireErrors("twice[-1] > 3", within)[0]?.message).toBe(
      "market_cap has no history, so market_cap[-1] is not defined. (within twice -> price_to_sales)",
    );
  });

  test("texts and codes inside a lagged formula are today's", () => {
    const within = buildWith(
      formula("by_sector", "ratio", "if(sector = energy and sic > 3, net_income / revenue, 0)"),
      formula("by_size", "ratio", 'if(kind_of_size = "large", net_income / revenue, 0)'),
    );
    expect(requireChecked("by_sector[-1]", within).columns).toEqual(["net_income[-1]", "revenue[-1]", "sector", "sic"]);
    expect(requireChecked("by_size[-1]", within).columns).toEqual(["net_income[-1]", "revenue", "revenue[-1]"]);
    expect(requireChecked("kind_of_size[-1]", within).columns).toEqual(["revenue[-1]"]);
  });

  test("where a metric applies is settled by today's figures, whatever the lag", () => {
    const within = buildWith({
      ...formula("m", "ratio", "net_income / net_debt"),
      applies: "revenue > 0",
    } as Definition);
    expect(requireChecked("m[-2]", within).columns).toEqual(["net_debt[-2]", "net_income[-2]", "revenue"]);
  });

  test("a column that the data do not hold is refused, not answered as missing", () => {
    const within: Scope = { ...scope, hasColumn: (id) => id !== "net_debt[-4]" };
    expect(requireErrors("mean(roic, 5) > 3", within)[0]).toMatchObject({
      code: "no_data",
      message: "The data at hand do not hold net_debt[-4]. (within roic)",
    });
    expect(requireChecked("mean(roic, 4)", within).type).toBe("number");
  });

  test("a long chain of formulas is refused, not followed until the stack is exhausted", () => {
    const chain = Array.from({ length: 5_000 }, (_, at) =>
      formula(`f${at}`, "ratio", at === 0 ? "roic" : `f${at - 1} + 1`),
    );
    expect(requireErrors("f4999", buildWith(...chain))[0]?.code).toBe("too_deep");
    expect(requireChecked("f30", buildWith(...chain)).type).toBe("number");
  });

  test("formulas that use others twice are resolved once each", () => {
    const tower = Array.from({ length: 30 }, (_, at) =>
      formula(`f${at}`, "ratio", at === 0 ? "roic" : `f${at - 1} + f${at - 1}`),
    );
    expect(requireChecked("f29 > mean(f29, 5)", buildWith(...tower)).columns).toHaveLength(10);
  });
});

describe("L-44: the scenario", () => {
  const stressedScope = (stressed: Readonly<Record<string, string>>): Scope => buildScope(definitions, stressed);

  test("the columns of the scenario's texts are found", () => {
    expect(requireChecked("stressed(roic)", stressedScope({ net_debt: "net_debt + revenue * 2%" })).columns).toEqual([
      "net_debt",
      "net_income",
      "revenue",
    ]);
  });

  test("a scenario's text in another unit is refused", () => {
    const [error] = requireErrors("stressed(roic)", stressedScope({ net_debt: "revenue / net_debt" }));
    expect(error?.message).toContain(
      "The scenario's text for net_debt is wrong: It is declared in usd and gives a ratio.",
    );
  });

  test("a scenario's text that calls for itself under stress is a cycle", () => {
    expect(requireErrors("stressed(roic)", stressedScope({ net_debt: "stressed(net_debt) + $1" }))[0]?.code).toBe(
      "cycle",
    );
  });
});

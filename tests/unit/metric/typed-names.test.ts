import { describe, expect, it, test } from "vitest";
import { check } from "#lib/expr/check";
import { functions } from "#lib/expr/functions";
import { parse } from "#lib/expr/parse";
import { print } from "#lib/expr/print";
import { longestPhrase } from "#lib/expr/typed-names";
import { reservedWords } from "#lib/expr/words";
import { factColumns } from "#lib/fact/definition/fact-columns";
import { baseColumns } from "#lib/metric/base-columns";
import { metrics } from "#lib/metric/catalogue";
import { buildCustomScope } from "#lib/metric/custom-metric";
import { meanings, refusals } from "#lib/metric/name/meaning";
import { shortForms } from "#lib/metric/name/short-form";
import { isTypeable } from "#lib/metric/name/typed-names";
import { getUsualPlace, isIngredient } from "#lib/metric/name/usual";
import { buildPolicyScope } from "#lib/verdict/policy/policy-scope";

const scope = buildPolicyScope();
const names = scope.typedNames?.() ?? null;
if (names === null) throw new Error("The scope has no typed names.");
const phrases = names.list();
const functionNames: ReadonlySet<string> = new Set(functions.map(({ name }) => name));

function read(text: string): string {
  const parsed = parse(text, names);
  return parsed.ok ? print(parsed.value) : (parsed.error[0]?.message ?? "");
}

describe("L-13: every label is read as its metric", () => {
  const labelled = [...baseColumns, ...factColumns, ...metrics].filter(({ label }) => isTypeable(label));

  it("reads all but the few that would begin a text", () => {
    const others = [...baseColumns, ...factColumns, ...metrics].filter(({ label }) => !isTypeable(label));
    expect(others.map(({ id }) => id)).toEqual(["altman_z_prime", "altman_z_double_prime"]);
  });

  test.each(labelled.map(({ label, id }) => [label, id] as const))("%j is %s", (label, id) => {
    expect(read(label)).toBe(id);
    expect(read(`${label.toUpperCase()} is known`)).toBe(`${id} is known`);
  });
});

describe("the closed list of short forms", () => {
  test("names ids that there are", () => {
    const ids = [...Object.keys(shortForms), ...Object.values(meanings).flat()];
    expect(ids.filter((id) => scope.find(id) === undefined)).toEqual([]);
    // A place that nobody has, or an ingredient fewer, is an id that was renamed or taken away.
    const places = scope.ids().map(getUsualPlace);
    const behindAll = getUsualPlace("no such name");
    expect(new Set(places)).toEqual(new Set(Array.from({ length: behindAll + 1 }, (_, place) => place)));
    expect(scope.ids().filter(isIngredient)).toHaveLength(37);
  });

  test("has no phrase that means something without the list", () => {
    const meaningful = phrases.filter(({ text, id }) => {
      const parsed = parse(text);
      if (!parsed.ok) return false;
      const checked = check(parsed.value, scope);
      return checked.ok && print(parsed.value) !== id;
    });
    expect(meaningful).toEqual([]);
  });

  test("has no phrase that begins or ends as the language goes on by itself", () => {
    const words = phrases.map(({ text }) => text.toLowerCase().match(/[a-z_][a-z0-9_]*/g) ?? []);
    expect(words.filter(([first]) => first === undefined || reservedWords.has(first))).toEqual([]);
    expect(words.filter((parts) => parts.length === 1 && functionNames.has(parts[0] ?? ""))).toEqual([]);
    expect(words.filter((parts) => reservedWords.has(parts.at(-1) ?? ""))).toEqual([]);
    expect(words.filter((parts) => parts.length > longestPhrase)).toEqual([]);
  });

  test("has none that a text of the built-in columns would be taken for", () => {
    const texts = scope.ids().flatMap((id) => {
      const definition = scope.find(id);
      return definition && "values" in definition ? (definition.values ?? []) : [];
    });
    const usual = baseColumns.flatMap((column) => (column.type === "text" ? (column.usual ?? []) : []));
    const taken = new Set([...texts, ...usual].map((text) => text.toLowerCase()));
    expect(phrases.filter(({ text }) => taken.has(text.toLowerCase()))).toEqual([]);
  });

  test.each([
    ["P/E", "pe"],
    ["P/B", "pb"],
    ["EV/EBITDA", "ev_to_ebitda"],
    ["net income", "net_income"],
    ["market cap", "market_cap"],
    ["debt / equity", "debt_to_equity"],
    ["free cash flow", "fcf"],
    ["interest cover", "interest_cover"],
    ["interest coverage", "interest_cover"],
    ["cash burn", "annual_burn"],
    ["capex", "capital_expenditure"],
    ["sales", "revenue"],
    ["net debt / ebitda", "net_debt_to_ebitda"],
    ["net debt to ebitda", "net_debt_to_ebitda"],
    ["revenue growth 1y", "revenue_growth_1y"],
    ["SG&A", "sga_expense"],
    ["z-score", "altman_z"],
    ["total debt / equity", "debt_to_equity"],
    ["price / book", "pb"],
    ["price to earnings", "pe"],
    ["net income, fiscal year", "net_income_fy"],
    ["net income fiscal year", "net_income_fy"],
    ["net income quarter", "net_income_q"],
    ["rate headroom", "rate_headroom"],
  ])("%j is %s", (text, id) => {
    expect(read(text)).toBe(id);
  });
});

test("L-15: a short form that may be a text is no name there, and the error says which name it is", () => {
  const parsed = parse("if(roic > 0, nii, 1) > 0", names);
  const checked = parsed.ok ? check(parsed.value, scope) : parsed;
  expect(checked.ok ? "" : checked.error[0]?.hint).toBe("Did you mean net_interest_income?");
});

describe("L-75: metrics of a screen's own", () => {
  const build = (metrics: readonly { id: string; formula: string }[]) =>
    buildCustomScope(scope, metrics, (id) => (id === "sector" ? ["Energy", "Utilities"] : undefined));

  it("are written with typed names and kept with ids", () => {
    const built = build([
      { id: "burden", formula: "debt / equity + net debt / ebitda" },
      { id: "twice", formula: "2 * burden" },
    ]);
    if (!built.ok) throw new Error(built.error[0]?.errors[0]?.message);
    expect(built.value.metrics.map(({ formula }) => formula)).toEqual([
      "debt_to_equity + net_debt_to_ebitda",
      "2 * burden",
    ]);
    expect(built.value.metrics[0]?.description).toBe("debt / equity + net debt / ebitda");
  });

  it("win over a short form of the same name, also in one another's formulas", () => {
    const built = build([
      { id: "debt", formula: "total_debt - cash" },
      { id: "half", formula: "debt / equity" },
    ]);
    if (!built.ok) throw new Error(built.error[0]?.errors[0]?.message);
    const parsed = parse("debt / equity < 1 and net income > 0", built.value.scope.typedNames?.());
    expect(parsed.ok && print(parsed.value)).toBe("debt / equity < 1 and net_income > 0");
    expect(built.value.metrics[1]?.formula).toBe("debt / equity");
  });

  it("cannot have the name of an amount", () => {
    const built = build([{ id: "million", formula: "roic" }]);
    expect(built.ok ? "" : built.error[0]?.errors[0]?.message).toContain('"5 million"');
  });

  it("say where a formula is wrong, in the text that was typed", () => {
    const formula = "net income + eqity";
    const built = build([{ id: "mine", formula }]);
    const error = built.ok ? undefined : built.error[0]?.errors[0];
    expect(formula.slice(error?.span.start, error?.span.end)).toBe("eqity");
  });

  it("are refused where they are too long once they are written with ids", () => {
    const write = (tabs: number) => `if(name = "${"\t".repeat(tabs)}", nii + 0, 1)`;
    expect(build([{ id: "short", formula: write(1_900) }]).ok).toBe(true);
    const built = build([{ id: "long", formula: write(3_900) }]);
    expect(built.ok ? "" : built.error[0]?.errors[0]?.message).toMatch(/With the ids .* characters long/);
  });
});

describe("L-16: what is the opposite of a name, or no name at all, is refused", () => {
  test.each([
    ["net loss > 10 million", "net_income < -10m"],
    ["roic > 5% and net losses > 0", "net_income < 0"],
    ["net_loss > 10m", "net_income < 0"],
    ["loss > 10m", "net_income < 0"],
    ["Operating Loss > 5m", "operating_income < 0"],
    ["cash outflow > 5m", "operating_cash_flow < 0"],
    ["debt-free > 0", "total_debt = 0"],
    ["tier 1 ratio > 10%", "cet1_ratio"],
    ["P/S < 2", "market_cap / revenue"],
    ["price / sales < 2", "market_cap / revenue"],
    ["payout ratio < 50%", "dividends_paid / net_income"],
  ])("%j", (text, hint) => {
    const parsed = parse(text, names);
    const checked = parsed.ok ? check(parsed.value, scope) : parsed;
    expect(checked.ok ? "" : checked.error[0]?.hint).toContain(hint);
    expect(checked.ok ? [] : checked.error.map(({ code }) => code)).toContain("unknown_name");
  });

  test("names in the hints are names, and no phrase is also a short form", () => {
    const words = Object.values(refusals).flatMap((hint) => hint.match(/[a-z]+_[a-z_0-9]+/g) ?? []);
    expect(words.filter((id) => scope.find(id) === undefined)).toEqual([]);
    expect(phrases.filter(({ text }) => Object.hasOwn(refusals, text.toLowerCase()))).toEqual([]);
  });
});

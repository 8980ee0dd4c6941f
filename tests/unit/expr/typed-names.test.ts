import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { check } from "#lib/expr/check";
import { stripSpans } from "#lib/expr/children";
import { parse, parseQuery } from "#lib/expr/parse";
import { print } from "#lib/expr/print";
import type { Definition, Scope } from "#lib/expr/scope";
import { TypedNames } from "#lib/expr/typed-names";
import { anyTree } from "../../support/arbitrary-node";
import { buildScope } from "../../support/expression-table";

const number = (id: string, label: string): Definition => ({
  kind: "column",
  id,
  type: "number",
  unit: "usd",
  label,
  lag: "year",
});

const names = TypedNames.build(
  [
    ["Net income", "net_income"],
    ["net income growth (1 year)", "net_income_growth_1y"],
    ["P/E", "pe"],
    ["Debt", "total_debt"],
    ["Debt / equity", "debt_to_equity"],
    ["Net debt / EBITDA", "net_debt_to_ebitda"],
    ["EV / EBITDA", "ev_to_ebitda"],
    ["R&D / revenue", "rd_to_revenue"],
    ["Floating-rate share", "floating_share"],
    ["Debt due in 12 months", "due_12m"],
    ["Research and development", "rd_expense"],
  ],
  new Map([["leverage", ["net_debt_to_ebitda", "debt_to_equity"]]]),
);

function read(text: string, list: TypedNames | null = names): string {
  const parsed = parse(text, list);
  return parsed.ok ? print(parsed.value) : `${parsed.error[0]?.code}: ${parsed.error[0]?.hint ?? ""}`;
}

describe("L-13: the longest phrase of the list is read as its name", () => {
  test.each([
    ["P/E < 15", "pe < 15"],
    ["p / e < 15", "pe < 15"],
    ["net income > 0", "net_income > 0"],
    ["Net\n  Income[-1] > 0", "net_income[-1] > 0"],
    ["net income growth (1 year) > 5%", "net_income_growth_1y > 5%"],
    ["debt / equity < 1", "debt_to_equity < 1"],
    ["debt > $5m", "total_debt > $5m"],
    ["-debt / equity * 2", "-debt_to_equity * 2"],
    ["net debt/ebitda < 3 and ev/ebitda<10", "net_debt_to_ebitda < 3 and ev_to_ebitda < 10"],
    ["floating-rate share > 50%", "floating_share > 50%"],
    ["R&D / revenue > 5%", "rd_to_revenue > 5%"],
    ["debt due in 12 months > 0", "due_12m > 0"],
    ["research and development > 0 and debt = 0", "rd_expense > 0 and total_debt = 0"],
    ["pct(net debt / ebitda by sector) < 0.5", "pct(net_debt_to_ebitda, sector) < 0.5"],
    ["net income between debt and 2 * debt", "net_income between total_debt and 2 * total_debt"],
    ["if(debt > 0, net income, 0) > 1", "if(total_debt > 0, net_income, 0) > 1"],
    ["net income is known", "net_income is known"],
    ["net income -- as reported\n > 0", "net_income > 0"],
  ])("%j is %j", (text, printed) => {
    expect(read(text)).toBe(printed);
  });

  test("in a query and in the score behind it, where a number before a phrase is its weight", () => {
    const parsed = parseQuery("net income > 0 rank by 0.6 pct(P/E) - 0.4 debt / equity", names);
    if (!parsed.ok) throw new Error(parsed.error[0]?.message);
    const { filter, rank, filterText } = parsed.value;
    expect([filter && print(filter), rank && print(rank), filterText]).toEqual([
      "net_income > 0",
      "0.6 * pct(pe) - 0.4 * debt_to_equity",
      "net income > 0",
    ]);
  });

  test("without a list only ids are names", () => {
    expect(read("net income > 0", null)).toContain("unexpected");
    expect(read("p/e", null)).toBe("p / e");
  });
});

describe("L-14: nowhere else", () => {
  test.each([
    ["net_debt / ebitda < 3", "a division of two ids stays one", "net_debt / ebitda < 3"],
    ["ebit / debt / equity", "behind a division sign no phrase with a sign is read", "ebit / total_debt / equity"],
    ["ebit / net income", "but one without", "ebit / net_income"],
    ["ebit / (debt / equity)", "and brackets make it an operand", "ebit / debt_to_equity"],
    ["'net income' = name", "quotes make a text", '"net income" = name'],
    ["debt(1)", "what is called is a function", "debt(1)"],
  ])("%j: %s", (text, _why, printed) => {
    expect(read(text)).toBe(printed);
  });
});

describe("L-15: a bare word that may be a text is none of the list", () => {
  test.each([
    ["sector in (debt, energy)", "sector in (debt, energy)"],
    ["sector = debt", "sector = debt"],
    ["sector != debt and debt > 0", "sector != debt and total_debt > 0"],
    ["if(ebit > 0, debt, energy) = energy", "if(ebit > 0, debt, energy) = energy"],
    ["coalesce(industry, debt) = debt", "coalesce(industry, debt) = debt"],
    ["ebit = debt + 1", "ebit = total_debt + 1"],
    ["ebit = net income", "ebit = net_income"],
    ["ebit in (1, (debt))", "ebit in (1, total_debt)"],
    ["max(debt, 1) in (2)", "max(total_debt, 1) in (2)"],
  ])("%j is %j", (text, printed) => {
    expect(read(text)).toBe(printed);
  });
});

describe("L-75: a name of the screen's own wins", () => {
  const own = names.without(new Set(["debt", "p", "e"]));
  test.each([
    ["debt / equity", "debt / equity"],
    ["debt > 1", "debt > 1"],
    ["p/e", "p / e"],
    ["net debt / ebitda", "net_debt_to_ebitda"],
    ["net income", "net_income"],
  ])("%j is %j", (text, printed) => {
    expect(read(text, own)).toBe(printed);
  });
});

describe("places and hints", () => {
  const scope: Scope = {
    ...buildScope([
      number("net_income", "Net income"),
      number("equity", "Equity"),
      number("net_debt_to_ebitda", "Net debt / EBITDA"),
      { kind: "column", id: "sector", type: "text", label: "Sector" },
    ]),
    typedNames: () => names,
  };
  const findError = (text: string) => {
    const parsed = parse(text, names);
    const checked = parsed.ok ? check(parsed.value, scope) : parsed;
    if (checked.ok) throw new Error(`${text} was read`);
    const [error] = checked.error;
    return { place: text.slice(error?.span.start, error?.span.end), hint: error?.hint ?? "", code: error?.code };
  };

  it.each([
    ["sector > Net  income", "sector > Net  income", ""],
    ["net income > 0 and eqity > 0", "eqity", "equity"],
    ["net income > 0 and net income in (sector)", "sector", ""],
    ["net incme > 0", "incme", "net_income"],
    ["leverage < 3", "leverage", "net_debt_to_ebitda"],
    ["net income > 0 & equity > 0", "&", "Write and instead"],
  ])("%j: at %j", (text, place, hint) => {
    const error = findError(text);
    expect(error.place).toBe(place);
    expect(error.hint).toContain(hint);
  });
});

describe("L-11 with a list", () => {
  it("reads what was printed as the same tree, whatever the list", () => {
    fc.assert(
      fc.property(anyTree, (tree) => {
        const plain = parse(print(tree));
        const ids = listIds(tree);
        const typed = parse(print(tree), names.without(ids));
        if (!plain.ok) return;
        expect(typed.ok && stripSpans(typed.value)).toEqual(stripSpans(plain.value));
      }),
    );
  });

  it("answers any text with a tree or an error in its place, and never throws", () => {
    const piece = fc.constantFrom(
      "net",
      "income",
      "debt",
      "/",
      "equity",
      "R&D",
      "p",
      "e",
      "(",
      ")",
      "[-1]",
      ">",
      "5 million",
      "in",
      "=",
      "rank by",
      "'",
      "&",
      ",",
      "1y",
      "--",
      "\n",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join(" ");
        const parsed = parseQuery(text, names);
        if (parsed.ok) return;
        for (const { span } of parsed.error) {
          expect(span.start).toBeGreaterThanOrEqual(0);
          expect(span.end).toBeLessThanOrEqual(text.length);
        }
      }),
    );
  });
});

function listIds(tree: unknown): ReadonlySet<string> {
  return new Set([...JSON.stringify(tree).matchAll(/"id":"([^"]+)"/g)].map(([, id]) => id as string));
}

test("one phrase for two names is refused", () => {
  expect(() =>
    TypedNames.build([
      ["Debt", "a"],
      ["debt", "b"],
    ]),
  ).toThrow("would mean a and b");
});

describe("L-1: amounts in words", () => {
  test.each([
    ["5 million", 5e6],
    ["5million", 5e6],
    ["$5 million", 5e6],
    ["1.1 billion", 1.1e9],
    ["1bn", 1e9],
    ["$1.5 bn", 1.5e9],
    ["5 m", 5e6],
    ["5 mn", 5e6],
    ["5 k", 5e3],
    ["2 thousand", 2e3],
    ["-3 b", -3e9],
    ["2 trillion", 2e12],
  ])("%j is %d", (text, value) => {
    const parsed = parse(`a > ${text}`);
    if (!parsed.ok || parsed.value.kind !== "comparison") throw new Error(`${text} was not read`);
    expect(parsed.value.right).toMatchObject({ kind: "number", value });
    const { span } = parsed.value.right;
    expect(`a > ${text}`.slice(span?.start, span?.end)).toBe(text);
  });

  test("behind a weight of a score a letter is a name", () => {
    const parsed = parseQuery("rank by 0.5 b + 0.5 m");
    expect(parsed.ok && parsed.value.rank && print(parsed.value.rank)).toBe("0.5 * b + 0.5 * m");
  });
});

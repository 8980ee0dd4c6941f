import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { getChildren } from "#lib/expr/children";
import { parseQuery } from "#lib/expr/parse";
import { NumberTemplate } from "#lib/screen/run/number-template";
import { listConditions, type NumberNode, readRangeCondition } from "#lib/screen/run/range-condition";
import { readWeightedSum } from "#lib/screen/run/weighted-sum";

/** The numbers of a query that may be others; null for a text that cannot be read. */
function listNumbers(query: string): readonly NumberNode[] | null {
  const parsed = parseQuery(query);
  if (!parsed.ok) return null;
  const { filter, rank } = parsed.value;
  const bounds = listConditions(filter).flatMap((node) => readRangeCondition(node)?.bounds ?? []);
  const terms = rank === null ? [] : (readWeightedSum(rank) ?? []);
  return [...bounds, ...terms.flatMap(({ literal }) => literal ?? [])];
}

function open(query: string): NumberTemplate | null {
  return NumberTemplate.open(query, listNumbers(query) ?? []);
}

/** The query with its spans and the values of these numbers left out: what must be the same in a text that is followed. */
function outline(query: string): string | null {
  const numbers = new Set<unknown>(listNumbers(query) ?? []);
  const parsed = parseQuery(query);
  if (!parsed.ok) return null;
  type Node = NonNullable<typeof parsed.value.filter>;
  const strip = (node: Node): unknown => {
    const { span: _span, ...rest } = node;
    const own = Object.fromEntries(Object.entries(rest).filter(([, value]) => typeof value !== "object"));
    const isLiteral =
      node.kind === "number" && [...numbers].some((other) => JSON.stringify(other) === JSON.stringify(node));
    return [isLiteral ? { ...own, value: "any" } : own, "lag" in node ? node.lag : null, getChildren(node).map(strip)];
  };
  return JSON.stringify([parsed.value.filter, parsed.value.rank].map((node) => node && strip(node)));
}

const number = fc.oneof(
  fc.constantFrom(
    "0",
    "-0",
    "1",
    "-1",
    "3.5",
    ".5",
    "-.25",
    "00012",
    "9007199254740993",
    "0.1",
    "1.",
    "1.2.3",
    "5e3",
    "-",
    "",
  ),
  fc.integer({ min: -1_000_000, max: 1_000_000 }).map((thousandth) => String(thousandth / 1000)),
);
const mark = fc.constantFrom("", "", "", "%", "bp", "x", "m", " %", "$", "bn", " million", " m", "billion");

describe("a text with other numbers", () => {
  it("is read as the parser reads it, or not at all", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(
          ["a > ", " and b between ", " and ", " and sector = energy"],
          ["a>", " and 2 < b and c/d <= ", " or a = 3 and b > "],
          ["a > ", " and b > mean(c, 2) and d >=", " rank by ", " pct(a) - ", " * pct(b)"],
          ["a -", " > ", " and (b < ", ")"],
          ["rank by ", "*a + b * ", " - c"],
          ["a <", "and b >"],
          ["rank by a -", " * b"],
          ["-", " < a -- ", "\n and b > "],
        ),
        fc.array(fc.tuple(number, mark), { minLength: 5, maxLength: 5 }),
        fc.array(fc.tuple(number, mark), { minLength: 5, maxLength: 5 }),
        (pieces, first, second) => {
          const write = (numbers: readonly (readonly [string, string])[]) =>
            pieces
              .map((piece, at) => {
                const [digits, sign] = numbers[at] as readonly [string, string];
                const isLast = at === pieces.length - 1 && !/[><=-]\s*$/.test(piece);
                return piece + (isLast ? "" : sign === "$" ? `$${digits}` : digits + sign);
              })
              .join("");
          const [before, after] = [write(first), write(second)];
          const own = listNumbers(before);
          const template = own === null ? null : NumberTemplate.open(before, own);
          if (template === null) return;
          expect([...(template.read(before) ?? [])]).toEqual(own?.map(({ value }) => value));
          const read = template.read(after);
          if (read === null) return;
          expect([...read]).toEqual(listNumbers(after)?.map(({ value }) => value));
          expect(outline(after)).toBe(outline(before));
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it("is followed for the usual ways to write numbers", () => {
    const template = open(
      "a > 12.5% and b between -1 and 2x and c < $300m and d >= .5 rank by 0.4 pct(a) - 0.6 * pct(b)",
    );
    const text = "a > 7.25% and b between 3 and -0.5x and c < $1.5m and d >= 2 rank by -1 pct(a) - 25 * pct(b)";
    expect([...(template?.read(text) ?? [])]).toEqual([0.0725, 3, -0.5, 1_500_000, 2, -1, 25]);
  });

  it("is followed for amounts in words", () => {
    const template = open("a > $5 million and b between 1 bn and 2 billion and c < 3 k");
    const text = "a > $7.5 million and b between 0.5 bn and 3 billion and c < 12 k";
    expect([...(template?.read(text) ?? [])]).toEqual([7.5e6, 0.5e9, 3e9, 12e3]);
  });

  it.each([
    ["a > 1 million", "a > 1 billion"],
    ["a > 1", "a > 1 million"],
    ["a > 1", "a > 1%"],
    ["a > 1", "b > 1"],
    ["a > 1", "a > 1 and b > 1"],
    ["a > 1", "a > 1e3"],
    ["a > 1", "a >= 1"],
    ["a - 1 > 2", "a - 3 > 2"],
    ["a > 1 or b > 2", "a > 1 or b > 3"],
    ["a -1 > 2 and -1 < b", "a -1 > 2 and --1 < b"],
    ["growth(a, 2) > 1", "growth(a, 3) > 1"],
    ["a > 1", `a > ${"1".repeat(400)}`],
    ["a > 1", `a > ${"1".repeat(5_000)}`],
    ["a > 1", "a > 1 "],
    ["rank by a -0.5 * b", "rank by a --0.5 * b"],
    ["a > $5", "a > $-5"],
  ])("%s is another text than %s", (before, after) => {
    expect(open(before)?.read(after) ?? null).toBeNull();
  });

  it("is not followed where a number could go on with what stands before it", () => {
    expect(open("a between-5 and 3")).toBeNull();
    expect(open("a > (3)")).toBeNull();
    expect(open("a > -$3")).toBeNull();
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Node } from "#lib/expr/ast";
import { parse } from "#lib/expr/parse";
import { print } from "#lib/expr/print";
import {
  type Clause,
  type ClauseContext,
  type RangeClause,
  readClauses,
  replaceClause,
  writeClause,
} from "#lib/workbench/filter/clause";

const numbers = new Set(["interest_cover", "roic", "net_income", "net_debt", "ebitda"]);
const texts = new Set(["sector", "verdict"]);
const context: ClauseContext = {
  isNumber: (node) => (node.kind === "name" ? numbers.has(node.id) : node.kind === "arithmetic"),
  isKnownName: (id) => numbers.has(id) || texts.has(id),
};

function read(query: string): Node {
  const parsed = parse(query);
  if (!parsed.ok) throw new Error(parsed.error[0]?.message);
  return parsed.value;
}

function kinds(query: string): string[] {
  return readClauses(read(query), context).map((clause) => clause.kind);
}

function getRange(query: string): RangeClause {
  const [clause] = readClauses(read(query), context);
  if (clause?.kind !== "range") throw new Error("not a range");
  return clause;
}

describe("readClauses", () => {
  it("reads a comparison of a number with a literal as a range", () => {
    const { low, high } = getRange("interest_cover >= 3x");
    expect(low).toEqual({ value: 3, isInclusive: true, mark: "times" });
    expect(high).toBeNull();
  });

  it("reads a comparison that is written the other way round", () => {
    expect(getRange("3 > interest_cover").high).toEqual({ value: 3, isInclusive: false });
  });

  it("reads the two bounds of one subject as one range", () => {
    const clauses = readClauses(read("roic > 5% and sector = energy and roic < 20%"), context);
    expect(clauses.map((clause) => [clause.kind, clause.operands])).toEqual([
      ["range", [0, 2]],
      ["choice", [1]],
    ]);
  });

  it("keeps two lower bounds of one subject apart, since one range cannot say both", () => {
    expect(kinds("roic > 5% and roic > 7%")).toEqual(["range", "range"]);
  });

  it("reads a calculated number as a range", () => {
    expect(print(getRange("net_debt / ebitda < 3").subject)).toBe("net_debt / ebitda");
  });

  it("reads bare words and quoted texts as choices, and their negation", () => {
    expect(readClauses(read('sector in (energy, "Health Care")'), context)[0]).toMatchObject({
      kind: "choice",
      options: ["energy", "Health Care"],
      isExcluding: false,
    });
    expect(readClauses(read("not verdict = weak"), context)[0]).toMatchObject({ options: ["weak"], isExcluding: true });
  });

  it("leaves what is not a simple comparison as text", () => {
    expect(kinds("roic > 5% or net_income > 0")).toEqual(["text"]);
    expect(kinds("roic > roic[-1] and interest_cover > 3")).toEqual(["text", "range"]);
    expect(kinds("roic is known and roic != 5%")).toEqual(["text", "text"]);
  });

  it("does not take two columns for a choice", () => {
    expect(kinds("sector = verdict")).toEqual(["text"]);
  });
});

describe("replaceClause", () => {
  it("changes a clause where it stands and nothing else", () => {
    const filter = read("roic > 5% and (roic > roic[-1] or net_income > 0) and roic < 20%");
    const [clause] = readClauses(filter, context) as [RangeClause, ...Clause[]];
    const next = replaceClause(
      filter,
      clause,
      { ...clause, low: { value: 0.1, isInclusive: true, mark: "percent" } },
      context,
    );
    expect(next && print(next)).toBe("roic >= 10% and roic < 20% and (roic > roic[-1] or net_income > 0)");
  });

  it("takes a clause out, and the last one leaves no filter", () => {
    const filter = read("roic > 5% and sector = energy");
    const [range] = readClauses(filter, context) as [Clause];
    const next = replaceClause(filter, range, null, context);
    expect(next && print(next)).toBe("sector = energy");
    const [choice] = readClauses(next, context) as [Clause];
    expect(replaceClause(next, choice, null, context)).toBeNull();
  });

  it("writes a sector of two words without quotes", () => {
    const filter = read("sector = energy");
    const [clause] = readClauses(filter, context);
    if (clause?.kind !== "choice") throw new Error("not a choice");
    const next = replaceClause(filter, clause, { ...clause, options: ["energy", "Information Technology"] }, context);
    expect(next && print(next)).toBe("sector in (energy, information_technology)");
  });

  it("writes every simple comparison back as the clause that it read", () => {
    const bound = fc.record({
      value: fc.double({ noNaN: true, noDefaultInfinity: true }),
      isInclusive: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.option(bound), fc.option(bound), (low, high) => {
        fc.pre(low !== null || high !== null);
        const clause: RangeClause = { kind: "range", subject: { kind: "name", id: "roic" }, low, high, operands: [] };
        const nodes = writeClause(clause, context);
        const filter = read(nodes.map(print).join(" and "));
        const [again] = readClauses(filter, context);
        expect(again).toMatchObject({ kind: "range", low: low && normalise(low), high: high && normalise(high) });
      }),
    );
  });
});

/** Zero has one sign in the language. */
function normalise(bound: { value: number; isInclusive: boolean }) {
  return { ...bound, value: bound.value + 0 };
}

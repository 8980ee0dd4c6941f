import { describe, expect, it } from "vitest";
import type { Node } from "#lib/expr/ast";
import type { CheckedExpr } from "#lib/expr/check";
import { check } from "#lib/expr/check";
import { getChildren } from "#lib/expr/children";
import { parse } from "#lib/expr/parse";
import { buildScope } from "#lib/metric/build-scope";
import { metrics } from "#lib/metric/catalogue";
import type { Metric } from "#lib/metric/metric";
import { readPlain } from "../../support/read-metric";
import { omit, standardBank, standardCompany } from "../../support/standard-company";
import { cases, casesOfSilence, type Plain } from "./catalogue-cases";

const scope = buildScope();

/** Whether a formula divides by anything but a number, or grows from something. */
function divides(node: Node): boolean {
  if (node.kind === "arithmetic" && node.operator === "/" && node.right.kind !== "number") return true;
  if (node.kind === "call" && node.name === "growth") return true;
  return getChildren(node).some(divides);
}

function checkText(text: string): CheckedExpr {
  const parsed = parse(text);
  if (!parsed.ok) throw new Error(`"${text}": ${parsed.error[0]?.message}`);
  const checked = check(parsed.value, scope);
  if (!checked.ok) throw new Error(`"${text}": ${checked.error[0]?.message}`);
  return checked.value;
}

function expectPlain(actual: Plain, expected: Plain): void {
  if (typeof expected === "number") expect(actual).toBeCloseTo(expected, 7);
  else expect(actual).toBe(expected);
}

describe("catalogue", () => {
  it("has a table case for every metric and for nothing else", () => {
    expect(Object.keys(cases).toSorted()).toEqual(metrics.map(({ id }) => id).toSorted());
  });

  it("has a case without a base for every metric that divides", () => {
    const dividing = metrics.filter(({ formula }) => {
      const parsed = parse(formula);
      return parsed.ok && divides(parsed.value);
    });
    expect(dividing.length).toBeGreaterThan(60);
    expect(dividing.filter(({ id }) => cases[id]?.without === undefined).map(({ id }) => id)).toEqual([]);
  });

  it("declares each id once, in small letters, with a label and a description that is a sentence", () => {
    expect(new Set(metrics.map(({ id }) => id)).size).toBe(metrics.length);
    for (const { id, label, description } of metrics) {
      expect(id).toMatch(/^[a-z][a-z0-9_]*$/);
      expect(label.length, id).toBeGreaterThan(0);
      expect(description, id).toMatch(/^[A-Z].*\.$/);
    }
  });

  it.each(metrics.map((metric): [string, Metric] => [metric.id, metric]))(
    "%s parses, checks, ends in base columns, and gives the declared type and unit",
    (id, metric) => {
      const byName = checkText(id);
      expect(byName.type).toBe(metric.type);
      expect(byName.unit).toBe(metric.type === "number" ? metric.unit : null);
      expect(byName.columns.length).toBeGreaterThan(0);
      expect(checkText(metric.formula).type).toBe(metric.type);
      if (metric.applies !== undefined) expect(checkText(metric.applies).type).toBe("truth");
    },
  );
});

const entries = Object.entries(cases);

describe("a metric's value", () => {
  it.each(entries)("of %s is the one worked out by hand", (id, { known, base = standardCompany }) => {
    expectPlain(readPlain(id, base), known);
  });

  it.each(entries.flatMap(([id, { without, base = standardCompany }]) => (without ? [{ id, without, base }] : [])))(
    "of $id says so where its base is gone",
    ({ id, without: [change, expected], base }) => {
      expectPlain(readPlain(id, { ...base, ...change }), expected);
    },
  );

  it.each(entries.flatMap(([id, { needs, base = standardCompany }]) => needs.map((input) => ({ id, input, base }))))(
    "of $id is missing as not reported without $input",
    ({ id, input, base }) => {
      // An unknown truth carries no reason.
      const isTruth = metrics.some((metric) => metric.id === id && metric.type === "truth");
      expect(readPlain(id, omit(base, input))).toBe(isTruth ? null : "(not_reported)");
    },
  );

  it.each(metrics)("of $id is missing where nothing is known", ({ id, type }) => {
    const bank = { ticker: "BNK", sector: "Financials", sic: 6022 };
    const silent = cases[id]?.base === standardBank ? bank : { ticker: "STD", sector: "Industrials", sic: 3500 };
    const missing = type === "truth" ? null : "(not_reported)";
    expectPlain(readPlain(id, silent), casesOfSilence[id] ?? missing);
  });

  it.each(metrics.filter(({ applies }) => applies !== undefined))(
    "of $id is not applicable to companies of another kind",
    ({ id, type }) => {
      const { base = standardCompany } = cases[id] ?? {};
      const other = base === standardBank ? { ...base, sic: 3500, sector: "Industrials" } : { ...base, sic: 6022 };
      const expected = type === "truth" ? null : "(not_applicable)";
      expect(readPlain(id, other)).toBe(expected);
    },
  );
});

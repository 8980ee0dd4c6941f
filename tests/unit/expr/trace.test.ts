import { describe, expect, test } from "vitest";
import { createEvaluator } from "#lib/expr/evaluate";
import type { Definition } from "#lib/expr/scope";
import type { TraceNode } from "#lib/expr/trace";
import { buildScope, buildSource, type Row, requireNode } from "../../support/expression-table";

const definitions: readonly Definition[] = [
  { kind: "column", id: "ebit", type: "number", unit: "usd", label: "EBIT", lag: "year" },
  { kind: "column", id: "interest", type: "number", unit: "usd", label: "Interest expense", lag: "year" },
  { kind: "column", id: "sector", type: "text", label: "Sector" },
  { kind: "parameter", id: "least_cover", unit: "times", label: "Least cover", value: 1.25 },
  {
    kind: "formula",
    id: "interest_cover",
    type: "number",
    unit: "times",
    label: "Interest cover",
    formula: "ebit / interest",
    applies: "sector != financials",
  },
];
const rows: readonly Row[] = [
  { ebit: 60.1, "ebit[-1]": 50, interest: 31.6, "interest[-1]": 25, sector: "Energy" },
  { ebit: 5, interest: 2, sector: "Financials" },
  { ebit: 5, interest: 2 },
  { interest: { missing: "stale" }, ebit: 0, sector: "Energy" },
];
const source = buildSource(rows, new Set(["sector"]));
const evaluator = createEvaluator(source, buildScope(definitions, { interest: "interest + $10" }));

function trace(text: string, row: number): TraceNode {
  return evaluator.trace(requireNode(text), row);
}

describe("L-60: a trace", () => {
  test("leads from the metric through its formula to the base columns", () => {
    expect(trace("interest_cover", 0)).toEqual({
      text: "interest_cover",
      kind: "formula",
      label: "Interest cover",
      definitionId: "interest_cover",
      unit: "times",
      formula: "ebit / interest",
      value: { type: "number", value: 60.1 / 31.6 },
      inputs: [
        {
          text: "ebit / interest",
          kind: "arithmetic",
          unit: "ratio",
          value: { type: "number", value: 60.1 / 31.6 },
          inputs: [
            {
              text: "ebit",
              kind: "column",
              label: "EBIT",
              definitionId: "ebit",
              unit: "usd",
              columnId: "ebit",
              value: { type: "number", value: 60.1 },
              inputs: [],
            },
            {
              text: "interest",
              kind: "column",
              label: "Interest expense",
              definitionId: "interest",
              unit: "usd",
              columnId: "interest",
              value: { type: "number", value: 31.6 },
              inputs: [],
            },
          ],
        },
      ],
    });
  });

  test("shows the lag on each part of a lagged metric", () => {
    const node = trace("interest_cover[-1]", 0);
    expect(node.text).toBe("interest_cover[-1]");
    expect(node.value).toEqual({ type: "number", value: 2 });
    expect(node.inputs[0]?.text).toBe("ebit[-1] / interest[-1]");
    expect(node.inputs[0]?.inputs.map(({ columnId }) => columnId)).toEqual(["ebit[-1]", "interest[-1]"]);
  });

  test("shows what the scenario put in place of a name", () => {
    const node = trace("stressed(interest_cover)", 0);
    expect(node.text).toBe("stressed(interest_cover)");
    const interest = node.inputs[0]?.inputs[1];
    expect(interest).toMatchObject({ text: "stressed(interest)", formula: "interest + $10", definitionId: "interest" });
    expect(interest?.inputs[0]?.inputs[0]).toMatchObject({ text: "interest", columnId: "interest" });
  });

  test("shows of a metric that does not apply only why", () => {
    const node = trace("interest_cover", 1);
    expect(node.value).toEqual({ type: "missing", reason: "not_applicable" });
    expect(node.note).toBe("It applies only where sector != financials");
    expect(node.inputs.map(({ text }) => text)).toEqual(['sector != "financials"']);
    expect(trace("interest_cover", 2).note).toBe("Whether it applies is unknown: sector != financials");
  });

  test("shows of a choice only what was looked at", () => {
    const text = "if(interest > 30, ebit, interest > 1, 7, 8)";
    expect(trace(text, 0).inputs.map((input) => input.text)).toEqual(["interest > 30", "ebit"]);
    expect(trace(text, 1).inputs.map((input) => input.text)).toEqual(["interest > 30", "interest > 1", "7"]);
    expect(trace(text, 3).inputs.map((input) => input.text)).toEqual(["interest > 30"]);
    expect(trace("coalesce(interest, ebit, 3)", 0).inputs.map((input) => input.text)).toEqual(["interest"]);
    expect(trace("coalesce(interest, ebit, 3)", 3).inputs.map((input) => input.text)).toEqual(["interest", "ebit"]);
  });

  test("says whom a function of all rows compares with", () => {
    expect(trace("pct(ebit)", 0).note).toBe("Among all 4 known rows");
    expect(trace("pct(ebit, sector)", 0).note).toBe("Fewer than 20 in the group, so among all 4 known rows");
    expect(trace("rank(ebit) by sector", 0).note).toBe("Among 2 known rows of Energy");
    expect(trace("rank(ebit) by sector", 2)).toMatchObject({
      note: "sector is missing",
      value: { reason: "not_reported" },
    });
  });

  test("names parameters with their values", () => {
    expect(trace("interest_cover < least_cover", 0).inputs[1]).toEqual({
      text: "least_cover",
      kind: "constant",
      label: "Least cover",
      definitionId: "least_cover",
      unit: "times",
      value: { type: "number", value: 1.25 },
      inputs: [],
    });
  });

  test("of a metric that is used without end is cut, not spelled out until memory ends", () => {
    const tower: readonly Definition[] = Array.from({ length: 30 }, (_, at) => ({
      kind: "formula",
      id: `f${at}`,
      type: "number",
      unit: "ratio",
      label: `F${at}`,
      formula: at === 0 ? "ebit / interest" : `f${at - 1} + f${at - 1}`,
    }));
    const high = createEvaluator(source, buildScope([...definitions, ...tower]));
    const node = high.trace(requireNode("f29"), 0);
    expect(node.value).toEqual({ type: "number", value: (60.1 / 31.6) * 2 ** 29 });
    expect(JSON.stringify(node).length).toBeLessThan(3_000_000);
    expect(JSON.stringify(node)).toContain("trace it by itself");
  });
});

import { describe, expect, it } from "vitest";
import { previewMetric } from "#lib/workbench/metric-preview";
import { buildRandomTarget } from "../../support/random-table";

const target = buildRandomTarget(300, 2);

function preview(metrics: readonly { readonly id: string; readonly formula: string }[], at = 0) {
  return previewMetric(target, [...metrics], at);
}

describe("the preview of a metric", () => {
  it("gives the median, the spread and how many are known", () => {
    const answer = preview([{ id: "mine", formula: "a + b" }]);
    if (!answer.ok || answer.value.type !== "number") throw new Error("expected a number");
    const { known, total, low, median, high } = answer.value;
    const { values, reasons } = target.evaluator.evaluateNumber({
      kind: "arithmetic",
      operator: "+",
      left: { kind: "name", id: "a" },
      right: { kind: "name", id: "b" },
    });
    const sorted = [...values].filter((_, row) => reasons[row] === 0).sort((left, right) => left - right);
    expect([known, total]).toEqual([sorted.length, 300]);
    const middle = ((sorted[Math.floor((known - 1) / 2)] ?? 0) + (sorted[Math.ceil((known - 1) / 2)] ?? 0)) / 2;
    expect(median).toBeCloseTo(middle, 12);
    expect(low).toBeLessThan(median ?? 0);
    expect(high).toBeGreaterThan(median ?? 0);
  });

  it("counts where a condition is true, and the texts of a text", () => {
    const truth = preview([{ id: "mine", formula: "a > 0" }]);
    expect(truth.ok && truth.value.type === "truth" && truth.value.trueCount > 0).toBe(true);
    const text = preview([{ id: "mine", formula: "sector" }]);
    expect(text.ok && text.value.type === "text" && text.value.textCount).toBe(3);
  });

  it("puts a mistake of the name under the name and still looks at the formula", () => {
    const answer = preview([{ id: "a", formula: "bb + 1" }]);
    if (answer.ok) throw new Error("expected errors");
    expect(answer.error.name).toContain("a is a metric or figure already");
    expect(answer.error.formula.map(({ code, span }) => [code, span])).toEqual([
      ["unknown_name", { start: 0, end: 2 }],
    ]);
    const text = preview([{ id: "energy", formula: "a" }]);
    expect(text.ok ? null : text.error.name).toBe(
      "energy is a value of sector. Choose another name, such as my_score.",
    );
    const taken = preview(
      [
        { id: "one", formula: "a" },
        { id: "one", formula: "b" },
      ],
      1,
    );
    expect(taken.ok ? null : taken.error.name).toContain("one is defined already");
  });

  it("says a cycle with its path", () => {
    const answer = preview(
      [
        { id: "one", formula: "two" },
        { id: "two", formula: "one + 1" },
      ],
      1,
    );
    if (answer.ok) throw new Error("expected errors");
    const said = [
      ...answer.error.formula.map(({ message }) => message),
      ...answer.error.others.map(({ message }) => message),
    ];
    expect(said.join()).toContain("one -> two -> one");
  });

  it("names the metric that would no longer work", () => {
    const answer = preview([
      { id: "one", formula: "sector" },
      { id: "two", formula: "one + 1" },
    ]);
    if (answer.ok) throw new Error("expected errors");
    expect(answer.error.name).toBeNull();
    expect(answer.error.formula).toEqual([]);
    expect(answer.error.others.map(({ id }) => id)).toEqual(["two"]);
  });
});

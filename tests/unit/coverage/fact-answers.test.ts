import { expect, test } from "vitest";
import { measureAnswers } from "#lib/coverage/answer-coverage";
import { FactAnswerLog, factAnswersSchema, getAnswer } from "#lib/coverage/fact-answers";
import { createEvaluator } from "#lib/expr/evaluate";
import type { FactEntry } from "#lib/fact/filed/entry";
import type { Figure } from "#lib/fact/series/figure";
import { buildPolicyScope } from "#lib/verdict/policy/policy-scope";
import { buildSource } from "../../support/build-source";

function buildEntry(tag: string): FactEntry {
  const base = { fact: "revenue", unit: "USD", start: 1, end: 365, value: 1, form: "10-K", filed: 400 };
  return { ...base, tag, accession: "0000000001-26-000001" };
}

function buildKnown(method: "reported" | "four_quarters", ...tags: readonly string[]): Figure {
  const parts = tags.map((tag) => ({ entry: buildEntry(tag), sign: 1 as const }));
  return { known: true, value: 1, start: 1, end: 365, method, parts };
}

const missing = (detail: string): Figure => ({ known: false, reason: "not_reported", detail });

function buildLog() {
  const log = new FactAnswerLog(4, ["revenue"]);
  log.note("revenue", [2], missing("Revenue is not reported for the year to 2025-12-31."));
  log.note("revenue", [0], buildKnown("four_quarters", "us-gaap:Revenues", "us-gaap:Revenues"));
  log.note("revenue", [1], buildKnown("reported", "us-gaap:Revenues"));
  return log;
}

test("each row keeps how its figure came about, and a company without figures none", () => {
  const answers = buildLog().build();
  expect(getAnswer(answers, "revenue", 0)).toMatchObject({ method: "four_quarters", tags: ["us-gaap:Revenues"] });
  expect(getAnswer(answers, "revenue", 2)?.detail).toContain("2025-12-31");
  expect(getAnswer(answers, "revenue", 3)).toBeNull();
  expect(getAnswer(answers, "equity", 0)).toBeNull();
});

test("the order in which companies are noted leaves no trace, and the file form is read back", () => {
  const log = new FactAnswerLog(4, ["revenue"]);
  log.note("revenue", [1], buildKnown("reported", "us-gaap:Revenues"));
  log.note("revenue", [0], buildKnown("four_quarters", "us-gaap:Revenues"));
  log.note("revenue", [2], missing("Revenue is not reported for the year to 2025-12-31."));
  const answers = log.build();
  expect(JSON.stringify(answers)).toBe(JSON.stringify(buildLog().build()));
  expect(factAnswersSchema.parse(JSON.parse(JSON.stringify(answers)))).toEqual(answers);
});

test("columns that are no fact as it is now are passed over", () => {
  const log = new FactAnswerLog(1, ["revenue"]);
  log.note("revenue[-1]", [0], missing("old"));
  expect(log.build().answers).toEqual([]);
});

test("tags and methods are counted a company each, and causes without their dates", () => {
  const log = new FactAnswerLog(4, ["revenue"]);
  log.note("revenue", [0], buildKnown("four_quarters", "us-gaap:Revenues", "us-gaap:SalesRevenueNet"));
  log.note("revenue", [1], buildKnown("reported", "us-gaap:Revenues"));
  log.note("revenue", [2], missing("Not reported for the year to 2025-12-31."));
  log.note("revenue", [3], missing("Not reported for the year to 2025-09-30."));
  const source = buildSource([{ weight: 0.1 }, { weight: 0.2 }, { weight: 0.3 }, {}]);
  const scope = buildPolicyScope();
  const target = { evaluator: createEvaluator(source, scope), scope, rowCount: 4 };
  const coverage = measureAnswers(target, log.build(), "revenue", new Uint8Array(4).fill(1));
  expect(coverage?.tags.map(({ tag, tally }) => [tag, tally.count])).toEqual([
    ["us-gaap:Revenues", 2],
    ["us-gaap:SalesRevenueNet", 1],
  ]);
  expect(coverage?.tags[0]?.tally.weight).toBeCloseTo(0.3, 12);
  expect(coverage?.methods.map(({ method }) => method)).toEqual(["four_quarters", "reported"]);
  expect(coverage?.causes).toEqual([{ cause: "Not reported for the year to ….", tally: { count: 2, weight: 0.3 } }]);
});

test("answers of another snapshot, with another number of rows, are not counted", () => {
  const source = buildSource([{}]);
  const scope = buildPolicyScope();
  const target = { evaluator: createEvaluator(source, scope), scope, rowCount: 1 };
  expect(measureAnswers(target, buildLog().build(), "revenue", new Uint8Array(1).fill(1))).toBeNull();
});

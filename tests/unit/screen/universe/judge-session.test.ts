import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "#lib/expr/parse";
import { runScreen } from "#lib/screen/run/run-screen";
import { createJudgeSession, getJudgeSession } from "#lib/screen/universe/judge-session";
import { createUniverse } from "#lib/screen/universe/universe";
import { stressMetrics } from "#lib/stress/build-stress";
import { defaultScenario, type Scenario } from "#lib/stress/scenario";
import { defaultPolicy } from "#lib/verdict/policy/catalogue";
import { editPolicy } from "#lib/verdict/policy/policy";
import { verdictIds } from "#lib/verdict/verdict";
import { buildPolicyValues } from "../../../support/arbitrary-policy-values";
import { buildScenarios } from "../../../support/arbitrary-scenario";
import { buildRandomSnapshot } from "../../../support/random-snapshot";

function read(text: string) {
  const parsed = parse(text);
  if (!parsed.ok) throw new Error(text);
  return parsed.value;
}

const snapshot = buildRandomSnapshot(150, 7);
const { table } = snapshot;
const universe = createUniverse(snapshot);

describe("a universe under one scenario after the other", () => {
  it("has the judgement of a universe that is built for the scenario", () => {
    const session = createJudgeSession(universe);
    fc.assert(
      fc.property(fc.array(buildScenarios(), { minLength: 1, maxLength: 3 }), (scenarios) => {
        for (const scenario of scenarios) {
          expect(session.reflag(scenario).judgement).toEqual(createUniverse(snapshot, { scenario }).judgement);
        }
      }),
      { numRuns: 25 },
    );
  });

  it("answers screens as a universe that is built for the scenario, reasons included", () => {
    const texts = [
      ...stressMetrics.map(({ id }) => id),
      "stressed(net_income)",
      "verdict",
      "reported_verdict",
      "stressed(w1)",
    ];
    fc.assert(
      fc.property(buildScenarios(), (scenario) => {
        const stressed = createJudgeSession(universe).stress(scenario);
        const slow = createUniverse(snapshot, { scenario });
        expect(stressed.judgement).toEqual(slow.judgement);
        for (const text of texts) {
          expect(stressed.evaluator.evaluate(read(text))).toEqual(slow.evaluator.evaluate(read(text)));
        }
      }),
      { numRuns: 10 },
    );
  });

  it("counts who moves from verdict to verdict, and their weight", () => {
    const scenario = { ...defaultScenario, rateShift: 0.06, ebitChange: -0.4 };
    const { judgement, flipped, migration } = getJudgeSession(universe).reflag(scenario);
    const codes = Array.from({ length: table.rowCount }, (_, row) => row);
    const moved = codes.filter((row) => judgement.verdicts[row] !== universe.judgement.verdicts[row]);
    expect(moved.length).toBeGreaterThan(5);
    expect([...flipped]).toEqual(moved);
    verdictIds.forEach((before, from) => {
      const row = migration.counts[from] ?? [];
      expect(row.reduce((sum, count) => sum + count, 0)).toBe(universe.judgement.counts[before]);
      verdictIds.forEach((after, to) => {
        const query = `reported_verdict = ${before} and verdict = ${after}`;
        const result = runScreen(
          getJudgeSession(universe).stress(scenario),
          { query, sort: [], columns: ["weight"] },
          { offset: 0, limit: 10_000 },
        );
        if (!result.ok) throw new Error(query);
        const { rows, columns } = result.value;
        const weights = columns[0]?.vector;
        const known = [...rows].map((at) => (weights?.type === "number" ? (weights.values[at] ?? 0) : 0));
        expect(row[to]).toBe(rows.length);
        const sum = known.filter(Number.isFinite).reduce((total, weight) => total + weight, 0);
        expect(migration.weights[from]?.[to]).toBeCloseTo(sum, 12);
      });
    });
  });

  it("keeps an outcome when it is asked for another scenario", () => {
    const session = createJudgeSession(universe);
    const [first, second] = [defaultScenario, { ...defaultScenario, ebitChange: -0.9 }] as [Scenario, Scenario];
    const outcome = session.reflag(first);
    const copy = structuredClone({ ...outcome.judgement, policy: null, rules: null });
    session.reflag(second);
    expect({ ...outcome.judgement, policy: null, rules: null }).toEqual(copy);
  });

  it("has the verdicts without the scenario beside those under it", () => {
    const stressed = getJudgeSession(universe).stress({ ...defaultScenario, ebitChange: -0.5 });
    const before = stressed.evaluator.evaluateText(read("reported_verdict"));
    expect([...before.codes]).toEqual([...universe.judgement.verdicts]);
    const plain = universe.evaluator.evaluateText(read("reported_verdict"));
    expect([...plain.codes]).toEqual([...universe.judgement.verdicts]);
  });

  it("S-9: judges by moved numbers as a universe that is built for them, with a scenario and without, reasons included", () => {
    const session = createJudgeSession(universe);
    const texts = ["verdict", "reported_verdict", "published_verdict", "why", "policy_cover_low", "stressed(w1)", "r2"];
    fc.assert(
      fc.property(buildPolicyValues(defaultPolicy), fc.option(buildScenarios()), (values, scenario) => {
        const policy = editPolicy(defaultPolicy, values);
        if (!policy.ok) throw new Error(policy.error);
        const moved = session.move(policy.value, scenario);
        const slow = createUniverse(snapshot, { policy: policy.value, ...(scenario === null ? {} : { scenario }) });
        expect(moved.judgement).toEqual(slow.judgement);
        for (const text of texts) {
          expect(moved.evaluator.evaluate(read(text))).toEqual(slow.evaluator.evaluate(read(text)));
        }
      }),
      { numRuns: 15 },
    );
  });

  it("has the verdicts as published beside those by moved numbers, under the same scenario", () => {
    const policy = editPolicy(defaultPolicy, { r2_cover: 8, w3_runway: 36 });
    if (!policy.ok) throw new Error(policy.error);
    const scenario = { ...defaultScenario, ebitChange: -0.4 };
    const session = createJudgeSession(universe);
    const readPublished = (of: typeof universe) => [...of.evaluator.evaluateText(read("published_verdict")).codes];
    expect(readPublished(session.move(policy.value, null))).toEqual([...universe.judgement.verdicts]);
    expect(readPublished(session.move(policy.value, scenario))).toEqual([
      ...createUniverse(snapshot, { scenario }).judgement.verdicts,
    ]);
    expect(readPublished(session.stress(scenario))).toEqual([...session.stress(scenario).judgement.verdicts]);
  });

  it("is not opened on a universe under a scenario", () => {
    expect(() => createJudgeSession(createUniverse(snapshot, { scenario: defaultScenario }))).toThrow(
      "not stressed again",
    );
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { SnapshotInfo } from "#lib/column/snapshot-header";
import { createColumnTable } from "#lib/column/table";
import { parse } from "#lib/expr/parse";
import { runScreen } from "#lib/screen/run/run-screen";
import { createStressSession, getStressSession } from "#lib/screen/universe/stress-session";
import { createUniverse } from "#lib/screen/universe/universe";
import { stressMetrics } from "#lib/stress/build-stress";
import { defaultScenario, type Scenario, scenarioPresets } from "#lib/stress/scenario";
import { listSnapshotColumns } from "#lib/verdict/policy/snapshot-columns";
import { verdictIds } from "#lib/verdict/verdict";
import { buildSource, type Cell, type Row } from "../../metric/build-source";
import { standardBank, standardCompany } from "../../metric/standard-company";
import { buildScenarios } from "../../stress/arbitrary-scenario";

const info: SnapshotInfo = { asOf: "2026-05-05", sample: true, formulaVersion: "test", sources: [], counts: {} };

/** Companies around the standard ones: figures larger, smaller, turned, or not reported. */
function buildRows(count: number, seed: number): readonly Row[] {
  let state = seed;
  const random = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    return (state >>> 0) / 2 ** 32;
  };
  const disturb = (cell: Cell): Cell => {
    if (typeof cell !== "number") return cell;
    const chance = random();
    if (chance < 0.06) return { missing: "not_reported" };
    return chance < 0.3 ? cell * (random() * 3 - 0.6) : cell;
  };
  const groups = [{}, {}, {}, { sic: 6798, sector: "Real Estate" }, { sic: 2834, revenue: 20e6 }];
  return Array.from({ length: count }, (_, row) => {
    const base = row % 6 === 5 ? standardBank : { ...standardCompany, ...groups[row % groups.length] };
    const cells = Object.entries(base).map(([id, cell]) => [id, id === "sic" ? cell : disturb(cell)]);
    const debt = random() < 0.15 ? { total_debt: 0 } : {};
    return { ...Object.fromEntries(cells), ...debt, base_rate: 0.0425 };
  });
}

function build(count: number, seed: number) {
  const source = buildSource(buildRows(count, seed));
  const vectors = listSnapshotColumns().flatMap((id) => {
    const vector = source.getVector(id);
    return vector === undefined ? [] : [[id, vector] as const];
  });
  return { info, table: createColumnTable(count, vectors) };
}

function read(text: string) {
  const parsed = parse(text);
  if (!parsed.ok) throw new Error(text);
  return parsed.value;
}

const snapshot = build(150, 7);
const { table } = snapshot;
const universe = createUniverse(snapshot);

describe("a universe under one scenario after the other", () => {
  it("has the judgement of a universe that is built for the scenario", { timeout: 120_000 }, () => {
    const session = createStressSession(universe);
    fc.assert(
      fc.property(fc.array(buildScenarios(), { minLength: 1, maxLength: 3 }), (scenarios) => {
        for (const scenario of scenarios) {
          expect(session.reflag(scenario).judgement).toEqual(createUniverse(snapshot, { scenario }).judgement);
        }
      }),
      { numRuns: 25 * Number(process.env["BALLAST_RUNS"] ?? 1) },
    );
  });

  it("answers screens as a universe that is built for the scenario, reasons included", { timeout: 120_000 }, () => {
    const texts = [
      ...stressMetrics.map(({ id }) => id),
      "stressed(net_income)",
      "verdict",
      "reported_verdict",
      "stressed(w1)",
    ];
    fc.assert(
      fc.property(buildScenarios(), (scenario) => {
        const stressed = createStressSession(universe).stress(scenario);
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
    const { judgement, flipped, migration } = getStressSession(universe).reflag(scenario);
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
          getStressSession(universe).stress(scenario),
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
    const session = createStressSession(universe);
    const [first, second] = [defaultScenario, { ...defaultScenario, ebitChange: -0.9 }] as [Scenario, Scenario];
    const outcome = session.reflag(first);
    const copy = structuredClone({ ...outcome.judgement, policy: null, rules: null });
    session.reflag(second);
    expect({ ...outcome.judgement, policy: null, rules: null }).toEqual(copy);
  });

  it("keeps the universes of the scenarios asked for last", () => {
    const session = createStressSession(universe);
    const [first] = scenarioPresets;
    if (!first) throw new Error("There are presets.");
    const stressed = session.stress(first.scenario);
    expect(session.stress({ ...first.scenario })).toBe(stressed);
    for (const { scenario } of scenarioPresets.slice(1)) session.stress(scenario);
    expect(session.stress(first.scenario)).not.toBe(stressed);
  });

  it("has the verdicts without the scenario beside those under it", () => {
    const stressed = getStressSession(universe).stress({ ...defaultScenario, ebitChange: -0.5 });
    const before = stressed.evaluator.evaluateText(read("reported_verdict"));
    expect([...before.codes]).toEqual([...universe.judgement.verdicts]);
    const plain = universe.evaluator.evaluateText(read("reported_verdict"));
    expect([...plain.codes]).toEqual([...universe.judgement.verdicts]);
  });

  it("is not opened on a universe under a scenario", () => {
    expect(() => createStressSession(createUniverse(snapshot, { scenario: defaultScenario }))).toThrow(
      "not stressed again",
    );
  });
});

import { createEvaluator, type Evaluator } from "#lib/expr/evaluate";
import { follow, type LiveEvaluator } from "#lib/expr/follow";
import type { VectorSource } from "#lib/expr/vector";
import { defaultScenario, readScenarioValues, type Scenario } from "#lib/stress/scenario";
import { type Judgement, judge, listJudgedNodes } from "#lib/verdict/judge";
import { buildPolicyScope } from "#lib/verdict/policy/policy-scope";
import { verdictIds, withVerdict } from "#lib/verdict/verdict";
import type { Universe } from "./universe";

/** What becomes of the companies of a universe under a scenario. */
export interface StressOutcome {
  readonly scenario: Scenario;
  readonly judgement: Judgement;
  /** The rows whose verdict is another one than without the scenario, in ascending order. */
  readonly flipped: Uint32Array;
  readonly migration: Migration;
}

/** From verdict (row) to verdict (column), in the order of `verdictIds`. */
export interface Migration {
  readonly counts: readonly (readonly number[])[];
  /** The index weight that moves, a ratio; a constituent whose weight is not known adds nothing. */
  readonly weights: readonly (readonly number[])[];
}

/** A universe under one scenario after the other. */
export interface StressSession {
  /** Judges all companies anew. What it gives stays as it is when it is asked for another scenario. */
  reflag(scenario: Scenario): StressOutcome;
  /** A universe for screens under a scenario: its verdicts, and its meaning of `stressed(...)`. Another one each time. */
  stress(scenario: Scenario): Universe;
}

const sessions = new WeakMap<Universe, StressSession>();

/** The session of a universe without a scenario, the same one as long as the universe lives. */
export function getStressSession(universe: Universe): StressSession {
  const kept = sessions.get(universe);
  if (kept) return kept;
  const session = createStressSession(universe);
  sessions.set(universe, session);
  return session;
}

/** Opens a session on a universe that was judged without a scenario. Throws on another. */
export function createStressSession(universe: Universe): StressSession {
  const { judgement: reported } = universe;
  if (reported.isStressed) throw new Error("A universe under a scenario is not stressed again.");
  const { policy } = reported;
  const lives = new Map<string, LiveEvaluator>();
  const isStressed = true;

  const getLive = (scenario: Scenario): LiveEvaluator => {
    const key = nameFormulas(scenario);
    const parameters = readScenarioValues(scenario);
    const known = lives.get(key);
    known?.setParameters(parameters);
    if (known) return known;
    const live = follow(openEvaluator(universe, scenario), parameters);
    live.prepare(listJudgedNodes(policy, { isStressed }));
    lives.set(key, live);
    return live;
  };

  const reflag = (scenario: Scenario): StressOutcome => {
    const live = getLive(scenario);
    const judgement = judge(live, policy, { isStressed });
    return { scenario, judgement, ...compareVerdicts(reported, judgement, universe.source) };
  };

  const stress = (scenario: Scenario): Universe => buildStressed(universe, scenario, reflag(scenario).judgement);
  return { reflag, stress };
}

/** Scenarios of one name have the same formulas and differ in their parameters alone. */
function nameFormulas({ spreadTable, baseRate }: Scenario): string {
  return `${spreadTable} from ${baseRate === null ? "the snapshot's rate" : "another rate"}`;
}

/** The universe's own evaluator where its formulas are the scenario's, so that no column is computed twice. */
function openEvaluator({ evaluator, scope, source, judgement }: Universe, scenario: Scenario): Evaluator {
  if (nameFormulas(scenario) === nameFormulas(defaultScenario)) return evaluator;
  return createEvaluator(source, buildPolicyScope({ policy: judgement.policy, scenario, ...keepColumns(scope) }));
}

function keepColumns({ hasColumn }: Universe["scope"]): Pick<Universe["scope"], "hasColumn"> {
  return hasColumn ? { hasColumn } : {};
}

function buildStressed(universe: Universe, scenario: Scenario, judgement: Judgement): Universe {
  const { policy } = judgement;
  const scope = buildPolicyScope({ policy, scenario, ...keepColumns(universe.scope) });
  const source = withVerdict(universe.source, judgement, universe.judgement);
  return { ...universe, scope, source, judgement, evaluator: createEvaluator(source, scope) };
}

function compareVerdicts(
  reported: Judgement,
  { verdicts }: Judgement,
  source: VectorSource,
): Pick<StressOutcome, "flipped" | "migration"> {
  const column = source.getVector("weight");
  const weightOf = column?.type === "number" ? column.values : null;
  const size = verdictIds.length;
  const counts = new Uint32Array(size * size);
  const weights = new Float64Array(size * size);
  const flipped: number[] = [];
  for (let row = 0; row < verdicts.length; row += 1) {
    const before = reported.verdicts[row] as number;
    const after = verdicts[row] as number;
    if (before !== after) flipped.push(row);
    const cell = before * size + after;
    counts[cell] = (counts[cell] as number) + 1;
    const weight = weightOf === null ? Number.NaN : (weightOf[row] as number);
    if (weight - weight === 0) weights[cell] = (weights[cell] as number) + weight;
  }
  const split = (cells: ArrayLike<number>): readonly (readonly number[])[] =>
    verdictIds.map((_, before) => verdictIds.map((__, after) => cells[before * size + after] as number));
  return { flipped: Uint32Array.from(flipped), migration: { counts: split(counts), weights: split(weights) } };
}

import { createEvaluator, type Evaluator } from "#lib/expr/evaluate";
import { follow, type LiveEvaluator } from "#lib/expr/follow";
import { defaultScenario, readScenarioValues, type Scenario } from "#lib/stress/scenario";
import { type Judgement, judge, listJudgedNodes } from "#lib/verdict/judge";
import { buildPolicyScope } from "#lib/verdict/policy/policy-scope";
import { withVerdict } from "#lib/verdict/with-verdict";
import { type Migration, measureMigration } from "./migration";
import type { Universe } from "./universe";

/** What becomes of the companies of a universe under a scenario. */
export interface StressOutcome {
  readonly scenario: Scenario;
  readonly judgement: Judgement;
  /** The rows whose verdict is another one than without the scenario, in ascending order. */
  readonly flipped: Uint32Array;
  readonly migration: Migration;
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
    const migration = measureMigration(reported, judgement, universe.source);
    return { scenario, judgement, flipped: listFlipped(reported, judgement), migration };
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

function listFlipped({ verdicts: before }: Judgement, { verdicts: after }: Judgement): Uint32Array {
  const flipped: number[] = [];
  for (let row = 0; row < after.length; row += 1) if (before[row] !== after[row]) flipped.push(row);
  return Uint32Array.from(flipped);
}

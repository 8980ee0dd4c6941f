import { createEvaluator, type Evaluator } from "#lib/expr/evaluate";
import { follow, type LiveEvaluator } from "#lib/expr/follow";
import { liveParametersMax } from "#lib/expr/live-limit";
import type { Scope } from "#lib/expr/scope";
import { defaultScenario, readScenarioValues, type Scenario } from "#lib/stress/scenario";
import { RecentMap } from "#lib/util/recent-map";
import { type Judgement, judge, listJudgedNodes, type TruthEvaluator } from "#lib/verdict/judge";
import type { Policy } from "#lib/verdict/policy/policy";
import { buildPolicyScope } from "#lib/verdict/policy/policy-scope";
import { type OtherVerdicts, withVerdict } from "#lib/verdict/with-verdict";
import { type Migration, measureMigration } from "./migration";
import { requireJudgeable, type Universe } from "./universe";

/** What becomes of the companies of a universe under a scenario. */
export interface StressOutcome {
  readonly scenario: Scenario;
  readonly judgement: Judgement;
  /** The rows whose verdict is another one than without the scenario, in ascending order. */
  readonly flipped: Uint32Array;
  readonly migration: Migration;
}

/** A universe under one scenario after the other, and with one number of its policy after the other moved. */
export interface JudgeSession {
  /** Judges all companies anew. What it gives stays as it is when it is asked for another scenario. */
  reflag(scenario: Scenario): StressOutcome;
  /** A universe for screens under a scenario: its verdicts, and its meaning of `stressed(...)`. Another one each time. */
  stress(scenario: Scenario): Universe;
  /**
   * A universe for screens by the same rules with other numbers, as reported or under a scenario. Another one each time.
   * Throws UnjudgeableError where the data cannot answer the rules with these numbers.
   */
  move(policy: Policy, scenario: Scenario | null): Universe;
}

/** The evaluators that are kept, each for other numbers: enough to go to and fro between two of them and a scenario. */
const livesMax = 6;

const sessions = new WeakMap<Universe, JudgeSession>();

/** The session of a universe without a scenario, the same one as long as the universe lives. */
export function getJudgeSession(universe: Universe): JudgeSession {
  const kept = sessions.get(universe);
  if (kept) return kept;
  const session = createJudgeSession(universe);
  sessions.set(universe, session);
  return session;
}

/** Opens a session on a universe that was judged without a scenario. Throws on another. */
export function createJudgeSession(universe: Universe): JudgeSession {
  const { judgement: reported } = universe;
  if (reported.isStressed) throw new Error("A universe under a scenario is not stressed again.");
  const { policy: own } = reported;
  const lives = new RecentMap<string, LiveEvaluator>(livesMax);

  /** Numbers that nobody moves are no parameters to the engine: what depends on none is shared with the universe. */
  const getLive = (scenario: Scenario | null, policy: Policy): TruthEvaluator => {
    const moved = listMoved(own, policy);
    const parameters = new Map([...moved, ...(scenario === null ? [] : readScenarioValues(scenario))]);
    if (parameters.size > liveParametersMax) {
      return createEvaluator(universe.source, buildScope(universe, policy, scenario));
    }
    const formulas = scenario === null ? "as reported" : nameFormulas(scenario);
    const key = [formulas, ...moved.map(([id]) => id)].join(" ");
    const known = lives.get(key);
    known?.setParameters(parameters);
    if (known) return known;
    const live = follow(openEvaluator(universe, scenario ?? defaultScenario), parameters);
    live.prepare(listJudgedNodes(own, { isStressed: scenario !== null }));
    lives.set(key, live);
    return live;
  };

  const judgeUnder = (scenario: Scenario | null, policy: Policy): Judgement => {
    if (scenario === null && policy === own) return reported;
    return judge(getLive(scenario, policy), policy, { isStressed: scenario !== null });
  };

  const reflag = (scenario: Scenario): StressOutcome => {
    const judgement = judgeUnder(scenario, own);
    const migration = measureMigration(reported, judgement, universe.source);
    return { scenario, judgement, flipped: listFlipped(reported, judgement), migration };
  };

  const move = (policy: Policy, scenario: Scenario | null): Universe => {
    const scope = buildScope(universe, policy, scenario);
    requireJudgeable(policy, scope);
    const judgement = judgeUnder(scenario, policy);
    return rejudge(universe, scope, judgement, {
      reported: scenario === null ? judgement : judgeUnder(null, policy),
      getPublished: () => judgeUnder(scenario, own),
    });
  };

  const stress = (scenario: Scenario): Universe =>
    rejudge(universe, buildScope(universe, own, scenario), judgeUnder(scenario, own), { reported });
  return { reflag, stress, move };
}

/** The numbers of a policy that are not those of another one with the same rules. */
function listMoved(own: Policy, policy: Policy): readonly (readonly [id: string, value: number])[] {
  const before = new Map(own.parameters.map(({ id, value }) => [id, value]));
  return policy.parameters.filter(({ id, value }) => before.get(id) !== value).map(({ id, value }) => [id, value]);
}

/** Scenarios of one name have the same formulas and differ in their parameters alone. */
function nameFormulas({ spreadTable, baseRate }: Scenario): string {
  return `${spreadTable} from ${baseRate === null ? "the snapshot's rate" : "another rate"}`;
}

/** The universe's own evaluator where its formulas are the scenario's, so that no column is computed twice. */
function openEvaluator(universe: Universe, scenario: Scenario): Evaluator {
  const { evaluator, source, judgement } = universe;
  if (nameFormulas(scenario) === nameFormulas(defaultScenario)) return evaluator;
  return createEvaluator(source, buildScope(universe, judgement.policy, scenario));
}

/** Every name under a policy and a scenario, with what the universe knows of its columns. */
function buildScope({ scope }: Universe, policy: Policy, scenario: Scenario | null): Universe["scope"] {
  const { hasColumn, listTexts }: Scope = scope;
  return buildPolicyScope({
    policy,
    ...(scenario === null ? {} : { scenario }),
    ...(hasColumn ? { hasColumn } : {}),
    ...(listTexts ? { listTexts } : {}),
  });
}

function rejudge(universe: Universe, scope: Universe["scope"], judgement: Judgement, others: OtherVerdicts): Universe {
  const source = withVerdict(universe.source, judgement, others);
  return { ...universe, scope, source, judgement, evaluator: createEvaluator(source, scope) };
}

function listFlipped({ verdicts: before }: Judgement, { verdicts: after }: Judgement): Uint32Array {
  const flipped: number[] = [];
  for (let row = 0; row < after.length; row += 1) if (before[row] !== after[row]) flipped.push(row);
  return Uint32Array.from(flipped);
}

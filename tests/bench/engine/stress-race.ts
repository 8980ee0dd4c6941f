import "server-only";
import type { Snapshot } from "#lib/column/snapshot";
import { createJudgeSession } from "#lib/screen/universe/judge-session";
import { createUniverse } from "#lib/screen/universe/universe";
import { defaultScenario, type Scenario, scenarioPresets } from "#lib/stress/scenario";
import type { BenchResult, Say } from "../bench-part";
import { compareLimit } from "./compare-limit";
import { computeRatios, computeSpread, formatFigure, formatMicroseconds } from "./statistics";

const reflagMsMax = 2;
const warmUpRounds = 150;
const reflagRounds = 200;
const rebuildRounds = 15;
const firstRounds = 8;

/** The sliders of a stress, each at a place where it has not been in the round before. */
const sliders: readonly { readonly name: string; readonly move: (round: number) => Partial<Scenario> }[] = [
  { name: "rate shift", move: (round) => ({ rateShift: 0.005 + ((round * 7) % 160) * 0.0005 }) },
  { name: "EBIT change", move: (round) => ({ ebitChange: -0.5 + ((round * 13) % 90) * 0.01 }) },
  { name: "horizon", move: (round) => ({ horizonMonths: (round * 7) % 61 }) },
];

/** What a slider of the stress sets off: every verdict, their counts, and who moved from which to which. */
export function measureReflag(snapshot: Snapshot, say: Say): readonly BenchResult[] {
  const rows = snapshot.table.rowCount;
  const universe = createUniverse(snapshot);
  const session = createJudgeSession(universe);
  for (const { scenario } of scenarioPresets) requireSameAnswer(snapshot, scenario, session.reflag(scenario).judgement);

  const limits = sliders.map(({ name, move }) => {
    const values = measure(reflagRounds, warmUpRounds, (round) =>
      session.reflag({ ...defaultScenario, ...move(round) }),
    );
    const spread = computeSpread(values);
    say(`All verdicts at another ${name}: ${formatMicroseconds(spread)} of processor time`);
    return compareLimit(`stress that re-flags: ${name}`, rows, spread.median / 1000, reflagMsMax, "ms");
  });

  const shift = (round: number): Scenario => ({ ...defaultScenario, rateShift: 0.01 + round * 0.001 });
  const rebuilt = measure(rebuildRounds, 3, (round) => createUniverse(snapshot, { scenario: shift(round) }));
  const reflagged = measure(rebuildRounds, 3, (round) => session.reflag(shift(round)));
  const ratios = computeRatios(rebuilt, reflagged);
  say(`A universe built for the scenario takes ${formatFigure(ratios.median)} times as long`);
  const first = computeSpread(measure(firstRounds, 2, (round) => createJudgeSession(universe).reflag(shift(round))));
  say(`The first stress of an open universe: ${formatMicroseconds(first)} of processor time`);
  return limits;
}

/** The processor time of some rounds in microseconds, after others that are not counted. */
function measure(rounds: number, warmUp: number, run: (round: number) => unknown): readonly number[] {
  const values: number[] = [];
  for (let round = -warmUp; round < rounds; round += 1) {
    const startedAt = process.cpuUsage();
    run(round + warmUp);
    const spent = process.cpuUsage(startedAt);
    if (round >= 0) values.push(spent.user + spent.system);
  }
  return values;
}

function requireSameAnswer(
  snapshot: Snapshot,
  scenario: Scenario,
  { verdicts, fragile }: { readonly verdicts: Uint8Array; readonly fragile: Uint8Array },
): void {
  const { judgement } = createUniverse(snapshot, { scenario });
  const isSame = verdicts.every(
    (verdict, row) => verdict === judgement.verdicts[row] && fragile[row] === judgement.fragile[row],
  );
  if (!isSame) throw new Error("Impossible state: a stress and a universe built for its scenario disagree");
}

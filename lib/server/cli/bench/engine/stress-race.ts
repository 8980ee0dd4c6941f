import "server-only";
import type { Snapshot } from "../../../../column/snapshot";
import { createUniverse } from "../../../../screen/universe";
import { defaultScenario, type Scenario } from "../../../../stress/scenario";
import type { BenchResult, Say } from "../bench-part";
import { compareLimit } from "./compare-limit";
import { computeSpread, formatMicroseconds } from "./statistics";

const reflagMsMax = 2;
const reflagRounds = 40;

/** Every verdict anew under a scenario that nobody asked for before. */
export function measureReflag(snapshot: Snapshot, say: Say): BenchResult {
  const reflag = (scenario: Scenario) => createUniverse(snapshot, { scenario }).judgement.counts;
  const values: number[] = [];
  for (let round = -10; round < reflagRounds; round += 1) {
    const scenario = { ...defaultScenario, rateShift: 0.01 + (round + 10) * 0.0005 };
    const startedAt = process.cpuUsage();
    reflag(scenario);
    const spent = process.cpuUsage(startedAt);
    if (round >= 0) values.push(spent.user + spent.system);
  }
  const spread = computeSpread(values);
  say(`All verdicts under another scenario: ${formatMicroseconds(spread)} of processor time`);
  return compareLimit("stress change that re-flags", snapshot.table.rowCount, spread.median / 1000, reflagMsMax, "ms");
}

import { listBits } from "#lib/expr/truth";
import { appliesTo } from "#lib/metric/declare";
import { getAskedRows } from "#lib/screen/run/run-screen";
import { type CountAndWeight, createStressCounter } from "#lib/screen/universe/stress-count";
import type { Universe } from "#lib/screen/universe/universe";
import { keepPer } from "#lib/util/keep-per";
import { computeVerdictMoves, type VerdictMove, type VerdictMoves } from "./verdict-moves";

/** What a scenario does to some companies; plain data. Those that it is not modelled for are in no cell of the moves. */
export interface StressView extends VerdictMoves {
  readonly notModelled: CountAndWeight;
}

const getCounter = keepPer(createStressCounter);

/** Counts what a scenario does to the verdicts of the rows that are asked about. `stressed` is `reported` under it. */
export function computeStressView(reported: Universe, stressed: Universe): StressView {
  const rows = listBits(getAskedRows(reported));
  const { notModelled, rowsModelled } = getCounter(reported).count(stressed.judgement, rows);
  return { ...computeVerdictMoves(reported, stressed, rowsModelled), notModelled };
}

/** The query that keeps companies by what a scenario does to them: those that change, or those of one move. */
export function writeStressQuery(move: Pick<VerdictMove, "from" | "to"> | null): string {
  if (move === null) return `verdict != reported_verdict and not (verdict = not_rated and ${appliesTo.financial})`;
  const { from, to } = move;
  const isOpen = to === "not_rated" ? ` and not (${appliesTo.financial})` : "";
  return `reported_verdict = ${from} and verdict = ${to}${isOpen}`;
}

/** The query that keeps the companies that no scenario is modelled for. */
export const notModelledQuery = `${appliesTo.financial} and verdict = not_rated`;

import "server-only";
import type { z } from "zod";
import { buildPolicyAnswer } from "#lib/contract/policy";
import type { StressAnswer, stressPageSchema } from "#lib/contract/stress";
import { listBits } from "#lib/expr/truth";
import { missingTextCode, type NumberVector } from "#lib/expr/vector";
import { printReadQuery } from "#lib/screen/rank-clause";
import { runScreen } from "#lib/screen/run/run-screen";
import { getJudgeSession } from "#lib/screen/universe/judge-session";
import { measureMigration } from "#lib/screen/universe/migration";
import { createStressCounter, type StressCounter } from "#lib/screen/universe/stress-count";
import type { Universe } from "#lib/screen/universe/universe";
import { createBreath } from "#lib/server/breathe";
import { type Scenario, scenarioPresets } from "#lib/stress/scenario";
import { describeScenario, formatScenario } from "#lib/stress/scenario-text";
import { knownCode } from "#lib/util/missing";
import { type Judgement, readVerdict } from "#lib/verdict/judge";
import { listMoves } from "#lib/verdict/list-moves";
import { verdictIds } from "#lib/verdict/verdict";
import { getUniverse, type UniverseRequest } from "./get-universe";
import { buildQueryError } from "./query-error";

/** A scenario on the companies of a query. */
export interface StressRequest extends Omit<UniverseRequest, "scenario" | "metrics"> {
  readonly scenario: Scenario;
  /** Text in the language; "" for all companies. */
  readonly query: string;
}

export type StressPage = z.output<typeof stressPageSchema>;

/**
 * What becomes of the verdicts under a scenario: of the companies of a query, by verdict, sector and name, beside every
 * named scenario. The query is asked of the figures as reported. Throws AppError "invalid_query" for one that is wrong,
 * and what getUniverse throws.
 */
export async function answerStress(request: StressRequest, page: StressPage): Promise<StressAnswer> {
  const { scenario, query, ...data } = request;
  const { universe, snapshot } = await getUniverse(data);
  const breathe = createBreath();
  const result = runScreen(universe, { query, sort: [], columns: [] }, { offset: 0, limit: 0 });
  if (!result.ok) throw buildQueryError(result.error);
  const { count, unknown, mask } = result.value;
  const rows = listBits(mask);
  await breathe();
  const { universe: stressed } = await getUniverse({ ...data, hash: snapshot.id, asOf: null, scenario });
  await breathe();
  const counter = createStressCounter(universe);
  const { weights, hasWeights } = counter;
  const outcome = counter.count(stressed.judgement, rows);
  const presets: StressAnswer["presets"] = [];
  for (const { id, label, description, scenario: named } of scenarioPresets) {
    await breathe();
    const { judgement } = getJudgeSession(universe).reflag(named);
    const { stressed: counts, flipped } = counter.count(judgement, rows);
    presets.push({ id, label, description, stressed: counts, flipped });
  }
  await breathe();
  const listed = listRows(page.list, outcome.rowsFlipped, rows, weights);
  return {
    snapshot,
    policy: buildPolicyAnswer(universe.scope.policy),
    scenario: { text: formatScenario(scenario), description: describeScenario(scenario) },
    query: printReadQuery(result.value.query) || null,
    count,
    unknown,
    reported: outcome.reported,
    stressed: outcome.stressed,
    flipped: outcome.flipped,
    notModelled: outcome.notModelled,
    weightUnknown: hasWeights ? rows.filter((row) => weights.reasons[row] !== knownCode).length : count,
    migration: listMigration(universe, stressed.judgement, rows, hasWeights),
    sectors: groupBySector(universe, rows).map(({ sector, rows: ofSector }) => {
      const { rowsFlipped: _, rowsModelled: __, ...measured } = counter.count(stressed.judgement, ofSector);
      const migration = listMigration(universe, stressed.judgement, ofSector, hasWeights);
      return { sector, count: ofSector.length, ...measured, migration };
    }),
    presets,
    listed: listed.length,
    companies: describeCompanies(universe, stressed, counter, listed.slice(page.offset, page.offset + page.limit)),
  };
}

function listMigration(
  { judgement, source }: Universe,
  after: Judgement,
  rows: Uint32Array,
  hasWeights: boolean,
): StressAnswer["migration"] {
  const { counts, weights } = measureMigration(judgement, after, source, rows);
  return verdictIds.flatMap((from, before) =>
    verdictIds.flatMap((to, then) => {
      const count = counts[before]?.[then] ?? 0;
      return count === 0 ? [] : [{ from, to, count, weight: hasWeights ? (weights[before]?.[then] ?? 0) : null }];
    }),
  );
}

function groupBySector({ evaluator }: Universe, rows: Uint32Array) {
  const { codes, dictionary } = evaluator.evaluateText({ kind: "name", id: "sector" });
  const bySector = new Map<string | null, number[]>();
  for (const row of rows) {
    const sector = dictionary[codes[row] ?? missingTextCode] ?? null;
    const kept = bySector.get(sector);
    if (kept) kept.push(row);
    else bySector.set(sector, [row]);
  }
  return [...bySector]
    .map(([sector, found]) => ({ sector, rows: Uint32Array.from(found) }))
    .sort(
      (left, right) => right.rows.length - left.rows.length || ((left.sector ?? "") < (right.sector ?? "") ? -1 : 1),
    );
}

/** The rows that are listed, the heaviest first; whose weight is not known comes last. */
function listRows(list: StressPage["list"], flipped: Uint32Array, all: Uint32Array, weights: NumberVector): number[] {
  const weigh = (row: number): number => (weights.reasons[row] === knownCode ? (weights.values[row] as number) : -1);
  return [...(list === "all" ? all : flipped)].sort((left, right) => weigh(right) - weigh(left) || left - right);
}

function describeCompanies(
  reported: Universe,
  stressed: Universe,
  counter: StressCounter,
  rows: readonly number[],
): StressAnswer["companies"] {
  const moves = new Map(listMoves(reported.judgement, stressed.judgement).map((move) => [move.row, move]));
  const readText = (id: string) => {
    const { codes, dictionary } = reported.evaluator.evaluateText({ kind: "name", id });
    return (row: number): string | null => dictionary[codes[row] ?? missingTextCode] ?? null;
  };
  const readNumber = ({ evaluator }: Universe, id: string) => {
    const { values, reasons } = evaluator.evaluateNumber({ kind: "name", id });
    return (row: number): number | null => (reasons[row] === knownCode ? (values[row] as number) : null);
  };
  const [ticker, name, sector] = [readText("ticker"), readText("name"), readText("sector")];
  const [weight, cover] = [readNumber(reported, "weight"), readNumber(reported, "interest_cover")];
  const [low, high] = [readNumber(stressed, "stressed_cover_low"), readNumber(stressed, "stressed_cover_high")];
  const [roomLow, roomHigh] = [readNumber(stressed, "rate_headroom_low"), readNumber(stressed, "rate_headroom_high")];
  const ebitRoom = readNumber(stressed, "ebit_headroom");
  return rows.map((row) => ({
    ticker: ticker(row) ?? "",
    name: name(row) ?? "",
    sector: sector(row),
    weight: weight(row),
    from: readVerdict(reported.judgement, row),
    to: readVerdict(stressed.judgement, row),
    isModelled: !counter.isUnmodelled(row),
    now: moves.get(row)?.now.map(({ label }) => label) ?? [],
    gone: moves.get(row)?.gone.map(({ label }) => label) ?? [],
    cover: cover(row),
    stressedCoverLow: low(row),
    stressedCoverHigh: high(row),
    rateHeadroomLow: roomLow(row),
    rateHeadroomHigh: roomHigh(row),
    ebitHeadroom: ebitRoom(row),
  }));
}

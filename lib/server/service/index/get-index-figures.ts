import "server-only";
import { AppError } from "#lib/contract/app-error";
import type { IndexAnswer } from "#lib/contract/index-figure";
import { buildPolicyAnswer } from "#lib/contract/policy";
import { findNearest } from "#lib/expr/nearest";
import { parseDay } from "#lib/fact/filed/day";
import { findFigureDeclaration, indexFigures } from "#lib/index/catalogue";
import { type FigureDeclaration, type IndexFigure, measureFigure } from "#lib/index/figure";
import type { Universe } from "#lib/screen/universe/universe";
import { createBreath } from "#lib/server/breathe";
import { getUniverse, type UniverseRequest } from "#lib/server/service/screen/get-universe";
import { formatScenario } from "#lib/stress/scenario-text";
import { assert } from "#lib/util/assert";
import { getPolicyKey } from "#lib/verdict/policy/choice";
import { readIndexContext } from "./read-index-context";

/** Which figures, of which day and under which policy and scenario. */
export interface FigureRequest extends UniverseRequest {
  /** One figure; all where absent. */
  readonly figure?: string | null;
}

/**
 * Measures the figures of the index, one after the other, so that others have their turns. Throws AppError
 * "invalid_request" for a figure that there is not, and what getUniverse throws.
 */
export async function getIndexFigures(request: FigureRequest = {}): Promise<IndexAnswer> {
  const wanted = listWanted(request.figure ?? null);
  const { universe, snapshot } = await getUniverse(request);
  const asOf = parseDay(snapshot.asOf);
  assert(asOf !== null, "a snapshot has a date");
  const { policy } = universe.scope;
  const context = await readIndexContext({ asOf, sample: snapshot.isSample, policy: getPolicyKey(policy) });
  const input = { ...context, asOf, target: universe };
  const kept = getKept(universe, context.runId);
  const breathe = createBreath();
  const figures: IndexFigure[] = [];
  for (const declaration of wanted) {
    const figure = kept.get(declaration.id) ?? measureFigure(declaration, input);
    if (context.runId !== null) kept.set(declaration.id, figure);
    figures.push(figure);
    await breathe();
  }
  return {
    snapshot,
    policy: buildPolicyAnswer(policy),
    scenario: request.scenario ? formatScenario(request.scenario) : null,
    total: universe.rowCount,
    figures,
  };
}

interface KeptFigures {
  readonly runId: number | null;
  readonly byId: Map<string, IndexFigure>;
}

// A universe never changes, and what is kept beside it only with a run; all figures take 0.2 s to measure.
const keptFigures = new WeakMap<Universe, KeptFigures>();

/** The figures of a universe that were measured since the newest run. */
function getKept(universe: Universe, runId: number | null): Map<string, IndexFigure> {
  const kept = keptFigures.get(universe);
  if (kept !== undefined && kept.runId === runId) return kept.byId;
  const byId = new Map<string, IndexFigure>();
  keptFigures.set(universe, { runId, byId });
  return byId;
}

function listWanted(id: string | null): readonly FigureDeclaration[] {
  if (id === null) return indexFigures;
  const found = findFigureDeclaration(id);
  if (found !== undefined) return [found];
  const near = findNearest(
    id,
    indexFigures.map((each) => each.id),
  );
  const message = `There is no figure "${id}".${near.length === 0 ? "" : ` Did you mean ${near.join(", ")}?`}`;
  throw new AppError("invalid_request", message, { places: [{ at: "figure", message }] });
}

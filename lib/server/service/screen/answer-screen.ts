import "server-only";
import { buildPolicyAnswer } from "#lib/contract/policy";
import { type ScreenAnswer, screenAnswerSchema } from "#lib/contract/screen";
import { printReadQuery } from "#lib/screen/rank-clause";
import { runScreen, type ScreenColumn } from "#lib/screen/run/run-screen";
import { diagnoseScreen } from "#lib/screen/run/screen-doctor";
import type { Screen } from "#lib/screen/screen";
import type { Universe } from "#lib/screen/universe/universe";
import { createBreath } from "#lib/server/breathe";
import { formatScenario } from "#lib/stress/scenario-text";
import { keepPer } from "#lib/util/keep-per";
import { countVerdictsApart } from "#lib/verdict/provisional";
import { getUniverse } from "./get-universe";
import { buildQueryError } from "./query-error";
import { type ColumnValues, fixedCells, writeScreenRows } from "./write-screen-rows";

/** Which rows of a screen are wanted, and whether it is to be diagnosed. */
export interface ScreenPage {
  readonly limit: number;
  readonly offset: number;
  readonly doctor?: boolean;
}

/** Runs a screen for the program itself. Throws what writeScreenAnswer throws. */
export async function answerScreen(
  screen: Screen,
  page: ScreenPage,
  visitor: string | null = null,
): Promise<ScreenAnswer> {
  return screenAnswerSchema.parse(JSON.parse(await writeScreenAnswer(screen, page, visitor)));
}

/**
 * Runs a screen and writes its answer as JSON. Throws AppError "invalid_query" with the place of every error in the
 * expressions, and what getUniverse throws. `visitor` is whom the building of a past day is counted against.
 */
export async function writeScreenAnswer(
  screen: Screen,
  page: ScreenPage,
  visitor: string | null = null,
): Promise<string> {
  const { scenario, policy, metrics, asOf, snapshot: hash } = screen;
  const { snapshot, universe } = await getUniverse({ hash, asOf, scenario, policy, metrics, visitor });
  const breathe = createBreath();
  // Long metrics take up to 50 ms each, and are kept by the evaluator: the screen finds them computed.
  for (const { id } of metrics) {
    universe.evaluator.evaluate({ kind: "name", id });
    await breathe();
  }
  const result = runScreen(universe, screen, page);
  if (!result.ok) throw buildQueryError(result.error);
  const { rows, count, unknown, columns } = result.value;
  const diagnosis = page.doctor ? diagnoseScreen(universe, screen.query) : null;
  const extra = columns.filter(({ expression }) => !fixedCells.has(expression));
  const head: Omit<ScreenAnswer, "rows"> = {
    snapshot,
    policy: buildPolicyAnswer(universe.scope.policy),
    scenario: scenario === null ? null : formatScenario(scenario),
    query: printReadQuery(result.value.query) || null,
    count,
    unknown,
    total: universe.rowCount,
    verdicts: getVerdictCounts(universe),
    warnings: [...result.value.warnings],
    ...(diagnosis?.ok ? { doctor: diagnosis.value } : {}),
    columns: columns.map((column) => describeColumn(column, universe)),
  };
  const values: ColumnValues[] = [];
  for (const { expression, vector } of extra) {
    values.push({ expression, vector });
    await breathe();
  }
  const written = writeScreenRows(universe, values, rows);
  return `${JSON.stringify(head).slice(0, -1)},"rows":${written}}`;
}

/** Asked for with every page of a screen, and the same for all of them. */
const getVerdictCounts = keepPer(countVerdictsApart);

function describeColumn({ expression, checked }: ScreenColumn, { scope }: Universe) {
  const definition = checked.node.kind === "name" && !checked.node.lag ? scope.find(checked.node.id) : undefined;
  return { id: expression, label: definition?.label ?? expression, type: checked.type, unit: checked.unit };
}

import "server-only";
import { AppError } from "#lib/contract/app-error";
import { type ScreenAnswer, screenAnswerSchema } from "#lib/contract/screen";
import type { CustomMetric } from "#lib/metric/custom-metric";
import { printReadQuery } from "#lib/screen/rank-clause";
import { addCustomMetrics } from "#lib/screen/run/custom-target";
import { runScreen as run, type ScreenColumn } from "#lib/screen/run/run-screen";
import { diagnoseScreen } from "#lib/screen/run/screen-doctor";
import type { ScreenError } from "#lib/screen/run/screen-expressions";
import type { Screen } from "#lib/screen/screen";
import type { Universe } from "#lib/screen/universe/universe";
import { formatScenario } from "#lib/stress/scenario-text";
import { RecentMap } from "#lib/util/recent-map";
import { getUniverse } from "./get-universe";
import { fixedCells, writeScreenRows } from "./write-screen-rows";

/** Universes with a screen's own metrics that are kept beside each universe. Each holds the columns it has computed. */
const extendedMax = 4;
const extended = new WeakMap<Universe, RecentMap<string, Universe>>();

/** Which rows of a screen are wanted, and whether it is to be diagnosed. */
export interface ScreenPage {
  readonly limit: number;
  readonly offset: number;
  readonly doctor?: boolean;
}

/** Runs a screen for the program itself. Throws what writeScreenAnswer throws. */
export async function runScreen(
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
  const served = await getUniverse({
    hash: screen.snapshot,
    asOf: screen.asOf,
    scenario: screen.scenario,
    visitor,
  });
  const { snapshot } = served;
  const universe = extendUniverse(served.universe, screen.metrics);
  const result = run(universe, screen, page);
  if (!result.ok) throw buildQueryError(result.error);
  const { rows, count, unknown, columns } = result.value;
  const diagnosis = page.doctor ? diagnoseScreen(universe, screen.query) : null;
  const extra = columns.filter(({ expression }) => !fixedCells.has(expression));
  const head: Omit<ScreenAnswer, "rows"> = {
    snapshot,
    scenario: screen.scenario === null ? null : formatScenario(screen.scenario),
    query: printReadQuery(result.value.query) || null,
    count,
    unknown,
    total: universe.rowCount,
    ...(diagnosis?.ok ? { doctor: diagnosis.value } : {}),
    columns: columns.map((column) => describeColumn(column, universe)),
  };
  const written = writeScreenRows(universe, extra, rows);
  return `${JSON.stringify(head).slice(0, -1)},"rows":${written}}`;
}

/** The universe that knows a screen's own metrics, kept for the next page of the screen. Throws "invalid_query". */
function extendUniverse(universe: Universe, metrics: readonly CustomMetric[]): Universe {
  if (metrics.length === 0) return universe;
  const kept = extended.get(universe) ?? new RecentMap(extendedMax);
  extended.set(universe, kept);
  const key = JSON.stringify(metrics);
  const known = kept.get(key);
  if (known !== undefined) return known;
  const built = addCustomMetrics(universe, metrics);
  if (!built.ok) throw buildQueryError(built.error);
  kept.set(key, built.value);
  return built.value;
}

/** The refusal of a screen whose expressions are wrong. */
function buildQueryError(errors: readonly ScreenError[]): AppError {
  const places = errors.flatMap(({ parameter, subject, expression, errors: found }) =>
    found.map(({ message, hint, span }) => ({
      at: parameter,
      message:
        parameter === "q" ? joinHint(message, hint) : `In ${subject ?? `"${expression}"`}: ${joinHint(message, hint)}`,
      text: expression,
      start: span.start,
      end: span.end,
    })),
  );
  return new AppError("invalid_query", places.map(({ message }) => message).join(" "), { places });
}

function joinHint(message: string, hint: string | undefined): string {
  return hint === undefined ? message : `${message} ${hint}`;
}

function describeColumn({ expression, checked }: ScreenColumn, { scope }: Universe) {
  const definition = checked.node.kind === "name" && !checked.node.lag ? scope.find(checked.node.id) : undefined;
  return { id: expression, label: definition?.label ?? expression, type: checked.type, unit: checked.unit };
}

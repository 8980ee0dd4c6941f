import "server-only";
import { AppError } from "../../api/app-error";
import type { ScreenAnswer } from "../../api/screen-contract";
import { parseQuery } from "../../expr/parse";
import { print } from "../../expr/print";
import { readValue } from "../../expr/read-value";
import type { Vector } from "../../expr/vector";
import { addCustomMetrics } from "../../screen/custom-target";
import { runScreen as run, type ScreenColumn, type ScreenError } from "../../screen/run-screen";
import type { Screen } from "../../screen/screen";
import { diagnoseScreen } from "../../screen/screen-doctor";
import type { Universe } from "../../screen/universe";
import { formatScenario } from "../../stress/scenario-text";
import { readVerdict } from "../../verdict/judge";
import { getUniverse } from "./get-universe";

/** Columns that every row has, beside those asked for. */
const fixedColumns: ReadonlySet<string> = new Set(["ticker", "name", "sector", "verdict"]);

/**
 * Runs a screen for the API and the command line. Throws AppError "invalid_query" with the place of every error in the
 * expressions, and what getUniverse throws. `visitor` is whom the building of a past day is counted against.
 */
export async function runScreen(
  screen: Screen,
  page: { readonly limit: number; readonly offset: number; readonly doctor?: boolean },
  visitor: string | null = null,
): Promise<ScreenAnswer> {
  const served = await getUniverse({
    hash: screen.snapshot,
    asOf: screen.asOf,
    scenario: screen.scenario,
    visitor,
  });
  const { snapshot } = served;
  const extended = addCustomMetrics(served.universe, screen.metrics);
  if (!extended.ok) throw buildQueryError(extended.error);
  const universe = extended.value;
  const result = run(universe, screen);
  if (!result.ok) throw buildQueryError(result.error);
  const { rows, count, unknown, columns } = result.value;
  const read = parseQuery(screen.query);
  const filter = read.ok ? read.value.filter : null;
  const diagnosis = page.doctor ? diagnoseScreen(universe, screen.query) : null;
  const extra = columns.filter(({ expression }) => !fixedColumns.has(expression));
  return {
    snapshot,
    scenario: screen.scenario === null ? null : formatScenario(screen.scenario),
    query: filter === null ? null : print(filter),
    count,
    unknown,
    total: universe.rowCount,
    ...(diagnosis?.ok ? { doctor: diagnosis.value } : {}),
    columns: columns.map((column) => describeColumn(column, universe)),
    rows: Array.from(rows.subarray(page.offset, page.offset + page.limit), (row) => buildRow(universe, extra, row)),
  };
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

function buildRow({ evaluator, judgement }: Universe, extra: readonly ScreenColumn[], row: number) {
  const missing: Record<string, string> = {};
  const cells: Record<string, number | string | boolean | null> = {};
  for (const { expression, vector } of extra) {
    const value = readValue(vector, row);
    if (value.type === "missing") missing[expression] = value.reason;
    if (value.type === "unknown") missing[expression] = "unknown";
    cells[expression] = value.type === "missing" || value.type === "unknown" ? null : value.value;
  }
  const readText = (vector: Vector): string | null => {
    const value = readValue(vector, row);
    return value.type === "text" ? value.value : null;
  };
  return {
    ...cells,
    ticker: readText(evaluator.evaluate({ kind: "name", id: "ticker" })) ?? "",
    name: readText(evaluator.evaluate({ kind: "name", id: "name" })) ?? "",
    sector: readText(evaluator.evaluate({ kind: "name", id: "sector" })),
    verdict: readVerdict(judgement, row),
    missing,
  };
}

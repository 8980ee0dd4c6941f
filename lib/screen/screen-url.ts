import type { CustomMetric } from "#lib/metric/custom-metric";
import { formatScenario, parseScenario } from "#lib/stress/scenario-text";
import { fail, type Result, succeed } from "#lib/util/result";
import { defaultScreen } from "./default-screen";
import { splitExpressionList } from "./expression-list";
import { findScreenFaults } from "./find-screen-faults";
import type { Screen, SortKey } from "./screen";
import { queryLengthMax } from "./screen-limits";

/** The names of a screen's parameters in a URL, in the order they are written. Permanent: they live in links. */
export const screenParameters = ["q", "sort", "columns", "set", "metric", "scenario", "asof", "snapshot"] as const;

export type ScreenParameter = (typeof screenParameters)[number];

/** A parameter that cannot be read, with what was expected. */
export interface ScreenUrlError {
  readonly parameter: string;
  readonly message: string;
}

const fieldParameters: Readonly<Record<keyof Screen, ScreenParameter>> = {
  query: "q",
  sort: "sort",
  columns: "columns",
  set: "set",
  metrics: "metric",
  scenario: "scenario",
  asOf: "asof",
  snapshot: "snapshot",
};

/** Writes sort keys as `-market_cap,ticker`; a leading minus means descending. */
export function formatSort(sort: readonly SortKey[]): string {
  return sort.map((key) => `${key.descending ? "-" : ""}${wrapListItem(key.expression, key.descending)}`).join(",");
}

/** Reads `-market_cap,ticker`. A leading minus means descending, a leading plus ascending. */
export function parseSort(text: string): SortKey[] {
  return splitExpressionList(text).map((item) => {
    const descending = item.startsWith("-");
    const expression = (descending || item.startsWith("+") ? item.slice(1) : item).trim();
    return { expression, descending };
  });
}

function wrapListItem(expression: string, descending: boolean): string {
  const readsAsDirection = !descending && /^[-+]/.test(expression);
  return readsAsDirection ? `+${expression}` : expression;
}

/** Writes a screen as URL parameters. Defaults are not written; `parseScreenUrl` gives the same screen back. */
export function formatScreenUrl(screen: Screen): URLSearchParams {
  const parameters = new URLSearchParams();
  if (screen.query !== "") parameters.set("q", screen.query);
  const sort = formatSort(screen.sort);
  if (sort !== formatSort(defaultScreen.sort)) parameters.set("sort", sort);
  if (screen.columns.length > 0) parameters.set("columns", screen.columns.join(","));
  if (screen.set !== defaultScreen.set) parameters.set("set", screen.set);
  for (const { id, formula } of screen.metrics) parameters.append("metric", `${id}: ${formula}`);
  if (screen.scenario !== null) parameters.set("scenario", formatScenario(screen.scenario));
  if (screen.asOf !== null) parameters.set("asof", screen.asOf);
  if (screen.snapshot !== null) parameters.set("snapshot", screen.snapshot);
  return parameters;
}

/**
 * Reads a screen from URL parameters. An unknown, repeated or malformed parameter is an error that names it; the
 * expressions inside are not checked here, since their meaning depends on the snapshot. A `rank by` clause stays in the
 * query, so that running it checks the score.
 */
export function parseScreenUrl(
  parameters: URLSearchParams,
  others: readonly string[] = [],
): Result<Screen, readonly ScreenUrlError[]> {
  const errors: ScreenUrlError[] = [];
  for (const name of new Set(parameters.keys())) {
    if (!isScreenParameter(name) && !others.includes(name)) {
      const known = [...screenParameters, ...others].join(", ");
      errors.push({ parameter: name, message: `Unknown parameter "${name}". Known parameters: ${known}.` });
    } else if (name !== "metric" && parameters.getAll(name).length > 1) {
      errors.push({ parameter: name, message: `The parameter "${name}" is given more than once.` });
    }
  }
  const query = parameters.get("q") ?? defaultScreen.query;
  if (query.length > queryLengthMax) {
    errors.push({
      parameter: "q",
      message: `The query has ${query.length} characters; the most is ${queryLengthMax}.`,
    });
  }
  const sort = parameters.get("sort");
  const assumed = parameters.get("scenario");
  const scenario = assumed === null ? succeed(null) : parseScenario(assumed);
  if (!scenario.ok) {
    errors.push({ parameter: "scenario", message: `The parameter "scenario" cannot be read: ${scenario.error}.` });
  }
  const screen: Screen = {
    query,
    sort: sort === null ? defaultScreen.sort : parseSort(sort),
    metrics: parameters.getAll("metric").map(parseMetric),
    columns: splitExpressionList(parameters.get("columns") ?? ""),
    set: parameters.get("set") ?? defaultScreen.set,
    scenario: scenario.ok ? scenario.value : null,
    asOf: parameters.get("asof"),
    snapshot: parameters.get("snapshot"),
  };
  for (const { field, message } of findScreenFaults(screen)) {
    const parameter = fieldParameters[field];
    errors.push({ parameter, message: `The parameter "${parameter}" cannot be read: ${message}.` });
  }
  return errors.length > 0 ? fail(errors) : succeed(screen);
}

/** Reads `my_score: 0.5 * pct(roic)`. Without a colon all of it is the name, which is then refused. */
function parseMetric(text: string): CustomMetric {
  const colon = text.indexOf(":");
  if (colon === -1) return { id: text.trim(), formula: "" };
  return { id: text.slice(0, colon).trim().toLowerCase(), formula: text.slice(colon + 1).trim() };
}

function isScreenParameter(name: string): name is ScreenParameter {
  return (screenParameters as readonly string[]).includes(name);
}

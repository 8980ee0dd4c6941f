import type { CustomMetric } from "#lib/metric/custom-metric";
import { formatScenario, parseScenario } from "#lib/stress/scenario-text";
import { fail, type Result, succeed } from "#lib/util/result";
import { defaultScreen } from "./default-screen";
import { splitExpressionList } from "./expression-list";
import { findScreenFaults } from "./find-screen-faults";
import { formatPolicyUrl, isPolicyParameter, parsePolicyUrl, type UrlError } from "./policy-url";
import type { Screen, SortKey } from "./screen";
import { queryLengthMax } from "./screen-limits";
import { urlKeys } from "./url-key";

/** The parameter of each field of a screen but the policy, which has several; in the order in which they are written. */
const fieldKeys = {
  query: urlKeys.query,
  sort: urlKeys.sort,
  columns: urlKeys.columns,
  set: urlKeys.set,
  metrics: urlKeys.metrics,
  scenario: urlKeys.scenario,
  policy: urlKeys.policy,
  asOf: urlKeys.asOf,
  snapshot: urlKeys.snapshot,
} as const satisfies Readonly<Record<keyof Screen, string>>;

const screenKeys: readonly string[] = Object.values(fieldKeys);

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
  if (screen.query !== "") parameters.set(urlKeys.query, screen.query);
  const sort = formatSort(screen.sort);
  if (sort !== formatSort(defaultScreen.sort)) parameters.set(urlKeys.sort, sort);
  if (screen.columns.length > 0) parameters.set(urlKeys.columns, screen.columns.join(","));
  if (screen.set !== defaultScreen.set) parameters.set(urlKeys.set, screen.set);
  for (const { id, formula } of screen.metrics) parameters.append(urlKeys.metrics, `${id}: ${formula}`);
  if (screen.scenario !== null) parameters.set(urlKeys.scenario, formatScenario(screen.scenario));
  for (const [name, value] of formatPolicyUrl(screen.policy)) parameters.set(name, value);
  if (screen.asOf !== null) parameters.set(urlKeys.asOf, screen.asOf);
  if (screen.snapshot !== null) parameters.set(urlKeys.snapshot, screen.snapshot);
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
): Result<Screen, readonly UrlError[]> {
  const errors: UrlError[] = [];
  for (const name of new Set(parameters.keys())) {
    if (isPolicyParameter(name)) continue;
    if (!screenKeys.includes(name) && !others.includes(name)) {
      const known = [...screenKeys, ...others].join(", ");
      errors.push({ parameter: name, message: `Unknown parameter "${name}". Known parameters: ${known}.` });
    } else if (name !== urlKeys.metrics && parameters.getAll(name).length > 1) {
      errors.push({ parameter: name, message: `The parameter "${name}" is given more than once.` });
    }
  }
  const query = parameters.get(urlKeys.query) ?? defaultScreen.query;
  if (query.length > queryLengthMax) {
    errors.push({
      parameter: urlKeys.query,
      message: `The query has ${query.length} characters; the most is ${queryLengthMax}.`,
    });
  }
  const sort = parameters.get(urlKeys.sort);
  const assumed = parameters.get(urlKeys.scenario);
  const scenario = assumed === null ? succeed(null) : parseScenario(assumed);
  if (!scenario.ok) {
    errors.push({
      parameter: urlKeys.scenario,
      message: `The parameter "scenario" cannot be read: ${scenario.error}.`,
    });
  }
  const policy = parsePolicyUrl(parameters);
  if (!policy.ok) errors.push(...policy.error);
  const screen: Screen = {
    query,
    sort: sort === null ? defaultScreen.sort : parseSort(sort),
    metrics: parameters.getAll(urlKeys.metrics).map(parseMetric),
    columns: splitExpressionList(parameters.get(urlKeys.columns) ?? ""),
    set: parameters.get(urlKeys.set) ?? defaultScreen.set,
    scenario: scenario.ok ? scenario.value : null,
    policy: policy.ok ? policy.value : null,
    asOf: parameters.get(urlKeys.asOf),
    snapshot: parameters.get(urlKeys.snapshot),
  };
  for (const { field, message } of findScreenFaults(screen)) {
    const parameter = fieldKeys[field];
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

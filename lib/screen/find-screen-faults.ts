import { parseDay } from "#lib/fact/filed/day";
import type { CustomMetric } from "#lib/metric/custom-metric";
import { moveRankToSort } from "./rank-clause";
import type { Screen } from "./screen";
import { columnsMax, customMetricsMax, queryLengthMax, snapshotHashPattern, sortKeysMax } from "./screen-limits";

/** What is wrong with a field of a screen: what was expected, or what is not so, in a few words. */
export interface ScreenFault {
  readonly field: keyof Screen;
  readonly message: string;
}

/**
 * Where a screen breaks the limits of its fields; nothing when it keeps them. The length of the query and the bounds of
 * the scenario are checked where their text is read, and expressions where they meet a snapshot.
 */
export function findScreenFaults(screen: Screen): readonly ScreenFault[] {
  const { sort, columns, set, metrics, asOf, snapshot } = screen;
  const faults: ScreenFault[] = [];
  const require = (isKept: boolean, field: keyof Screen, message: string) => {
    if (!isKept) faults.push({ field, message });
  };
  const requireExpression = (text: string, field: keyof Screen) => {
    require(text.length > 0, field, "an expression is empty");
    require(text.length <= queryLengthMax, field, `an expression has more than ${queryLengthMax} characters`);
  };
  for (const { expression } of sort) requireExpression(expression, "sort");
  require(sort.length <= sortKeysMax, "sort", `expected at most ${sortKeysMax} sort keys`);
  const keyCount = moveRankToSort(screen).sort.length;
  if (keyCount > sort.length) {
    const message = `expected at most ${sortKeysMax} sort keys, the score of rank by among them`;
    require(keyCount <= sortKeysMax, "sort", message);
  }
  for (const column of columns) requireExpression(column, "columns");
  require(columns.length <= columnsMax, "columns", `expected at most ${columnsMax} columns`);
  require(/^[a-z_]{1,40}$/.test(set), "set", "expected the id of a column set, such as debt");
  for (const metric of metrics) {
    const fault = findMetricFault(metric);
    if (fault !== null) faults.push({ field: "metrics", message: fault });
  }
  require(metrics.length <= customMetricsMax, "metrics", `expected at most ${customMetricsMax} metrics`);
  require(asOf === null || parseDay(asOf) !== null, "asOf", "expected a date like 2026-05-05");
  const isHash = snapshot === null || snapshotHashPattern.test(snapshot);
  require(isHash, "snapshot", "expected the 64 hexadecimal digits of a snapshot");
  return faults;
}

/** What is wrong with one of several metrics, which is named, and the form that was expected. */
function findMetricFault({ id, formula }: CustomMetric): string | null {
  const form = "write name: formula";
  const shorten = (text: string) => (text.length > 60 ? `${text.slice(0, 60)}…` : text);
  if (id === "" && formula === "") return `a metric is empty; ${form}`;
  if (formula === "") return `the metric "${shorten(id)}" has no formula; ${form}`;
  if (id === "") return `the formula "${shorten(formula)}" has no name; ${form}`;
  if (!/^[a-z][a-z0-9_]{0,39}$/.test(id)) {
    const rule =
      "a name has small letters, digits and underscores, begins with a letter, and has at most 40 characters";
    return `"${shorten(id)}" cannot be the name of a metric: ${rule}`;
  }
  if (formula.length <= queryLengthMax) return null;
  return `the formula of the metric "${id}" has more than ${queryLengthMax} characters`;
}

import { parseDay } from "../fact/day";
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
  for (const column of columns) requireExpression(column, "columns");
  require(columns.length <= columnsMax, "columns", `expected at most ${columnsMax} columns`);
  require(/^[a-z_]{1,40}$/.test(set), "set", "expected the id of a column set, such as debt");
  for (const { id, formula } of metrics) {
    require(/^[a-z_][a-z0-9_]{0,39}$/.test(id), "metrics", "expected a name of small letters, such as my_score");
    requireExpression(formula, "metrics");
  }
  require(metrics.length <= customMetricsMax, "metrics", `expected at most ${customMetricsMax} metrics`);
  require(asOf === null || parseDay(asOf) !== null, "asOf", "expected a date like 2026-05-05");
  const isHash = snapshot === null || snapshotHashPattern.test(snapshot);
  require(isHash, "snapshot", "expected the 64 hexadecimal digits of a snapshot");
  return faults;
}

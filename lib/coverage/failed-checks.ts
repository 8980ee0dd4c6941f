import { readValue } from "#lib/expr/read-value";
import type { ScreenTarget } from "#lib/screen/run/run-screen";

/** The number of cross-checks that a company's filings fail. */
const failedChecksId = "failed_checks";

/** A company whose filings break a sum that must hold. */
export interface FailingCompany {
  readonly ticker: string;
  readonly name: string;
  /** How many checks it fails. */
  readonly count: number;
}

/** The companies that fail a cross-check, those that fail most first; none in a snapshot that was never checked. */
export function listFailingCompanies({ evaluator, scope, rowCount }: ScreenTarget): readonly FailingCompany[] {
  if (scope.find(failedChecksId) === undefined) return [];
  const { values } = evaluator.evaluateNumber({ kind: "name", id: failedChecksId });
  const readText = (id: string, row: number): string => {
    const value = readValue(evaluator.evaluate({ kind: "name", id }), row);
    return value.type === "text" ? value.value : "";
  };
  const failing: FailingCompany[] = [];
  for (let row = 0; row < rowCount; row += 1) {
    const count = values[row] ?? 0;
    if (count > 0) failing.push({ ticker: readText("ticker", row), name: readText("name", row), count });
  }
  return failing.sort((a, b) => b.count - a.count || (a.ticker < b.ticker ? -1 : 1));
}

import { listRows } from "#lib/expr/truth";
import type { ScreenTarget } from "#lib/screen/run/run-screen";
import { readExpression } from "#lib/screen/run/screen-expressions";

/**
 * One byte a row: 1 where a condition of the program's own is true, 1 everywhere for none. Throws for a condition that
 * the language refuses, which is a fault of the program.
 */
export function requireMask(target: ScreenTarget, condition: string | null): Uint8Array {
  const mask = new Uint8Array(target.rowCount);
  if (condition === null) return mask.fill(1);
  const checked = readExpression(condition, target.scope);
  if (!checked.ok) throw new Error(`Impossible state: the condition "${condition}" is ${checked.error[0]?.message}`);
  for (const row of listRows(target.evaluator.evaluateTruth(checked.value.node), "true")) mask[row] = 1;
  return mask;
}

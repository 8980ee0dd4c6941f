import type { Node } from "#lib/expr/ast";
import { check } from "#lib/expr/check";
import type { Evaluator } from "#lib/expr/evaluate";
import type { Scope } from "#lib/expr/scope";
import type { NumberVector } from "#lib/expr/vector";
import { knownCode } from "#lib/util/missing";
import { type PeerGroup, standingClasses } from "./table-model";

interface Kept {
  universe?: Uint8Array;
  sector?: Uint8Array;
}

// A column's numbers are the same object as long as an evaluator keeps them, under whatever filter and order.
const keptByVector = new WeakMap<NumberVector, Kept>();

/**
 * Of each row in which twentieth of its peers the number of a column stands, 1 the lowest and 20 the highest; 0 where there is no
 * number. By the percentile of the language (L-51), so that a sector with fewer than 20 known numbers is measured against all
 * companies (L-56). Computed once for a column, however often the screen changes.
 */
export function getStandings(evaluator: Evaluator, scope: Scope, node: Node, peers: PeerGroup): Uint8Array {
  const vector = evaluator.evaluateNumber(node);
  let kept = keptByVector.get(vector);
  if (kept === undefined) {
    kept = {};
    keptByVector.set(vector, kept);
  }
  kept[peers] ??= computeStandings(evaluator, scope, node, peers);
  return kept[peers];
}

function computeStandings(evaluator: Evaluator, scope: Scope, node: Node, peers: PeerGroup): Uint8Array {
  const codes = new Uint8Array(evaluator.rowCount);
  const args: readonly Node[] = peers === "universe" ? [node] : [node, { kind: "name", id: "sector" }];
  const percentile: Node = { kind: "call", name: "pct", args };
  // An expression of the greatest length that there may be has no room for one more call.
  if (!check(percentile, scope).ok) return codes;
  const { values, reasons } = evaluator.evaluateNumber(percentile);
  for (let row = 0; row < codes.length; row += 1) {
    if (reasons[row] !== knownCode) continue;
    codes[row] = 1 + Math.min(standingClasses - 1, Math.floor((values[row] as number) * standingClasses));
  }
  return codes;
}

import { createEvaluator } from "#lib/expr/evaluate";
import type { Definition } from "#lib/expr/scope";
import type { ExtensibleTarget } from "#lib/screen/run/custom-target";
import { defaultPolicy } from "#lib/verdict/policy/catalogue";
import type { WorkTarget } from "#lib/workbench/column/column-head";
import { buildNumbers, buildScope, buildText, type Cell } from "./expression-table";

export const numberIds = ["a", "b", "c", "d"] as const;

const definitions: readonly Definition[] = [
  ...numberIds.map((id) => ({ kind: "column", id, type: "number", unit: "ratio", label: id, lag: "none" }) as const),
  { kind: "column", id: "sector", type: "text", label: "Sector" },
];

/** A table of pseudo-random numbers with ties and missing ones, the same for the same seed. */
export function buildRandomTarget(rowCount: number, seed: number, distinct = 23): ExtensibleTarget & WorkTarget {
  const hash = (row: number, salt: number): number => {
    let state = Math.imul(row + 1, 0x9e3779b1) ^ Math.imul(salt + seed, 0x85ebca6b);
    state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d);
    state = Math.imul(state ^ (state >>> 12), 0x297a2d39);
    return (state ^ (state >>> 15)) >>> 0;
  };
  const rows = Array.from({ length: rowCount }, (_, row) => row);
  const vectors = new Map(
    numberIds.map((id, salt) => {
      const cells = rows.map((row): Cell => {
        const drawn = hash(row, salt);
        return drawn % 9 === 0 ? { missing: "not_reported" } : ((drawn >>> 5) % distinct) / 4 - 2;
      });
      return [id, buildNumbers(cells)] as const;
    }),
  );
  const sector = buildText(
    rows.map((row) => (hash(row, 99) % 13 === 0 ? undefined : ["Energy", "Utilities", "Materials"][hash(row, 98) % 3])),
  );
  const source = {
    rowCount,
    getVector: (id: string) => (id === "sector" ? sector : vectors.get(id as (typeof numberIds)[number])),
  };
  const scope = { ...buildScope(definitions), policy: defaultPolicy };
  return { source, scope, rowCount, evaluator: createEvaluator(source, scope) };
}

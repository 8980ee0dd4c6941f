import { readSnapshot, type Snapshot, type SnapshotError } from "../column/snapshot";
import type { SnapshotInfo } from "../column/snapshot-header";
import type { ColumnTable } from "../column/table";
import { createEvaluator } from "../expr/evaluate";
import type { VectorSource } from "../expr/vector";
import { type Result, succeed } from "../util/result";
import { buildPolicyScope, type PolicyScopeOptions } from "../verdict/build-policy-scope";
import { type Judgement, judge } from "../verdict/judge";
import { policyV1 } from "../verdict/policy-v1";
import { verdictColumnId, withVerdict } from "../verdict/verdict";
import type { ScreenTarget } from "./run-screen";

/** One snapshot with its companies judged: what every screen, page, export and command works on. */
export interface Universe extends ScreenTarget {
  readonly info: SnapshotInfo;
  readonly table: ColumnTable;
  /** The table with the column of verdicts. */
  readonly source: VectorSource;
  readonly judgement: Judgement;
}

/** Judges the companies of a snapshot under a policy and scenario (the defaults when absent). */
export function createUniverse(
  { info, table }: Snapshot,
  options: Pick<PolicyScopeOptions, "policy" | "scenario" | "customMetrics"> = {},
): Universe {
  const scope = buildPolicyScope({ ...options, hasColumn: (id) => table.getVector(id) !== undefined });
  // One evaluator serves the judge and everything after it, so that no column is computed twice; the verdicts become
  // visible to it when they are there.
  let source = withVerdict(table, { verdicts: new Uint8Array(table.rowCount) });
  const evaluator = createEvaluator(
    {
      rowCount: table.rowCount,
      getVector: (id) => (id === verdictColumnId ? source.getVector(id) : table.getVector(id)),
    },
    scope,
  );
  const judgement = judge(evaluator, options.policy ?? policyV1);
  source = withVerdict(table, judgement);
  return { info, table, source, judgement, evaluator, scope, rowCount: table.rowCount };
}

/** Reads and judges the bytes of a snapshot file. Bytes that do not have the hash, or are damaged, are an error. */
export async function openUniverse(
  bytes: Uint8Array<ArrayBuffer>,
  hash: string,
): Promise<Result<Universe, SnapshotError>> {
  const snapshot = await readSnapshot(bytes, hash);
  return snapshot.ok ? succeed(createUniverse(snapshot.value)) : snapshot;
}

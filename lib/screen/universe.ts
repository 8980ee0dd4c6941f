import { readSnapshot, type Snapshot, type SnapshotError } from "../column/snapshot";
import type { SnapshotInfo } from "../column/snapshot-header";
import type { ColumnTable } from "../column/table";
import { createEvaluator } from "../expr/evaluate";
import { missingTextCode, type NumberVector, type TextVector, type VectorSource } from "../expr/vector";
import { baseColumns } from "../metric/base-columns";
import { getReasonCode } from "../util/missing";
import { type Result, succeed } from "../util/result";
import { buildPolicyScope, type PolicyScopeOptions } from "../verdict/build-policy-scope";
import { type Judgement, judge } from "../verdict/judge";
import { policyV1 } from "../verdict/policy-v1";
import { listSnapshotColumns } from "../verdict/snapshot-columns";
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
  const base = addAbsentColumns(table);
  const scope = buildPolicyScope({ ...options, hasColumn: (id) => base.getVector(id) !== undefined });
  // One evaluator serves the judge and everything after it, so that no column is computed twice; the verdicts become
  // visible to it when they are there.
  let source = withVerdict(base, { verdicts: new Uint8Array(table.rowCount) });
  const evaluator = createEvaluator(
    {
      rowCount: table.rowCount,
      getVector: (id) => (id === verdictColumnId ? source.getVector(id) : base.getVector(id)),
    },
    scope,
  );
  const judgement = judge(evaluator, options.policy ?? policyV1);
  source = withVerdict(base, judgement);
  return { info, table, source, judgement, evaluator, scope, rowCount: table.rowCount };
}

/**
 * A snapshot that an earlier version wrote may lack columns that today's formulas read. They are not reported there,
 * which can leave a verdict open but never makes it wrong.
 */
function addAbsentColumns(table: ColumnTable): VectorSource {
  const { rowCount } = table;
  const absent = new Set(listSnapshotColumns().filter((id) => table.getVector(id) === undefined));
  if (absent.size === 0) return table;
  const numbers: NumberVector = {
    type: "number",
    values: new Float64Array(rowCount).fill(Number.NaN),
    reasons: new Uint8Array(rowCount).fill(getReasonCode("not_reported")),
  };
  const texts: TextVector = { type: "text", codes: new Uint16Array(rowCount).fill(missingTextCode), dictionary: [] };
  const textIds = new Set(baseColumns.flatMap(({ id, type }) => (type === "text" ? [id] : [])));
  return {
    rowCount,
    getVector: (id) => (absent.has(id) ? (textIds.has(id) ? texts : numbers) : table.getVector(id)),
  };
}

/** Reads and judges the bytes of a snapshot file. Bytes that do not have the hash, or are damaged, are an error. */
export async function openUniverse(
  bytes: Uint8Array<ArrayBuffer>,
  hash: string,
): Promise<Result<Universe, SnapshotError>> {
  const snapshot = await readSnapshot(bytes, hash);
  return snapshot.ok ? succeed(createUniverse(snapshot.value)) : snapshot;
}

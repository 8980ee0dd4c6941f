import type { Snapshot } from "#lib/column/snapshot";
import type { SnapshotInfo } from "#lib/column/snapshot-header";
import type { ColumnTable } from "#lib/column/table";
import { createEvaluator } from "#lib/expr/evaluate";
import { missingTextCode, type NumberVector, type TextVector, type VectorSource } from "#lib/expr/vector";
import { baseColumns } from "#lib/metric/base-columns";
import type { ScreenTarget } from "#lib/screen/run/run-screen";
import { keepPer } from "#lib/util/keep-per";
import { getReasonCode } from "#lib/util/missing";
import { type Judgement, judge, listJudgedNodes } from "#lib/verdict/judge";
import { defaultPolicy, policies } from "#lib/verdict/policy/catalogue";
import { describePolicyFaults, findPolicyFaults } from "#lib/verdict/policy/check-policy";
import { getPublishedPolicy } from "#lib/verdict/policy/choice";
import type { Policy } from "#lib/verdict/policy/policy";
import { buildPolicyScope, type PolicyScope, type PolicyScopeOptions } from "#lib/verdict/policy/policy-scope";
import { listSnapshotColumns } from "#lib/verdict/policy/snapshot-columns";
import { isVerdictColumn } from "#lib/verdict/verdict";
import { withVerdict } from "#lib/verdict/with-verdict";
import { type CompanyLines, findCompanyLines } from "./company-lines";
import { buildTextLists, noteTexts } from "./known-text";
import { styleNames } from "./name-style";

/**
 * A snapshot with its judgement: what every screen, page, export and command works on. Its rows are companies; those with
 * several classes of shares have their lines in `lines`.
 */
export interface Universe extends ScreenTarget {
  /** Every name, under the policy that judges. */
  readonly scope: PolicyScope;
  readonly info: SnapshotInfo;
  /** The base columns, one row a company. */
  readonly table: ColumnTable;
  /** What of the snapshot's list each company is. */
  readonly lines: CompanyLines;
  /** The table with the column of verdicts. */
  readonly source: VectorSource;
  readonly judgement: Judgement;
}

type UniverseOptions = Pick<PolicyScopeOptions, "policy" | "scenario">;

/**
 * Judges the companies of a snapshot under a policy (the default when absent), anew each time. With a scenario the
 * verdicts are those under it; without one they are of the figures as reported, and `stressed(...)` speaks of the default
 * scenario. Throws UnjudgeableError with the name of a rule that the data cannot answer. Whoever answers people asks `openSnapshot` instead, which keeps what it has judged.
 */
export function createUniverse(snapshot: Snapshot, options: UniverseOptions = {}): Universe {
  const steps = buildUniverse(snapshot, options);
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}

/** Builds a universe in steps of some milliseconds, so that a page can answer its user between them. */
export function* buildUniverse(snapshot: Snapshot, options: UniverseOptions): Generator<void, Universe> {
  const { info } = snapshot;
  const lines = getCompanyLines(snapshot.table);
  const { table } = lines;
  const policy = options.policy ?? defaultPolicy;
  const base = addAbsentColumns(table);
  noteTexts(table);
  const scope = buildPolicyScope({
    ...options,
    hasColumn: (id) => base.getVector(id) !== undefined,
    listTexts: buildTextLists(table),
  });
  requireJudgeable(policy, scope);
  // One evaluator serves the judge and everything after it, so that no column is computed twice; the verdicts become
  // visible to it when they are there.
  let source = withVerdict(base, { verdicts: new Uint8Array(table.rowCount) });
  const isStressed = options.scenario !== undefined;
  const evaluator = createEvaluator(
    {
      rowCount: table.rowCount,
      getVector: (id) => (isVerdictColumn(id) ? source.getVector(id) : base.getVector(id)),
    },
    scope,
  );
  // The evaluator keeps what it has computed, so that the judge finds all of it ready.
  for (const node of listJudgedNodes(policy, { isStressed })) {
    yield;
    evaluator.evaluateTruth(node);
  }
  yield;
  const judgement = judge(evaluator, policy, { isStressed });
  const published = getPublishedPolicy(policy);
  source = withVerdict(base, judgement, {
    reported: isStressed ? judge(evaluator, policy) : judgement,
    ...(published === policy
      ? {}
      : { getPublished: () => createUniverse(snapshot, { ...options, policy: published }).judgement }),
  });
  return { info, table, lines, source, judgement, evaluator, scope, rowCount: table.rowCount };
}

const restricted = new WeakMap<Uint32Array, WeakMap<Universe, Universe>>();

/**
 * The universe for questions about some of its rows (a bitset). Verdicts, percentiles and medians of peers stay those of all.
 * The same rows and universe give the same object.
 */
export function restrictUniverse(universe: Universe, within: Uint32Array): Universe {
  const known = restricted.get(within) ?? new WeakMap<Universe, Universe>();
  restricted.set(within, known);
  const kept = known.get(universe) ?? { ...universe, within };
  known.set(universe, kept);
  return kept;
}

/** The same lines for every policy and scenario, so that columns are merged once. */
const getCompanyLines = keepPer(findCompanyLines);

/** The data at hand cannot answer the rules of a policy; the message names them. */
export class UnjudgeableError extends Error {}

/** Throws UnjudgeableError with the names of the rules that the data cannot answer. Shipped rules are checked by the tests. */
export function requireJudgeable(policy: Policy, scope: PolicyScope): void {
  if (policies.some(({ rules }) => rules === policy.rules)) return;
  const faults = findPolicyFaults(policy, scope);
  if (faults.length > 0)
    throw new UnjudgeableError(`The policy cannot judge these data. ${describePolicyFaults(faults)}`);
}

/**
 * A snapshot that an earlier version wrote may lack columns that today's formulas read. They are not reported there,
 * which can leave a verdict open but never makes it wrong. Which columns those are is asked for only when one is
 * missed: to know it, every formula must be checked, which takes longer than all the rest of opening a snapshot.
 */
function addAbsentColumns(table: ColumnTable): VectorSource {
  const { rowCount } = table;
  let names: TextVector | null = null;
  let absent: ReadonlyMap<string, NumberVector | TextVector> | null = null;
  return {
    rowCount,
    getVector: (id) => {
      const vector = table.getVector(id);
      if (id === "name" && vector?.type === "text") {
        names ??= styleNames(vector);
        return names;
      }
      if (vector !== undefined) return vector;
      absent ??= buildAbsentColumns(table);
      return absent.get(id);
    },
  };
}

function buildAbsentColumns(table: ColumnTable): ReadonlyMap<string, NumberVector | TextVector> {
  const { rowCount } = table;
  const numbers: NumberVector = {
    type: "number",
    values: new Float64Array(rowCount).fill(Number.NaN),
    reasons: new Uint8Array(rowCount).fill(getReasonCode("not_reported")),
  };
  const texts: TextVector = { type: "text", codes: new Uint16Array(rowCount).fill(missingTextCode), dictionary: [] };
  const textIds = new Set(baseColumns.flatMap(({ id, type }) => (type === "text" ? [id] : [])));
  const ids = listSnapshotColumns().filter((id) => table.getVector(id) === undefined);
  return new Map(ids.map((id) => [id, textIds.has(id) ? texts : numbers]));
}

import type { Node } from "#lib/expr/ast";
import { check } from "#lib/expr/check";
import { getChildren } from "#lib/expr/children";
import { createEvaluator } from "#lib/expr/evaluate";
import { findUnknownTexts } from "#lib/expr/known-text";
import { parse } from "#lib/expr/parse";
import type { Scope } from "#lib/expr/scope";
import { findNameError } from "#lib/metric/custom-metric";
import { fail, type Result, succeed } from "#lib/util/result";
import { judge } from "#lib/verdict/judge";
import { verdictIds } from "#lib/verdict/verdict";
import { findPolicy } from "./catalogue";
import { blame, findPolicyFaults, listPolicyConditions, type PolicyFault, quoteError } from "./check-policy";
import { buildSilentSource } from "./judge-silence";
import type { Policy, Rule } from "./policy";
import { buildNamedPolicy, type NamedPolicy, policyDraftLimits } from "./policy-draft";
import { buildPolicyScope } from "./policy-scope";
import { listSnapshotColumns } from "./snapshot-columns";

/** What the data at hand hold. Without data: what a snapshot holds, and no texts. */
export type DataAtHand = Pick<Scope, "hasColumn" | "listTexts">;

/**
 * The policy that a draft says, where all of it can be used on the data at hand. Errors: every fault of the first kind that
 * there is, in the order names, size, texts, what is true by silence alone.
 */
export function checkDraft(named: NamedPolicy, data: DataAtHand = {}): Result<Policy, readonly PolicyFault[]> {
  const built = buildNamedPolicy(named);
  if (!built.ok) return fail([blame(allRules, built.error)]);
  const policy = built.value;
  const hold: DataAtHand = { ...data, hasColumn: data.hasColumn ?? isSnapshotColumn };
  // One scope for all, so that each formula behind the rules is compiled once. Names must be settled before it is built.
  let kept: Scope | null = null;
  const getScope = (): Scope => {
    kept ??= buildPolicyScope({ policy, ...pickData(hold) });
    return kept;
  };
  const kinds = [
    () => findNameFaults(policy, hold),
    () => findSizeFaults(policy),
    () => findTextFaults(policy, getScope()),
    () => findSilentPass(policy, getScope()),
  ];
  for (const find of kinds) {
    const faults = find();
    if (faults.length > 0) return fail(faults);
  }
  return succeed(policy);
}

const allRules = { ruleId: null, part: "rules", text: "" } as const;

let snapshotColumns: ReadonlySet<string> | null = null;

function isSnapshotColumn(columnId: string): boolean {
  snapshotColumns ??= new Set(listSnapshotColumns());
  return snapshotColumns.has(columnId);
}

function pickData({ hasColumn, listTexts }: DataAtHand) {
  return { ...(hasColumn ? { hasColumn } : {}), ...(listTexts ? { listTexts } : {}) };
}

/** Ids that stand twice, and ids of new rules that are names already. The rules of the version keep theirs. */
function findNameFaults({ version, rules }: Policy, { listTexts }: DataAtHand): readonly PolicyFault[] {
  const base = findPolicy(String(version));
  if (base === undefined) return [];
  const shipped = new Set(base.rules.map(({ id }) => id));
  const scope = buildPolicyScope({ policy: { ...base, rules: [] } });
  const seen = new Map<string, Node>();
  return rules.flatMap(({ id }): readonly PolicyFault[] => {
    const place = { ruleId: id, part: "id", text: id } as const;
    if (seen.has(id)) return [blame(place, `There are two rules ${id}.`, "Give one of them another name.")];
    seen.set(id, { kind: "name", id });
    if (shipped.has(id)) return [];
    const refusal = findNameError(scope, (column) => listTexts?.(column)?.here, { id, formula: id }, new Map());
    return refusal === null ? [] : [blame(place, refusal.message, refusal.hint)];
  });
}

/** More parts in all conditions together than may be judged by. What cannot be read is told later. */
function findSizeFaults(policy: Policy): readonly PolicyFault[] {
  const parts = listPolicyConditions(policy).reduce((sum, { text }) => {
    const parsed = parse(text);
    return sum + (parsed.ok ? countParts(parsed.value) : 0);
  }, 0);
  const { parts: most } = policyDraftLimits;
  if (parts <= most) return [];
  const message = `All conditions together have ${parts} parts (names, numbers and operations); there may be ${most}.`;
  return [blame(allRules, message, "Shorten a condition or leave a rule out.")];
}

function countParts(node: Node): number {
  return getChildren(node).reduce((sum, child) => sum + countParts(child), 1);
}

function findTextFaults(policy: Policy, scope: Scope): readonly PolicyFault[] {
  return [
    ...findPolicyFaults(policy, scope),
    ...listPolicyConditions(policy).flatMap((condition) => {
      const parsed = parse(condition.text);
      const checked = parsed.ok ? check(parsed.value, scope) : parsed;
      if (!checked.ok) return [];
      return findUnknownTexts(checked.value.node, scope).errors.map((error) => quoteError(condition, error));
    }),
    ...policy.rules.flatMap((rule) => [...findDescriptionFaults(rule, policy), ...findMeasureFaults(rule, scope)]),
  ];
}

/** Numbers that a description names and the policy has not. */
function findDescriptionFaults({ id, description }: Rule, { parameters }: Policy): readonly PolicyFault[] {
  const known = new Set(parameters.map((parameter) => parameter.id));
  return [...description.matchAll(/\{([a-z0-9_]+)\}/g)].flatMap(([, name = ""]) => {
    if (known.has(name)) return [];
    const message = `It names the number ${name}, which the policy has not.`;
    return [blame({ ruleId: id, part: "description", text: description }, message, "Write the number itself.")];
  });
}

/** A metric and a limit that cannot be compared with each other. */
function findMeasureFaults({ id, measure }: Rule, scope: Scope): readonly PolicyFault[] {
  if (measure === null) return [];
  const place = { ruleId: id, part: "measure", text: `${measure.metric} > ${measure.limit}` } as const;
  const parsed = parse(place.text);
  const checked = parsed.ok ? check(parsed.value, scope) : parsed;
  return checked.ok ? [] : checked.error.map((error) => quoteError(place, error));
}

/** Rules that leave a company resilient of which no figure is known, because none of them speaks of its kind. */
function findSilentPass(policy: Policy, scope: Scope): readonly PolicyFault[] {
  const { verdicts } = judge(createEvaluator(buildSilentSource(scope), scope), policy);
  if (!verdicts.includes(verdictIds.indexOf("resilient"))) return [];
  return [
    blame(
      allRules,
      "A company of which no figure is known would be resilient, because no rule speaks of its kind.",
      "Keep a test of resilience for each kind of company, or leave the kind out of whom the policy judges.",
    ),
  ];
}

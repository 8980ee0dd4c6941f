import type { Rule } from "./policy";
import type { PolicyDraft } from "./policy-draft";

/** The rules of the shipped version that a draft is made from. */
type Shipped = Pick<PolicyDraft, "rules">;

/** What a person may write in a rule. */
export type RuleChange = Partial<Pick<Rule, "label" | "description" | "applies" | "formula">>;

const ownSource: Rule["source"] = { kind: "own_choice", text: "Written by the owner of the policy." };

/**
 * A draft with a rule changed. With another condition the rule is no longer about the measure of the shipped one and has no
 * better end, since both would tell of a condition that is not asked; with the shipped condition it has them again.
 */
export function changeRule(draft: PolicyDraft, shipped: Shipped, id: string, change: RuleChange): PolicyDraft {
  const rules = draft.rules.map((rule): Rule => {
    if (rule.id !== id) return rule;
    const changed = { ...rule, ...change };
    if (change.formula === undefined) return changed;
    const { favourable: _, caveat: __, ...plain } = changed;
    const before = findRule(shipped, id);
    if (before?.formula !== change.formula) return { ...plain, measure: null, source: ownSource };
    const { measure, favourable, caveat, source } = before;
    return {
      ...plain,
      measure,
      source,
      ...(favourable === undefined ? {} : { favourable }),
      ...(caveat === undefined ? {} : { caveat }),
    };
  });
  return { ...draft, rules };
}

/** A draft without a rule. */
export function leaveOutRule(draft: PolicyDraft, id: string): PolicyDraft {
  return { ...draft, rules: draft.rules.filter((rule) => rule.id !== id) };
}

/** A draft with a rule as the version ships it: in its place where it was changed, and back where it was left out. */
export function restoreRule(draft: PolicyDraft, shipped: Shipped, id: string): PolicyDraft {
  const before = findRule(shipped, id);
  if (before === undefined) return draft;
  if (findRule(draft, id) !== undefined) {
    return { ...draft, rules: draft.rules.map((rule) => (rule.id === id ? before : rule)) };
  }
  const order = shipped.rules.map((rule) => rule.id);
  const place = order.indexOf(id);
  const at = draft.rules.findIndex((rule) => order.indexOf(rule.id) > place || !order.includes(rule.id));
  return { ...draft, rules: at < 0 ? [...draft.rules, before] : draft.rules.toSpliced(at, 0, before) };
}

/** A draft with a new rule, whose condition is yet to be written, and the id of that rule. */
export function addRule(draft: PolicyDraft, side: Rule["side"]): { readonly draft: PolicyDraft; readonly id: string } {
  const taken = new Set(draft.rules.map(({ id }) => id));
  let number = 1;
  while (taken.has(`own_${number}`)) number += 1;
  const id = `own_${number}`;
  const rule: Rule = {
    id,
    side,
    label: side === "weak" ? "My sign of weakness" : "My test of resilience",
    description: "What the rule says about the business.",
    applies: draft.applies,
    formula: "",
    measure: null,
    source: ownSource,
  };
  return { draft: { ...draft, rules: [...draft.rules, rule] }, id };
}

/** How a rule of a draft stands to the version that it is made from. */
export type RuleStance = "as_shipped" | "changed" | "added";

/** Says it of the rule with the id. */
export function getRuleStance(draft: PolicyDraft, shipped: Shipped, id: string): RuleStance {
  const [rule, before] = [findRule(draft, id), findRule(shipped, id)];
  if (before === undefined) return "added";
  const isSame =
    rule !== undefined &&
    (["side", "label", "description", "applies", "formula", "favourable"] as const).every(
      (part) => rule[part] === before[part],
    );
  return isSame ? "as_shipped" : "changed";
}

/** The rules of the version that a draft leaves out. */
export function listLeftOut(draft: PolicyDraft, shipped: Shipped): readonly Rule[] {
  return shipped.rules.filter(({ id }) => findRule(draft, id) === undefined);
}

function findRule({ rules }: Shipped, id: string): Rule | undefined {
  return rules.find((rule) => rule.id === id);
}

import type { Metric } from "#lib/metric/metric";
import { describeRule, type Policy, type Rule } from "#lib/verdict/policy/policy";
import { listPolicyMetrics } from "#lib/verdict/policy/policy-metric";

/** The key of what is looked for, in the address of the methodology. */
export const findKey = "find";

/** What is looked for in the longest case; more is cut off. */
const findLengthMax = 80;

/** What is looked for, as an address has it; "" for nothing. */
export function readFind(value: string | null): string {
  return (value ?? "").trim().slice(0, findLengthMax);
}

/** The rules and metrics of a policy that hold every word of a text in name, description, formula or source; all for "". */
export function findEntries(
  policy: Policy,
  text: string,
): { readonly rules: readonly Rule[]; readonly metrics: readonly Metric[] } {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const holds = (...texts: readonly (string | undefined)[]) => {
    const whole = texts.join("\n").toLowerCase();
    return words.every((word) => whole.includes(word));
  };
  return {
    rules: policy.rules.filter((rule) =>
      holds(rule.id, rule.label, describeRule(rule, policy), rule.formula, rule.caveat, rule.source.text),
    ),
    metrics: listPolicyMetrics(policy).filter(({ id, label, description, formula, source }) =>
      holds(id, label, description, formula, source.text),
    ),
  };
}

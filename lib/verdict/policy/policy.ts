import type { Definition } from "#lib/expr/scope";
import type { Metric, MetricSource } from "#lib/metric/metric";
import { fillNumbers, formatParameter, type Parameter } from "#lib/metric/parameter";
import { fail, type Result, succeed } from "#lib/util/result";

/** A rule. Its description may name a number of the policy as `{w3_runway}`; see describeRule. */
export interface Rule {
  /** Permanent, and a name of the language: `w1 and not w3` is a filter. */
  readonly id: string;
  /** `weak`: any true one makes a company weak. `resilient`: all true ones make it resilient. */
  readonly side: "weak" | "resilient";
  readonly label: string;
  /** What the rule says about the business, one sentence. */
  readonly description: string;
  /** A truth in the language: the companies for which the rule speaks. Elsewhere it is left out. */
  readonly applies: string;
  /** A truth in the language. */
  readonly formula: string;
  /** The metric that the rule is about, and the parameter that limits it; null for a rule that is not one comparison. */
  readonly measure: { readonly metric: string; readonly limit: string } | null;
  /** The rule at the better end of an interval that filings leave open; absent when it reads none. */
  readonly favourable?: string | undefined;
  /** How the rule is known to mislead, in one or two sentences; the shipped ones all have it. */
  readonly caveat?: string | undefined;
  readonly source: MetricSource;
}

/** A verdict policy as a value: what judges, what explains and what its rules read. */
export interface Policy {
  readonly id: string;
  readonly version: number;
  readonly label: string;
  /** A truth in the language: the companies that are judged at all. */
  readonly applies: string;
  readonly parameters: readonly Parameter[];
  readonly rules: readonly Rule[];
  /** Metrics that its rules read and that depend on its numbers; their descriptions may name these as `{id}`. */
  readonly metrics: readonly Metric[];
  /** Names that these metrics are built from. */
  readonly definitions: readonly Definition[];
}

/** A policy with some of its numbers changed, by parameter id. Refuses an unknown id and a value out of its range. */
export function editPolicy(policy: Policy, values: Readonly<Record<string, number>>): Result<Policy, string> {
  for (const [id, value] of Object.entries(values)) {
    const parameter = policy.parameters.find((entry) => entry.id === id);
    if (parameter === undefined) return fail(`The policy "${policy.label}" has no parameter "${id}".`);
    const { label, min, max, format } = parameter;
    if (!(value >= min && value <= max)) {
      const [least, most, given] = [min, max, value].map((number) => formatParameter(number, format));
      return fail(`"${label}" (${id}) must lie between ${least} and ${most}, and is ${given}.`);
    }
  }
  const parameters = policy.parameters.map((entry) => ({ ...entry, value: values[entry.id] ?? entry.value }));
  return succeed({ ...policy, parameters });
}

/** What a rule says about the business, with the numbers of the policy. */
export function describeRule({ description }: Rule, { parameters }: Pick<Policy, "parameters">): string {
  return fillNumbers(description, parameters);
}

/** The rules as names of the language. A rule that does not apply is `not_applicable`, hence an unknown truth. */
export function defineRules(policy: Policy): readonly Definition[] {
  return policy.rules.map((rule) => ({
    kind: "formula",
    id: rule.id,
    type: "truth",
    label: rule.label,
    formula: rule.formula,
    applies: rule.applies,
  }));
}

import { z } from "zod";
import type { Definition } from "../expr/scope";
import { units } from "../expr/scope";
import { formats } from "../metric/metric";
import type { Parameter } from "../metric/parameter";
import { fail, type Result, succeed } from "../util/result";

const idSchema = z.string().regex(/^[a-z][a-z0-9_]*$/, { error: "expected small letters, digits and underscores" });

const parameterSchema = z.strictObject({
  id: idSchema,
  label: z.string().min(1),
  value: z.number(),
  unit: z.enum(units),
  format: z.enum(formats),
  min: z.number(),
  max: z.number(),
  step: z.number().positive(),
  source: z.strictObject({ kind: z.enum(["published", "literature", "own_choice"]), text: z.string().min(1) }),
});

const ruleSchema = z.strictObject({
  /** Permanent, and a name of the language: `w1 and not w3` is a filter. */
  id: idSchema,
  /** `weak`: any true one makes a company weak. `resilient`: all true ones make it resilient. */
  side: z.enum(["weak", "resilient"]),
  label: z.string().min(1),
  /** What the rule says about the business, one sentence. */
  description: z.string().min(1),
  /** A truth in the language: the companies for which the rule speaks. Elsewhere it is left out. */
  applies: z.string().min(1),
  /** A truth in the language. */
  formula: z.string().min(1),
  /** The metric that the rule is about, and the parameter that limits it; null for a rule that is not one comparison. */
  measure: z.strictObject({ metric: idSchema, limit: idSchema }).nullable(),
  /** The rule at the better end of an interval that filings leave open; absent when it reads none. */
  favourable: z.string().min(1).optional(),
  source: z.strictObject({ kind: z.enum(["published", "literature", "own_choice"]), text: z.string().min(1) }),
});

/** A verdict policy as data: its numbers and its rules, in the language. */
export const policySchema = z.strictObject({
  id: idSchema,
  version: z.int().positive(),
  label: z.string().min(1),
  /** A truth in the language: the companies that are judged at all. */
  applies: z.string().min(1),
  parameters: z.array(parameterSchema),
  rules: z.array(ruleSchema).min(1),
});

export interface Rule extends Readonly<z.infer<typeof ruleSchema>> {}

export interface Policy extends Omit<Readonly<z.infer<typeof policySchema>>, "parameters" | "rules"> {
  readonly parameters: readonly Parameter[];
  readonly rules: readonly Rule[];
}

/** A policy with some of its numbers changed, by parameter id. Refuses an unknown id and a value out of its range. */
export function editPolicy(policy: Policy, values: Readonly<Record<string, number>>): Result<Policy, string> {
  for (const [id, value] of Object.entries(values)) {
    const parameter = policy.parameters.find((entry) => entry.id === id);
    if (parameter === undefined) return fail(`The policy "${policy.label}" has no parameter "${id}".`);
    if (!(value >= parameter.min && value <= parameter.max)) {
      return fail(`"${parameter.label}" must lie between ${parameter.min} and ${parameter.max}, and is ${value}.`);
    }
  }
  const parameters = policy.parameters.map((entry) => ({ ...entry, value: values[entry.id] ?? entry.value }));
  return succeed({ ...policy, parameters });
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

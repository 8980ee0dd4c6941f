// The small form of zod has no messages of its own: each check brings one.
import * as z from "zod/mini";
import { units } from "#lib/expr/scope";
import { formats } from "#lib/metric/metric";
import { objectError } from "#lib/util/object-error";

const idError = { error: "expected small letters, digits and underscores" };
const idSchema = z.string(idError).check(z.regex(/^[a-z][a-z0-9_]*$/, idError));
const textSchema = z
  .string({ error: "expected a text" })
  .check(z.minLength(1, { error: "expected a text that is not empty" }));
const numberSchema = z.number({ error: "expected a number" });
const positive = z.positive({ error: "expected a number above 0" });

function oneOf<const Values extends readonly string[]>(values: Values) {
  return z.enum(values, { error: `expected one of ${values.join(", ")}` });
}

const sourceSchema = z.strictObject(
  { kind: oneOf(["published", "literature", "own_choice"]), text: textSchema },
  objectError,
);

const parameterSchema = z.strictObject(
  {
    id: idSchema,
    label: textSchema,
    value: numberSchema,
    unit: oneOf(units),
    format: oneOf(formats),
    min: numberSchema,
    max: numberSchema,
    step: numberSchema.check(positive),
    source: sourceSchema,
  },
  objectError,
);

const ruleSchema = z.strictObject(
  {
    /** Permanent, and a name of the language: `w1 and not w3` is a filter. */
    id: idSchema,
    /** `weak`: any true one makes a company weak. `resilient`: all true ones make it resilient. */
    side: oneOf(["weak", "resilient"]),
    label: textSchema,
    /** What the rule says about the business, one sentence. */
    description: textSchema,
    /** A truth in the language: the companies for which the rule speaks. Elsewhere it is left out. */
    applies: textSchema,
    /** A truth in the language. */
    formula: textSchema,
    /** The metric that the rule is about, and the parameter that limits it; null for a rule that is not one comparison. */
    measure: z.nullable(z.strictObject({ metric: idSchema, limit: idSchema }, objectError)),
    /** The rule at the better end of an interval that filings leave open; absent when it reads none. */
    favourable: z.optional(textSchema),
    /** How the rule is known to mislead. */
    caveat: z.optional(textSchema),
    source: sourceSchema,
  },
  objectError,
);

/** What a person writes of a policy: its numbers and its rules, in the language. */
export const policySchema = z.strictObject(
  {
    id: idSchema,
    version: z.int({ error: "expected a whole number" }).check(positive),
    label: textSchema,
    /** A truth in the language: the companies that are judged at all. */
    applies: textSchema,
    parameters: z.array(parameterSchema, { error: "expected a list of parameters" }),
    rules: z
      .array(ruleSchema, { error: "expected a list of rules" })
      .check(z.minLength(1, { error: "expected at least one rule" })),
  },
  objectError,
);

// The small form of zod has no messages of its own: each check brings one.
import * as z from "zod/mini";
import { units } from "#lib/expr/scope";
import { formats } from "#lib/metric/metric";
import { objectError } from "#lib/util/object-error";
import { policyDraftLimits as limits } from "./policy-draft";

const idError = { error: "expected small letters, digits and underscores" };
const idSchema = z
  .string(idError)
  .check(z.regex(/^[a-z][a-z0-9_]*$/, idError), z.maxLength(limits.idLength, describeMost(limits.idLength)));
const numberSchema = z.number({ error: "expected a number" });
const positive = z.positive({ error: "expected a number above 0" });

/** A text with something in it that is seen, on as many lines as one likes: what the database and a page can take. */
function textOf(most: number) {
  return z.string({ error: "expected a text" }).check(
    z.maxLength(most, describeMost(most)),
    z.refine((text) => /[^\p{Z}\p{C}]/u.test(text), { error: "expected a text that is not empty" }),
    // Line ends and tabs are fine; half characters, and signs that turn the direction of what follows, are not.
    z.refine((text) => text.isWellFormed() && !/[^\P{Cc}\n\r\t]|[\u202a-\u202e\u2066-\u2069]/u.test(text), {
      error: "there is a control character in this text",
    }),
  );
}

function describeMost(most: number) {
  return { error: `expected at most ${most.toLocaleString("en")} characters` };
}

function oneOf<const Values extends readonly string[]>(values: Values) {
  return z.enum(values, { error: `expected one of ${values.join(", ")}` });
}

const formulaSchema = textOf(limits.formulaLength);

const sourceSchema = z.strictObject(
  { kind: oneOf(["published", "literature", "own_choice"]), text: textOf(limits.descriptionLength) },
  objectError,
);

const parameterSchema = z.strictObject(
  {
    id: idSchema,
    label: textOf(limits.labelLength),
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
    label: textOf(limits.labelLength),
    /** What the rule says about the business, one sentence. */
    description: textOf(limits.descriptionLength),
    /** A truth in the language: the companies for which the rule speaks. Elsewhere it is left out. */
    applies: formulaSchema,
    /** A truth in the language. */
    formula: formulaSchema,
    /** The metric that the rule is about, and the parameter that limits it; null for a rule that is not one comparison. */
    measure: z.nullable(z.strictObject({ metric: idSchema, limit: idSchema }, objectError)),
    /** The rule at the better end of an interval that filings leave open; absent when it reads none. */
    favourable: z.optional(formulaSchema),
    /** How the rule is known to mislead. */
    caveat: z.optional(textOf(limits.descriptionLength)),
    source: sourceSchema,
  },
  objectError,
);

const versionSchema = z.int({ error: "expected a whole number" }).check(positive);

const rulesSchema = z
  .array(ruleSchema, { error: "expected a list of rules" })
  .check(
    z.minLength(1, { error: "expected at least one rule" }),
    z.maxLength(limits.rules, { error: `expected at most ${limits.rules} rules` }),
  );

/** What a person writes of a policy: its numbers and its rules, in the language. */
export const policySchema = z.strictObject(
  {
    id: idSchema,
    version: versionSchema,
    label: textOf(limits.labelLength),
    /** A truth in the language: the companies that are judged at all. */
    applies: formulaSchema,
    parameters: z
      .array(parameterSchema, { error: "expected a list of parameters" })
      .check(z.maxLength(limits.numbers, { error: `expected at most ${limits.numbers} parameters` })),
    rules: rulesSchema,
  },
  objectError,
);

/** What is kept of a named policy beside its version. */
export const policyContentSchema = z.strictObject(
  {
    applies: formulaSchema,
    numbers: z.record(idSchema, numberSchema, { error: "expected numbers by the ids of parameters" }).check(
      z.refine((numbers) => Object.keys(numbers).length <= limits.numbers, {
        error: `expected at most ${limits.numbers} numbers`,
      }),
    ),
    rules: rulesSchema,
  },
  objectError,
);

/** What an editor sends of a policy that a person makes of a shipped version. */
export const policyDraftSchema = z.extend(policyContentSchema, { version: versionSchema });

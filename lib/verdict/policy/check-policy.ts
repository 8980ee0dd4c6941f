import { check } from "#lib/expr/check";
import { parse } from "#lib/expr/parse";
import type { Scope } from "#lib/expr/scope";
import type { Policy } from "./policy";

/** What is wrong with one text of a policy: whose text it is, and the language's own words. */
export interface PolicyFault {
  /** The id of the rule; null for what says whom the policy judges. */
  readonly ruleId: string | null;
  readonly text: string;
  readonly message: string;
}

/**
 * Checks the texts of a policy against a scope that has its names. A text that does not parse, is no condition, or needs
 * a column that the data do not have is a fault.
 */
export function findPolicyFaults({ applies, rules }: Policy, scope: Scope): readonly PolicyFault[] {
  const texts: readonly (readonly [ruleId: string | null, text: string])[] = [
    [null, applies],
    ...rules.flatMap(({ id, applies: whom, formula, favourable = formula }) =>
      [...new Set([whom, formula, favourable])].map((text) => [id, text] as const),
    ),
  ];
  return texts.flatMap(([ruleId, text]) => {
    const parsed = parse(text);
    const checked = parsed.ok ? check(parsed.value, scope) : parsed;
    if (!checked.ok) return [{ ruleId, text, message: checked.error[0]?.message ?? "It cannot be read." }];
    return checked.value.type === "truth" ? [] : [{ ruleId, text, message: "It is no condition." }];
  });
}

/** The faults as sentences, each with the rule that it stands in. */
export function describePolicyFaults(faults: readonly PolicyFault[]): string {
  return faults
    .map(({ ruleId, text, message }) => {
      const place = ruleId === null ? "Whom the policy judges" : `Rule ${ruleId}`;
      return `${place}, "${text}": ${message}`;
    })
    .join(" ");
}

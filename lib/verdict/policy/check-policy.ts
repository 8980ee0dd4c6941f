import type { Node } from "#lib/expr/ast";
import { check } from "#lib/expr/check";
import { parse } from "#lib/expr/parse";
import type { Scope } from "#lib/expr/scope";
import { createSilenceJudge, passesUnknown } from "./judge-silence";
import type { Policy, Rule } from "./policy";

/** What is wrong with one text of a policy: whose text it is, and the language's own words. */
export interface PolicyFault {
  /** The id of the rule; null for what says whom the policy judges. */
  readonly ruleId: string | null;
  readonly text: string;
  readonly message: string;
}

/**
 * Checks the texts of a policy against a scope that has its names. A text that does not parse, is no condition, or needs
 * a column that the data do not have is a fault; so is a rule that a figure passes because it is missing (P-10).
 */
export function findPolicyFaults(policy: Policy, scope: Scope): readonly PolicyFault[] {
  const unreadable = findUnreadable(policy, scope);
  // A rule is evaluated only where all texts can be read.
  return unreadable.length > 0 ? unreadable : findJudgedBySilence(policy.rules, scope);
}

function findUnreadable({ applies, rules }: Policy, scope: Scope): readonly PolicyFault[] {
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

/** The rules that are true of a company of which no figure is known, or have a part that a missing figure passes. */
function findJudgedBySilence(rules: readonly Rule[], scope: Scope): readonly PolicyFault[] {
  const isTrueInSilence = createSilenceJudge(scope);
  return rules.flatMap(({ id, applies, formula, favourable = formula }) =>
    [...new Set([formula, favourable])].flatMap((text): readonly PolicyFault[] => {
      const node = requireNode(text);
      if (passesUnknown(node)) {
        const message = "A part of it is true because a figure is not known. A rule does not judge what is missing.";
        return [{ ruleId: id, text, message }];
      }
      if (!isTrueInSilence(requireNode(applies), node)) return [];
      const message = "It is true of a company of which no figure is known. A rule does not judge what is missing.";
      return [{ ruleId: id, text, message }];
    }),
  );
}

function requireNode(text: string): Node {
  const parsed = parse(text);
  if (!parsed.ok) throw new Error(`Impossible state: "${text}" was read before`);
  return parsed.value;
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

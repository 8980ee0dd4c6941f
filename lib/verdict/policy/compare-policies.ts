import type { Parameter } from "#lib/metric/parameter";
import type { Policy, Rule } from "./policy";

/** How a rule of a policy stands to another policy: the same to the last number, of the same name but different, or its own. */
export type RuleStanding = "same" | "different" | "own";

/** What two policies share and what differs, seen from the first. Rules and numbers of one name are of one id. */
export interface PolicyComparison {
  /** Of each rule of the first policy, by id. */
  readonly standings: ReadonlyMap<string, RuleStanding>;
  /** Rules that only the other policy has. */
  readonly missing: readonly Rule[];
  /** Numbers that both have with different values. */
  readonly numbers: readonly { readonly ours: Parameter; readonly theirs: Parameter }[];
}

/**
 * Compares two policies. A rule is the same where it speaks of the same companies and reads the same, down to the
 * policy's own metrics and numbers behind its formula.
 */
export function comparePolicies(ours: Policy, theirs: Policy): PolicyComparison {
  const theirRules = new Map(theirs.rules.map((rule) => [rule.id, rule]));
  const standings = new Map(
    ours.rules.map((rule): readonly [string, RuleStanding] => {
      const other = theirRules.get(rule.id);
      if (other === undefined) return [rule.id, "own"];
      return [rule.id, spellOutRule(rule, ours) === spellOutRule(other, theirs) ? "same" : "different"];
    }),
  );
  return {
    standings,
    missing: theirs.rules.filter(({ id }) => !standings.has(id)),
    numbers: ours.parameters.flatMap((parameter) => {
      const other = theirs.parameters.find(({ id }) => id === parameter.id);
      return other === undefined || other.value === parameter.value ? [] : [{ ours: parameter, theirs: other }];
    }),
  };
}

/** All that a rule reads of its policy, as text: its own formulas, and those and the values of every name in them. */
function spellOutRule({ side, applies, formula, favourable }: Rule, policy: Policy): string {
  const meanings = new Map<string, string>([
    ...policy.definitions.map((definition) => [definition.id, JSON.stringify(definition)] as const),
    ...policy.metrics.map(({ id, applies: where, formula: text }) => [id, JSON.stringify([where, text])] as const),
    ...policy.parameters.map(({ id, value }) => [id, String(value)] as const),
  ]);
  const read = new Map<string, string>();
  const follow = (text: string): void => {
    for (const [name] of text.matchAll(/[a-z][a-z0-9_]*/g)) {
      const meaning = meanings.get(name);
      if (meaning === undefined || read.has(name)) continue;
      read.set(name, meaning);
      follow(meaning);
    }
  };
  const own = JSON.stringify([side, policy.applies, applies, formula, favourable ?? null]);
  follow(own);
  return JSON.stringify([own, [...read].sort(([left], [right]) => (left < right ? -1 : 1))]);
}

import type { Parameter } from "#lib/metric/parameter";
import type { Policy, Rule } from "#lib/verdict/policy/policy";
import type { VerdictMove } from "./verdict-moves";

/** The query that keeps companies by what moved numbers do to them: those that change, or those of one move. */
export function writePolicyQuery(move: Pick<VerdictMove, "from" | "to"> | null): string {
  return move === null ? "verdict != published_verdict" : `published_verdict = ${move.from} and verdict = ${move.to}`;
}

/** A number of the policy with the rules that it moves. */
export interface PolicyNumberEntry {
  readonly parameter: Parameter;
  /** The labels of the rules that read it, directly or by a metric of the policy; those for one group of companies once. */
  readonly rules: readonly string[];
}

/** Numbers of the policy that belong together. */
export interface PolicyNumberGroup {
  readonly id: "resilient" | "weak" | "both" | "none";
  readonly title: string;
  readonly entries: readonly PolicyNumberEntry[];
}

const groups: readonly Pick<PolicyNumberGroup, "id" | "title">[] = [
  { id: "resilient", title: "Tests of resilience" },
  { id: "weak", title: "Signs of weakness" },
  { id: "both", title: "Both" },
  { id: "none", title: "Read by no rule" },
];

/** The numbers of a policy by the side of the rules that they move, in the policy's order; groups without a number are left out. */
export function groupPolicyNumbers(policy: Policy): readonly PolicyNumberGroup[] {
  const readBy = mapNames(policy);
  const placed = policy.parameters.map((parameter) => {
    const readers = policy.rules.filter((rule) => readBy.get(rule)?.has(parameter.id));
    const sides = [...new Set(readers.map(({ side }) => side))];
    const [only] = sides;
    const group: PolicyNumberGroup["id"] = only === undefined ? "none" : sides.length > 1 ? "both" : only;
    return { group, entry: { parameter, rules: [...new Set(readers.map(nameRule))] } };
  });
  return groups.flatMap(({ id, title }) => {
    const entries = placed.filter(({ group }) => group === id).map(({ entry }) => entry);
    return entries.length === 0 ? [] : [{ id, title, entries }];
  });
}

/** The label without the group of companies that it is written for. */
function nameRule({ label }: Rule): string {
  return label.replace(/ \([^)]*\)$/, "");
}

/** Every name that a rule reads, those of the policy's metrics followed. */
function mapNames({ rules, metrics, definitions }: Policy): ReadonlyMap<Rule, ReadonlySet<string>> {
  const formulas = new Map(
    [...metrics, ...definitions].flatMap((one) =>
      "formula" in one ? [[one.id, `${one.formula} ${one.applies ?? ""}`] as const] : [],
    ),
  );
  const follow = (text: string, found: Set<string>): void => {
    for (const [name] of text.matchAll(/[a-z][a-z0-9_]*/g)) {
      if (found.has(name)) continue;
      found.add(name);
      follow(formulas.get(name) ?? "", found);
    }
  };
  return new Map(
    rules.map((rule) => {
      const found = new Set<string>();
      follow(`${rule.applies} ${rule.formula} ${rule.favourable ?? ""}`, found);
      return [rule, found];
    }),
  );
}

import type { Node, Span } from "#lib/expr/ast";
import { check } from "#lib/expr/check";
import type { ExprError } from "#lib/expr/expr-error";
import { parse } from "#lib/expr/parse";
import type { Scope } from "#lib/expr/scope";
import { isVerdictColumn } from "#lib/verdict/verdict";
import { createSilenceJudge, passesUnknown } from "./judge-silence";
import { type Policy, type Rule, writeStressed } from "./policy";

/** Which text of a policy or of a rule is meant. */
export type PolicyPart = "id" | "applies" | "formula" | "favourable" | "description" | "measure" | "rules";

/** What is wrong with one text of a policy: whose text it is, the place in it, and the language's own words. */
export interface PolicyFault {
  /** The id of the rule; null for what says whom the policy judges, and for the rules together. */
  readonly ruleId: string | null;
  readonly part: PolicyPart;
  readonly text: string;
  readonly message: string;
  /** Characters of the text; all of it where no single place is wrong. */
  readonly span: Span;
  /** What to do; absent where the message says it. */
  readonly hint?: string;
}

/** A condition of a policy. */
interface Condition {
  readonly ruleId: string | null;
  readonly part: PolicyPart;
  readonly text: string;
}

/**
 * Checks the texts of a policy against a scope that has its names. A text that does not parse, is no condition, or needs
 * a column that the data do not have is a fault; so is a rule that a figure passes because it is missing (P-10), one that
 * reads the verdict that it is part of, and one that cannot be asked under a scenario.
 */
export function findPolicyFaults(policy: Policy, scope: Scope): readonly PolicyFault[] {
  const unreadable = findUnreadable(policy, scope);
  // A rule is evaluated only where all texts can be read.
  return unreadable.length > 0 ? unreadable : findJudgedBySilence(policy.rules, scope);
}

/** The fault of a whole text. */
export function blame(condition: Condition, message: string, hint?: string): PolicyFault {
  const span = { start: 0, end: condition.text.length };
  return { ...condition, message, span, ...(hint === undefined ? {} : { hint }) };
}

/** What the language says of a condition. */
export function quoteError(condition: Condition, { message, span, hint }: ExprError): PolicyFault {
  return { ...condition, message, span, ...(hint === undefined ? {} : { hint }) };
}

/** Every condition of a policy; one that stands twice in a rule, once. */
export function listPolicyConditions({ applies, rules }: Pick<Policy, "applies" | "rules">): readonly Condition[] {
  return [
    { ruleId: null, part: "applies", text: applies },
    ...rules.flatMap(({ id, applies: whom, formula, favourable }): readonly Condition[] => [
      { ruleId: id, part: "applies", text: whom },
      ...(formula === whom ? [] : [{ ruleId: id, part: "formula", text: formula } as const]),
      ...(favourable === undefined || favourable === formula || favourable === whom
        ? []
        : [{ ruleId: id, part: "favourable", text: favourable } as const]),
    ]),
  ];
}

function findUnreadable(policy: Policy, scope: Scope): readonly PolicyFault[] {
  return listPolicyConditions(policy).flatMap((condition): readonly PolicyFault[] => {
    const { ruleId, part, text } = condition;
    const parsed = parse(text);
    const checked = parsed.ok ? check(parsed.value, scope) : parsed;
    if (!checked.ok) return checked.error.map((error) => quoteError(condition, error));
    const { type, columns } = checked.value;
    if (type !== "truth") return [blame(condition, "It is no condition.", "Compare it with something, as in roa > 0.")];
    if (columns.some(isVerdictColumn)) {
      return [blame(condition, "It reads the verdict, which is made from the rules.", "Name the rule or the metric.")];
    }
    if (ruleId === null || part === "applies") return [];
    const stressed = parse(writeStressed(text));
    const asked = stressed.ok ? check(stressed.value, scope) : stressed;
    if (asked.ok) return [];
    return [blame(condition, `It cannot be asked under a scenario: ${asked.error[0]?.message ?? ""}`.trim())];
  });
}

/** The rules that are true of a company of which no figure is known, or have a part that a missing figure passes. */
function findJudgedBySilence(rules: readonly Rule[], scope: Scope): readonly PolicyFault[] {
  const isTrueInSilence = createSilenceJudge(scope);
  return rules.flatMap((rule) =>
    listPolicyConditions({ applies: rule.applies, rules: [rule] }).flatMap((condition): readonly PolicyFault[] => {
      if (condition.part === "applies") return [];
      const node = requireNode(condition.text);
      if (passesUnknown(node)) {
        const message = "A part of it is true because a figure is not known. A rule does not judge what is missing.";
        return [blame(condition, message)];
      }
      if (!isTrueInSilence(requireNode(rule.applies), node)) return [];
      const message = "It is true of a company of which no figure is known. A rule does not judge what is missing.";
      return [blame(condition, message)];
    }),
  );
}

function requireNode(text: string): Node {
  const parsed = parse(text);
  if (!parsed.ok) throw new Error(`Impossible state: "${text}" was read before`);
  return parsed.value;
}

/** The faults as sentences, each with the rule that it stands in, the text and the place in it. */
export function describePolicyFaults(faults: readonly PolicyFault[]): string {
  return faults.map(describePolicyFault).join(" ");
}

const partWords: Readonly<Record<PolicyPart, string>> = {
  id: "its name",
  applies: "whom it speaks of",
  formula: "its condition",
  favourable: "its better end",
  description: "its description",
  measure: "its measure",
  rules: "its rules",
};

/** A fault as a sentence: the rule, which of its texts, the line and the character where it begins, and what to do. */
export function describePolicyFault({ ruleId, part, text, message, span, hint }: PolicyFault): string {
  const owner = ruleId === null ? (part === "rules" ? "The rules" : "Whom the policy judges") : `Rule ${ruleId}`;
  const which = ruleId === null || part === "formula" ? "" : `, ${partWords[part]}`;
  const { line, column } = findPlace(text, span.start);
  const place = span.start === 0 ? "" : ` (line ${line}, character ${column})`;
  const shown = text === "" ? "" : `, "${text.length > 200 ? `${text.slice(0, 200)}…` : text}"${place}`;
  return `${owner}${which}${shown}: ${message}${hint === undefined ? "" : ` ${hint}`}`;
}

/** Line and character of a place in a text, counted from 1. */
function findPlace(text: string, at: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, at).split("\n");
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

import type { ComparisonOperator, Node } from "#lib/expr/ast";
import type { Plan, PlanOf } from "#lib/expr/plan";

/**
 * `if(c, 'a', b) = 'a'` as `if(c, 'a' = 'a', b = 'a')`: the comparison of a chosen text with a literal as a choice of
 * comparisons, so that no text need be put together. Unknown in the same rows, for a text that is missing compares as
 * unknown. Null for what is no such comparison. `isSteady` says of a text that it is compared as it is.
 */
export function compareChosenText(plan: Plan, isSteady: (plan: Plan) => boolean): Plan | null {
  if (plan.op !== "comparison" || plan.args[0]?.type !== "text") return null;
  const [left, right] = plan.args as [Plan, Plan];
  if (left.op !== "text" && right.op !== "text") return null;
  const [text, literal] = left.op === "text" ? [right, left] : [left, right];
  return isSteady(text) ? null : compare(text, literal as PlanOf<"text">, plan.operator, isSteady);
}

function compare(
  text: Plan,
  literal: PlanOf<"text">,
  operator: ComparisonOperator,
  isSteady: (plan: Plan) => boolean,
): Plan {
  const node: Node = { kind: "comparison", operator, left: text.node, right: literal.node };
  const truth = { type: "truth", unit: null, node, isStressed: text.isStressed } as const;
  const descend = (part: Plan): Plan => compare(part, literal, operator, isSteady);
  if (!isSteady(text)) {
    if (text.op === "formula") {
      const body = descend(text.body);
      return { ...text, ...truth, body, args: text.applies ? [body, text.applies] : [body] };
    }
    if (text.op === "row" && text.name === "coalesce") return { ...text, ...truth, args: text.args.map(descend) };
    if (text.op === "row" && text.name === "if") {
      const last = text.args.length - 1;
      const args = text.args.map((arg, at) => (at % 2 === 1 || at === last ? descend(arg) : arg));
      return { ...text, ...truth, args };
    }
  }
  return { ...truth, op: "comparison", operator, args: [text, literal] };
}

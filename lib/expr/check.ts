import { keepPer } from "#lib/util/keep-per";
import { RecentRing } from "#lib/util/recent-ring";
import { fail, type Result, succeed } from "#lib/util/result";
import type { Node } from "./ast";
import { stripSpans } from "./children";
import type { ExprError } from "./expr-error";
import { Inference } from "./infer";
import { describeBrokenLimit, findBrokenLimit } from "./limits";
import { lower } from "./lower";
import { parse } from "./parse";
import { listColumns, type Plan } from "./plan";
import { print } from "./print";
import type { Scope, Unit } from "./scope";

/** An expression without errors in a scope. */
export interface CheckedExpr {
  /** The tree with bare words that are texts as text nodes. */
  readonly node: Node;
  readonly type: "number" | "text" | "truth";
  /** Of a number: its unit, `any` for a bare number; null for the other types. */
  readonly unit: Unit | "any" | null;
  /** The canonical ids of the base columns that it reads, through all formulas. */
  readonly columns: readonly string[];
  /** What it computes, its names resolved. */
  readonly plan: Plan;
}

/**
 * Checks names, types, units, lags and limits of a tree. Every error names its place: in the text that was parsed, or,
 * for a tree that was built, in print(node).
 */
export function check(node: Node, scope: Scope): Result<CheckedExpr, readonly ExprError[]> {
  const compiled = compile(node, scope);
  if (!compiled.ok) return fail(compiled.error);
  const { node: checked, plan } = compiled.value;
  getRecentPlans(scope).add(checked, plan);
  return succeed(new Checked(checked, plan));
}

/** Few ask for the columns, so that they are listed only then. */
class Checked implements CheckedExpr {
  readonly type: CheckedExpr["type"];
  readonly unit: CheckedExpr["unit"];

  constructor(
    readonly node: Node,
    readonly plan: Plan,
  ) {
    this.type = plan.type;
    this.unit = plan.unit;
  }

  get columns(): readonly string[] {
    return listColumns(this.plan);
  }
}

/** What is evaluated next was checked a moment ago, and should not be compiled a second time. */
const getRecentPlans = keepPer((_scope: Scope) => new RecentRing<Node, Plan>(recentPlansMax));
const recentPlansMax = 32;

/** Checks a tree and resolves its names, ready to be evaluated. */
export function compile(
  node: Node,
  scope: Scope,
): Result<{ readonly node: Node; readonly plan: Plan }, readonly ExprError[]> {
  const known = getRecentPlans(scope).find(node);
  if (known) return succeed({ node, plan: known });
  const broken = findBrokenLimit(node);
  if (broken) {
    return fail([
      { code: broken.code, message: describeBrokenLimit(broken.code), span: broken.node.span ?? { start: 0, end: 0 } },
    ]);
  }
  const result = compileWithin(node, scope);
  if (result.ok || node.span) return result;
  const parsed = parse(print(stripSpans(node)));
  return parsed.ok ? compileWithin(parsed.value, scope) : result;
}

function compileWithin(node: Node, scope: Scope): ReturnType<typeof compile> {
  const inference = new Inference(scope);
  const typed = inference.infer(node);
  if (inference.errors.length > 0) return fail(inference.errors);
  const plan = lower(typed, scope);
  return plan.ok ? succeed({ node: typed.node, plan: plan.value }) : plan;
}

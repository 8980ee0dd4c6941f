import { assertNever } from "#lib/util/assert";
import type { MissingReason } from "#lib/util/missing";
import type { ArithmeticOperator, ComparisonOperator, LogicOperator, Node } from "./ast";
import { print } from "./print";
import type { Definition, Unit } from "./scope";

/**
 * A checked expression with its names resolved: lags are added up and pushed to the names, `stressed` is resolved,
 * years of mean, stdev and growth are spelled out. The same name, lag and scenario is the same object in a scope.
 */
export type Plan = {
  readonly type: "number" | "text" | "truth";
  readonly unit: Unit | "any" | null;
  /** The canonical form of what this plan computes; print(node) names it uniquely within a scope. */
  readonly node: Node;
  /** Whether the scenario changes it. */
  readonly isStressed: boolean;
  /** What getKey() gives, once somebody has asked. */
  key?: string;
} & (
  | { readonly op: "constant"; readonly value: number; readonly args: readonly []; readonly definition?: Definition }
  | { readonly op: "missing"; readonly reason: MissingReason; readonly args: readonly [] }
  | { readonly op: "text"; readonly value: string; readonly args: readonly [] }
  | { readonly op: "column"; readonly columnId: string; readonly definition: Definition; readonly args: readonly [] }
  | {
      readonly op: "formula";
      readonly definition: Definition;
      readonly formula: string;
      readonly body: Plan;
      readonly applies: Plan | null;
      readonly args: readonly Plan[];
    }
  | { readonly op: "negate"; readonly args: readonly Plan[] }
  | { readonly op: "not"; readonly args: readonly Plan[] }
  | { readonly op: "between"; readonly args: readonly Plan[] }
  | { readonly op: "in"; readonly args: readonly Plan[] }
  | { readonly op: "arithmetic"; readonly operator: ArithmeticOperator; readonly args: readonly Plan[] }
  | { readonly op: "comparison"; readonly operator: ComparisonOperator; readonly args: readonly Plan[] }
  | { readonly op: "logic"; readonly operator: LogicOperator; readonly args: readonly Plan[] }
  | { readonly op: "is"; readonly state: "known" | "missing" | MissingReason; readonly args: readonly Plan[] }
  | { readonly op: "row"; readonly name: RowFunction; readonly args: readonly Plan[] }
  | { readonly op: "all_rows"; readonly name: AllRowsFunction; readonly args: readonly Plan[] }
);

/** Functions of one row whose arguments are plans; `mean` and `stdev` take one plan a year, newest first. */
export type RowFunction =
  | "abs"
  | "min"
  | "max"
  | "clamp"
  | "sqrt"
  | "ln"
  | "exp"
  | "sign"
  | "if"
  | "coalesce"
  | "count_true"
  | "mean"
  | "stdev"
  | "growth";

/** Functions of all rows: the number, and for a grouped one the text that groups. */
export type AllRowsFunction = "pct" | "rank" | "zscore" | "median" | "winsor";

export type PlanOf<Op extends Plan["op"]> = Extract<Plan, { readonly op: Op }>;

/**
 * What a plan computes, as a text that within a scope nothing else has: the key of what is kept of it, made once. It is
 * not for reading, since numbers stand in it as their bits. Plans that differ in how a number was written (5% and 0.05)
 * have the same.
 */
export function getKey(plan: Plan): string {
  plan.key ??= writeKey(plan);
  return plan.key;
}

function writeKey(plan: Plan): string {
  switch (plan.op) {
    case "constant":
      return plan.definition ? plan.definition.id : writeBits(plan.value);
    case "text":
      return JSON.stringify(plan.value);
    case "missing":
      return `${plan.type} ${plan.reason}`;
    case "column":
    case "formula":
      return print(plan.node);
    case "row":
      // Only growth has a number that does not show in its arguments: a parameter is the same at any lag.
      return plan.name === "growth" ? print(plan.node) : joinKeys(plan.name, plan.args);
    case "all_rows":
      return joinKeys(plan.name, plan.args);
    case "arithmetic":
    case "comparison":
    case "logic":
      return joinKeys(plan.operator, plan.args);
    case "is":
      return joinKeys(plan.state, plan.args);
    case "negate":
    case "not":
    case "between":
    case "in":
      return joinKeys(plan.op, plan.args);
    default:
      return assertNever(plan);
  }
}

type Quarters = [number, number, number, number];

const number = new Float64Array(1);
const quarters = new Uint16Array(number.buffer);

/** The bits of a number as four characters behind a mark: found in a tenth of the time of its digits. */
function writeBits(value: number): string {
  // Adding 0 makes one number of 0 and -0.
  number[0] = value + 0;
  const [first, second, third, fourth] = [quarters[0], quarters[1], quarters[2], quarters[3]] as Quarters;
  return String.fromCharCode(0x23, first, second, third, fourth);
}

function joinKeys(head: string, args: readonly Plan[]): string {
  let key = `${head}(`;
  for (const arg of args) key += `${getKey(arg)},`;
  return `${key})`;
}

const columnsOfFormulas = new WeakMap<Plan, ReadonlySet<string>>();

/** The ids of the base columns that a plan reads, sorted. */
export function listColumns(plan: Plan): readonly string[] {
  return [...collectColumns(plan)].sort();
}

/** Kept for each formula, since the same formulas stand behind most expressions. */
function collectColumns(plan: Plan): ReadonlySet<string> {
  const kept = columnsOfFormulas.get(plan);
  if (kept) return kept;
  const columns = new Set<string>(plan.op === "column" ? [plan.columnId] : []);
  for (const arg of plan.args) for (const id of collectColumns(arg)) columns.add(id);
  if (plan.op === "formula") columnsOfFormulas.set(plan, columns);
  return columns;
}

import { assert } from "#lib/util/assert";
import { keepPer } from "#lib/util/keep-per";
import { fail, type Result, succeed } from "#lib/util/result";
import { formatColumnId, type Lag, type Node, type Span } from "./ast";
import type { ExprError, ExprErrorCode } from "./expr-error";
import { readApplies, readFormula, readStressed } from "./formula";
import { getFunction } from "./functions";
import { addLags, settleLag } from "./lag";
import { maxDepth } from "./limits";
import { getUnit } from "./measure";
import type { AllRowsFunction, Plan, RowFunction } from "./plan";
import { print } from "./print";
import type { Definition, Scope } from "./scope";
import type { Typed } from "./typed";

/** The circumstances in which a part is lowered. */
interface Context {
  readonly lag: Lag | null;
  readonly isStressed: boolean;
  /** The formulas entered so far, outermost first; empty in the expression itself. */
  readonly path: readonly string[];
  /** The name in the expression itself that led here. */
  readonly span: Span;
}

class Stop extends Error {
  constructor(readonly error: ExprError) {
    super(error.message);
  }
}

const outermost: Context = { lag: null, isStressed: false, path: [], span: { start: 0, end: 0 } };
const getLowering = keepPer((scope: Scope) => new Lowering(scope));

/** Resolves the names of a typed tree down to base columns. Fails on cycles, lags without history, absent columns. */
export function lower(typed: Typed, scope: Scope): Result<Plan, readonly ExprError[]> {
  try {
    return succeed(getLowering(scope).lower(typed, outermost));
  } catch (stop) {
    if (stop instanceof Stop) return fail([stop.error]);
    throw stop;
  }
}

/** Plans are written out property by property: to spread what they have in common takes several times as long. */
class Lowering {
  /** The plans of names, by how print() writes the name with its lag, under stress or not. */
  private readonly plans = new Map<string, Plan>();

  constructor(private readonly scope: Scope) {}

  lower(typed: Typed, context: Context, type: Plan["type"] = requireType(typed)): Plan {
    const { node } = typed;
    const unit = type === "number" ? getUnit(typed.measure) : null;
    switch (node.kind) {
      case "number":
        return { type, unit, op: "constant", value: node.value, node, isStressed: false, args: [] };
      case "text":
        return { type, unit, op: "text", value: node.value, node, isStressed: false, args: [] };
      case "missing":
        return { type, unit, op: "missing", reason: node.reason, node, isStressed: false, args: [] };
      case "name":
        return this.lowerName(node, context);
      case "call":
        return this.lowerCall(typed, node, context, type, unit);
      default:
        return this.lowerOperation(typed, context, type, unit);
    }
  }

  private lowerOperation(typed: Typed, context: Context, type: Plan["type"], unit: Plan["unit"]): Plan {
    const { node } = typed;
    const args = typed.parts.map((part) => this.lower(part, context));
    const isStressed = isAnyStressed(args);
    const [first, second, third] = args as [Plan, Plan, Plan];
    switch (node.kind) {
      case "negate": {
        const own: Node = { kind: "negate", operand: first.node };
        return { type, unit, op: "negate", args, isStressed, node: own };
      }
      case "not": {
        const own: Node = { kind: "not", operand: first.node };
        return { type, unit, op: "not", args, isStressed, node: own };
      }
      case "arithmetic": {
        const { operator } = node;
        const own: Node = { kind: "arithmetic", operator, left: first.node, right: second.node };
        return { type, unit, op: "arithmetic", operator, args, isStressed, node: own };
      }
      case "comparison": {
        const { operator } = node;
        const own: Node = { kind: "comparison", operator, left: first.node, right: second.node };
        return { type, unit, op: "comparison", operator, args, isStressed, node: own };
      }
      case "logic": {
        const { operator } = node;
        const own: Node = { kind: "logic", operator, operands: listNodes(args) };
        return { type, unit, op: "logic", operator, args, isStressed, node: own };
      }
      case "between": {
        const own: Node = { kind: "between", operand: first.node, low: second.node, high: third.node };
        return { type, unit, op: "between", args, isStressed, node: own };
      }
      case "in": {
        const own: Node = { kind: "in", operand: first.node, options: listNodes(args).slice(1) };
        return { type, unit, op: "in", args, isStressed, node: own };
      }
      case "is": {
        const { state } = node;
        const own: Node = { kind: "is", operand: first.node, state };
        return { type, unit, op: "is", state, args, isStressed, node: own };
      }
      default:
        throw new Error(`Impossible state: ${node.kind} is not an operation`);
    }
  }

  private lowerCall(
    typed: Typed,
    node: Node & { kind: "call" },
    context: Context,
    type: Plan["type"],
    unit: Plan["unit"],
  ): Plan {
    const first = typed.parts[0] as Typed;
    if (node.name === "stressed") {
      const isStressed = (this.scope.stressed?.size ?? 0) > 0;
      return this.lower(first, isStressed ? { ...context, isStressed } : context, type);
    }
    if (node.name === "known") {
      const operand = this.lower(first, context);
      const own: Node = { kind: "is", operand: operand.node, state: "known" };
      return { type, unit, op: "is", state: "known", args: [operand], isStressed: operand.isStressed, node: own };
    }
    if (node.name === "mean" || node.name === "stdev" || node.name === "growth") {
      return this.lowerOverYears(first, node, context, unit);
    }
    const args = typed.parts.map((part) =>
      part.node.kind === "missing" && type === "text" ? this.lower(part, context, "text") : this.lower(part, context),
    );
    const isStressed = isAnyStressed(args);
    const own: Node = { kind: "call", name: node.name, args: listNodes(args) };
    if (getFunction(node.name)?.group === "all_rows") {
      return { type, unit, op: "all_rows", name: node.name as AllRowsFunction, args, isStressed, node: own };
    }
    return { type, unit, op: "row", name: node.name as RowFunction, args, isStressed, node: own };
  }

  private lowerOverYears(part: Typed, node: Node & { kind: "call" }, context: Context, unit: Plan["unit"]): Plan {
    const yearsNode = node.args[1] as Node;
    assert(yearsNode.kind === "number", "the years of a function over years are a literal");
    const years = yearsNode.value;
    const lags = node.name === "growth" ? [0, years] : Array.from({ length: years }, (_, year) => year);
    const args = lags.map((year) =>
      this.lower(part, { ...context, lag: addLags(context.lag, year > 0 ? { years: year } : null) }),
    );
    const inner = (args[0] as Plan).node;
    const own: Node = { kind: "call", name: node.name, args: [inner, { kind: "number", value: years }] };
    const isStressed = isAnyStressed(args);
    return { type: "number", unit, op: "row", name: node.name as RowFunction, args, isStressed, node: own };
  }

  private lowerName(node: Node & { kind: "name" }, outer: Context): Plan {
    const definition = this.scope.find(node.id);
    assert(definition, `${node.id} was found when it was checked`);
    // Most names stand for themselves, today and as reported, and were met before.
    const isPlain = !node.lag && outer.lag === null && !outer.isStressed;
    const known = isPlain ? this.plans.get(definition.id) : undefined;
    if (known) return known;
    const isInside = outer.path.length > 0;
    const context = isInside ? outer : { ...outer, span: node.span ?? outer.span };
    if (definition.kind === "parameter") {
      if (node.lag) this.refuse("no_history", `${node.id} is a parameter and has no history.`, context);
      return {
        type: "number",
        unit: definition.unit,
        op: "constant",
        value: definition.value,
        definition,
        node: { kind: "name", id: node.id },
        isStressed: false,
        args: [],
      };
    }
    // A company's sector or SIC code has no history here and no scenario: inside a formula it is today's.
    const isAttribute = definition.type === "text" || ("unit" in definition && definition.unit === "code");
    const isKept = isInside && isAttribute;
    const lag = addLags(isKept ? null : context.lag, node.lag ?? null);
    // A lagged value is history, which no scenario changes.
    const isStressed = context.isStressed && !isKept && lag === null;
    return this.lowerDefinition(definition, { ...context, lag, isStressed });
  }

  private lowerDefinition(definition: Exclude<Definition, { kind: "parameter" }>, context: Context): Plan {
    const lag = definition.kind === "column" ? this.convertLag(definition, context) : context.lag;
    const replacement = context.isStressed ? this.scope.stressed?.get(definition.id) : undefined;
    const name: Node = { kind: "name", id: definition.id, ...(lag ? { lag } : {}) };
    const node: Node = context.isStressed ? { kind: "call", name: "stressed", args: [name] } : name;
    const key = print(node);
    const kept = this.plans.get(key);
    if (kept) return kept;
    const plan =
      replacement !== undefined
        ? this.lowerReplacement(definition, replacement, node, context)
        : definition.kind === "column"
          ? this.lowerColumn(definition, name, context)
          : this.lowerFormula(definition, node, context);
    this.plans.set(key, plan);
    return plan;
  }

  private lowerColumn(
    definition: Definition & { kind: "column" },
    name: Node & { kind: "name" },
    context: Context,
  ): Plan {
    const columnId = formatColumnId(name.id, name.lag);
    if (this.scope.hasColumn && !this.scope.hasColumn(columnId)) {
      this.refuse("no_data", `The data at hand do not hold ${columnId}.`, context);
    }
    const unit = definition.type === "number" ? definition.unit : null;
    return { type: definition.type, unit, op: "column", columnId, definition, node: name, isStressed: false, args: [] };
  }

  private lowerFormula(definition: Definition & { kind: "formula" }, node: Node, context: Context): Plan {
    const formula = this.require(readFormula(this.scope, definition), definition.id, "formula", context);
    const inner = this.enter(definition.id, context);
    const body = this.lower(formula, inner, definition.type);
    if (context.isStressed && !body.isStressed) {
      return this.lowerDefinition(definition, { ...context, isStressed: false });
    }
    const applies = this.lowerApplies(definition, inner);
    return {
      type: definition.type,
      unit: definition.type === "number" ? (definition.unit ?? "any") : null,
      op: "formula",
      definition,
      formula: definition.formula,
      body,
      applies,
      args: applies ? [body, applies] : [body],
      node,
      isStressed: body.isStressed,
    };
  }

  private lowerReplacement(
    definition: Exclude<Definition, { kind: "parameter" }>,
    text: string,
    node: Node,
    context: Context,
  ): Plan {
    const typed = this.require(readStressed(this.scope, definition, text), definition.id, "scenario", context);
    const inner = this.enter(definition.id, context);
    const body = this.lower(typed, { ...inner, isStressed: false }, definition.type);
    const applies = definition.kind === "formula" ? this.lowerApplies(definition, inner) : null;
    return {
      type: definition.type,
      unit: definition.type === "number" ? (definition.unit ?? "any") : null,
      op: "formula",
      definition,
      formula: text,
      body,
      applies,
      args: applies ? [body, applies] : [body],
      node,
      isStressed: true,
    };
  }

  /** Where a metric applies is settled by today's figures as reported, whatever the lag or the scenario. */
  private lowerApplies(definition: Definition & { kind: "formula" }, context: Context): Plan | null {
    const { applies } = definition;
    if (applies === undefined) return null;
    // Many metrics apply to the same companies. No name has a space in it, so that the key is nothing else's.
    const key = `applies: ${applies}`;
    const kept = this.plans.get(key);
    if (kept) return kept;
    const typed = this.require(readApplies(this.scope, applies), definition.id, "applies", context);
    const plan = this.lower(typed, { ...context, lag: null, isStressed: false }, "truth");
    this.plans.set(key, plan);
    return plan;
  }

  private enter(id: string, context: Context): Context {
    const step = context.isStressed ? `stressed(${id})` : id;
    const path = [...context.path, step];
    if (context.path.includes(step)) {
      const cycle = path.slice(context.path.indexOf(step)).join(" -> ");
      this.refuse("cycle", `A formula may not lead back to itself: ${cycle}.`, { ...context, path: [] });
    }
    if (path.length > maxDepth) {
      this.refuse(
        "too_deep",
        `Formulas lead through more than ${maxDepth} others: ${path.slice(0, 4).join(" -> ")} -> ...`,
        { ...context, path: [] },
      );
    }
    return { ...context, path };
  }

  private convertLag(definition: Definition & { kind: "column" }, context: Context): Lag | null {
    const settled = settleLag(definition, context.lag);
    return "problem" in settled ? this.refuse("no_history", settled.problem, context) : settled.lag;
  }

  private require(result: Result<Typed, readonly ExprError[]>, id: string, part: string, context: Context): Typed {
    if (result.ok) return result.value;
    const error = result.error[0];
    const what =
      part === "scenario"
        ? `scenario's text for ${id}`
        : part === "applies"
          ? `condition under which ${id} applies`
          : `formula of ${id}`;
    const hint = error?.hint ? ` ${error.hint}` : "";
    return this.refuse("bad_formula", `The ${what} is wrong: ${error?.message ?? ""}${hint}`, context);
  }

  private refuse(code: ExprErrorCode, message: string, context: Context): never {
    const where = context.path.length > 0 ? ` (within ${context.path.join(" -> ")})` : "";
    throw new Stop({ code, message: `${message}${where}`, span: context.span });
  }
}

function isAnyStressed(args: readonly Plan[]): boolean {
  for (const arg of args) if (arg.isStressed) return true;
  return false;
}

function listNodes(args: readonly Plan[]): readonly Node[] {
  return args.map((arg) => arg.node);
}

function requireType(typed: Typed): Plan["type"] {
  assert(typed.type !== "wrong", "only an expression without errors is lowered");
  return typed.type;
}

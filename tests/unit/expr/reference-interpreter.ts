import type { Node } from "#lib/expr/ast";
import type { MissingReason } from "#lib/util/missing";
import type { Cell, Row } from "../../support/expression-table";

// A second implementation of the meaning, written for plainness: one row at a time, values as objects, no sharing of
// code with lib/expr but the tree's types. It knows numbers and truths on plain columns, which is what random
// expressions are made of.

type NumberResult = number | { readonly missing: MissingReason };
type TruthResult = boolean | { readonly unknown: MissingReason };

export class Reference {
  constructor(
    private readonly rows: readonly Row[],
    private readonly smallestPeerGroup: number,
  ) {}

  number(node: Node, row: number, lag = 0): NumberResult {
    switch (node.kind) {
      case "number":
        return node.value;
      case "missing":
        return { missing: node.reason };
      case "name":
        return this.readNumber(node, row, lag);
      case "negate":
        return combine([this.number(node.operand, row, lag)], ([x]) => 0 - (x as number));
      case "arithmetic": {
        const parts = [this.number(node.left, row, lag), this.number(node.right, row, lag)];
        return combine(parts, ([a, b]) => calculate(node.operator, a as number, b as number));
      }
      case "call":
        return this.call(node, row, lag);
      default:
        throw new Error(`${node.kind} is not a number`);
    }
  }

  truth(node: Node, row: number, lag = 0): TruthResult {
    switch (node.kind) {
      case "not": {
        const inner = this.truth(node.operand, row, lag);
        return typeof inner === "boolean" ? !inner : inner;
      }
      case "logic":
        return kleene(
          node.operator,
          node.operands.map((operand) => this.truth(operand, row, lag)),
        );
      case "comparison":
        return compare(node.operator, this.number(node.left, row, lag), this.number(node.right, row, lag));
      case "between": {
        const x = this.number(node.operand, row, lag);
        const low = this.number(node.low, row, lag);
        const high = this.number(node.high, row, lag);
        const result = kleene("and", [compare(">=", x, low), compare("<=", x, high)]);
        return typeof result === "boolean" ? result : { unknown: firstMissing([x, low, high]) };
      }
      case "in": {
        const x = this.number(node.operand, row, lag);
        const options = node.options.map((option) => this.number(option, row, lag));
        const result = kleene(
          "or",
          options.map((option) => compare("=", x, option)),
        );
        return typeof result === "boolean" ? result : { unknown: firstMissing([x, ...options]) };
      }
      case "is":
        return this.state(node, row, lag);
      case "call": {
        if (node.name === "known") return isSettled(this.either(node.args[0] as Node, row, lag));
        if (node.name === "if") {
          const condition = this.truth(node.args[0] as Node, row, lag);
          if (typeof condition !== "boolean") return condition;
          return this.truth(node.args[condition ? 1 : 2] as Node, row, lag);
        }
        throw new Error(`${node.name} is not a truth`);
      }
      default:
        throw new Error(`${node.kind} is not a truth`);
    }
  }

  private either(node: Node, row: number, lag: number): NumberResult | TruthResult {
    return isTruth(node) ? this.truth(node, row, lag) : this.number(node, row, lag);
  }

  private state(node: Node & { kind: "is" }, row: number, lag: number): boolean {
    const value = this.either(node.operand, row, lag);
    if (node.state === "known") return isSettled(value);
    if (node.state === "missing") return !isSettled(value);
    return typeof value === "object" && "missing" in value && value.missing === node.state;
  }

  private readNumber(node: Node & { kind: "name" }, row: number, lag: number): NumberResult {
    const years = lag + (node.lag && "years" in node.lag ? node.lag.years : 0);
    const cell: Cell | undefined = this.rows[row]?.[years === 0 ? node.id : `${node.id}[-${years}]`];
    if (typeof cell === "string") throw new Error(`${node.id} is a text`);
    return cell ?? { missing: "not_reported" };
  }

  private call(node: Node & { kind: "call" }, row: number, lag: number): NumberResult {
    const args = node.args;
    const first = args[0] as Node;
    const numbers = (): readonly NumberResult[] => args.map((arg) => this.number(arg, row, lag));
    switch (node.name) {
      case "abs":
        return combine(numbers(), ([x]) => Math.abs(x as number));
      case "sqrt":
        return combine(numbers(), ([x]) => Math.sqrt(x as number));
      case "ln":
        return combine(numbers(), ([x]) => Math.log(x as number));
      case "exp":
        return combine(numbers(), ([x]) => Math.exp(x as number));
      case "sign":
        return combine(numbers(), ([x]) => Number((x as number) > 0) - Number((x as number) < 0));
      case "min":
        return combine(numbers(), (xs) => Math.min(...xs));
      case "max":
        return combine(numbers(), (xs) => Math.max(...xs));
      case "clamp":
        return combine(numbers(), ([x, low, high]) => Math.min(Math.max(x as number, low as number), high as number));
      case "coalesce":
        return numbers().find((value) => typeof value === "number") ?? (numbers()[0] as NumberResult);
      case "if": {
        for (let at = 0; at + 2 < args.length; at += 2) {
          const condition = this.truth(args[at] as Node, row, lag);
          if (typeof condition !== "boolean") return { missing: condition.unknown };
          if (condition) return this.number(args[at + 1] as Node, row, lag);
        }
        return this.number(args.at(-1) as Node, row, lag);
      }
      case "count_true": {
        const truths = args.map((arg) => this.truth(arg, row, lag));
        const [head] = truths;
        if (truths.every((truth) => typeof truth !== "boolean")) {
          return { missing: typeof head === "object" ? head.unknown : "not_reported" };
        }
        return truths.filter((truth) => truth === true).length;
      }
      case "mean":
      case "stdev":
        return this.overYears(node, row, lag);
      case "growth": {
        const years = requireLiteral(args[1]);
        const parts = [this.number(first, row, lag), this.number(first, row, lag + years)];
        return combine(parts, ([now, then]) => {
          if ((then as number) <= 0) return Number.NaN;
          const ratio = (now as number) / (then as number);
          return years === 1 ? ratio - 1 : ratio ** (1 / years) - 1;
        });
      }
      default:
        return this.universe(node, row, lag);
    }
  }

  private overYears(node: Node & { kind: "call" }, row: number, lag: number): NumberResult {
    const years = requireLiteral(node.args[1]);
    const parts = Array.from({ length: years }, (_, year) => this.number(node.args[0] as Node, row, lag + year));
    return combine(parts, (xs) => {
      if (node.name === "mean") return xs.reduce((sum, x) => sum + x, 0) / years;
      const base = xs[0] as number;
      const shift = xs.reduce((sum, x) => sum + (x - base), 0) / years;
      const squares = xs.reduce((sum, x) => sum + (x - base - shift) * (x - base - shift), 0);
      return Math.sqrt(squares / (years - 1));
    });
  }

  /** Kept by node and lag, or nested functions of all rows would take the rows to the power of their depth. */
  private readonly kept = new Map<Node, Map<number, readonly NumberResult[]>>();

  private listAll(node: Node, lag: number): readonly NumberResult[] {
    const byLag = this.kept.get(node) ?? new Map<number, readonly NumberResult[]>();
    this.kept.set(node, byLag);
    const values = byLag.get(lag) ?? this.rows.map((_, at) => this.number(node, at, lag));
    byLag.set(lag, values);
    return values;
  }

  private universe(node: Node & { kind: "call" }, row: number, lag: number): NumberResult {
    const [x, groupNode] = node.args as [Node, Node | undefined];
    const getGroup = (at: number): string | null => {
      if (groupNode?.kind !== "name") return "";
      const cell = this.rows[at]?.[groupNode.id];
      return typeof cell === "string" ? cell.toLowerCase() : null;
    };
    const own = this.number(x, row, lag);
    const group = getGroup(row);
    if (group === null) return typeof own === "number" ? { missing: "not_reported" } : own;
    const all = this.listAll(x, lag).map((value, at) => ({ value, group: getGroup(at) }));
    const known = all.flatMap(({ value, group: other }) =>
      typeof value === "number" ? [{ value, group: other }] : [],
    );
    const members = known.filter((member) => member.group === group);
    const isSmall = groupNode !== undefined && members.length < this.smallestPeerGroup && node.name !== "rank";
    const peers = (isSmall ? known : members).map(({ value }) => value).sort((a, b) => a - b);
    if (typeof own !== "number" && (node.name !== "median" || peers.length === 0)) return own;
    return settle(measure(node.name, typeof own === "number" ? own : Number.NaN, peers));
  }
}

function isTruth(node: Node): boolean {
  if (node.kind !== "call") return ["not", "logic", "comparison", "between", "in", "is"].includes(node.kind);
  return node.name === "known" || (node.name === "if" && isTruth(node.args.at(-1) as Node));
}

function measure(name: string, x: number, peers: readonly number[]): number {
  const below = peers.filter((peer) => peer < x).length;
  const equal = peers.filter((peer) => peer === x).length;
  if (name === "pct") return (below + below + equal) / 2 / peers.length;
  if (name === "rank") return peers.length - below - equal + 1;
  if (name === "median") return quantile(peers, 0.5);
  if (name === "winsor") return Math.min(Math.max(x, quantile(peers, 0.025)), quantile(peers, 0.975));
  const base = peers[0] as number;
  const shift = peers.reduce((sum, peer) => sum + (peer - base), 0) / peers.length;
  const squares = peers.reduce((sum, peer) => sum + (peer - base - shift) ** 2, 0);
  return (x - base - shift) / Math.sqrt(squares / (peers.length - 1));
}

function quantile(sorted: readonly number[], p: number): number {
  const position = p * (sorted.length - 1);
  const low = sorted[Math.floor(position)] as number;
  const high = sorted[Math.ceil(position)] as number;
  const share = position - Math.floor(position);
  return low === high ? low : low * (1 - share) + high * share;
}

function combine(parts: readonly NumberResult[], compute: (xs: readonly number[]) => number): NumberResult {
  const missing = parts.find((part) => typeof part !== "number");
  return missing === undefined ? settle(compute(parts as readonly number[])) : missing;
}

function settle(value: number): NumberResult {
  return Number.isFinite(value) ? value : { missing: "not_meaningful" };
}

function calculate(operator: string, a: number, b: number): number {
  if (operator === "+") return a + b;
  if (operator === "-") return a - b;
  return operator === "*" ? a * b : a / b;
}

function compare(operator: string, left: NumberResult, right: NumberResult): TruthResult {
  if (typeof left !== "number" || typeof right !== "number") return { unknown: firstMissing([left, right]) };
  switch (operator) {
    case "<":
      return left < right;
    case "<=":
      return left <= right;
    case ">":
      return left > right;
    case ">=":
      return left >= right;
    case "=":
      return left === right;
    default:
      return left !== right;
  }
}

function kleene(operator: "and" | "or", parts: readonly TruthResult[]): TruthResult {
  const decisive = operator === "or";
  if (parts.includes(decisive)) return decisive;
  return parts.find((part) => typeof part !== "boolean") ?? !decisive;
}

function firstMissing(parts: readonly NumberResult[]): MissingReason {
  for (const part of parts) if (typeof part !== "number") return part.missing;
  throw new Error("nothing is missing");
}

function isSettled(value: NumberResult | TruthResult): boolean {
  return typeof value !== "object";
}

function requireLiteral(node: Node | undefined): number {
  if (node?.kind !== "number") throw new Error("a number of years is a literal");
  return node.value;
}

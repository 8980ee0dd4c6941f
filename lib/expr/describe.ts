import { assertNever } from "#lib/util/assert";
import type { Lag, Node } from "./ast";
import { printNumberLiteral } from "./number-literal";
import type { Scope } from "./scope";

/**
 * Says an expression in plain English, with the labels of the names: what is echoed below a query. Made for reading,
 * not for parsing; names without a definition stand as they are.
 */
export function describeInEnglish(node: Node, scope: Scope): string {
  return new Describing(scope).describe(node);
}

const relations = { "<": "below", "<=": "at most", ">": "above", ">=": "at least", "=": "", "!=": "" } as const;
const signs = { "+": "+", "-": "−", "*": "×", "/": "/" } as const;

class Describing {
  constructor(private readonly scope: Scope) {}

  describe(node: Node): string {
    return isClause(node) ? this.describeClause(node, false) : this.describeOperand(node);
  }

  /** A condition as a sentence without its full stop. */
  private describeClause(node: Node, isNegated: boolean): string {
    const is = isNegated ? "is not" : "is";
    switch (node.kind) {
      case "not":
        return this.describeClause(node.operand, !isNegated);
      case "comparison": {
        const isUnequal = (node.operator === "!=") !== isNegated && (node.operator === "=" || node.operator === "!=");
        const verb = node.operator === "=" || node.operator === "!=" ? (isUnequal ? "is not" : "is") : is;
        return join(this.describeOperand(node.left), verb, relations[node.operator], this.describeOperand(node.right));
      }
      case "between": {
        const [operand, low, high] = [node.operand, node.low, node.high].map((part) => this.describeOperand(part));
        return `${operand} ${is} between ${low} and ${high}`;
      }
      case "in": {
        const options = node.options.map((option) => this.describeOperand(option));
        return `${this.describeOperand(node.operand)} ${is} ${list(options, isNegated ? "nor" : "or")}`;
      }
      case "is": {
        const state =
          node.state === "known" || node.state === "missing" ? node.state : `missing as ${spell(node.state)}`;
        return `${this.describePart(node.operand)} ${is} ${state}`;
      }
      case "logic": {
        if (isNegated) return `it is not so that (${this.describeClause(node, false)})`;
        const parts = node.operands.map((part) => this.describePart(part));
        const isShort = parts.length === 2 && parts.every((part) => part.length < 40);
        return parts.join(isShort ? ` ${node.operator} ` : `, ${node.operator} `);
      }
      default:
        return isNegated ? `it is not so that ${this.describeOperand(node)}` : this.describeOperand(node);
    }
  }

  /** A part of a condition: and, or inside another stand in brackets. */
  private describePart(node: Node): string {
    const text = this.describe(node);
    return node.kind === "logic" ? `(${text})` : text;
  }

  private describeOperand(node: Node): string {
    switch (node.kind) {
      case "number":
        return describeNumber(node);
      case "text":
        return spell(node.value);
      case "name":
        return this.describeName(node.id, node.lag);
      case "missing":
        return `missing as ${spell(node.reason)}`;
      case "negate":
        return `−${this.describeFactor(node.operand)}`;
      case "arithmetic": {
        const isProduct = node.operator === "*" || node.operator === "/";
        const left = isProduct ? this.describeFactor(node.left) : this.describeOperand(node.left);
        const right =
          isProduct || node.operator === "-" ? this.describeFactor(node.right) : this.describeOperand(node.right);
        return `${left} ${signs[node.operator]} ${right}`;
      }
      case "call":
        return this.describeCall(node);
      case "not":
      case "comparison":
      case "logic":
      case "between":
      case "in":
      case "is":
        return `(${this.describeClause(node, false)})`;
      default:
        return assertNever(node);
    }
  }

  private describeFactor(node: Node): string {
    const text = this.describeOperand(node);
    return node.kind === "arithmetic" ? `(${text})` : text;
  }

  private describeName(id: string, lag: Lag | undefined): string {
    const definition = this.scope.find(id);
    const label = definition ? definition.label : spell(id);
    if (!lag) return label;
    const [count, unit] = "years" in lag ? [lag.years, "year"] : [lag.quarters, "quarter"];
    return `${label} ${count} ${unit}${count === 1 ? "" : "s"} before`;
  }

  private describeCall(node: Node & { readonly kind: "call" }): string {
    const args = node.args.map((arg) => (isClause(arg) ? this.describeClause(arg, false) : this.describeOperand(arg)));
    const [first = "", second, third] = args;
    const peers = second === undefined ? "among all" : `within its ${second}`;
    switch (node.name) {
      case "abs":
        return `the size of ${first}`;
      case "min":
        return `the smallest of ${list(args, "and")}`;
      case "max":
        return `the largest of ${list(args, "and")}`;
      case "clamp":
        return `${first} held between ${second} and ${third}`;
      case "sqrt":
        return `the square root of ${first}`;
      case "ln":
        return `the logarithm of ${first}`;
      case "exp":
        return `e to the power of ${first}`;
      case "sign":
        return `the sign of ${first}`;
      case "if":
        return describeChoice(args);
      case "coalesce":
        return args.join(", or else ");
      case "known":
        return `${first} is known`;
      case "count_true":
        return `the number of these that hold (${args.join("; ")})`;
      case "mean":
        return `the ${second}-year mean of ${first}`;
      case "stdev":
        return `the ${second}-year standard deviation of ${first}`;
      case "growth":
        return `the ${second}-year growth of ${first}`;
      case "pct":
        return `the percentile of ${first} ${peers}`;
      case "rank":
        return `the rank of ${first} ${peers}`;
      case "zscore":
        return `the z-score of ${first} ${peers}`;
      case "median":
        return `the median of ${first} ${peers}`;
      case "winsor":
        return `${first} without its extremes ${peers}`;
      case "stressed":
        return node.args[0] && isClause(node.args[0]) ? `under the scenario, ${first}` : `${first} under the scenario`;
      default:
        return `${node.name}(${args.join(", ")})`;
    }
  }
}

function isClause(node: Node): boolean {
  return ["not", "comparison", "logic", "between", "in", "is"].includes(node.kind);
}

function describeChoice(args: readonly string[]): string {
  const choices: string[] = [];
  for (let at = 0; at + 2 < args.length; at += 2) choices.push(`${args[at + 1]} if ${args[at]}`);
  return [...choices, `else ${args.at(-1)}`].join(", ");
}

const magnitudes = { k: "thousand", m: "million", b: "billion", t: "trillion" } as const;

function describeNumber(node: Node & { readonly kind: "number" }): string {
  const text = printNumberLiteral(node.value, node.mark).replace(/^-/, "−");
  if (text.endsWith("bp")) return `${text.slice(0, -2)} bp`;
  const magnitude = /^(.*\d)([kmbt])$/.exec(text);
  if (magnitude) return `${magnitude[1]} ${magnitudes[magnitude[2] as keyof typeof magnitudes]}`;
  return text;
}

/** A text or id for reading: spaces instead of underscores. */
function spell(text: string): string {
  return text.replaceAll("_", " ");
}

function list(parts: readonly string[], word: string): string {
  const last = parts.at(-1) ?? "";
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(", ")} ${word} ${last}`;
}

function join(...parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join(" ");
}

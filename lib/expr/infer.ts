import { assertNever } from "#lib/util/assert";
import type { Node, Span } from "./ast";
import { getChildren, replaceChildren } from "./children";
import type { ExprError, ExprErrorCode } from "./expr-error";
import { inferCall } from "./infer-call";
import {
  anyMeasure,
  divideMeasures,
  getLiteralMeasure,
  getMeasure,
  isCountable,
  type Measure,
  multiplyMeasures,
  unify,
} from "./measure";
import { findNearest } from "./nearest";
import { parse } from "./parse";
import { print } from "./print";
import type { Scope } from "./scope";
import { foldText } from "./text-literal";
import { build, describePart, type InferenceContext, shorten, type Typed } from "./typed";

const nowhere: Span = { start: 0, end: 0 };

/** The types and units of a tree and all that is wrong with them. Formulas behind names are taken at their word. */
export class Inference implements InferenceContext {
  readonly errors: ExprError[] = [];

  constructor(private readonly scope: Scope) {}

  infer(node: Node): Typed {
    switch (node.kind) {
      case "number":
        return build(node, "number", [], getLiteralMeasure(node.mark));
      case "missing":
        return build(node, "number");
      case "text":
        return build(node, "text");
      case "name":
        return this.inferName(node);
      case "negate": {
        const operand = this.inferNumber(node.operand, "A minus");
        return build(node, operand.type, [operand], operand.measure);
      }
      case "not": {
        const operand = this.inferTruth(node.operand, "not");
        return build(node, "truth", [operand]);
      }
      case "arithmetic":
        return this.inferArithmetic(node);
      case "comparison":
        return this.inferComparison(node);
      case "logic": {
        const operands = node.operands.map((operand) => this.inferTruth(operand, node.operator));
        return build(node, "truth", operands);
      }
      case "between": {
        const operand = this.inferNumber(node.operand, "between");
        const low = this.inferNumber(node.low, "between");
        const high = this.inferNumber(node.high, "between");
        this.requireUnified(node, operand, low, "compared");
        this.requireUnified(node, operand, high, "compared");
        this.requireShares(node, operand, [low, high]);
        return build(node, "truth", [operand, low, high]);
      }
      case "in":
        return this.inferIn(node);
      case "is":
        return this.inferIs(node);
      case "call":
        return inferCall(this, node);
      default:
        return assertNever(node);
    }
  }

  /** Infers a part that must be a number which can be counted with. */
  inferNumber(node: Node, what: string): Typed {
    const part = this.infer(node);
    if (part.type === "wrong" || part.type === "number") return part;
    const hint =
      part.type === "text"
        ? 'Texts are compared with = and != and in: sector in (industrials, "Real Estate").'
        : undefined;
    return this.refuse("wrong_type", node, `${what} needs numbers; ${describePart(part)}.`, hint);
  }

  /** Infers a part that must be a condition. */
  inferTruth(node: Node, what: string): Typed {
    const part = this.infer(node);
    if (part.type === "wrong" || part.type === "truth") return part;
    const hint = part.type === "number" ? `Compare it: ${shorten(print(part.node))} > 0.` : undefined;
    return this.refuse("wrong_type", node, `${what} needs conditions; ${describePart(part)}.`, hint);
  }

  /** Refuses two numbers that do not measure the same; gives what they measure together. */
  requireUnified(node: Node, left: Typed, right: Typed, verb: string): Measure {
    if (left.type === "wrong" || right.type === "wrong") return anyMeasure;
    const measure = unify(left.measure, right.measure);
    if (measure) return measure;
    this.refuse("wrong_unit", node, `${describePart(left)}, ${describePart(right)}: they cannot be ${verb}.`);
    return anyMeasure;
  }

  /** Refuses a code (SIC) where numbers are calculated with. */
  requireCountable(part: Typed): void {
    if (part.type !== "number" || isCountable(part.measure)) return;
    this.refuse("wrong_unit", part.node, `${describePart(part)}: it can be compared, not calculated with.`);
  }

  /** Notes an error and stands in for the part that has it. */
  refuse(code: ExprErrorCode, node: Node, message: string, hint?: string): Typed {
    this.errors.push({ code, message, span: node.span ?? nowhere, ...(hint ? { hint } : {}) });
    return { node, type: "wrong", measure: anyMeasure, parts: [] };
  }

  /** Infers parts that must all be of one type; a bare word beside a text is a text, missing() takes the others' type. */
  inferAlike(nodes: readonly Node[], what: string): readonly Typed[] {
    const first = nodes.map((node) => (this.isBareWord(node) || node.kind === "missing" ? null : this.infer(node)));
    const isText = first.some((part) => part?.type === "text");
    const parts = nodes.map((node, index) => first[index] ?? (isText ? inferAsText(node) : this.infer(node)));
    const leader = parts.find((part) => part.type !== "wrong" && part.node.kind !== "missing");
    return parts.map((part) => {
      if (!leader || part.type === "wrong" || part.type === leader.type) return part;
      if (part.node.kind === "missing" && leader.type === "text") return part;
      return this.refuse(
        "wrong_type",
        part.node,
        `${what} needs values of one type; ${describePart(leader)}, ${describePart(part)}.`,
      );
    });
  }

  private inferName(node: Node & { kind: "name" }): Typed {
    const definition = this.scope.find(node.id);
    if (!definition) return this.refuseUnknownName(node);
    if (definition.kind === "parameter") return build(node, "number", [], getMeasure(definition.unit));
    const unit = "unit" in definition ? definition.unit : undefined;
    return build(node, definition.type, [], definition.type === "number" && unit ? getMeasure(unit) : anyMeasure);
  }

  private refuseUnknownName(node: Node & { kind: "name" }): Typed {
    const nearest = suggestNames(node.id, this.scope);
    const hint =
      this.scope.describeElsewhere?.(node.id) ??
      this.scope.typedNames?.().findRefusedWord(node.id) ??
      (nearest.length > 0 ? `Did you mean ${nearest.join(" or ")}?` : `If it is meant as a text, write "${node.id}".`);
    return this.refuse("unknown_name", node, `There is no fact, metric or parameter named ${node.id}.`, hint);
  }

  private inferArithmetic(node: Node & { kind: "arithmetic" }): Typed {
    const left = this.inferNumber(node.left, node.operator);
    const right = this.inferNumber(node.right, node.operator);
    this.requireCountable(left);
    this.requireCountable(right);
    const isSum = node.operator === "+" || node.operator === "-";
    const combine = node.operator === "*" ? multiplyMeasures : divideMeasures;
    const measure = isSum
      ? this.requireUnified(node, left, right, node.operator === "+" ? "added" : "subtracted")
      : combine(left.measure, right.measure);
    const isWrong = left.type === "wrong" || right.type === "wrong";
    return build(node, isWrong ? "wrong" : "number", [left, right], measure);
  }

  private inferComparison(node: Node & { kind: "comparison" }): Typed {
    const isEquality = node.operator === "=" || node.operator === "!=";
    const [left, right] = this.inferPair(node.left, node.right);
    const whole = build(node, "truth", [left, right]);
    if (left.type === "wrong" || right.type === "wrong") return whole;
    if (left.type === "truth" || right.type === "truth") {
      const hint = "Conditions are joined with and, or, not.";
      return this.refuse(
        "wrong_type",
        node,
        `${describePart(left)}, ${describePart(right)}: they cannot be compared.`,
        hint,
      );
    }
    if (left.type !== right.type || (left.type === "text" && !isEquality)) {
      const hint =
        suggestQuotes(left, right) ?? "A text is compared with = or != or in, and with a text: sector = energy.";
      return this.refuse(
        "wrong_type",
        node,
        `${describePart(left)}, ${describePart(right)}: ${node.operator} cannot compare them.`,
        hint,
      );
    }
    if (left.type === "number") {
      this.requireUnified(node, left, right, "compared");
      this.requireShares(node, left, [right]);
      this.requireShares(node, right, [left]);
    }
    this.requireKnownText(left, right);
    this.requireKnownText(right, left);
    return whole;
  }

  private inferPair(leftNode: Node, rightNode: Node): readonly [Typed, Typed] {
    if (this.isBareWord(leftNode) && !this.isBareWord(rightNode)) {
      const right = this.infer(rightNode);
      return [right.type === "text" ? inferAsText(leftNode) : this.infer(leftNode), right];
    }
    const left = this.infer(leftNode);
    return [left, left.type === "text" && this.isBareWord(rightNode) ? inferAsText(rightNode) : this.infer(rightNode)];
  }

  private inferIn(node: Node & { kind: "in" }): Typed {
    const operand = this.infer(node.operand);
    const options = node.options.map((option) =>
      operand.type === "text" && this.isBareWord(option) ? inferAsText(option) : this.infer(option),
    );
    if (operand.type === "truth")
      this.refuse("wrong_type", node.operand, `in needs a number or a text; ${describePart(operand)}.`);
    for (const option of options) {
      if (option.type === "wrong" || operand.type === "wrong" || operand.type === "truth") continue;
      if (option.type !== operand.type) {
        this.refuse(
          "wrong_type",
          option.node,
          `${describePart(operand)}, ${describePart(option)}: they cannot be compared.`,
        );
      } else if (operand.type === "number") {
        this.requireUnified(option.node, operand, option, "compared");
        this.requireShares(node, operand, [option]);
      } else {
        this.requireKnownText(operand, option);
      }
    }
    return build(node, "truth", [operand, ...options]);
  }

  private inferIs(node: Node & { kind: "is" }): Typed {
    const operand = this.infer(node.operand);
    if (operand.type === "truth" && node.state !== "known" && node.state !== "missing") {
      const hint = "Ask it of the number inside, or write: is missing.";
      this.refuse("wrong_type", node, "A condition has no reason of its own.", hint);
    }
    return build(node, "truth", [operand]);
  }

  private isBareWord(node: Node): boolean {
    return node.kind === "name" && !node.lag && !this.scope.find(node.id);
  }

  /** Refuses a percentile above 1, which nothing reaches: 80 was meant as 0.8 (SPEC L-57). */
  private requireShares(whole: Node, operand: Typed, bounds: readonly Typed[]): void {
    const wrong = bounds.filter(({ node }) => node.kind === "number" && node.value > 1);
    if (wrong.length === 0 || !isPercentile(operand.node, this.scope)) return;
    const bound = wrong[0]?.node as Node & { readonly kind: "number" };
    const isPercentage = wrong.every(({ node }) => node.kind === "number" && node.value <= 100 && !node.mark);
    const meant = isPercentage ? print(replaceBounds(whole, new Set(wrong.map(({ node }) => node)))) : null;
    this.refuse(
      "out_of_range",
      bound,
      `${shorten(print(operand.node))} is a percentile, from 0 to 1, and never ${shorten(print(bound))}.`,
      meant === null ? "Write 0.8 for the 80th percentile." : `Write ${meant}.`,
    );
  }

  private requireKnownText(column: Typed, literal: Typed): void {
    if (column.node.kind !== "name" || literal.node.kind !== "text") return;
    const definition = this.scope.find(column.node.id);
    const values = definition && "values" in definition ? definition.values : undefined;
    if (!values || values.includes(literal.node.value)) return;
    const wanted = foldText(literal.node.value);
    if (values.some((value) => foldText(value) === wanted)) return;
    const nearest = findNearest(
      wanted.replaceAll(" ", "_"),
      values.map((value) => foldText(value).replaceAll(" ", "_")),
    );
    const hint = nearest.length > 0 ? `Did you mean ${nearest.join(" or ")}?` : `It is one of ${values.join(", ")}.`;
    this.refuse("unknown_text", literal.node, `${column.node.id} is never "${literal.node.value}".`, hint);
  }
}

/** Whether a number is the percentile of something, by itself or by the formula behind its name. */
export function isPercentile(node: Node, scope: Scope): boolean {
  if (node.kind === "call") return node.name === "pct";
  if (node.kind !== "name") return false;
  const definition = scope.find(node.id);
  if (definition?.kind !== "formula" || !definition.formula.includes("pct")) return false;
  const formula = parse(definition.formula);
  return formula.ok && formula.value.kind === "call" && formula.value.name === "pct";
}

/** A comparison with each of some numbers as the hundredth that was meant. */
function replaceBounds(node: Node, bounds: ReadonlySet<Node>): Node {
  const children = getChildren(node);
  return replaceChildren(
    node,
    children.map((child) =>
      bounds.has(child) && child.kind === "number"
        ? ({ kind: "number", value: Number((child.value / 100).toPrecision(12)) } as const)
        : child,
    ),
  );
}

/** A name that is no text may have been meant as one. */
function suggestQuotes(left: Typed, right: Typed): string | null {
  const { node } = left.type === "text" ? right : left;
  const isMixed = (left.type === "text") !== (right.type === "text");
  return isMixed && node.kind === "name" && !node.lag ? `As a text write "${node.id}".` : null;
}

/** The known names nearest to a mistaken one, by id or by label. */
export function suggestNames(word: string, scope: Scope): readonly string[] {
  const plain = toPlainWord(word);
  const typedNames = scope.typedNames?.();
  const short = typedNames?.findWord(word);
  const meant = short === undefined ? (typedNames?.listMeanings(word) ?? []) : [short];
  const named = meant.filter((id) => scope.find(id) !== undefined);
  if (named.length > 0) return named.slice(0, 3);
  const byLabel = scope.ids().filter((id) => toPlainWord(scope.find(id)?.label ?? "") === plain);
  if (byLabel.length > 0) return byLabel.slice(0, 3);
  const nearest = findNearest(word, scope.ids());
  return nearest.length > 0 ? nearest : (typedNames?.suggest(word) ?? []).slice(0, 3);
}

function toPlainWord(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]+/g, "_");
}

function inferAsText(node: Node): Typed {
  if (node.kind !== "name") return build(node, "text");
  return build({ kind: "text", value: node.id, ...(node.span ? { span: node.span } : {}) }, "text");
}

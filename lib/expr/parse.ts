import { type MissingReason, missingReasons } from "../util/missing";
import { fail, type Result, succeed } from "../util/result";
import type { ComparisonOperator, Lag, Node, Span } from "./ast";
import type { ExprError, ExprErrorCode } from "./expr-error";
import { getFunction } from "./functions";
import {
  describeBrokenLimit,
  findBrokenLimit,
  maxLagQuarters,
  maxLagYears,
  maxNodeCount,
  maxTextLength,
} from "./limits";
import { findNearest } from "./nearest";
import { readNumberLiteral } from "./number-literal";
import { suggestAfterOperand, suggestOperand } from "./parse-hint";
import { readTextLiteral } from "./text-literal";
import { type Token, tokenize } from "./tokenize";
import { isState, states } from "./words";

/** Brackets may be redundant, so more of them than levels of a tree are let in, but never enough to exhaust the stack. */
const maxBracketDepth = 64;

const comparisons: ReadonlySet<string> = new Set(["<", "<=", ">", ">=", "=", "!="]);

/**
 * Reads a text of the language. Any text has an answer: a tree with spans, or what is wrong, where, and what to do.
 * Names are not looked up here, see check().
 */
export function parse(text: string): Result<Node, readonly ExprError[]> {
  try {
    return succeed(new Parser(text).parseWhole());
  } catch (stop) {
    if (stop instanceof Stop) return fail([stop.error]);
    throw stop;
  }
}

/** A query: what to keep, and by which number to order it from the largest down. */
export interface Query {
  readonly filter: Node | null;
  /** The score behind `rank by`; null where the query does not rank. */
  readonly rank: Node | null;
  /** The text of the filter as it was written. */
  readonly filterText: string;
}

/**
 * Reads a filter with an optional `rank by` clause behind it (SPEC L-70). A blank text is a query that keeps everything.
 * In the clause a number directly before a name, function or bracket is its weight: `rank by 0.4 pct(roic) - 0.3 x`.
 */
export function parseQuery(text: string): Result<Query, readonly ExprError[]> {
  try {
    return succeed(new Parser(text).parseQuery(text));
  } catch (stop) {
    if (stop instanceof Stop) return fail([stop.error]);
    throw stop;
  }
}

class Stop extends Error {
  constructor(readonly error: ExprError) {
    super(error.message);
  }
}

class Parser {
  private readonly tokens: readonly Token[];
  private readonly textEnd: number;
  private at = 0;
  private isRanking = false;
  private depth = 0;
  private nodeCount = 0;

  constructor(text: string) {
    if (text.length > maxTextLength) {
      const message = `This is ${text.length} characters long, the limit is ${maxTextLength}.`;
      stop(
        "too_long",
        message,
        { start: maxTextLength, end: text.length },
        "Shorten it, or keep parts of it as metrics.",
      );
    }
    const tokens = tokenize(text);
    const bad = tokens.find((token) => token.problem);
    if (bad?.problem) stop(bad.problem.code, bad.problem.message, bad, bad.problem.hint);
    this.tokens = tokens.filter((token) => token.kind !== "comment");
    this.textEnd = text.length;
  }

  parseWhole(): Node {
    if (this.tokens.length === 0) {
      stop(
        "empty",
        "There is nothing here.",
        { start: 0, end: this.textEnd },
        "Write an expression, for example: interest_cover >= 3",
      );
    }
    const node = this.parseExpression();
    const rest = this.peek();
    if (rest) this.refuse(rest, "an operator or the end", suggestAfterOperand(this.tokens[this.at - 1], rest));
    const broken = findBrokenLimit(node);
    if (broken)
      stop(broken.code, describeBrokenLimit(broken.code), broken.node.span ?? { start: 0, end: this.textEnd });
    return node;
  }

  parseQuery(text: string): Query {
    if (this.tokens.length === 0) return { filter: null, rank: null, filterText: "" };
    const filter = this.isAtRank() ? null : this.parseExpression();
    const clauseStart = this.peek()?.start ?? this.textEnd;
    const rank = this.isAtRank() ? this.parseRank() : null;
    const rest = this.peek();
    if (rest) {
      const what = rank ? "an operator or the end" : "an operator, rank by or the end";
      this.refuse(rest, what, suggestAfterOperand(this.tokens[this.at - 1], rest));
    }
    for (const node of [filter, rank]) {
      const broken = node && findBrokenLimit(node);
      if (broken)
        stop(broken.code, describeBrokenLimit(broken.code), broken.node.span ?? { start: 0, end: this.textEnd });
    }
    return { filter, rank, filterText: filter ? text.slice(0, clauseStart).trim() : "" };
  }

  private isAtRank(): boolean {
    const next = this.tokens[this.at + 1];
    return this.isAt("rank") && next?.text === "by" && next.kind !== "text";
  }

  private parseRank(): Node {
    this.at += 2;
    this.isRanking = true;
    return this.parseSum();
  }

  /** Whether a number is the weight of what follows: in a rank clause, outside all brackets. */
  private isBeforeWeighted(factor: Node): boolean {
    if (!this.isRanking || this.depth > 0 || factor.kind !== "number") return false;
    const next = this.peek();
    return next?.kind === "function" || next?.kind === "name" || this.isAt("(");
  }

  private parseExpression(): Node {
    return this.nest(() => this.parseOr());
  }

  private parseOr(): Node {
    return this.parseLogic("or", () => this.parseLogic("and", () => this.parseNot()));
  }

  private parseLogic(operator: "and" | "or", parseOperand: () => Node): Node {
    const first = parseOperand();
    if (!this.isAt(operator)) return first;
    const operands = [first];
    while (this.accept(operator)) operands.push(parseOperand());
    return this.build({ kind: "logic", operator, operands }, first);
  }

  private parseNot(): Node {
    const word = this.accept("not");
    if (!word) return this.parseComparison();
    const operand = this.nest(() => this.parseNot());
    return this.build({ kind: "not", operand }, word);
  }

  private parseComparison(): Node {
    const left = this.parseSum();
    const node = this.parseRelation(left);
    if (node === left) return node;
    const next = this.peek();
    if (next && (comparisons.has(next.text) || ["is", "in", "between"].includes(next.text)) && next.kind !== "text") {
      const hint = "Join two comparisons with and, or write: x between 1 and 5. Brackets settle what belongs together.";
      stop("unexpected", `A second ${next.text} cannot follow a comparison.`, next, hint);
    }
    return node;
  }

  private parseRelation(operand: Node): Node {
    const token = this.peek();
    if (!token) return operand;
    if (token.kind === "operator" && comparisons.has(token.text)) {
      this.at += 1;
      const right = this.parseSum();
      return this.build(
        { kind: "comparison", operator: token.text as ComparisonOperator, left: operand, right },
        operand,
      );
    }
    if (this.accept("is")) return this.parseState(operand);
    const isNegated = this.isAt("not") && ["in", "between"].includes(this.tokens[this.at + 1]?.text ?? "");
    if (isNegated) this.at += 1;
    const range = this.accept("between")
      ? this.parseRange(operand)
      : this.accept("in")
        ? this.parseOptions(operand)
        : null;
    if (!range) return operand;
    return isNegated ? this.build({ kind: "not", operand: range }, operand) : range;
  }

  private parseState(operand: Node): Node {
    const isNegated = this.accept("not") !== null;
    const token = this.peek();
    if (!token || !isState(token.text)) {
      const nearest = token ? findNearest(token.text, states) : [];
      const hint = nearest.length > 0 ? `Did you mean ${nearest.join(" or ")}?` : `After is: ${states.join(", ")}.`;
      return this.refuse(
        token,
        "a state after is",
        token?.kind === "number" ? "To compare with a number write =." : hint,
      );
    }
    this.at += 1;
    const node = this.build({ kind: "is", operand, state: token.text }, operand);
    return isNegated ? this.build({ kind: "not", operand: node }, operand) : node;
  }

  private parseRange(operand: Node): Node {
    const low = this.parseSum();
    this.expect("and", "and with the upper bound", "Write: x between 1 and 5.");
    const high = this.parseSum();
    return this.build({ kind: "between", operand, low, high }, operand);
  }

  private parseOptions(operand: Node): Node {
    this.expect("(", "a bracket after in", "Write: sector in (industrials, energy).");
    const options = [this.parseExpression()];
    while (this.accept(",")) options.push(this.parseExpression());
    this.close(")", "a comma or a closing bracket");
    return this.build({ kind: "in", operand, options }, operand);
  }

  private parseSum(): Node {
    let left = this.parseProduct();
    for (let token = this.peek(); token?.kind === "operator"; token = this.peek()) {
      if (token.text !== "+" && token.text !== "-") break;
      this.at += 1;
      const right = this.parseProduct();
      left = this.build({ kind: "arithmetic", operator: token.text, left, right }, left);
    }
    return left;
  }

  private parseProduct(): Node {
    let left = this.parseUnary();
    if (this.isBeforeWeighted(left)) {
      left = this.build({ kind: "arithmetic", operator: "*", left, right: this.parseUnary() }, left);
    }
    for (let token = this.peek(); token?.kind === "operator"; token = this.peek()) {
      if (token.text !== "*" && token.text !== "/") break;
      this.at += 1;
      const right = this.parseUnary();
      left = this.build({ kind: "arithmetic", operator: token.text, left, right }, left);
    }
    return left;
  }

  private parseUnary(): Node {
    const minus = this.accept("-");
    if (!minus) return this.parseOperand();
    if (this.peek()?.kind === "number") return this.parseNumber(minus);
    const operand = this.nest(() => this.parseUnary());
    return this.build({ kind: "negate", operand }, minus);
  }

  private parseOperand(): Node {
    const token = this.peek();
    switch (token?.kind) {
      case "number":
        return this.parseNumber(null);
      case "text":
        return this.parseText(token);
      case "function":
        return this.parseCall(token);
      case "name":
      case "state":
        return this.parseName(token);
      case "operator":
        if (token.text === "(") return this.parseBrackets(token);
        break;
      default:
        break;
    }
    return this.refuse(token, "a name, a number or a bracket", suggestOperand(this.tokens[this.at - 1], token));
  }

  private parseNumber(minus: Token | null): Node {
    const token = this.next();
    const read = readNumberLiteral(token.text);
    if (!("literal" in read)) return stop("bad_number", read.problem, token, read.hint);
    const { value, mark } = read.literal;
    const signed = minus && value !== 0 ? -value : value;
    return this.build({ kind: "number", value: signed, ...(mark ? { mark } : {}) }, minus ?? token);
  }

  private parseText(token: Token): Node {
    const read = readTextLiteral(token.text);
    if ("badAt" in read) {
      const start = token.start + read.badAt;
      return stop("bad_text", "This escape is not known.", { start, end: start + 2 }, "Write a backslash as \\\\.");
    }
    this.at += 1;
    return this.build({ kind: "text", value: read.value }, token);
  }

  private parseBrackets(open: Token): Node {
    this.at += 1;
    const inner = this.parseExpression();
    const end = this.close(")", "an operator or a closing bracket").end;
    this.refuseLag("brackets");
    return { ...inner, span: { start: open.start, end } };
  }

  private parseCall(name: Token): Node {
    this.at += 2;
    const args: Node[] = [];
    if (!this.isAt(")")) {
      args.push(this.parseExpression());
      if (args.length === 1) this.parseBy(name.text, args);
      while (this.accept(",")) args.push(this.parseExpression());
    }
    this.close(")", "a comma or a closing bracket");
    this.refuseLag("a function's result");
    if (name.text === "missing") return this.buildMissing(name, args);
    if (args.length === 1) this.parseBy(name.text, args);
    return this.build({ kind: "call", name: name.text, args }, name);
  }

  /** `pct(x) by sector` and `pct(x by sector)` are `pct(x, sector)`. */
  private parseBy(name: string, args: Node[]): void {
    if (getFunction(name)?.group === "universe" && this.peek()?.kind === "name" && this.accept("by"))
      args.push(this.parseUnary());
  }

  private buildMissing(name: Token, args: readonly Node[]): Node {
    const [reason] = args;
    const word = args.length === 1 && reason?.kind === "name" && !reason.lag ? reason.id : "";
    if (!(missingReasons as readonly string[]).includes(word)) {
      const nearest = findNearest(word, missingReasons);
      const hint =
        nearest.length > 0 ? `Did you mean ${nearest.join(" or ")}?` : `The reasons are ${missingReasons.join(", ")}.`;
      return stop("wrong_arguments", "missing() takes one reason.", this.spanFrom(name), hint);
    }
    return this.build({ kind: "missing", reason: word as MissingReason }, name);
  }

  private parseName(token: Token): Node {
    this.at += 1;
    const lag = this.parseLag();
    return this.build({ kind: "name", id: token.text, ...(lag ? { lag } : {}) }, token);
  }

  private parseLag(): Lag | null {
    const open = this.accept("[");
    if (!open) return null;
    const hint = "Write [-1] for the year before, down to [-5], or [-1q] for the quarter before.";
    const minus = this.accept("-");
    const token = this.peek();
    const match = /^(\d{1,3})(q?)$/i.exec(token?.text ?? "");
    if (!token) return this.refuse(token, "a lag", hint);
    if (!minus || !match) stop("bad_lag", "This is not a lag.", this.spanFrom(open), hint);
    this.at += 1;
    this.close("]", "a closing bracket", hint);
    const count = Number(match[1]);
    const [most, unit] = match[2] ? [maxLagQuarters, "quarters"] : [maxLagYears, "years"];
    if (count < 1 || count > most) stop("bad_lag", `A lag is 1 to ${most} ${unit}.`, this.spanFrom(open), hint);
    return match[2] ? { quarters: count } : { years: count };
  }

  private refuseLag(what: string): void {
    const open = this.peek();
    if (open?.text !== "[") return;
    stop(
      "bad_lag",
      `A lag follows a name, not ${what}.`,
      open,
      "Put the lag on each name inside: revenue[-1] / total_assets[-1].",
    );
  }

  private nest<Value>(parseInner: () => Value): Value {
    this.depth += 1;
    if (this.depth > maxBracketDepth) {
      const token = this.peek() ?? { start: this.textEnd, end: this.textEnd };
      stop("too_deep", describeBrokenLimit("too_deep"), token, "Keep inner parts as metrics of their own.");
    }
    const value = parseInner();
    this.depth -= 1;
    return value;
  }

  /** Adds the span, which begins where the given node or token begins and ends with the token read last. */
  private build(node: Node, from: Node | Token): Node {
    this.nodeCount += 1;
    const span = this.spanFrom(from);
    if (this.nodeCount > maxNodeCount) {
      stop("too_many_nodes", describeBrokenLimit("too_many_nodes"), span, "Keep parts of it as metrics of their own.");
    }
    return { ...node, span };
  }

  private spanFrom(from: Node | Token): Span {
    const start = "start" in from ? from.start : (from.span?.start ?? 0);
    return { start, end: this.tokens[this.at - 1]?.end ?? this.textEnd };
  }

  private peek(): Token | undefined {
    return this.tokens[this.at];
  }

  private next(): Token {
    const token = this.tokens[this.at];
    if (!token) return this.refuse(token, "more");
    this.at += 1;
    return token;
  }

  private isAt(text: string): boolean {
    const token = this.peek();
    return token?.text === text && token.kind !== "text";
  }

  private accept(text: string): Token | null {
    const token = this.peek();
    if (!token || !this.isAt(text)) return null;
    this.at += 1;
    return token;
  }

  private expect(text: string, expected: string, hint?: string): Token {
    return this.accept(text) ?? this.refuse(this.peek(), expected, hint);
  }

  private close(text: string, expected: string, hint?: string): Token {
    return (
      this.accept(text) ??
      this.refuse(this.peek(), expected, hint ?? suggestAfterOperand(this.tokens[this.at - 1], this.peek()))
    );
  }

  private refuse(token: Token | undefined, expected: string, hint?: string): never {
    if (!token) {
      const span = { start: this.textEnd, end: this.textEnd };
      return stop("unfinished", `The text ends where ${expected} should follow.`, span, hint);
    }
    return stop("unexpected", `Expected ${expected}, found ${token.text}.`, token, hint);
  }
}

function stop(code: ExprErrorCode, message: string, span: Span, hint?: string): never {
  const place = { start: span.start, end: span.end };
  throw new Stop({ code, message, span: place, ...(hint ? { hint } : {}) });
}

import { type MissingReason, missingReasons } from "#lib/util/missing";
import { fail, type Result, succeed } from "#lib/util/result";
import type { ArithmeticOperator, ComparisonOperator, Lag, LogicOperator, Node, Span } from "./ast";
import type { ExprError, ExprErrorCode } from "./expr-error";
import { getFunction } from "./functions";
import {
  describeBrokenLimit,
  findBrokenLimit,
  maxDepth,
  maxLagQuarters,
  maxLagYears,
  maxNodeCount,
  maxTextLength,
} from "./limits";
import { findNearest } from "./nearest";
import { isMagnitude, type NumberLiteral, readNumberLiteral } from "./number-literal";
import { suggestAfterOperand, suggestOperand } from "./parse-hint";
import { readTextLiteral } from "./text-literal";
import { type Token, tokenize } from "./tokenize";
import type { TypedName, TypedNames } from "./typed-names";
import { isState, states } from "./words";

/** Brackets may be redundant, so more of them than levels of a tree are let in, but never enough to exhaust the stack. */
const maxBracketDepth = 64;

const comparisons: ReadonlySet<string> = new Set(["<", "<=", ">", ">=", "=", "!="]);
const relationWords: ReadonlySet<string> = new Set(["is", "in", "between"]);

/**
 * Reads a text of the language. Any text has an answer: a tree with spans, or what is wrong, where, and what to do.
 * Names are not looked up here, see check(). What a person typed is read with the names of its scope, which turn
 * `net income` and `P/E` into ids (SPEC L-13); without them only ids are names, as in formulas and what print() wrote.
 */
export function parse(text: string, names: TypedNames | null = null): Result<Node, readonly ExprError[]> {
  try {
    return succeed(new Parser(text, names).parseWhole());
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
export function parseQuery(text: string, names: TypedNames | null = null): Result<Query, readonly ExprError[]> {
  try {
    return succeed(new Parser(text, names).parseQuery(text));
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

/** Where a bare word may be meant as a text, so that a phrase there is left alone (SPEC L-15). */
type TextPlace = "option" | "value" | null;

class Parser {
  private readonly tokens: readonly Token[];
  private readonly textEnd: number;
  private at = 0;
  private isRanking = false;
  private depth = 0;
  private nodeCount = 0;
  /** What the items of the innermost brackets are. */
  private items: TextPlace = null;

  constructor(
    text: string,
    private readonly names: TypedNames | null,
  ) {
    if (text.length > maxTextLength) {
      const message = `This is ${text.length} characters long, the limit is ${maxTextLength}.`;
      stop(
        "too_long",
        message,
        { start: maxTextLength, end: text.length },
        "Shorten it, or keep parts of it as metrics.",
      );
    }
    const written = tokenize(text);
    const tokens = written.some(isComment) ? written.filter((token) => !isComment(token)) : written;
    for (let place = 0; place < tokens.length; place += 1) {
      const token = tokens[place] as Token;
      if (token.problem && !names?.covers(tokens, place)) stopAt(token);
    }
    this.tokens = tokens;
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
    this.requireDepth(node, this.nodeCount);
    return node;
  }

  parseQuery(text: string): Query {
    if (this.tokens.length === 0) return { filter: null, rank: null, filterText: "" };
    const filter = this.isAtRank() ? null : this.parseExpression();
    const filterCount = this.nodeCount;
    const clauseStart = this.peek()?.start ?? this.textEnd;
    const rank = this.isAtRank() ? this.parseRank() : null;
    const rest = this.peek();
    if (rest) {
      const what = rank ? "an operator or the end" : "an operator, rank by or the end";
      this.refuse(rest, what, suggestAfterOperand(this.tokens[this.at - 1], rest));
    }
    if (filter) this.requireDepth(filter, filterCount);
    if (rank) this.requireDepth(rank, this.nodeCount - filterCount);
    return { filter, rank, filterText: filter ? text.slice(0, clauseStart).trim() : "" };
  }

  /** A tree has no more levels than nodes, so that small ones need not be walked. */
  private requireDepth(node: Node, nodeCount: number): void {
    const broken = nodeCount > maxDepth ? findBrokenLimit(node) : null;
    if (broken)
      stop(broken.code, describeBrokenLimit(broken.code), broken.node.span ?? { start: 0, end: this.textEnd });
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
    this.enter();
    const node = this.parseLogic("or");
    this.depth -= 1;
    return node;
  }

  private parseLogic(operator: LogicOperator): Node {
    const first = this.parseLogicOperand(operator);
    if (!this.isAt(operator)) return first;
    const operands = [first];
    while (this.accept(operator)) operands.push(this.parseLogicOperand(operator));
    return { kind: "logic", operator, operands, span: this.finish(getStart(first)) };
  }

  private parseLogicOperand(operator: LogicOperator): Node {
    return operator === "or" ? this.parseLogic("and") : this.parseNot();
  }

  private parseNot(): Node {
    const word = this.accept("not");
    if (!word) return this.parseComparison();
    this.enter();
    const operand = this.parseNot();
    this.depth -= 1;
    return { kind: "not", operand, span: this.finish(word.start) };
  }

  private parseComparison(): Node {
    const left = this.parseSum();
    const node = this.parseRelation(left);
    if (node === left) return node;
    const next = this.peek();
    if (next && (comparisons.has(next.text) || relationWords.has(next.text)) && next.kind !== "text") {
      const hint = "Join two comparisons with and, or write: x between 1 and 5. Brackets settle what belongs together.";
      stop("unexpected", `A second ${next.text} cannot follow a comparison.`, next, hint);
    }
    return node;
  }

  private parseRelation(operand: Node): Node {
    const token = this.peek();
    if (token?.kind === "operator" && comparisons.has(token.text)) {
      this.at += 1;
      const operator = token.text as ComparisonOperator;
      const right = this.parseSum();
      return { kind: "comparison", operator, left: operand, right, span: this.finish(getStart(operand)) };
    }
    if (token?.kind !== "keyword") return operand;
    if (this.accept("is")) return this.parseState(operand);
    const after = token.text === "not" ? this.tokens[this.at + 1]?.text : undefined;
    const isNegated = after === "in" || after === "between";
    if (isNegated) this.at += 1;
    const range = this.accept("between")
      ? this.parseRange(operand)
      : this.accept("in")
        ? this.parseOptions(operand)
        : null;
    if (!range) return operand;
    return isNegated ? { kind: "not", operand: range, span: this.finish(getStart(operand)) } : range;
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
    const node: Node = { kind: "is", operand, state: token.text, span: this.finish(getStart(operand)) };
    return isNegated ? { kind: "not", operand: node, span: this.finish(getStart(operand)) } : node;
  }

  private parseRange(operand: Node): Node {
    const low = this.parseSum();
    this.expect("and", "and with the upper bound", "Write: x between 1 and 5.");
    const high = this.parseSum();
    return { kind: "between", operand, low, high, span: this.finish(getStart(operand)) };
  }

  private parseOptions(operand: Node): Node {
    this.expect("(", "a bracket after in", "Write: sector in (industrials, energy).");
    const around = this.items;
    this.items = "option";
    const options = [this.parseExpression()];
    while (this.accept(",")) options.push(this.parseExpression());
    this.close(")", "a comma or a closing bracket");
    this.items = around;
    return { kind: "in", operand, options, span: this.finish(getStart(operand)) };
  }

  private parseSum(): Node {
    let left = this.parseProduct();
    for (let operator = this.acceptEither("+", "-"); operator; operator = this.acceptEither("+", "-")) {
      left = this.buildArithmetic(operator, left, this.parseProduct());
    }
    return left;
  }

  private parseProduct(): Node {
    let left = this.parseUnary();
    if (this.isBeforeWeighted(left)) left = this.buildArithmetic("*", left, this.parseUnary());
    for (let operator = this.acceptEither("*", "/"); operator; operator = this.acceptEither("*", "/")) {
      left = this.buildArithmetic(operator, left, this.parseUnary());
    }
    return left;
  }

  private acceptEither<Operator extends ArithmeticOperator>(first: Operator, second: Operator): Operator | null {
    const token = this.peek();
    if (token?.kind !== "operator") return null;
    const operator = token.text === first ? first : token.text === second ? second : null;
    if (operator !== null) this.at += 1;
    return operator;
  }

  private buildArithmetic(operator: ArithmeticOperator, left: Node, right: Node): Node {
    return { kind: "arithmetic", operator, left, right, span: this.finish(getStart(left)) };
  }

  private parseUnary(): Node {
    const minus = this.accept("-");
    if (!minus) return this.parseOperand();
    const token = this.peek();
    if (token?.kind === "number") return this.parseNumber(token, minus);
    this.enter();
    const operand = this.parseUnary();
    this.depth -= 1;
    return { kind: "negate", operand, span: this.finish(minus.start) };
  }

  private parseOperand(): Node {
    const token = this.peek();
    const named = token !== undefined && this.names !== null ? this.findTypedName(this.names) : null;
    this.refusePhrase(named?.count ?? 0);
    if (named !== null) return this.parseName(token as Token, named);
    switch (token?.kind) {
      case "number":
        return this.parseNumber(token, null);
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

  /** Stops at a phrase that people type for something else than the name that is nearest to it (SPEC L-16). */
  private refusePhrase(namedCount: number): void {
    const found = this.names?.findRefusal(this.tokens, this.at) ?? null;
    const [first, last] = found === null ? [] : [this.peek(), this.tokens[this.at + found.count - 1]];
    if (found === null || found.count <= namedCount || !first || !last) return;
    const span = { start: first.start, end: last.end };
    stop("unknown_name", `There is no fact or metric named ${found.text}.`, span, found.hint);
  }

  /** The phrase that begins here, unless it may be meant as a text. */
  private findTypedName(names: TypedNames): TypedName | null {
    const found = names.find(this.tokens, this.at);
    if (found === null) return null;
    const before = this.tokens[this.at - 1];
    const after = this.tokens[this.at + found.count]?.text;
    const isItem = before?.text === "(" || before?.text === ",";
    const isWholeItem = isItem && (after === "," || after === ")");
    if (this.items === "option" && isWholeItem) return null;
    // Several words are no text without quotes, so that only one alone can be meant as a text.
    if (found.count > 1) return found;
    if (this.items === "value" && isWholeItem) return null;
    const isCompared = before?.text === "=" || before?.text === "!=";
    return isCompared && (after === undefined || endsRelation.has(after)) ? null : found;
  }

  private parseNumber(token: Token, minus: Token | null): Node {
    this.at += 1;
    if (!token.literal) return this.refuseNumber(token);
    const { value, mark } = this.parseMagnitude(token) ?? token.literal;
    const signed = minus && value !== 0 ? -value : value;
    const span = this.finish(minus ? minus.start : token.start);
    return mark === undefined ? { kind: "number", value: signed, span } : { kind: "number", value: signed, mark, span };
  }

  /** `5 m` and `$5 bn`. Where numbers are weights, a name behind one is what it weighs. */
  private parseMagnitude(token: Token): NumberLiteral | null {
    const word = this.peek();
    if (word?.kind !== "name" || !isMagnitude(word.text) || !/\d$/.test(token.text)) return null;
    if (this.isRanking && this.depth === 0) return null;
    const read = readNumberLiteral(token.text + word.text);
    if (!("literal" in read)) return stop("bad_number", read.problem, { start: token.start, end: word.end }, read.hint);
    this.at += 1;
    return read.literal;
  }

  private refuseNumber(token: Token): never {
    const read = readNumberLiteral(token.text);
    return "literal" in read ? this.refuse(token, "a number") : stop("bad_number", read.problem, token, read.hint);
  }

  private parseText(token: Token): Node {
    const read = readTextLiteral(token.text);
    if ("badAt" in read) {
      const start = token.start + read.badAt;
      return stop("bad_text", "This escape is not known.", { start, end: start + 2 }, "Write a backslash as \\\\.");
    }
    this.at += 1;
    return { kind: "text", value: read.value, span: this.finish(token.start) };
  }

  private parseBrackets(open: Token): Node {
    this.at += 1;
    const around = this.items;
    this.items = null;
    const inner = this.parseExpression();
    const end = this.close(")", "an operator or a closing bracket").end;
    this.items = around;
    this.refuseLag("brackets");
    return { ...inner, span: { start: open.start, end } };
  }

  private parseCall(name: Token): Node {
    this.at += 2;
    const args: Node[] = [];
    const around = this.items;
    this.items = name.text === "if" || name.text === "coalesce" ? "value" : null;
    if (!this.isAt(")")) {
      args.push(this.parseExpression());
      if (args.length === 1) this.parseBy(name.text, args);
      while (this.accept(",")) args.push(this.parseExpression());
    }
    this.close(")", "a comma or a closing bracket");
    this.items = around;
    this.refuseLag("a function's result");
    if (name.text === "missing") return this.buildMissing(name, args);
    if (args.length === 1) this.parseBy(name.text, args);
    // The table's own text of a name is compared faster than a piece of the query.
    const known = getFunction(name.text)?.name ?? name.text;
    return { kind: "call", name: known, args, span: this.finish(name.start) };
  }

  /** `pct(x) by sector` and `pct(x by sector)` are `pct(x, sector)`. */
  private parseBy(name: string, args: Node[]): void {
    if (this.peek()?.kind !== "name" || getFunction(name)?.group !== "all_rows") return;
    if (this.accept("by")) args.push(this.parseUnary());
  }

  private buildMissing(name: Token, args: readonly Node[]): Node {
    const [reason] = args;
    const word = args.length === 1 && reason?.kind === "name" && !reason.lag ? reason.id : "";
    if (!(missingReasons as readonly string[]).includes(word)) {
      const nearest = findNearest(word, missingReasons);
      const hint =
        nearest.length > 0 ? `Did you mean ${nearest.join(" or ")}?` : `The reasons are ${missingReasons.join(", ")}.`;
      return stop("wrong_arguments", "missing() takes one reason.", this.spanFrom(name.start), hint);
    }
    return { kind: "missing", reason: word as MissingReason, span: this.finish(name.start) };
  }

  private parseName(token: Token, { id, count }: TypedName = { id: token.text, count: 1 }): Node {
    this.at += count;
    const lag = this.parseLag();
    const span = this.finish(token.start);
    return lag ? { kind: "name", id, lag, span } : { kind: "name", id, span };
  }

  private parseLag(): Lag | null {
    const open = this.accept("[");
    if (!open) return null;
    const hint = "Write [-1] for the year before, down to [-5], or [-1q] for the quarter before.";
    const minus = this.accept("-");
    const token = this.peek();
    const match = /^(\d{1,3})(q?)$/i.exec(token?.text ?? "");
    if (!token) return this.refuse(token, "a lag", hint);
    if (!minus || !match) stop("bad_lag", "This is not a lag.", this.spanFrom(open.start), hint);
    this.at += 1;
    this.close("]", "a closing bracket", hint);
    const count = Number(match[1]);
    const [most, unit] = match[2] ? [maxLagQuarters, "quarters"] : [maxLagYears, "years"];
    if (count < 1 || count > most) stop("bad_lag", `A lag is 1 to ${most} ${unit}.`, this.spanFrom(open.start), hint);
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

  /** Goes one level down; the caller comes up again. */
  private enter(): void {
    this.depth += 1;
    if (this.depth <= maxBracketDepth) return;
    const token = this.peek() ?? { start: this.textEnd, end: this.textEnd };
    stop("too_deep", describeBrokenLimit("too_deep"), token, "Keep inner parts as metrics of their own.");
  }

  /** Counts a node that is complete with the token read last, and gives its span. */
  private finish(start: number): Span {
    this.nodeCount += 1;
    const span = this.spanFrom(start);
    if (this.nodeCount > maxNodeCount) {
      stop("too_many_nodes", describeBrokenLimit("too_many_nodes"), span, "Keep parts of it as metrics of their own.");
    }
    return span;
  }

  private spanFrom(start: number): Span {
    return { start, end: this.tokens[this.at - 1]?.end ?? this.textEnd };
  }

  private peek(): Token | undefined {
    return this.tokens[this.at];
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
    if (token.problem) return stopAt(token);
    return stop("unexpected", `Expected ${expected}, found ${token.text}.`, token, this.suggestName(token) ?? hint);
  }

  /** The names nearest to a run of words that is none: `net incme`. */
  private suggestName(token: Token): string | null {
    if (this.names === null || token.kind !== "name") return null;
    let from = this.at;
    while (this.tokens[from - 1]?.kind === "name") from -= 1;
    let to = this.at + 1;
    while (this.tokens[to]?.kind === "name") to += 1;
    if (from === this.at) return null;
    const words = this.tokens.slice(from, to).map(({ text }) => text);
    const nearest = this.names.suggest(words.join(" ")).slice(0, 3);
    return nearest.length > 0 ? `Did you mean ${nearest.join(" or ")}?` : null;
  }
}

const isComment = (token: Token): boolean => token.kind === "comment";

/** What may stand behind the right side of a comparison. */
const endsRelation: ReadonlySet<string> = new Set(["and", "or", ")", ",", "rank"]);

function getStart(node: Node): number {
  return node.span?.start ?? 0;
}

function stopAt(token: Token): never {
  const { code, message, hint } = token.problem ?? {
    code: "unexpected",
    message: `${token.text} has no meaning here.`,
  };
  return stop(code, message, token, hint);
}

function stop(code: ExprErrorCode, message: string, span: Span, hint?: string): never {
  const place = { start: span.start, end: span.end };
  throw new Stop({ code, message, span: place, ...(hint ? { hint } : {}) });
}

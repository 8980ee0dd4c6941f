import type { ComparisonOperator, Node, NumberMark } from "#lib/expr/ast";
import { print } from "#lib/expr/print";
import { foldText } from "#lib/expr/text-literal";
import { isName } from "#lib/expr/words";

/** One end of a range: the number, whether it belongs to the range, and how it was written. */
export interface Bound {
  readonly value: number;
  readonly isInclusive: boolean;
  readonly mark?: NumberMark;
}

interface ClauseBase {
  /** Which operands of the filter's top-level `and` it stands for, in order. */
  readonly operands: readonly number[];
}

/** A number kept between two bounds; `subject` is any number expression. */
export interface RangeClause extends ClauseBase {
  readonly kind: "range";
  readonly subject: Node;
  readonly low: Bound | null;
  readonly high: Bound | null;
}

/** A text column that must be, or must not be, one of some texts. */
export interface ChoiceClause extends ClauseBase {
  readonly kind: "choice";
  readonly subject: Node & { readonly kind: "name" };
  readonly options: readonly string[];
  readonly isExcluding: boolean;
}

/** Anything else: shown as text, edited in the query bar. */
export interface TextClause extends ClauseBase {
  readonly kind: "text";
  readonly node: Node;
}

export type Clause = RangeClause | ChoiceClause | TextClause;

/** What the clause model asks of the language: it knows no types and no names by itself. */
export interface ClauseContext {
  readonly isNumber: (node: Node) => boolean;
  /** A bare word that names nothing is a text: `sector = energy`. */
  readonly isKnownName: (id: string) => boolean;
}

const flipped: Readonly<Record<ComparisonOperator, ComparisonOperator>> = {
  "<": ">",
  "<=": ">=",
  ">": "<",
  ">=": "<=",
  "=": "=",
  "!=": "!=",
};

/** The operands of the top-level `and`, or the whole filter as one. */
export function listOperands(filter: Node | null): readonly Node[] {
  if (filter === null) return [];
  return filter.kind === "logic" && filter.operator === "and" ? filter.operands : [filter];
}

/** Puts operands back under one `and`; none is no filter. */
export function joinOperands(operands: readonly Node[]): Node | null {
  const [first] = operands;
  if (first === undefined) return null;
  return operands.length === 1 ? first : { kind: "logic", operator: "and", operands };
}

/**
 * Reads a filter as clauses. Two bounds of the same subject become one range. What is not a simple comparison stays
 * text, so nothing of the filter is ever lost.
 */
export function readClauses(filter: Node | null, context: ClauseContext): Clause[] {
  const clauses: Clause[] = [];
  listOperands(filter).forEach((node, index) => {
    const clause = readClause(node, index, context);
    const earlier = clause.kind === "range" ? clauses.findIndex((other) => canJoin(other, clause)) : -1;
    if (clause.kind === "range" && earlier >= 0) {
      const first = clauses[earlier] as RangeClause;
      clauses[earlier] = {
        ...first,
        low: first.low ?? clause.low,
        high: first.high ?? clause.high,
        operands: [...first.operands, index],
      };
    } else {
      clauses.push(clause);
    }
  });
  return clauses;
}

function canJoin(earlier: Clause, later: RangeClause): boolean {
  if (earlier.kind !== "range" || !isSameNode(earlier.subject, later.subject)) return false;
  const lows = Number(earlier.low !== null) + Number(later.low !== null);
  const highs = Number(earlier.high !== null) + Number(later.high !== null);
  return lows <= 1 && highs <= 1;
}

function readClause(node: Node, index: number, context: ClauseContext): Clause {
  return (
    readRange(node, index, context) ?? readChoice(node, index, context) ?? { kind: "text", node, operands: [index] }
  );
}

function readRange(node: Node, index: number, context: ClauseContext): RangeClause | null {
  if (node.kind === "between") {
    const low = readLiteral(node.low);
    const high = readLiteral(node.high);
    if (low === null || high === null || readLiteral(node.operand) !== null || !context.isNumber(node.operand))
      return null;
    return {
      kind: "range",
      subject: node.operand,
      low: { ...low, isInclusive: true },
      high: { ...high, isInclusive: true },
      operands: [index],
    };
  }
  if (node.kind !== "comparison") return null;
  const right = readLiteral(node.right);
  const left = readLiteral(node.left);
  const literal = right ?? left;
  if (literal === null || (left !== null && right !== null)) return null;
  const subject = right === null ? node.right : node.left;
  const operator = right === null ? flipped[node.operator] : node.operator;
  if (!context.isNumber(subject)) return null;
  if (operator === "=") {
    const bound = { ...literal, isInclusive: true };
    return { kind: "range", subject, low: bound, high: bound, operands: [index] };
  }
  if (operator === "!=") return null;
  const bound = { ...literal, isInclusive: operator.endsWith("=") };
  return operator.startsWith(">")
    ? { kind: "range", subject, low: bound, high: null, operands: [index] }
    : { kind: "range", subject, low: null, high: bound, operands: [index] };
}

function readChoice(node: Node, index: number, context: ClauseContext): ChoiceClause | null {
  if (node.kind === "not") {
    const inner = readChoice(node.operand, index, context);
    return inner === null ? null : { ...inner, isExcluding: !inner.isExcluding };
  }
  if (node.kind === "comparison" && (node.operator === "=" || node.operator === "!=")) {
    const text = readText(node.right, context);
    if (node.left.kind !== "name" || text === null || context.isNumber(node.left)) return null;
    return {
      kind: "choice",
      subject: node.left,
      options: [text],
      isExcluding: node.operator === "!=",
      operands: [index],
    };
  }
  if (node.kind !== "in" || node.operand.kind !== "name") return null;
  const options = node.options.flatMap((option) => readText(option, context) ?? []);
  if (options.length !== node.options.length) return null;
  return { kind: "choice", subject: node.operand, options, isExcluding: false, operands: [index] };
}

function readText(node: Node, context: ClauseContext): string | null {
  if (node.kind === "text") return node.value;
  return node.kind === "name" && node.lag === undefined && !context.isKnownName(node.id) ? node.id : null;
}

function readLiteral(node: Node): { readonly value: number; readonly mark?: NumberMark } | null {
  if (node.kind !== "number") return null;
  return { value: node.value, ...(node.mark ? { mark: node.mark } : {}) };
}

/** The nodes that say what a clause says; none when it says nothing. */
export function writeClause(clause: Clause, context: ClauseContext): readonly Node[] {
  if (clause.kind === "text") return [clause.node];
  if (clause.kind === "choice") return writeChoice(clause, context);
  const { subject, low, high } = clause;
  if (low !== null && high !== null && low.isInclusive && high.isInclusive) {
    return low.value === high.value
      ? [{ kind: "comparison", operator: "=", left: subject, right: writeLiteral(low) }]
      : [{ kind: "between", operand: subject, low: writeLiteral(low), high: writeLiteral(high) }];
  }
  const nodes: Node[] = [];
  if (low !== null) {
    const operator = low.isInclusive ? ">=" : ">";
    nodes.push({ kind: "comparison", operator, left: subject, right: writeLiteral(low) });
  }
  if (high !== null) {
    const operator = high.isInclusive ? "<=" : "<";
    nodes.push({ kind: "comparison", operator, left: subject, right: writeLiteral(high) });
  }
  return nodes;
}

function writeChoice({ subject, options, isExcluding }: ChoiceClause, context: ClauseContext): readonly Node[] {
  const texts = options.map((option) => writeText(option, context));
  const [first] = texts;
  if (first === undefined) return [];
  if (texts.length === 1) {
    return [{ kind: "comparison", operator: isExcluding ? "!=" : "=", left: subject, right: first }];
  }
  const list: Node = { kind: "in", operand: subject, options: texts };
  return [isExcluding ? { kind: "not", operand: list } : list];
}

/** A text that reads as a bare word and names nothing needs no quotes: `information_technology`. */
function writeText(text: string, context: ClauseContext): Node {
  const word = foldText(text).replaceAll(" ", "_");
  const isSame = foldText(word) === foldText(text);
  return isSame && isName(word) && !context.isKnownName(word)
    ? { kind: "name", id: word }
    : { kind: "text", value: text };
}

function writeLiteral({ value, mark }: Bound): Node {
  return { kind: "number", value, ...(mark ? { mark } : {}) };
}

/** The filter with one clause changed, where it stood; a clause that says nothing is taken out. */
export function replaceClause(
  filter: Node | null,
  before: Clause,
  after: Clause | null,
  context: ClauseContext,
): Node | null {
  const [place] = before.operands;
  const nodes = after === null ? [] : writeClause(after, context);
  return joinOperands(
    listOperands(filter).flatMap((node, index) => {
      if (index === place) return nodes;
      return before.operands.includes(index) ? [] : [node];
    }),
  );
}

/** The filter with one more condition at its end. */
export function addOperand(filter: Node | null, node: Node): Node {
  const operands = listOperands(filter);
  return operands.length === 0 ? node : { kind: "logic", operator: "and", operands: [...operands, node] };
}

/** Whether two trees say the same, wherever they stand in the text. */
export function isSameNode(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (typeof left !== "object" || typeof right !== "object" || left === null || right === null) return false;
  if (Array.isArray(left) || Array.isArray(right)) {
    return (
      Array.isArray(left) &&
      Array.isArray(right) &&
      left.length === right.length &&
      left.every((item, index) => isSameNode(item, right[index]))
    );
  }
  const keys = (object: object) => Object.keys(object).filter((key) => key !== "span");
  const leftKeys = keys(left);
  return (
    leftKeys.length === keys(right).length &&
    leftKeys.every((key) => isSameNode((left as Record<string, unknown>)[key], (right as Record<string, unknown>)[key]))
  );
}

/** Names a clause by its subject, so that it keeps its place while its bounds change. */
export function getClauseKey(clause: Clause): string {
  return clause.kind === "text" ? `text ${print(clause.node)}` : `${clause.kind} ${print(clause.subject)}`;
}

import type { Span } from "./ast";
import type { ExprErrorCode } from "./expr-error";
import { readNumberLiteral } from "./number-literal";
import { isState, reservedWords } from "./words";

/** What a piece of text is, also for highlighting. `bad` cannot stand anywhere. */
export type TokenKind = "number" | "text" | "keyword" | "function" | "name" | "state" | "operator" | "comment" | "bad";

/** A piece of the text with its place. Words and operators are in lower case in `text`, the rest as written. */
export interface Token extends Span {
  readonly kind: TokenKind;
  readonly text: string;
  /** What is wrong with a `bad` token. */
  readonly problem?: { readonly code: ExprErrorCode; readonly message: string; readonly hint?: string };
}

const spacePattern = /\s+/y;
const commentPattern = /--[^\n\r]*/y;
const wordPattern = /[a-z_][a-z0-9_]*/iy;
const numberPattern = /\$?[^\S\n\r]*(?:\d+(?:\.\d+)?|\.\d+)(?:e[+-]?\d+)?(?:[^\S\n\r]*%|[a-z_][a-z0-9_%]*)?/iy;
/** The count of a lag by quarters, `[-1q]`; the parser refuses it anywhere else. */
const quarterPattern = /^\d+q$/i;
const operatorPattern = /<=|>=|!=|==|<>|&&|\|\||[<>=+\-*/()[\],]/y;

const foreignSigns: ReadonlyMap<string, string> = new Map([
  ["==", "="],
  ["<>", "!="],
  ["&&", "and"],
  ["||", "or"],
  ["&", "and"],
  ["|", "or"],
  ["!", "not"],
  ["≤", "<="],
  ["≥", ">="],
  ["≠", "!="],
  ["−", "-"],
  ["–", "-"],
  ["—", "-"],
  ["×", "*"],
  ["÷", "/"],
  ["“", '"'],
  ["”", '"'],
  ["„", '"'],
  ["‘", '"'],
  ["’", '"'],
]);

/** Splits any text into tokens without spaces; never fails: what cannot stand is `bad`. Linear in the length. */
export function tokenize(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const take = (pattern: RegExp): string | null => {
    pattern.lastIndex = at;
    return pattern.exec(text)?.[0] ?? null;
  };
  while (at < text.length) {
    const space = take(spacePattern);
    if (space !== null) {
      at += space.length;
      continue;
    }
    const token = readToken(text, at, take);
    tokens.push(token);
    at = token.end;
  }
  return markFunctionsAndStates(tokens);
}

function readToken(text: string, start: number, take: (pattern: RegExp) => string | null): Token {
  const comment = take(commentPattern);
  if (comment !== null) return { kind: "comment", text: comment, start, end: start + comment.length };
  const word = take(wordPattern);
  if (word !== null) {
    const lower = word.toLowerCase();
    return { kind: reservedWords.has(lower) ? "keyword" : "name", text: lower, start, end: start + word.length };
  }
  const number = take(numberPattern);
  if (number !== null) return buildNumber(number, start);
  const first = text[start];
  if (first === '"' || first === "'") return readQuoted(text, start, first);
  const operator = take(operatorPattern);
  if (operator !== null && !foreignSigns.has(operator)) {
    return { kind: "operator", text: operator, start, end: start + operator.length };
  }
  return buildBadCharacter(operator ?? String.fromCodePoint(text.codePointAt(start) ?? 0), start);
}

function buildNumber(text: string, start: number): Token {
  const span = { start, end: start + text.length };
  const read = readNumberLiteral(text);
  if ("literal" in read || quarterPattern.test(text)) return { kind: "number", text, ...span };
  return { kind: "bad", text, ...span, problem: { code: "bad_number", message: read.problem, hint: read.hint } };
}

function readQuoted(text: string, start: number, quote: string): Token {
  let at = start + 1;
  while (at < text.length) {
    const sign = text[at];
    if (sign === quote) return { kind: "text", text: text.slice(start, at + 1), start, end: at + 1 };
    if (sign === "\n" || sign === "\r") break;
    at += sign === "\\" ? 2 : 1;
  }
  const end = Math.min(at, text.length);
  const problem = {
    code: "bad_text",
    message: "This text has no closing quote.",
    hint: `Close it with ${quote}.`,
  } as const;
  return { kind: "bad", text: text.slice(start, end), start, end, problem };
}

function buildBadCharacter(sign: string, start: number): Token {
  const instead = foreignSigns.get(sign);
  const code = sign.codePointAt(0) ?? 0;
  const isVisible = code > 0x20 && !/[\p{C}\p{Z}]/u.test(sign);
  const shown = isVisible ? `"${sign}"` : `The character U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
  const message = `${shown} has no meaning here.`;
  const hint = instead
    ? `Write ${instead} instead.`
    : sign === "$"
      ? "A dollar sign stands before a number: $300m."
      : undefined;
  const problem = { code: "bad_character", message, ...(hint ? { hint } : {}) } as const;
  return { kind: "bad", text: sign, start, end: start + sign.length, problem };
}

function markFunctionsAndStates(tokens: readonly Token[]): readonly Token[] {
  return tokens.map((token, index): Token => {
    if (token.kind !== "name") return token;
    if (tokens[index + 1]?.text === "(") return { ...token, kind: "function" };
    const before = tokens[index - 1];
    const isAfterIs = before?.text === "is" || (before?.text === "not" && tokens[index - 2]?.text === "is");
    return isAfterIs && isState(token.text) ? { ...token, kind: "state" } : token;
  });
}

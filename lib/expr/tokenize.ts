import type { Span } from "./ast";
import type { ExprErrorCode } from "./expr-error";
import { type NumberLiteral, readNumberLiteral } from "./number-literal";
import { isState, reservedWords } from "./words";

/** What a piece of text is, also for highlighting. `bad` cannot stand anywhere. */
export type TokenKind = "number" | "text" | "keyword" | "function" | "name" | "state" | "operator" | "comment" | "bad";

/** A piece of the text with its place. Words and operators are in lower case in `text`, the rest as written. */
export interface Token extends Span {
  readonly kind: TokenKind;
  readonly text: string;
  /** What a `number` token says; absent where it is the count of a lag. */
  readonly literal?: NumberLiteral;
  /** What is wrong with a `bad` token. */
  readonly problem?: { readonly code: ExprErrorCode; readonly message: string; readonly hint?: string };
}

const commentPattern = /--[^\n\r]*/y;
const wordPattern = /[a-z_][a-z0-9_]*/iy;
const numberPattern =
  /\$?[^\S\n\r]*(?:\d+(?:\.\d+)?|\.\d+)(?:e[+-]?\d+)?(?:[^\S\n\r]*%|[a-z_][a-z0-9_%]*|[^\S\n\r]+(?:thousand|million|billion|trillion)(?![a-z0-9_]))?/iy;
/** The count of a lag by quarters, `[-1q]`; the parser refuses it anywhere else. */
const quarterPattern = /^\d+q$/i;
const operators: ReadonlySet<string> = new Set("< > = + - * / ( ) [ ] , <= >= !=".split(" "));

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

type MutableToken = { -readonly [Key in keyof Token]: Token[Key] };

/**
 * Splits any text into tokens without spaces; never fails: what cannot stand is `bad`. Linear in the length. What a
 * token is, is told by its first character, so that no pattern is tried in vain.
 */
export function tokenize(text: string): readonly Token[] {
  const tokens: MutableToken[] = [];
  let last: MutableToken | null = null;
  let isAfterIs = false;
  let at = skipSpaces(text, 0);
  while (at < text.length) {
    const token: MutableToken = readToken(text, at);
    if (isAfterIs && token.kind === "name" && isState(token.text)) token.kind = "state";
    if (token.text === "(" && (last?.kind === "name" || last?.kind === "state")) last.kind = "function";
    isAfterIs = token.text === "is" || (token.text === "not" && last?.text === "is");
    tokens.push(token);
    last = token;
    at = skipSpaces(text, token.end);
  }
  return tokens;
}

function readToken(text: string, start: number): Token {
  const code = text.charCodeAt(start);
  if (isLetter(code)) return readWord(text, start);
  const first = text.charAt(start);
  const number = isDigit(code) || first === "." || first === "$" ? readNumber(text, start) : null;
  if (number !== null) return number;
  if (first === '"' || first === "'") return readQuoted(text, start, first);
  if (first === "-" && text.charAt(start + 1) === "-") return readComment(text, start);
  return readOperator(text, start);
}

function readWord(text: string, start: number): Token {
  const end = findEnd(wordPattern, text, start);
  const word = text.slice(start, end).toLowerCase();
  return { kind: reservedWords.has(word) ? "keyword" : "name", text: word, start, end };
}

function readNumber(text: string, start: number): Token | null {
  const end = findEnd(numberPattern, text, start);
  return end > start ? buildNumber(text.slice(start, end), start) : null;
}

function readComment(text: string, start: number): Token {
  const end = findEnd(commentPattern, text, start);
  return { kind: "comment", text: text.slice(start, end), start, end };
}

/** Where what a sticky pattern matches at a place ends; the place itself where it does not match. */
function findEnd(pattern: RegExp, text: string, start: number): number {
  pattern.lastIndex = start;
  return pattern.test(text) ? pattern.lastIndex : start;
}

function readOperator(text: string, start: number): Token {
  const sign = readSign(text, start);
  if (operators.has(sign)) return { kind: "operator", text: sign, start, end: start + sign.length };
  return buildBadCharacter(sign, start);
}

/** Two signs that are one in this language or in another, or else one character. */
function readSign(text: string, start: number): string {
  const next = text.charAt(start + 1);
  if (next === "=" || next === ">" || next === "&" || next === "|") {
    const pair = text.slice(start, start + 2);
    if (operators.has(pair) || foreignSigns.has(pair)) return pair;
  }
  return String.fromCodePoint(text.codePointAt(start) ?? 0);
}

function skipSpaces(text: string, start: number): number {
  let at = start;
  while (isSpace(text.charCodeAt(at))) at += 1;
  return at;
}

/** What `\s` matches; of a place beyond the end (NaN) nothing is true. */
function isSpace(code: number): boolean {
  if (code <= 0x7f) return code === 0x20 || (code >= 0x09 && code <= 0x0d);
  return code > 0x7f && /\s/.test(String.fromCharCode(code));
}

function isLetter(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || code === 0x5f || (code >= 0x41 && code <= 0x5a);
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

function buildNumber(text: string, start: number): Token {
  const end = start + text.length;
  const read = readNumberLiteral(text);
  if ("literal" in read) return { kind: "number", text, start, end, literal: read.literal };
  if (quarterPattern.test(text)) return { kind: "number", text, start, end };
  return { kind: "bad", text, start, end, problem: { code: "bad_number", message: read.problem, hint: read.hint } };
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

import { maxTextLength } from "#lib/expr/limits";
import { readFewDigits, readNumberLiteral } from "#lib/expr/number-literal";
import type { NumberNode } from "./range-condition";

/**
 * A number of the text: `-$12.5m` has a sign, the sign of money, digits and a suffix, which may stand behind a space
 * (`5 million`). An exponent is not followed.
 */
const literalPattern = /^(-?)(\$?)(\d+(?:\.\d+)?|\.\d+)([^\S\n\r]*[a-z%]*)$/i;

const wordPattern = /[a-z0-9_]/i;
const minus = 45;
const point = 46;

/**
 * A text of the language in which some numbers may be others. Whether another text is the same but for these numbers is
 * a comparison of the pieces between them, and costs a small part of reading it.
 */
export class NumberTemplate {
  private constructor(
    /** What stands before each number, with its sign of money but without its sign; the suffix begins the next one. */
    private readonly before: readonly string[],
    private readonly rest: string,
    /** The signs of money and the suffixes of the numbers, by which they are read; none for plain ones. */
    private readonly marks: readonly ({ readonly prefix: string; readonly suffix: string } | null)[],
  ) {}

  /** The template of a text with its numbers in reading order; null where one is written in a way that is not followed. */
  static open(text: string, numbers: readonly NumberNode[]): NumberTemplate | null {
    const before: string[] = [];
    const marks: ({ prefix: string; suffix: string } | null)[] = [];
    let from = 0;
    for (const { span } of numbers) {
      const literal = span && span.start >= from ? literalPattern.exec(text.slice(span.start, span.end)) : null;
      if (!span || !literal) return null;
      const [, sign = "", prefix = "", , suffix = ""] = literal;
      // A sign before money is not looked for, and behind a word another number would go on with the word.
      if ((sign !== "" && prefix !== "") || wordPattern.test(text.charAt(span.start - 1))) return null;
      before.push(text.slice(from, span.start) + prefix);
      marks.push(prefix + suffix === "" ? null : { prefix, suffix });
      from = span.end - suffix.length;
    }
    return new NumberTemplate(before, text.slice(from), marks);
  }

  /** The numbers of a text in reading order; null for one that is another text in more than its numbers. */
  read(text: string): Float64Array | null {
    if (text.length > maxTextLength) return null;
    const { before, marks } = this;
    const numbers = new Float64Array(before.length);
    let at = 0;
    for (let place = 0; place < before.length; place += 1) {
      const piece = before[place] as string;
      if (!text.startsWith(piece, at)) return null;
      at += piece.length;
      const isNegative = text.charCodeAt(at) === minus;
      // Two minus signs in a row begin a comment, and money has its sign in front.
      if (isNegative && (text.charCodeAt(at - 1) === minus || (marks[place]?.prefix ?? "") !== "")) return null;
      const start = isNegative ? at + 1 : at;
      const end = findDigitsEnd(text, start);
      if (end === start) return null;
      const value = readDigits(text, start, end, marks[place] ?? null);
      if (!Number.isFinite(value)) return null;
      numbers[place] = isNegative && value !== 0 ? -value : value;
      at = end;
    }
    return text.length - at === this.rest.length && text.endsWith(this.rest) ? numbers : null;
  }
}

/** The place behind `12`, `12.5` or `.5`; the start itself where no such number stands. */
function findDigitsEnd(text: string, start: number): number {
  const whole = skipDigits(text, start);
  if (text.charCodeAt(whole) !== point) return whole;
  const end = skipDigits(text, whole + 1);
  return end === whole + 1 ? start : end;
}

function skipDigits(text: string, start: number): number {
  let at = start;
  for (let code = text.charCodeAt(at); code >= 48 && code <= 57; code = text.charCodeAt(at)) at += 1;
  return at;
}

function readDigits(
  text: string,
  start: number,
  end: number,
  mark: { readonly prefix: string; readonly suffix: string } | null,
): number {
  const few = mark === null ? readFewDigits(text, start, end, 0) : Number.NaN;
  if (!Number.isNaN(few)) return few;
  const digits = text.slice(start, end);
  if (mark === null) return Number(digits);
  const read = readNumberLiteral(mark.prefix + digits + mark.suffix);
  return "literal" in read ? read.literal.value : Number.NaN;
}

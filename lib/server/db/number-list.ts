import "server-only";

/**
 * A list of numbers in PostgreSQL's own spelling, `{1,2}`, to be cast in the statement (`::int4[]`). A text of this
 * kind passes through both drivers untouched, where a list is quoted and escaped element by element.
 */
export function formatArrayLiteral(numbers: Iterable<number | null>): string {
  let text = "";
  for (const number of numbers) text += `,${number === null ? "NULL" : number}`;
  return `{${text.slice(1)}}`;
}

const comma = 44;
const minus = 45;
const zero = 48;
// Below this every whole number is exact, so digits can be added up one by one.
const digitsMax = 15;

/**
 * The numbers of a text such as `1,-2,3.5e10`, which PostgreSQL's array_to_string writes. Whole numbers, which most
 * are, are read without cutting the text, several times faster than split and Number.
 */
export function parseNumberList(text: string): readonly number[] {
  const numbers: number[] = [];
  if (text === "") return numbers;
  let from = 0;
  while (from <= text.length) {
    const negative = text.charCodeAt(from) === minus;
    const first = negative ? from + 1 : from;
    let at = first;
    let sum = 0;
    for (; at < text.length; at++) {
      const digit = text.charCodeAt(at) - zero;
      if (digit < 0 || digit > 9) break;
      sum = sum * 10 + digit;
    }
    const whole = at > first && at - first <= digitsMax && (at === text.length || text.charCodeAt(at) === comma);
    if (whole) {
      numbers.push(negative ? -sum : sum);
      from = at + 1;
      continue;
    }
    const end = text.indexOf(",", at);
    const stop = end === -1 ? text.length : end;
    numbers.push(Number(text.slice(from, stop)));
    from = stop + 1;
  }
  return numbers;
}

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

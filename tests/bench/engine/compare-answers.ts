import "server-only";

/** The rows that a competitor answers with, in order: best rank first, equal and missing ranks in the table's order. */
export type Answer = ArrayLike<number>;

/** What is different between two answers, or null when they are the same rows in the same order. */
export function describeDifference(expected: Answer, actual: Answer): string | null {
  const length = Math.max(expected.length, actual.length);
  for (let place = 0; place < length; place += 1) {
    if (expected[place] === actual[place]) continue;
    return (
      `place ${place + 1} of ${expected.length} is row ${actual[place] ?? "none"} ` +
      `instead of row ${expected[place] ?? "none"}`
    );
  }
  return null;
}

/** Throws unless two answers are the same: a time for another answer says nothing. */
export function requireSame(peer: string, question: string, expected: Answer, actual: Answer): void {
  const difference = describeDifference(expected, actual);
  if (difference === null) return;
  throw new Error(`${peer} answers otherwise than the engine: ${difference}. Asked for: ${question}`);
}

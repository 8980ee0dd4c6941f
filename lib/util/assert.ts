/** Stops on a state that the program's own logic rules out. Throws an Error with the given sentence. */
export function assert(condition: unknown, sentence: string): asserts condition {
  if (!condition) throw new Error(`Impossible state: ${sentence}`);
}

/** Marks a branch that the types rule out. Throws when it is reached all the same. */
export function assertNever(value: never): never {
  throw new Error(`Impossible state: unexpected ${JSON.stringify(value)}`);
}

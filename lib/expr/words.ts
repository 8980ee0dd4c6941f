import { missingReasons } from "#lib/util/missing";

/** Words that cannot be names. `by` is a word only after the first argument of a function of all rows. */
export const reservedWords: ReadonlySet<string> = new Set(["and", "or", "not", "in", "is", "between"]);

/** What may follow `is`. */
export const states = ["known", "missing", ...missingReasons] as const;

export type State = (typeof states)[number];

/** Whether a word may follow `is`. */
export function isState(word: string): word is State {
  return (states as readonly string[]).includes(word);
}

/** The shape of the name of a fact, metric, parameter or function. */
export const namePattern = /^[a-z_][a-z0-9_]*$/;

/** Whether a text can stand as a name. */
export function isName(text: string): boolean {
  return namePattern.test(text) && !reservedWords.has(text);
}

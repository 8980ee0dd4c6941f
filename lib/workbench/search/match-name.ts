import { type FoldedName, foldName } from "./fold-name";

/** How well something fits what was typed, the best first. */
export const searchFit = {
  /** A code of it, whole: a ticker. */
  code: 0,
  /** A code of it begins so. */
  codeBegun: 1,
  /** A code that it had. */
  formerCode: 2,
  /** Its name, whole. */
  name: 3,
  /** Its name begins so. */
  nameBegun: 4,
  /** Each word that was typed begins a word of its name. */
  words: 5,
  /** The letters stand somewhere in its name. */
  letters: 6,
  /** Each word begins one of those that it also goes by. */
  alias: 7,
} as const;

export type SearchFit = (typeof searchFit)[keyof typeof searchFit];

/** What something is called, made ready to be compared many times. */
export interface SearchName {
  /** As they are written, in capitals: tickers. */
  readonly codes: readonly string[];
  readonly formerCodes: readonly string[];
  readonly name: FoldedName;
  /** Further words that it is looked for by. */
  readonly aliases: FoldedName;
}

/** How something fits, and by which code where it is one. Smaller is better, first by `fit`, then by `place`. */
export interface NameMatch {
  readonly fit: SearchFit;
  readonly place: number;
  readonly code: string | null;
}

/** What was typed, made ready to be compared with many names. Null where it has no letter and no digit. */
export interface TypedText {
  /** In capitals, as it was typed. */
  readonly raw: string;
  readonly joined: string;
  /** `and` before another word says nothing that `&` in a name would. */
  readonly words: readonly string[];
}

/** Fewer letters than these stand somewhere in every other name, and begin some word of every description. */
const lettersMin = 3;

export function buildSearchName(parts: {
  readonly codes?: readonly string[];
  readonly formerCodes?: readonly string[];
  readonly name: string;
  readonly aliases?: string;
}): SearchName {
  const { codes = [], formerCodes = [], name, aliases = "" } = parts;
  return { codes, formerCodes, name: foldName(name), aliases: foldName(aliases) };
}

export function readTyped(text: string): TypedText | null {
  const { words, joined } = foldName(text);
  if (joined === "") return null;
  const spoken = words.map((word) => word.text).filter((word, at) => word !== "and" || at === words.length - 1);
  return { raw: text.trim().toUpperCase(), joined, words: spoken };
}

/** How a name fits what was typed; null where it does not. The one order of everything that search finds by a name. */
export function matchName(subject: SearchName, typed: TypedText): NameMatch | null {
  const exact = subject.codes.find((code) => foldCode(code) === typed.joined);
  if (exact !== undefined) return { fit: searchFit.code, place: exact === typed.raw ? 0 : 1, code: exact };
  const begun = subject.codes.find((code) => foldCode(code).startsWith(typed.joined));
  if (begun !== undefined) return { fit: searchFit.codeBegun, place: begun.length, code: begun };
  const former = subject.formerCodes.find((code) => foldCode(code) === typed.joined);
  if (former !== undefined) return { fit: searchFit.formerCode, place: 0, code: former };
  const fit = matchWords(subject, typed);
  return fit === null ? null : { fit, place: 0, code: null };
}

function matchWords({ name, aliases }: SearchName, { joined, words }: TypedText): SearchFit | null {
  if (name.joined === joined) return searchFit.name;
  if (name.joined.startsWith(joined)) return searchFit.nameBegun;
  if (words.every((word) => name.words.some(({ text }) => text.startsWith(word)))) return searchFit.words;
  if (joined.length < lettersMin) return null;
  if (name.joined.includes(joined)) return searchFit.letters;
  const known = [...name.words, ...aliases.words];
  const isAlias = words.every((word) => known.some(({ text }) => text.startsWith(word)));
  return isAlias ? searchFit.alias : null;
}

/** `MOG-A`, `MOG.A` and `MOGA` are one code. */
function foldCode(code: string): string {
  return code.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}

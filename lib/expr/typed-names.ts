import { keepPer } from "#lib/util/keep-per";
import { findNearest } from "./nearest";
import { type Token, tokenize } from "./tokenize";

/** Where a name that was typed stands for the name of a definition. */
export interface TypedName {
  readonly id: string;
  /** How many tokens it takes. */
  readonly count: number;
}

/** A phrase as the words and signs that it is made of. */
interface Phrase {
  readonly id: string;
  /** As it is written in the list, for messages. */
  readonly text: string;
  readonly parts: readonly string[];
  /** The pieces between its signs, words joined by underscores: `debt` and `equity` of `debt / equity`. */
  readonly operands: readonly string[];
}

const noPhrases: readonly Phrase[] = [];

/** A phrase that is no name, with what to write instead. */
export interface Refusal {
  /** As it is written in the list. */
  readonly text: string;
  readonly hint: string;
  /** How many tokens it takes. */
  readonly count: number;
}

/**
 * A closed list of what people type instead of ids (SPEC L-13 to L-15): labels and usual short forms, each read as the
 * name of one definition. The list never changes once it is built.
 */
export class TypedNames {
  private constructor(
    /** By the first word or sign, the longest first. */
    private readonly byFirst: ReadonlyMap<string, readonly Phrase[]>,
    /** Words that mean several names, for "did you mean": the likeliest first. */
    private readonly meanings: ReadonlyMap<string, readonly string[]>,
    /** Phrases that are no name, by the first word or sign: `id` is what to write instead. */
    private readonly refused: ReadonlyMap<string, readonly Phrase[]>,
  ) {}

  /**
   * A list of phrases with the id that each stands for, and of phrases that are no name with a hint for each. Throws when
   * one phrase is given for two ids.
   */
  static build(
    entries: Iterable<readonly [text: string, id: string]>,
    meanings: ReadonlyMap<string, readonly string[]> = new Map(),
    refused: Iterable<readonly [text: string, hint: string]> = [],
  ): TypedNames {
    const hints = new TypedNames(new Map(), new Map(), new Map()).add(refused).byFirst;
    return new TypedNames(new Map(), meanings, hints).add(entries);
  }

  /** The list with more phrases. Throws when one of them stands for another id already. */
  add(entries: Iterable<readonly [text: string, id: string]>): TypedNames {
    const byFirst = new Map(this.byFirst);
    for (const [text, id] of entries) {
      const parts = splitPhrase(text);
      const [first] = parts;
      if (first === undefined || (parts.length === 1 && first === id)) continue;
      const others = byFirst.get(first) ?? noPhrases;
      const same = others.find((other) => isEqual(other.parts, parts));
      if (same !== undefined && same.id !== id) throw new Error(`"${text}" would mean ${same.id} and ${id}.`);
      if (same !== undefined) continue;
      const next = [...others, { id, text, parts, operands: listOperands(parts) }];
      byFirst.set(
        first,
        next.sort((left, right) => right.parts.length - left.parts.length),
      );
    }
    return new TypedNames(byFirst, this.meanings, this.refused);
  }

  /**
   * The list without the phrases that could also be read as names of somebody's own: with a metric `debt`,
   * `debt / equity` is a division by equity.
   */
  without(ownNames: ReadonlySet<string>): TypedNames {
    if (ownNames.size === 0) return this;
    return new TypedNames(dropOwn(this.byFirst, ownNames), this.meanings, dropOwn(this.refused, ownNames));
  }

  /**
   * The longest phrase that begins at a token. Behind a division sign none with a sign of its own is read: in
   * `a / debt / equity` both divide. What is called like a function is none.
   */
  find(tokens: readonly Token[], at: number): TypedName | null {
    const phrases = this.byFirst.get(tokens[at]?.text ?? "");
    if (phrases === undefined) return null;
    const isDivisor = tokens[at - 1]?.text === "/";
    for (const { id, parts, operands } of phrases) {
      if (isDivisor && operands.length > 1) continue;
      if (!startsAt(tokens, at, parts)) continue;
      if (tokens[at + parts.length - 1]?.kind === "function") continue;
      return { id, count: parts.length };
    }
    return null;
  }

  /** The longest phrase that begins at a token and is no name; of several words or signs only, since one may be a text. */
  findRefusal(tokens: readonly Token[], at: number): Refusal | null {
    const phrases = this.refused.get(tokens[at]?.text.toLowerCase() ?? "") ?? noPhrases;
    const found = phrases.find(({ parts }) => parts.length > 1 && startsAt(tokens, at, parts));
    return found ? { text: found.text, hint: found.id, count: found.parts.length } : null;
  }

  /** What to write instead of one word, where it is no name. */
  findRefusedWord(word: string): string | undefined {
    return this.refused.get(word)?.find(({ parts }) => parts.length === 1)?.id;
  }

  /** Whether a phrase that begins at an earlier token takes in the one at a place: `R&D / revenue` has a sign that is none. */
  covers(tokens: readonly Token[], place: number): boolean {
    for (let at = Math.max(0, place - longestPhrase); at < place; at += 1) {
      const found = this.find(tokens, at);
      if (found !== null && at + found.count > place) return true;
    }
    return false;
  }

  /** The name that one word alone stands for. */
  findWord(word: string): string | undefined {
    return this.byFirst.get(word)?.find(({ parts }) => parts.length === 1)?.id;
  }

  /** The names that a word may mean which means several things, the likeliest first: `leverage`. */
  listMeanings(words: string): readonly string[] {
    return this.meanings.get(splitPhrase(words).join("_")) ?? [];
  }

  /** The names that words may mean, or else those of the phrases nearest to them. */
  suggest(words: string): readonly string[] {
    const wanted = splitPhrase(words).join("_");
    const meant = this.meanings.get(wanted);
    if (meant !== undefined) return meant;
    const byText = getIdsByText(this);
    return [...new Set(findNearest(wanted, byText.keys()).map((text) => byText.get(text) as string))];
  }

  /** Every phrase with the id that it stands for. */
  list(): readonly { readonly text: string; readonly id: string }[] {
    return [...this.byFirst.values()].flat();
  }
}

function dropOwn(
  byFirst: ReadonlyMap<string, readonly Phrase[]>,
  ownNames: ReadonlySet<string>,
): ReadonlyMap<string, readonly Phrase[]> {
  const kept = new Map<string, readonly Phrase[]>();
  for (const [first, phrases] of byFirst) {
    const others = phrases.filter(({ operands }) => !operands.some((operand) => ownNames.has(operand)));
    if (others.length > 0) kept.set(first, others);
  }
  return kept;
}

/** The most words and signs of a phrase; a test holds the lists to it. */
export const longestPhrase = 12;

/** Phrases that share the beginning of a mistaken one are looked through by their words with underscores between. */
const getIdsByText = keepPer(
  (names: TypedNames): ReadonlyMap<string, string> =>
    new Map(names.list().map(({ text, id }) => [splitPhrase(text).join("_"), id])),
);

/** A phrase as the reader of the language sees it: small letters, spaces aside. */
function splitPhrase(text: string): readonly string[] {
  return tokenize(text).map((token) => token.text.toLowerCase());
}

function listOperands(parts: readonly string[]): readonly string[] {
  const operands: string[][] = [[]];
  for (const part of parts) {
    if (/^[a-z0-9_]+$/.test(part)) operands.at(-1)?.push(part);
    else operands.push([]);
  }
  return operands.filter((words) => words.length > 0).map((words) => words.join("_"));
}

function isEqual(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((part, at) => part === right[at]);
}

function startsAt(tokens: readonly Token[], at: number, parts: readonly string[]): boolean {
  for (let place = 1; place < parts.length; place += 1) {
    const token = tokens[at + place];
    if (token === undefined || token.kind === "text" || token.text.toLowerCase() !== parts[place]) return false;
  }
  return tokens[at]?.kind !== "text";
}

import { type FoldedWord, foldName } from "./fold-name";
import { readTyped } from "./match-name";

/** A part of a text, from `start` up to `end`. */
export interface Mark {
  readonly start: number;
  readonly end: number;
}

/** The parts of a text that what was typed fits, in order and apart from each other; none where it does not fit. */
export function findMarks(text: string, typedText: string): readonly Mark[] {
  const typed = readTyped(typedText);
  if (typed === null) return [];
  const { words } = foldName(text);
  const begun = typed.words.flatMap((typedWord) => {
    const word = words.find((each) => each.text.startsWith(typedWord));
    return word === undefined ? [] : [measure(text, word, typedWord.length)];
  });
  if (begun.length === typed.words.length) return joinMarks(begun);
  return findLetters(text, words, typed.joined);
}

/** The first letters of a word, counted as they are folded, as they were written. */
function measure(text: string, word: FoldedWord, letters: number): Mark {
  if (letters >= word.text.length) return { start: word.start, end: word.end };
  let end = word.start;
  while (end < word.end && foldName(text.slice(word.start, end)).joined.length < letters) end += 1;
  return { start: word.start, end };
}

/** Letters that stand somewhere, across the signs between words. */
function findLetters(text: string, words: readonly FoldedWord[], joined: string): readonly Mark[] {
  const all = words.map((word) => word.text).join("");
  const from = all.indexOf(joined);
  if (from === -1) return [];
  const marks: Mark[] = [];
  let at = 0;
  for (const word of words) {
    const first = Math.max(from, at);
    const last = Math.min(from + joined.length, at + word.text.length);
    if (first < last) {
      const start = first === at ? word.start : measure(text, word, first - at).end;
      marks.push({ start, end: measure(text, word, last - at).end });
    }
    at += word.text.length;
  }
  return joinMarks(marks);
}

function joinMarks(marks: readonly Mark[]): readonly Mark[] {
  const joined: Mark[] = [];
  for (const mark of marks.toSorted((left, right) => left.start - right.start)) {
    const last = joined.at(-1);
    if (last === undefined || mark.start > last.end) joined.push(mark);
    else joined[joined.length - 1] = { start: last.start, end: Math.max(last.end, mark.end) };
  }
  return joined;
}

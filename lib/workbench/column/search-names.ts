import { meanings } from "#lib/metric/name/meaning";
import { shortForms } from "#lib/metric/name/short-form";
import { getUsualPlace } from "#lib/metric/name/usual";
import { keepPer } from "#lib/util/keep-per";
import type { MetricSubject } from "./metric-subject";

/** What a search looks at: names alone, or also what is written about them. */
export type SearchDepth = "names" | "everything";

/** How well a name fits what was typed, the best first. */
const fit = {
  /** Its label, its id or a short form of it, whole. */
  exact: 0,
  /** One of the names that the word may mean: `leverage`. */
  meant: 1,
  /** Every word that was typed begins a word of its label, its id or one of its short forms. */
  words: 2,
  /** The word may become one that means it: `lever`. */
  meantSoon: 3,
  /** The letters stand somewhere in its label or id. */
  letters: 4,
  /** The words stand in its description. */
  described: 5,
} as const;

interface Indexed {
  readonly subject: MetricSubject;
  /** Label, id and short forms as plain words. */
  readonly names: readonly string[];
  readonly words: readonly (readonly string[])[];
  readonly description: string;
  readonly usualPlace: number;
  readonly order: number;
}

interface Found {
  readonly entry: Indexed;
  readonly fit: number;
  /** Among names that a word may mean: which comes first. */
  readonly place: number;
}

const leastMeaningLetters = 3;

/**
 * Finds names by what a person types, the likeliest first: the exact label or short form, the names that a word may mean,
 * those with the words in their label, and those that are described so. Among equals the more usual comes first. The one
 * order of the metric finder, the column picker and the completion. Nothing typed: all, as they are listed.
 */
export function searchSubjects(
  subjects: readonly MetricSubject[],
  search: string,
  depth: SearchDepth = "everything",
): readonly MetricSubject[] {
  const typed = toWords(search);
  if (typed === "") return search.trim() === "" ? subjects : [];
  const words = typed.split(" ");
  const meant = listMeant(typed);
  const found: Found[] = [];
  for (const entry of indexSubjects(subjects)) {
    const fits = measureFit(entry, typed, words, meant);
    if (fits !== null && (depth === "everything" || fits.fit < fit.described)) found.push({ entry, ...fits });
  }
  return found.sort(compareFound).map(({ entry }) => entry.subject);
}

function compareFound(left: Found, right: Found): number {
  return (
    left.fit - right.fit ||
    left.place - right.place ||
    left.entry.usualPlace - right.entry.usualPlace ||
    left.entry.order - right.entry.order
  );
}

function measureFit(
  entry: Indexed,
  typed: string,
  words: readonly string[],
  meant: { readonly whole: readonly string[]; readonly begun: readonly string[] },
): { readonly fit: number; readonly place: number } | null {
  if (entry.names.includes(typed)) return { fit: fit.exact, place: 0 };
  const place = meant.whole.indexOf(entry.subject.id);
  if (place !== -1) return { fit: fit.meant, place };
  if (entry.words.some((name) => words.every((word) => name.some((part) => part.startsWith(word))))) {
    return { fit: fit.words, place: 0 };
  }
  const begunPlace = meant.begun.indexOf(entry.subject.id);
  if (begunPlace !== -1) return { fit: fit.meantSoon, place: begunPlace };
  if (typed.length >= leastMeaningLetters && entry.names.some((name) => name.includes(typed))) {
    return { fit: fit.letters, place: 0 };
  }
  return words.every((word) => entry.description.includes(word)) ? { fit: fit.described, place: 0 } : null;
}

const meaningsByWords: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries(meanings).map(([word, ids]) => [toWords(word), ids]),
);

/** The names that what was typed may mean, and those of the words that it may become. */
function listMeant(typed: string): { readonly whole: readonly string[]; readonly begun: readonly string[] } {
  const whole = meaningsByWords.get(typed) ?? [];
  if (typed.length < leastMeaningLetters) return { whole, begun: [] };
  const begun = [...meaningsByWords].flatMap(([word, ids]) => (word !== typed && word.startsWith(typed) ? ids : []));
  return { whole, begun };
}

const indexSubjects = keepPer((subjects: readonly MetricSubject[]): readonly Indexed[] =>
  subjects.map((subject, order) => {
    const names = [subject.label, subject.id, ...(shortForms[subject.id] ?? [])].map(toWords);
    return {
      subject,
      names,
      words: names.map((name) => name.split(" ")),
      description: subject.description.toLowerCase(),
      usualPlace: getUsualPlace(subject.id),
      order,
    };
  }),
);

/** Small letters and digits, with one space for whatever stands between. */
function toWords(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, " ")
    .trim();
}

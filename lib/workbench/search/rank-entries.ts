import { buildSearchName, matchName, type NameMatch, readTyped, type SearchFit, searchFit } from "./match-name";

/** Something that search finds by its name: a page, a preset, an action. */
export interface SearchEntry {
  readonly label: string;
  /** Further words that it is looked for by. */
  readonly aliases?: string;
}

export interface FoundEntry<Entry> {
  readonly entry: Entry;
  readonly match: NameMatch;
}

/** The entries that fit what was typed, the best first; equals as they were listed. Nothing typed: none. */
export function rankEntries<Entry extends SearchEntry>(
  entries: readonly Entry[],
  text: string,
): readonly FoundEntry<Entry>[] {
  const typed = readTyped(text);
  if (typed === null) return [];
  const found = entries.flatMap((entry) => {
    const match = matchName(buildSearchName({ name: entry.label, aliases: entry.aliases ?? "" }), typed);
    return match === null ? [] : [{ entry, match }];
  });
  return found.sort((left, right) => left.match.fit - right.match.fit);
}

/**
 * How strongly a group of hits asks to stand before the others, by its best: 0 for what was meant by its whole name or
 * ticker, 1 for one that begins so, 2 for words, 3 for the rest. Groups of equal strength keep their order.
 */
export function getGroupStrength(best: SearchFit): number {
  if (best === searchFit.code || best === searchFit.name) return 0;
  if (best <= searchFit.nameBegun) return 1;
  return best === searchFit.words ? 2 : 3;
}

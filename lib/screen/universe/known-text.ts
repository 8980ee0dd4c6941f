import type { KnownTexts, Scope } from "#lib/expr/scope";
import { missingTextCode, type VectorSource } from "#lib/expr/vector";
import { baseColumns } from "#lib/metric/base-columns";
import { keepPer } from "#lib/util/keep-per";

const textColumns = baseColumns.filter((column) => column.type === "text");

/** Columns that tell companies apart: data that were not loaded may have any text in them. */
const identifying: ReadonlySet<string> = new Set(["ticker", "name", "cik"]);

/** Every text that a snapshot had which was opened since the program began, by column. */
const seen = new Map<string, Set<string>>(textColumns.map(({ id }) => [id, new Set<string>()]));

/** Remembers the texts of a snapshot's columns, so that they count as known when another snapshot lacks them. */
export function noteTexts(source: VectorSource): void {
  for (const { id } of textColumns) {
    if (identifying.has(id)) continue;
    for (const text of listOccurring(source)(id)) seen.get(id)?.add(text);
  }
}

/** What is known of the texts of each column, where the data are those of a source. */
export function buildTextLists(source: VectorSource): NonNullable<Scope["listTexts"]> {
  return (columnId) => {
    const column = textColumns.find(({ id }) => id === columnId);
    // Where all values are declared the check of types tells the wrong ones.
    if (column === undefined || column.values !== undefined) return null;
    const isIdentifying = identifying.has(columnId);
    const texts: KnownTexts = {
      here: listOccurring(source)(columnId),
      elsewhere: isIdentifying ? [] : [...(column.usual ?? []), ...(seen.get(columnId) ?? [])],
      isSettled: !isIdentifying,
    };
    return texts;
  };
}

/** The texts that at least one row has, by column; a dictionary may hold others. */
const listOccurring = keepPer((source: VectorSource) => {
  const kept = new Map<string, readonly string[]>();
  return (columnId: string): readonly string[] => {
    const known = kept.get(columnId);
    if (known !== undefined) return known;
    const vector = source.getVector(columnId);
    const occurring: string[] = [];
    if (vector?.type === "text") {
      const found = new Uint8Array(vector.dictionary.length);
      for (const code of vector.codes) if (code !== missingTextCode) found[code] = 1;
      vector.dictionary.forEach((text, code) => {
        if (found[code] === 1) occurring.push(text);
      });
    }
    kept.set(columnId, occurring);
    return occurring;
  };
});

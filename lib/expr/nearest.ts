const longestWord = 64;

/**
 * The known words nearest to a mistaken one, nearest first, at most three; none when nothing is near. Near is: few
 * letters changed, swapped, added or dropped; or made of mostly the same parts between underscores.
 */
export function findNearest(word: string, known: Iterable<string>): readonly string[] {
  if (word === "" || word.length > longestWord) return [];
  const parts = word.split("_").filter((part) => part !== "");
  const found: { id: string; score: number }[] = [];
  for (const id of known) {
    if (id.length > longestWord) continue;
    const letters = measureDistance(word, id) / Math.max(word.length, id.length);
    const score = Math.min(letters, measurePartsDistance(parts, id));
    if (score <= 0.4) found.push({ id, score });
  }
  found.sort((a, b) => a.score - b.score || (a.id < b.id ? -1 : 1));
  const best = found[0]?.score ?? 0;
  return found
    .filter(({ score }) => score <= best + 0.15)
    .slice(0, 3)
    .map(({ id }) => id);
}

/** 0 when both have the same parts, 1 when they share none. */
function measurePartsDistance(parts: readonly string[], id: string): number {
  const others = id.split("_");
  const shared = parts.filter((part) => others.includes(part)).length;
  return 1 - (2 * shared) / (parts.length + others.length);
}

/** Damerau-Levenshtein distance (optimal string alignment). */
function measureDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const change = a[row - 1] === b[column - 1] ? 0 : 1;
      let cost = Math.min((last[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, (last[column - 1] ?? 0) + change);
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
        cost = Math.min(cost, (beforeLast[column - 2] ?? 0) + 1);
      }
      current.push(cost);
    }
    beforeLast = last;
    last = current;
  }
  return last[b.length] ?? 0;
}

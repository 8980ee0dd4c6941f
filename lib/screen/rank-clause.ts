import { parseQuery } from "../expr/parse";
import { print } from "../expr/print";
import { defaultScreen } from "./default-screen";
import type { Screen, SortKey } from "./screen";
import { sortKeysMax } from "./screen-limits";

/** The sort key that a score stands for: the largest first. */
export function buildRankKey(expression: string): SortKey {
  return { expression, descending: true };
}

/**
 * A query and sort with the `rank by` clause of the query as the first sort key; the given keys (the default ones when
 * there are none) settle its ties. A query without the clause, or one that cannot be read, is left as it is, so that
 * running it names what is wrong.
 */
export function moveRankToSort(
  query: string,
  sort: readonly SortKey[] = defaultScreen.sort,
): Pick<Screen, "query" | "sort"> {
  if (!/\brank\s+by\b/i.test(query)) return { query, sort: [...sort] };
  const parsed = parseQuery(query);
  if (!parsed.ok || parsed.value.rank === null) return { query, sort: [...sort] };
  const key = buildRankKey(print(parsed.value.rank));
  const others = sort.filter(({ expression }) => expression !== key.expression);
  return { query: parsed.value.filterText, sort: [key, ...others].slice(0, sortKeysMax) };
}

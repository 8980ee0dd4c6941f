import type { SortKey } from "#lib/screen/screen";
import { sortKeysMax } from "#lib/screen/screen-limits";

/** The order with one column's key: alone, or after the others, of which the first ones go where there are too many. */
export function setSortKey(sort: readonly SortKey[], key: SortKey, isAdded: boolean): SortKey[] {
  if (!isAdded) return [key];
  return [...sort.filter((other) => other.expression !== key.expression), key].slice(-sortKeysMax);
}

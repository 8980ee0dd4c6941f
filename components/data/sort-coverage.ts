import type { CoverageMeasure, CoverageScope, CoverageView } from "./coverage-view";

/** By what a table of coverage is ordered: the catalogue's order, a column, or a sector by its place. */
export interface CoverageSort {
  readonly key: "catalogue" | "label" | "known" | "share" | number;
  readonly descending: boolean;
}

/** The views of one kind whose name or id contains every word of a search. */
export function findViews(
  views: readonly CoverageView[],
  kind: CoverageView["kind"],
  search: string,
): readonly CoverageView[] {
  const words = search
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  return views.filter((view) => {
    const text = `${view.label} ${view.id}`.toLowerCase();
    return view.kind === kind && words.every((word) => text.includes(word));
  });
}

/** Orders views; shares of nothing come last both ways, ties keep the catalogue's order. */
export function sortViews(
  views: readonly CoverageView[],
  { key, descending }: CoverageSort,
  scope: CoverageScope,
  measure: CoverageMeasure,
): readonly CoverageView[] {
  if (key === "catalogue") return views;
  const sign = descending ? -1 : 1;
  if (key === "label") return [...views].sort((a, b) => sign * a.label.localeCompare(b.label, "en"));
  const read = (view: CoverageView): number | null => {
    const tally = view.scopes[scope];
    if (key === "known") return tally.known;
    return key === "share" ? tally.shares[measure] : (tally.sectors[key]?.[measure] ?? null);
  };
  return [...views].sort((a, b) => {
    const [left, right] = [read(a), read(b)];
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    return sign * (left - right);
  });
}

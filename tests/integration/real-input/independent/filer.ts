/** A figure as the filings gave it, or null where it is not known. */
export type Figure = number | null;

/** One company as the independent computations see it: figures by column, and what routes it. */
export interface Filer {
  readonly name: string;
  readonly group: string | null;
  readonly sic: number | null;
  readonly read: (columnId: string) => Figure;
}

/** The result of a computation on figures that must all be known; null where one is not, or where it gives no number. */
export function whenKnown(figures: readonly Figure[], compute: (...known: number[]) => number): Figure {
  const known = figures.filter((figure) => figure !== null);
  if (known.length < figures.length) return null;
  const result = compute(...known);
  return Number.isFinite(result) ? result : null;
}

/** A condition on figures that must all be known; null where one is not, or where a quotient has no meaning. */
export function judgeWhenKnown(figures: readonly Figure[], judge: (...known: number[]) => boolean): boolean | null {
  const known = figures.filter((figure) => figure !== null);
  return known.length < figures.length ? null : judge(...known);
}

/** A quotient whose base must be positive. */
export function divide(figure: Figure, base: Figure): Figure {
  return base === null || base <= 0 ? null : whenKnown([figure, base], (a, b) => a / b);
}

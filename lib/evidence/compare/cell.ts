/** Rows that are compared: company-years of which it is known what followed. All lists have one item a row. */
export interface Cell {
  /** 1 where the outcome came. */
  readonly hits: Uint8Array;
  /** The place of the row's company in the list from which the bootstrap draws. */
  readonly companies: Int32Array;
  readonly years: Int16Array;
}

/** How many different companies a cell has. */
export function countCompanies({ companies }: Pick<Cell, "companies">): number {
  return new Set(companies).size;
}

/** A cell has each row once. */
export function getUnitWeights({ hits }: Pick<Cell, "hits">): Float64Array {
  return new Float64Array(hits.length).fill(1);
}

/** All weights together. */
export function addWeights(weights: Float64Array): number {
  let total = 0;
  for (let row = 0; row < weights.length; row += 1) total += weights[row] as number;
  return total;
}

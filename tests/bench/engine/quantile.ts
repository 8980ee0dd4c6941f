import "server-only";

/** The known numbers of a column in ascending order; of a long column so many rows at most, spread over all of it. */
export function sortSample(column: Float64Array, rowsMax: number): Float64Array {
  return takeSample(column, rowsMax)
    .filter((value) => !Number.isNaN(value))
    .sort();
}

/** At most so many rows of a column, spread evenly over all of it. The same rows of every column of a table. */
export function takeSample(column: Float64Array, rowsMax: number): Float64Array {
  const step = Math.ceil(column.length / rowsMax);
  return step <= 1
    ? column
    : Float64Array.from({ length: Math.ceil(column.length / step) }, (_, at) => column[at * step] as number);
}

/** The quantile of sorted numbers, straight between two neighbours (R's type 7). NaN where there are none. */
export function readQuantile(sorted: Float64Array, share: number): number {
  const place = share * (sorted.length - 1);
  const low = sorted[Math.floor(place)] ?? Number.NaN;
  const high = sorted[Math.ceil(place)] ?? Number.NaN;
  return low + (high - low) * (place - Math.floor(place));
}

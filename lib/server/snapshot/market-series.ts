import "server-only";

/** The id under which a rate or a fund's prices are stored. Those of the sample universe never meet real ones. */
export function getSeriesId(id: string, sample: boolean): string {
  return sample ? `sample:${id}` : id;
}

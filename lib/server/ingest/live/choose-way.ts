import "server-only";

/** How companyfacts come: company by company, or all of EDGAR's in one archive. */
export type Way = "companies" | "bulk";

export interface WayEstimate {
  readonly companiesMs: number;
  readonly bulkMs: number;
  readonly way: Way;
}

/** Below this, the archive of more than a gigabyte is not even asked about. */
export const bulkCountMin = 200;

/** Bytes that a company's file has on the way, packed. Measured over 375 constituents: 166 KB, none above 4 MB raw. */
const companyBytes = 200_000;

/** Reading the archive's members out, measured as bytes packed. */
const unpackBytesPerSecond = 15_000_000;

/**
 * Which way is faster for a number of companies: the rate limit or the line bounds the one, the line the other. The
 * archive must win clearly, because it needs a gigabyte and a half of room on the disk for a while.
 */
export function chooseWay(input: {
  readonly count: number;
  readonly ratePerSecond: number;
  readonly archiveBytes: number;
  readonly bytesPerSecond: number;
}): WayEstimate {
  const { count, ratePerSecond, archiveBytes, bytesPerSecond } = input;
  const companiesMs = 1000 * Math.max(count / ratePerSecond, (count * companyBytes) / bytesPerSecond);
  const bulkMs = 1000 * (archiveBytes / bytesPerSecond + (count * companyBytes) / unpackBytesPerSecond);
  return { companiesMs, bulkMs, way: bulkMs < companiesMs * clearly ? "bulk" : "companies" };
}

const clearly = 0.8;

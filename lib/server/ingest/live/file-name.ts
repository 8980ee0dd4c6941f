import "server-only";
import { formatDay } from "#lib/fact/filed/day";
import type { Day } from "#lib/fact/filed/entry";
import type { IndexId } from "#lib/server/ingest/index-id";
import { assert } from "#lib/util/assert";

/** A CIK as EDGAR's file names have it, ten digits. The only part of a file's name that comes from outside. */
export function formatCik(cik: number): string {
  assert(Number.isSafeInteger(cik) && cik > 0 && cik < 1e10, "a CIK is a number of up to ten digits");
  return String(cik).padStart(10, "0");
}

/** Where the companyfacts of a company are kept, within the folder of sources. */
export function nameCompanyFacts(cik: number): string {
  return `companyfacts/CIK${formatCik(cik)}.json.gz`;
}

/** Where EDGAR's description of a company is kept, within the folder of sources. */
export function nameSubmissions(cik: number): string {
  return `submissions/CIK${formatCik(cik)}.json.gz`;
}

/** What the files of a fund's lists begin with. */
export const holdingsPrefix: Readonly<Record<IndexId, string>> = { russell2000: "IWM", sp500: "IVV", sp600: "IJR" };

/** Where the constituents of a day are kept, within the folder of sources. */
export function nameHoldings(indexId: IndexId, day: Day): string {
  return `holdings/${holdingsPrefix[indexId]}_${formatDay(day)}.csv`;
}

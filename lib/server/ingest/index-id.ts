import "server-only";

/** The lists of constituents that are told apart: the one that is screened, and the one it is compared with. */
export type IndexId = "russell2000" | "sp500";

/**
 * Which index a holdings file stands for, by the fund's name or else by the file's. A fund that is neither known one is
 * taken as the list to screen, because a user may bring their own.
 */
export function recogniseIndex(fundName: string | null, fileName: string): IndexId {
  if (fundName !== null && /S&P 500|Large Cap/i.test(fundName)) return "sp500";
  return fundName === null && /^(IVV|SPY|VOO|SPLG)(?![A-Z])/i.test(fileName) ? "sp500" : "russell2000";
}

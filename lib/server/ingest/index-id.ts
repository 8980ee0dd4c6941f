import "server-only";

/** The lists of constituents that are told apart: the one that is screened, and those that it is compared with. */
export type IndexId = "russell2000" | "sp500" | "sp600";

/** The lists that the screened one is compared with: by the fund's name, or by its ticker at the beginning of a file's name. */
const comparedFunds: readonly { readonly id: IndexId; readonly name: RegExp; readonly file: RegExp }[] = [
  { id: "sp600", name: /S&P (?:600|Small-?\s?Cap)|Profitable Small Cap/i, file: /^(?:IJR|SPSM|SLY|VIOO)(?![A-Z])/i },
  { id: "sp500", name: /S&P 500|Large Cap/i, file: /^(?:IVV|SPY|VOO|SPLG)(?![A-Z])/i },
];

/**
 * Which index a holdings file stands for, by the fund's name or else by the file's. A fund that is none of the known ones is
 * taken as the list to screen, because a user may bring their own.
 */
export function recogniseIndex(fundName: string | null, fileName: string): IndexId {
  const found = comparedFunds.find(({ name, file }) => (fundName === null ? file.test(fileName) : name.test(fundName)));
  return found?.id ?? "russell2000";
}

/** What decides whether a line of a fund is a share in a company. */
export interface FundLine {
  readonly ticker: string;
  readonly name: string;
  readonly assetClass: string;
}

export type LineVerdict = { readonly usable: true } | { readonly usable: false; readonly why: string };

const whyByAssetClass: Readonly<Record<string, string>> = {
  cash: "it is cash",
  "cash collateral and margins": "it is cash collateral",
  "money market": "it is a money-market fund",
  futures: "it is a future",
};

/**
 * Decides whether a line stands for shares. Delisted names with a ticker of their own stay: the fund holds them as equity.
 * A contingent value right, an escrow, a warrant is a claim that is left of a company or on one, and none itself.
 */
export function judgeLine({ ticker, name, assetClass }: FundLine): LineVerdict {
  if (assetClass.toLowerCase() !== "equity") {
    return { usable: false, why: whyByAssetClass[assetClass.toLowerCase()] ?? `its asset class is "${assetClass}"` };
  }
  if (ticker === "" || ticker === "-") return { usable: false, why: "it has no ticker (an unlisted remainder)" };
  if (/\b(?:cvr|contingent value rights?)$/i.test(name))
    return { usable: false, why: "it is a contingent value right" };
  if (/\bescrow\b/i.test(name)) return { usable: false, why: "it is an escrow line" };
  if (/\brights(?:\s+exp|$)/i.test(name) || /\sRT$/i.test(ticker))
    return { usable: false, why: "it is a subscription right" };
  if (/\bwarrants?(?:\s|$)/i.test(name)) return { usable: false, why: "it is a warrant" };
  if (!/^[A-Z]{1,5}(?:[.\-/ ][A-Z]{1,2})?$/i.test(ticker)) {
    return { usable: false, why: `"${ticker}" is no ticker of a listed share` };
  }
  return { usable: true };
}

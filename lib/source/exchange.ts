const canonical = {
  nasdaq: "NASDAQ",
  nyse: "NYSE",
  "new york stock exchange inc.": "NYSE",
  "new york stock exchange": "NYSE",
  "nyse mkt llc": "NYSE American",
  "nyse american": "NYSE American",
  "nyse arca": "NYSE Arca",
  "cboe bzx formerly known as bats": "Cboe BZX",
  cboe: "Cboe BZX",
  otc: "OTC",
  "non-nms quotation service (nnqs)": "OTC",
  "no market (e.g. unlisted)": "unlisted",
} as const;

/** The names of exchanges as Ballast writes them. */
export type ExchangeName = (typeof canonical)[keyof typeof canonical];

/** Every one of these names. */
export const exchangeNames: readonly ExchangeName[] = [...new Set(Object.values(canonical))];

/** One name for an exchange that sources spell differently. A name that is not known stays as it is; `-` is empty. */
export function readExchange(text: string): string {
  const key = text.trim().toLowerCase();
  if (key === "" || key === "-") return "";
  return key in canonical ? canonical[key as keyof typeof canonical] : text.trim();
}

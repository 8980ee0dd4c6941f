import type { SampleCompany } from "./company";

/** EDGAR's map from ticker to CIK (`company_tickers.json`), without the companies that it does not know. */
export function buildTickerMapFile(companies: readonly SampleCompany[]): string {
  const rows = companies
    .filter(({ mapped }) => mapped)
    .map(
      ({ cik, name }, row) =>
        `"${row}": {"cik_str": ${cik}, "ticker": "${name.ticker}", "title": ${JSON.stringify(name.legal)}}`,
    );
  return `{${rows.join(", ")}}\n`;
}

/** `cik,sic` of the companies that have a CIK; one of 50 is left out. */
export function buildSicFile(companies: readonly SampleCompany[]): string {
  const rows = companies
    .filter(({ mapped, index }) => mapped && index % 50 !== 17)
    .map(({ cik, sic }) => `${cik},${sic}`);
  return `cik,sic\n${rows.join("\n")}\n`;
}

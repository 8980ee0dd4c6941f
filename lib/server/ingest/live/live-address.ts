import "server-only";
import type { Environment } from "#lib/server/env";
import { formatCik } from "./file-name";

/** Where live data come from. */
export interface LiveAddresses {
  readonly tickerMap: URL;
  readonly exchangeTickerMap: URL;
  readonly companyFactsArchive: URL;
  readonly holdings: URL;
  readonly comparisonHoldings: URL;
  getCompanyFacts(cik: number): URL;
  getSubmissions(cik: number): URL;
  /** A file of the folder of a quarter's daily indexes. */
  getDailyIndex(year: number, quarter: number, fileName: string): URL;
  getRates(series: string): URL;
  /** Hosts whose rule of fair access holds, and which are told the contact. */
  readonly edgarHosts: ReadonlySet<string>;
  readonly hosts: ReadonlySet<string>;
}

const edgarDataAddress = "https://data.sec.gov";
const edgarFilesAddress = "https://www.sec.gov";
const ishares = "https://www.ishares.com/us/products";
const holdingsAddress = `${ishares}/239710/ishares-russell-2000-etf/1467271812596.ajax?fileType=csv&fileName=IWM_holdings&dataType=fund`;
const comparisonAddress = `${ishares}/239726/ishares-core-sp-500-etf/1467271812596.ajax?fileType=csv&fileName=IVV_holdings&dataType=fund`;
const ratesAddress = "https://fred.stlouisfed.org/graph/fredgraph.csv";

/** The addresses of the sources, the configured ones before the usual ones. */
export function listAddresses(configured: Environment["liveAddresses"]): LiveAddresses {
  const data = configured.edgarData ?? edgarDataAddress;
  const files = configured.edgarFiles ?? edgarFilesAddress;
  const holdings = new URL(configured.holdings ?? holdingsAddress);
  const comparisonHoldings = new URL(configured.comparisonHoldings ?? comparisonAddress);
  const rates = new URL(configured.rates ?? ratesAddress);
  const edgarHosts = new Set([new URL(data).host, new URL(files).host]);
  return {
    tickerMap: join(files, "files/company_tickers.json"),
    exchangeTickerMap: join(files, "files/company_tickers_exchange.json"),
    companyFactsArchive: join(files, "Archives/edgar/daily-index/xbrl/companyfacts.zip"),
    holdings,
    comparisonHoldings,
    getCompanyFacts: (cik) => join(data, `api/xbrl/companyfacts/CIK${formatCik(cik)}.json`),
    getSubmissions: (cik) => join(data, `submissions/CIK${formatCik(cik)}.json`),
    getDailyIndex: (year, quarter, fileName) =>
      join(files, `Archives/edgar/daily-index/${year}/QTR${quarter}/${fileName}`),
    getRates(series) {
      const url = new URL(rates);
      url.searchParams.set("id", series);
      return url;
    },
    edgarHosts,
    hosts: new Set([...edgarHosts, holdings.host, comparisonHoldings.host, rates.host]),
  };
}

/** A path below a base address, which may have a path of its own (a mirror's). */
function join(base: string, path: string): URL {
  return new URL(path, `${base.replace(/\/+$/, "")}/`);
}

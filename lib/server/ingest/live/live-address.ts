import "server-only";
import type { Environment } from "#lib/server/env";
import { formatCik } from "./file-name";

/** Where live data come from. */
export interface LiveAddresses {
  readonly tickerMap: URL;
  readonly exchangeTickerMap: URL;
  readonly companyFactsArchive: URL;
  /** Where the fund's list may be had, in the order in which the addresses are tried. */
  readonly holdings: readonly URL[];
  readonly comparisonHoldings: readonly URL[];
  readonly smallCapHoldings: readonly URL[];
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
/** The fund's page serves its list at the first address; since June 2026 a public project takes it from the second. */
function listFundAddresses(productId: number, page: string, ticker: string): readonly string[] {
  const document = new URL(
    "https://www.blackrock.com/varnish-api/blk-one01-product-data/product-data/api/v1/get-fund-document",
  );
  document.search = new URLSearchParams({
    appType: "PRODUCT_PAGE",
    appSubType: "ISHARES",
    targetSite: "us-ishares",
    locale: "en_US",
    portfolioId: String(productId),
    userType: "individual",
    component: "holdings",
  }).toString();
  return [
    `https://www.ishares.com/us/products/${productId}/${page}/1467271812596.ajax?fileType=csv&fileName=${ticker}_holdings&dataType=fund`,
    document.href,
  ];
}
const holdingsAddresses = listFundAddresses(239710, "ishares-russell-2000-etf", "IWM");
const comparisonAddresses = listFundAddresses(239726, "ishares-core-sp-500-etf", "IVV");
const smallCapAddresses = listFundAddresses(239774, "ishares-core-sp-smallcap-etf", "IJR");
const ratesAddress = "https://fred.stlouisfed.org/graph/fredgraph.csv";

/** The addresses of the sources, the configured ones before the usual ones. */
export function listAddresses(configured: Environment["liveAddresses"]): LiveAddresses {
  const data = configured.edgarData ?? edgarDataAddress;
  const files = configured.edgarFiles ?? edgarFilesAddress;
  const holdings = readList(configured.holdings, holdingsAddresses);
  const comparisonHoldings = readList(configured.comparisonHoldings, comparisonAddresses);
  const smallCapHoldings = readList(configured.smallCapHoldings, smallCapAddresses);
  const rates = new URL(configured.rates ?? ratesAddress);
  const edgarHosts = new Set([new URL(data).host, new URL(files).host]);
  return {
    tickerMap: join(files, "files/company_tickers.json"),
    exchangeTickerMap: join(files, "files/company_tickers_exchange.json"),
    companyFactsArchive: join(files, "Archives/edgar/daily-index/xbrl/companyfacts.zip"),
    holdings,
    comparisonHoldings,
    smallCapHoldings,
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
    hosts: new Set([
      ...edgarHosts,
      ...[...holdings, ...comparisonHoldings, ...smallCapHoldings, rates].map(({ host }) => host),
    ]),
  };
}

function readList(configured: string | null, usual: readonly string[]): readonly URL[] {
  return (configured?.trim().split(/\s+/) ?? usual).map((address) => new URL(address));
}

/** A path below a base address, which may have a path of its own (a mirror's). */
function join(base: string, path: string): URL {
  return new URL(path, `${base.replace(/\/+$/, "")}/`);
}

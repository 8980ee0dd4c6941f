import type { Day } from "#lib/fact/filed/entry";
import { findBefore, type ListedStock, type PastPrice } from "./past-prices";
import { findQuotedSplits, type Quote } from "./quotes";
import { findSplits, getLaterSplits, type Split } from "./split";
import type { VendorCompany, VendorFile } from "./vendor-file";
import { listYearReports, type YearReport } from "./year-report";

/** Everything that the evidence store has of one filer. */
export interface EvidenceCompany {
  readonly cik: number;
  readonly ticker: string | null;
  readonly sic: number | null;
  readonly reports: readonly YearReport[];
  /** Its rows in each file; null where it is not there. */
  readonly annual: VendorCompany | null;
  readonly quarterly: VendorCompany | null;
  /** Month-end prices to 2021; empty where none, or more than one stock, goes by the CIK. */
  readonly prices: readonly PastPrice[];
  readonly splits: readonly Split[];
  /** Quotes from 2021 on. */
  readonly quotes: readonly Quote[];
  readonly quotedSplits: readonly Split[];
}

export interface StoreParts {
  readonly annual: VendorFile;
  readonly quarterly: VendorFile | null;
  readonly stocks: readonly ListedStock[];
  readonly pricesByTicker: ReadonlyMap<string, readonly PastPrice[]>;
  readonly quotesByTicker: ReadonlyMap<string, readonly Quote[]>;
}

/** Joins the files by CIK, in the order of CIKs. A ticker may be another company in another file. */
export function joinCompanies(parts: StoreParts): readonly EvidenceCompany[] {
  const stocksByCik = new Map<number, ListedStock[]>();
  for (const stock of parts.stocks) stocksByCik.set(stock.cik, [...(stocksByCik.get(stock.cik) ?? []), stock]);
  const ciks = new Set([...parts.annual.companies.keys(), ...(parts.quarterly?.companies.keys() ?? [])]);
  return [...ciks]
    .sort((a, b) => a - b)
    .map((cik) => {
      const annual = parts.annual.companies.get(cik);
      const quarterly = parts.quarterly?.companies.get(cik);
      const stocks = stocksByCik.get(cik) ?? [];
      const priced = stocks.filter(({ ticker }) => parts.pricesByTicker.has(ticker));
      // Two classes of shares have two prices, and the count is of both together.
      const prices = priced.length === 1 ? (parts.pricesByTicker.get(priced[0]?.ticker ?? "") ?? []) : [];
      const quotes = parts.quotesByTicker.get(quarterly?.ticker ?? "") ?? [];
      return {
        cik,
        ticker: quarterly?.ticker ?? annual?.ticker ?? null,
        sic: stocks.find(({ sic }) => sic !== null)?.sic ?? null,
        reports: listYearReports(annual, quarterly),
        annual: annual ?? null,
        quarterly: quarterly ?? null,
        prices,
        splits: findSplits(prices),
        quotes,
        quotedSplits: findQuotedSplits(quotes),
      };
    });
}

/** What a company was worth on a day, and what one share of the count in its report was. */
export interface MarketValue {
  readonly marketValueUsd: number;
  readonly priceUsd: number;
}

/**
 * Market value on a day: the quoted one, else the newest close before the day times the shares of the report, whose count
 * knows the splits up to the end of the prices. Null without a price, without a count, and where a split is open.
 */
export function getMarketValue(
  { prices, splits, quotes }: Pick<EvidenceCompany, "prices" | "splits" | "quotes">,
  { values, origin }: Pick<YearReport, "values" | "origin">,
  day: Day,
): MarketValue | null {
  const shares = values.get("shares_outstanding") ?? 0;
  if (shares <= 0) return null;
  const quote = findBefore(quotes, day);
  if (quote !== null) return { marketValueUsd: quote.marketValueUsd, priceUsd: quote.marketValueUsd / shares };
  const price = findBefore(prices, day);
  const later = price === null ? null : getLaterSplits(splits, price.day);
  // The counts of the quarterly file know splits that no price of this series shows.
  if (price === null || later === null || origin === "quarterly") return null;
  return { marketValueUsd: (price.closeUsd * shares) / later, priceUsd: price.closeUsd / later };
}

/**
 * Total return from one day to another as a ratio (-0.5: half was lost), by the prices before each. After the prices end
 * it goes on by quotes, which leave dividends out. Null where a price is missing or a split is open.
 */
export function getTotalReturn(
  company: Pick<EvidenceCompany, "prices" | "quotes" | "quotedSplits">,
  from: Day,
  to: Day,
): number | null {
  const first = findBefore(company.prices, from);
  const last = findBefore(company.prices, to);
  if (first !== null && last !== null) return last.adjustedUsd / first.adjustedUsd - 1;
  const newest = company.prices.at(-1);
  if (first === null || newest === undefined) return getQuotedReturn(company, from, to);
  const onward = getQuotedReturn(company, newest.day + 1, to);
  return onward === null ? null : (newest.adjustedUsd / first.adjustedUsd) * (1 + onward) - 1;
}

function getQuotedReturn(
  { quotes, quotedSplits }: Pick<EvidenceCompany, "quotes" | "quotedSplits">,
  from: Day,
  to: Day,
): number | null {
  const first = findBefore(quotes, from);
  const last = findBefore(quotes, to);
  if (first === null || last === null) return null;
  const since = getLaterSplits(
    quotedSplits.filter(({ day }) => day <= last.day),
    first.day,
  );
  return since === null ? null : (last.priceUsd * since) / first.priceUsd - 1;
}

import { type EvidenceCompany, joinCompanies, type StoreParts } from "#lib/evidence/store/company";
import type { ListedStock, PastPrice } from "#lib/evidence/store/past-prices";
import { parseVendorFile, type VendorFile } from "#lib/evidence/store/vendor-file";
import { getMonthEnd } from "#lib/fact/filed/day";
import { day } from "./build-entries";

/** A row of a vendor's file: `interest_net` and ids of facts beside the columns of the form. */
export type VendorRow = Readonly<Record<string, string | number>>;

/** The text of a vendor's file with these rows; a column that a row does not name is blank there. */
export function writeVendorText(rows: readonly VendorRow[]): string {
  const names = [...new Set(["ticker", "cik", "period_end", "period", "filed", ...rows.flatMap(Object.keys)])];
  return [names.join(","), ...rows.map((row) => names.map((name) => row[name] ?? "").join(","))].join("\n");
}

export function buildVendorFile(rows: readonly VendorRow[]): VendorFile {
  const parsed = parseVendorFile(writeVendorText(rows), "vendor.csv");
  if (!parsed.ok) throw new Error(parsed.error.message);
  return parsed.value;
}

/** A sound year of a company of middling size, in round numbers, published two months after its end. */
export function buildYear(cik: number, year: number, values: VendorRow = {}): VendorRow {
  return {
    ticker: `T${cik}`,
    cik,
    period_end: `${year}-12-31`,
    period: "FY",
    filed: `${year + 1}-03-01`,
    revenue: 1_000e6,
    cost_of_revenue: 600e6,
    gross_profit: 400e6,
    operating_income: 150e6,
    interest_net: 20e6,
    pretax_income: 130e6,
    income_tax: 30e6,
    net_income: 100e6,
    diluted_shares: 100e6,
    depreciation_amortization: 50e6,
    operating_cash_flow: 140e6,
    capital_expenditure: 60e6,
    total_assets: 1_100e6,
    current_assets: 450e6,
    cash: 120e6,
    short_term_investments: 0,
    total_liabilities: 600e6,
    current_liabilities: 225e6,
    equity: 500e6,
    retained_earnings: 200e6,
    shares_outstanding: 100e6,
    debt_current: 20e6,
    debt_noncurrent: 280e6,
    total_debt: 300e6,
    ...values,
  };
}

/** Month-end prices from one month to another (`2011-02`), the same unless `read` says otherwise. */
export function buildPrices(
  from: string,
  to: string,
  read: (month: string) => Partial<PastPrice> = () => ({}),
): readonly PastPrice[] {
  const prices: PastPrice[] = [];
  const last = getMonthEnd(day(`${to}-01`), 0);
  for (let end = getMonthEnd(day(`${from}-01`), 0); end <= last; end = getMonthEnd(end, 1)) {
    const month = new Date(end * 86_400_000).toISOString().slice(0, 7);
    prices.push({ day: end, closeUsd: 10, adjustedUsd: 10, ...read(month) });
  }
  return prices;
}

/** Companies of an annual file, each with the prices that are given for its CIK. */
export function buildCompanies(
  rows: readonly VendorRow[],
  pricesByCik: ReadonlyMap<number, readonly PastPrice[]> = new Map(),
  more: Partial<StoreParts> = {},
): readonly EvidenceCompany[] {
  const annual = buildVendorFile(rows);
  const stocks = [...annual.companies.keys()].map((cik): ListedStock => ({ ticker: `T${cik}`, cik, sic: 3500 }));
  const pricesByTicker = new Map([...pricesByCik].map(([cik, prices]) => [`T${cik}`, prices]));
  return joinCompanies({ annual, quarterly: null, stocks, pricesByTicker, quotesByTicker: new Map(), ...more });
}

/** The one company of some rows. */
export function buildCompany(...given: Parameters<typeof buildCompanies>): EvidenceCompany {
  const [company] = buildCompanies(...given);
  if (company === undefined) throw new Error("The rows give no company.");
  return company;
}

import type { Day } from "#lib/fact/filed/entry";
import { sampleAsOf, toDay } from "./calendar";
import type { SampleCompany } from "./company";
import { getMonthIndex } from "./market-path";
import { createRandom, deriveSeed } from "./random";

/** The name of the fund in the preamble: an installation that shows it, shows sample data. */
export const sampleFundName = "Ballast Sample Index";
/** The name of the fund to compare with. */
export const sampleComparisonFundName = "Ballast Sample Large Cap Index";
/** The fund of an index that takes in only companies with a profit, of which the index has many. */
export const sampleProfitableFundName = "Ballast Sample Profitable Small Cap Index";

/** The date of the earlier holdings file. */
export const earlierHoldingsDay: Day = toDay(2025, 12, 31);

const fundUsd = 68_400_000_000;

interface Holding {
  readonly ticker: string;
  readonly name: string;
  readonly sector: string;
  readonly assetClass: string;
  readonly valueUsd: number;
  readonly notionalUsd?: number;
  readonly quantity: number;
  readonly price: number;
  readonly location: string;
  readonly exchange: string;
  readonly currency?: string;
}

const header =
  "Ticker,Name,Sector,Asset Class,Market Value,Weight (%),Notional Value,Quantity,Price,Location,Exchange,Currency,FX Rate,Market Currency,Accrual Date";

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

function printMoney(value: number): string {
  return value.toFixed(2).replaceAll(/\B(?=(\d{3})+(?!\d)(?=.*\.))/g, ",");
}

function printDay(day: Day): string {
  const date = new Date(day * 86_400_000);
  return `${months[date.getUTCMonth()]} ${String(date.getUTCDate()).padStart(2, "0")}, ${date.getUTCFullYear()}`;
}

function printHoldings(fundName: string, asOf: Day, holdings: readonly Holding[], totalUsd: number): string {
  const lines = [
    `\uFEFF${fundName}`,
    `Fund Holdings as of,"${printDay(asOf)}"`,
    'Inception Date,"Jan 02, 2019"',
    'Shares Outstanding,"250,000,000.00"',
    'Stock,"-"',
    'Bond,"-"',
    'Cash,"-"',
    'Other,"-"',
    "\u00A0",
    header,
  ];
  for (const each of holdings) {
    const cells = [
      each.ticker,
      each.name,
      each.sector,
      each.assetClass,
      printMoney(each.valueUsd),
      ((each.valueUsd / totalUsd) * 100).toFixed(2),
      printMoney(each.notionalUsd ?? each.valueUsd),
      printMoney(each.quantity),
      printMoney(each.price),
      each.location,
      each.exchange,
      "USD",
      each.currency === "CAD" ? "1.36" : "1.00",
      each.currency ?? "USD",
      "-",
    ];
    lines.push(cells.map((cell) => `"${cell}"`).join(","));
  }
  lines.push(
    "\u00A0",
    '"The companies, securities and figures in this file are fictional. They were generated to show and to test the program.',
    "Any likeness to a real company, security or fund is unintended.",
    'No such fund exists."',
  );
  return `${lines.join("\n")}\n`;
}

/** Cash, futures and a collateral line, as every fund of the kind holds them. */
function listCashRows(): readonly Holding[] {
  const place = { location: "United States", exchange: "-", sector: "Cash and/or Derivatives" };
  return [
    {
      ...place,
      ticker: "XSMPL",
      name: "SAMPLE CASH FUND",
      assetClass: "Money Market",
      valueUsd: 268_351_402.11,
      quantity: 268_351_402,
      price: 1,
    },
    {
      ...place,
      ticker: "USD",
      name: "USD CASH",
      assetClass: "Cash",
      valueUsd: 58_641_212.9,
      quantity: 58_641_212,
      price: 100,
    },
    {
      ...place,
      ticker: "SMPUT",
      name: "CASH COLLATERAL SAMPLE USD",
      assetClass: "Cash Collateral and Margins",
      valueUsd: 21_395_000,
      quantity: 21_395_000,
      price: 100,
    },
    {
      ...place,
      ticker: "CAD",
      name: "CAD CASH",
      assetClass: "Cash",
      valueUsd: 0.01,
      quantity: 0,
      price: 73.43,
      location: "Canada",
      currency: "CAD",
    },
  ];
}

/** Lines that a fund cannot sell: rights, an escrow, a duplicate of a ticker, prices of zero. */
function listOddRows(companies: readonly SampleCompany[]): readonly Holding[] {
  const twin = companies.find(({ industry, former }) => industry.kind === "biotech" && !former);
  if (!twin) return [];
  const health = {
    sector: "Health Care",
    assetClass: "Equity",
    location: "United States",
    exchange: "NO MARKET (E.G. UNLISTED)",
  };
  return [
    {
      ...health,
      ticker: twin.name.holdingsTicker,
      name: `${twin.name.holdings.slice(0, 30)} CVR`,
      valueUsd: 139_882.4,
      quantity: 274_279,
      price: 0.51,
    },
    { ...health, ticker: "-", name: "ZAEXOR BIO INC $15.00 VESTING Prvt", valueUsd: 1.32, quantity: 131_004, price: 0 },
    { ...health, ticker: "-", name: "ZAEXOR BIO INC Prvt", valueUsd: 61_288.2, quantity: 875_546, price: 0.07 },
    {
      ...health,
      ticker: "X7Q142",
      name: "Quojan Petroleum Escrow",
      sector: "Energy",
      valueUsd: 0.26,
      quantity: 26_106,
      price: 0,
      exchange: "Non-Nms Quotation Service (Nnqs)",
    },
    {
      ...health,
      ticker: "JXQV RT",
      name: "JUXQAV REALTY RIGHTS",
      sector: "Real Estate",
      valueUsd: 60_901.7,
      quantity: 358_245,
      price: 0.17,
      exchange: "NASDAQ",
    },
    {
      ...health,
      ticker: "GQXI",
      name: "GUEXIN INC - CVR",
      valueUsd: 0.13,
      quantity: 13_273,
      price: 0,
      exchange: "NASDAQ",
    },
  ];
}

/** How many companies have another ticker in the earlier file than now. */
const renamedCount = 4;

/** The earlier tickers of the companies that changed theirs, by the ticker of today: `Q` for the first letter. */
function listFormerTickers(companies: readonly SampleCompany[]): ReadonlyMap<string, string> {
  const taken = new Set(companies.map(({ name }) => name.holdingsTicker));
  const candidates = companies.filter(
    ({ name, former, joined, mapped, figures }) =>
      !former && !joined && mapped && figures === "filings" && name.ticker === name.holdingsTicker,
  );
  const renamed = candidates.flatMap(({ name: { holdingsTicker } }) => {
    const before = `Q${holdingsTicker.slice(1)}`;
    return taken.has(before) || before === holdingsTicker ? [] : [[holdingsTicker, before] as const];
  });
  return new Map(renamed.slice(0, renamedCount));
}

/** The constituents and their values, before cash: shares of the float, scaled to the fund's size. */
function listEquities(companies: readonly SampleCompany[], asOf: Day): readonly Holding[] {
  const earlier = asOf < sampleAsOf;
  const month = getMonthIndex(asOf);
  const formerTickers = listFormerTickers(companies);
  const members = companies
    .filter(({ former, joined }) => (earlier ? !joined : !former))
    .map((company) => {
      const price = earlier ? (company.prices[month] ?? company.priceUsd) : company.priceUsd;
      const freeFloat = createRandom(deriveSeed(company.seed, 30, 0)).between(0.72, 1);
      return { company, price, floatUsd: company.sharesOutstanding * price * freeFloat };
    });
  const totalFloatUsd = members.reduce((sum, { floatUsd }) => sum + floatUsd, 0);
  return members
    .map(({ company, price, floatUsd }) => {
      const quantity = Math.max(1, Math.round((floatUsd / totalFloatUsd) * ((fundUsd * 0.9949) / price)));
      return {
        ticker: (earlier ? formerTickers.get(company.name.holdingsTicker) : undefined) ?? company.name.holdingsTicker,
        name: company.name.holdings,
        sector: company.sector,
        assetClass: "Equity",
        valueUsd: Math.round(quantity * price * 100) / 100,
        quantity,
        price,
        location: company.location,
        exchange: earlier && company.exchange === "NYSE" ? "New York Stock Exchange Inc." : company.exchange,
      };
    })
    .toSorted((a, b) => b.valueUsd - a.valueUsd || (a.ticker < b.ticker ? -1 : 1));
}

/** A holdings file of the sample index at a date, in the shape of an iShares download with its oddities. */
export function buildHoldingsFile(companies: readonly SampleCompany[], asOf: Day): string {
  const future: Holding = {
    ticker: "SMPU6",
    name: "SAMPLE INDEX EMINI SEP 26",
    sector: "Cash and/or Derivatives",
    assetClass: "Futures",
    valueUsd: 0,
    notionalUsd: 245_101_330,
    quantity: 1718,
    price: 2853.3,
    location: "-",
    exchange: "Chicago Mercantile Exchange",
  };
  const rows = [...listEquities(companies, asOf), ...listOddRows(companies), ...listCashRows()];
  const ordered = rows.toSorted((a, b) => b.valueUsd - a.valueUsd);
  return printHoldings(sampleFundName, asOf, [...ordered, future], fundUsd);
}

/** The file of an index to compare with: of large companies, few names have a third of the weight in ten of them. */
export function buildComparisonFile(holdings: readonly ComparedCompany[], fundName = sampleComparisonFundName): string {
  const totalUsd = 600_000_000_000;
  const total = holdings.reduce((sum, { sizeUsd }) => sum + sizeUsd, 0);
  const rows = holdings
    .map(({ ticker, name, sector, sizeUsd, price }) => {
      const quantity = Math.round(((sizeUsd / total) * totalUsd * 0.998) / price);
      const place = { assetClass: "Equity", location: "United States", exchange: "NASDAQ" };
      return { ...place, ticker, name, sector, valueUsd: Math.round(quantity * price * 100) / 100, quantity, price };
    })
    .toSorted((a, b) => b.valueUsd - a.valueUsd);
  return printHoldings(fundName, sampleAsOf, [...rows, ...listCashRows()], totalUsd);
}

/** A fictional company of which only its place in an index is needed. */
export interface ComparedCompany {
  readonly ticker: string;
  readonly name: string;
  readonly sector: string;
  readonly sizeUsd: number;
  readonly price: number;
}

import { type ClosingRule, type FiscalQuarter, listFiscalQuarters, sampleAsOf, toParts } from "./calendar";
import { drawPrices, getMonthIndex } from "./market-path";
import type { CompanyName, Namer } from "./name";
import { createRandom, deriveSeed, type Random } from "./random";
import { type Industry, type SectorProfile, sectorProfiles } from "./sector-profile";

/** Where a fictional company's figures come from in the sample. */
type FigureSource = "filings" | "second_hand" | "none";

/** A fictional company: what it is, not yet what it earned. */
export interface SampleCompany {
  readonly index: number;
  /** From 2,000,000,001 on: EDGAR had given none above 2,200,000 by 2026, and the number fits 32 bits with a sign. */
  readonly cik: number;
  readonly name: CompanyName;
  readonly sector: string;
  readonly industry: Industry;
  readonly sic: number;
  readonly exchange: "NASDAQ" | "NYSE" | "Nyse Mkt Llc";
  readonly location: string;
  readonly marketCapUsd: number;
  readonly priceUsd: number;
  readonly sharesOutstanding: number;
  /** Month-end prices, see market-path. */
  readonly prices: Float64Array;
  readonly losing: boolean;
  /** Quarters of which a filing existed at the as-of date, and up to two years before the first of them. */
  readonly quarters: readonly FiscalQuarter[];
  /** How many fiscal years at the start of `quarters` are known from later filings' comparatives alone. */
  readonly comparativeYears: number;
  readonly figures: FigureSource;
  /** In EDGAR's map from ticker to CIK. */
  readonly mapped: boolean;
  /** No longer in the index at the as-of date, but in the earlier file. */
  readonly former: boolean;
  /** In the index at the as-of date, but not in the earlier file. */
  readonly joined: boolean;
  /** A number that seeds the company's own draws. */
  readonly seed: number;
}

const firstCik = 2_000_000_001;
const formerCount = 46;

/** The price of a share at a quarter's end. */
export function getQuarterPrice(company: SampleCompany, quarter: FiscalQuarter): number {
  return company.prices[getMonthIndex(quarter.end)] ?? company.priceUsd;
}

/** Draws all companies of the sample, in the order of their CIK. */
export function drawCompanies(seed: number, namer: Namer): readonly SampleCompany[] {
  const companies: SampleCompany[] = [];
  for (const profile of sectorProfiles) {
    for (let n = 0; n < profile.count; n++)
      companies.push(drawCompany(seed, companies.length, profile, n, namer, false));
  }
  for (let n = 0; n < formerCount; n++) {
    const profile = createRandom(deriveSeed(seed, 2, n)).pickWeighted(sectorProfiles.map((each) => [each, each.count]));
    companies.push(drawCompany(seed, companies.length, profile, n, namer, true));
  }
  return companies;
}

/** The industry of the nth company of a sector, so that the mix is exact and not left to chance. */
function getIndustry(profile: SectorProfile, n: number): Industry {
  const total = profile.industries.reduce((sum, industry) => sum + industry.share, 0);
  let point = (((n % profile.count) + 0.5) / profile.count) * total;
  for (const industry of profile.industries) {
    point -= industry.share;
    if (point < 0) return industry;
  }
  throw new Error(`Impossible state: ${profile.name} has no industry for its company ${n}`);
}

function drawCalendar(random: Random, sector: string): ClosingRule {
  const retail = sector === "Consumer Discretionary" && random.chance(0.3);
  const endMonth = retail
    ? 1
    : random.pickWeighted([
        [12, 80],
        [9, 6],
        [6, 6],
        [3, 4],
        [1, 1],
        [4, 1],
        [8, 1],
        [10, 1],
      ]);
  return { endMonth, kind: retail || random.chance(0.05) ? "weeks" : "month_end" };
}

function drawMarketCap(random: Random, industry: Industry, sizeTilt: number): number {
  const small = industry.kind === "shell" ? 0.3 : industry.kind === "biotech" ? 0.75 : 1;
  const drawn = random.lognormal(0.86e9 * sizeTilt * small, 1.16);
  const held = drawn > 7e9 ? 7e9 * Math.sqrt(drawn / 7e9) : drawn;
  return Math.max(45e6, held);
}

function drawCompany(
  seed: number,
  index: number,
  profile: SectorProfile,
  n: number,
  namer: Namer,
  former: boolean,
): SampleCompany {
  const ownSeed = deriveSeed(seed, 3, index);
  const random = createRandom(ownSeed);
  const industry = getIndustry(profile, former ? random.integer(0, profile.count - 1) : n);
  const shareClass = random.chance(0.012) ? random.pick(["A", "B"]) : null;
  const financial = industry.kind === "bank" || industry.kind === "insurer";
  const losing = random.chance(financial ? industry.lossShare : industry.lossShare * 1.16 + 0.025);
  const priceUsd = Math.round(Math.max(0.62, random.lognormal(losing ? 9.5 : 31, 0.85)) * 100) / 100;
  const marketCapUsd = drawMarketCap(random, industry, profile.sizeTilt) * (losing ? 0.62 : 1.14);
  const calendar = drawCalendar(random, financial ? "Financials" : profile.name);
  const figures: FigureSource = random.pickWeighted([
    ["filings", 968],
    ["second_hand", 24],
    ["none", 8],
  ]);
  const filed = drawFiledQuarters(calendar, random);
  return {
    index,
    cik: firstCik + index,
    name: namer.next(industry.descriptors, shareClass),
    sector: !former && random.chance(0.002) ? "Other" : profile.name,
    industry,
    sic: random.pick(industry.sics),
    exchange: random.pickWeighted([
      ["NASDAQ", losing ? 70 : 55],
      ["NYSE", losing ? 25 : 44],
      ["Nyse Mkt Llc", 2],
    ]),
    location: random.pickWeighted([
      ["United States", 97],
      ["Bermuda", 1],
      ["Canada", 1],
      ["United Kingdom", 1],
    ]),
    marketCapUsd,
    priceUsd,
    sharesOutstanding: Math.round(marketCapUsd / priceUsd),
    prices: drawPrices(priceUsd, losing ? -0.12 : 0.07, losing ? 0.55 : 0.32, random),
    losing,
    ...filed,
    figures,
    mapped: figures !== "none",
    former,
    joined: !former && random.chance(0.03),
    seed: ownSeed,
  };
}

/** Which quarters had been filed, and how far back: most go back five annual reports, new listings fewer. */
function drawFiledQuarters(
  calendar: ClosingRule,
  random: Random,
): { readonly quarters: readonly FiscalQuarter[]; readonly comparativeYears: number } {
  const { year } = toParts(sampleAsOf);
  const annualReports = random.chance(0.26) ? random.integer(1, 4) : 5;
  const comparativeYears = 2;
  const stale = random.chance(0.006);
  const newestEnd = sampleAsOf - (stale ? random.integer(215, 400) : random.integer(36, 52));
  const annualNewestEnd = stale ? newestEnd : sampleAsOf - 74;
  const all = listFiscalQuarters(calendar, year - 9, year + 1);
  const filed = all.filter(({ quarter, end }) => end <= (quarter === 4 ? annualNewestEnd : newestEnd));
  const lastAnnual = filed.findLastIndex(({ quarter }) => quarter === 4);
  const first = lastAnnual + 1 - 4 * (annualReports + comparativeYears);
  return { quarters: filed.slice(Math.max(0, first)), comparativeYears };
}

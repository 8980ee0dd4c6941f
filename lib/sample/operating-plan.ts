import type { SampleCompany } from "./company";
import { createRandom, deriveSeed, type Random } from "./random";

/** Where an operating company or REIT is to arrive at the as-of date. Shares are of a year's revenue unless said. */
export interface OperatingPlan {
  readonly revenueYearUsd: number;
  /** Part of the revenue that comes from contracts with customers; the rest is rent of equipment. */
  readonly contractShare: number;
  readonly growth: number;
  readonly growthVolatility: number;
  readonly grossMargin: number;
  readonly operatingMargin: number;
  readonly marginVolatility: number;
  readonly depreciationRateYear: number;
  readonly debtUsd: number;
  readonly floatingShare: number;
  readonly fixedRate: number;
  readonly spread: number;
  /** Part of the debt that falls due within a year. */
  readonly dueSoonShare: number;
  readonly cashShare: number;
  readonly equityRatio: number;
  readonly payout: number;
  readonly buysBack: boolean;
  readonly canRaise: boolean;
  readonly raiseAtQuarters: number;
  readonly creditShare: number;
  readonly minorityShare: number;
  readonly seasonality: number;
  /** Smallest step of a figure, USD. */
  readonly rounding: number;
}

/** Draws the plan so that value, earnings and debt fit together: value / EBITDA and debt / EBITDA come first. */
export function drawOperatingPlan(company: SampleCompany): OperatingPlan {
  const random = createRandom(deriveSeed(company.seed, 10, 0));
  const { industry } = company;
  const depreciationRateYear = getDepreciationRate(industry.propertyToRevenue);
  const earned = company.losing ? drawLosing(company, random) : drawEarning(company, depreciationRateYear, random);
  const stretched = earned.debtUsd > 3 * earned.revenueYearUsd * Math.max(0.02, earned.operatingMargin);
  return {
    ...earned,
    contractShare: industry.sics.includes(7359) || random.chance(0.03) ? random.between(0.15, 0.9) : 1,
    growth: industry.growth * (company.losing ? 0.8 : 1) + 0.06 * random.normal(),
    growthVolatility: 0.025 + 0.03 * industry.cyclicality,
    marginVolatility: (company.losing ? 0.02 : 0.009) + 0.07 * Math.abs(earned.operatingMargin),
    depreciationRateYear,
    floatingShare: random.pickWeighted([
      [0, 3],
      [random.between(0.1, 0.5), 4],
      [random.between(0.5, 1), 4],
    ]),
    fixedRate: (stretched ? 0.062 : 0.046) + random.between(-0.012, 0.018),
    spread: stretched ? random.between(0.03, 0.06) : random.between(0.014, 0.03),
    dueSoonShare: random.chance(0.08) ? random.between(0.3, 0.8) : random.between(0.005, 0.09),
    equityRatio: Math.min(0.85, Math.max(0.06, 0.47 + 0.15 * random.normal() - (stretched ? 0.14 : 0))),
    payout: random.chance(company.losing ? industry.dividendShare / 3 : industry.dividendShare)
      ? industry.kind === "reit"
        ? random.between(0.55, 0.8)
        : random.between(0.15, 0.5)
      : 0,
    buysBack: random.chance(0.5),
    canRaise: random.chance(0.7),
    raiseAtQuarters: random.between(1.2, 5),
    creditShare: random.chance(0.5) ? random.between(0.04, 0.2) : 0,
    minorityShare: random.chance(0.12) ? random.between(0.01, 0.2) : 0,
    seasonality: industry.cyclicality > 0.7 ? random.between(0, 0.12) : random.between(0, 0.05),
    rounding: earned.revenueYearUsd > 2.5e9 ? 100_000 : 1000,
  };
}

type Earned = Pick<OperatingPlan, "revenueYearUsd" | "grossMargin" | "operatingMargin" | "debtUsd" | "cashShare">;

function getDepreciationRate(propertyToRevenue: number): number {
  if (propertyToRevenue > 2.5) return 0.036;
  return propertyToRevenue > 0.7 ? 0.085 : 0.13;
}

function drawEarning(company: SampleCompany, depreciationRateYear: number, random: Random): Earned {
  const { industry, marketCapUsd } = company;
  const operatingMargin = Math.min(0.45, industry.operatingMargin * random.lognormal(1, 0.38));
  const ebitdaMargin = operatingMargin + industry.propertyToRevenue * depreciationRateYear + 0.01;
  const multiple = random.lognormal(industry.kind === "reit" ? 15 : industry.growth > 0.08 ? 13 : 10, 0.3);
  const grossMargin = Math.max(
    industry.grossMargin * random.lognormal(1, 0.12),
    operatingMargin + industry.rdShare + 0.03,
  );
  const held = { grossMargin: Math.min(0.92, grossMargin), operatingMargin };
  if (random.chance(industry.netCashShare * 0.72)) {
    const netCash = marketCapUsd * random.between(0.03, 0.26);
    const revenueYearUsd = (marketCapUsd - netCash) / multiple / ebitdaMargin;
    const debtUsd = random.chance(0.6) ? 0 : netCash * random.between(0.1, 0.6);
    return { ...held, revenueYearUsd, debtUsd, cashShare: (netCash + debtUsd) / revenueYearUsd };
  }
  const leverage = Math.min(7.5, random.lognormal(industry.leverage * 1.1 * getCreditworthiness(marketCapUsd), 0.45));
  const ebitda = marketCapUsd / Math.max(multiple - leverage, multiple * 0.45);
  const revenueYearUsd = ebitda / ebitdaMargin;
  const cashShare = random.between(0.02, 0.1);
  return { ...held, revenueYearUsd, debtUsd: leverage * ebitda + cashShare * revenueYearUsd, cashShare };
}

function drawLosing(company: SampleCompany, random: Random): Earned {
  const { industry, marketCapUsd } = company;
  const priceToSales = Math.max(0.25, random.lognormal(0.5 + 3 * industry.grossMargin * industry.grossMargin, 0.7));
  const propertyHeavy = industry.propertyToRevenue > 0.7;
  const revenueYearUsd = marketCapUsd / (propertyHeavy ? Math.max(0.5, priceToSales) : priceToSales);
  const cashRich = random.chance(industry.netCashShare * 0.95);
  const onlyInterest = !cashRich && random.chance(0.5);
  const margin = onlyInterest
    ? industry.operatingMargin * random.between(0.05, 0.35)
    : -Math.min(0.9, random.lognormal(0.3 * industry.grossMargin, 0.8));
  const grossMargin = industry.grossMargin * random.lognormal(0.9, 0.15) + Math.max(0, margin);
  const cashShare =
    (cashRich ? marketCapUsd * random.between(0.08, 0.45) : marketCapUsd * random.between(0.02, 0.12)) / revenueYearUsd;
  const owed = cashRich
    ? random.chance(0.65)
      ? 0
      : cashShare * revenueYearUsd * random.between(0.1, 0.7)
    : propertyHeavy
      ? revenueYearUsd * industry.propertyToRevenue * random.between(0.35, 0.75)
      : revenueYearUsd * random.between(0.12, onlyInterest ? 1.1 : 0.7);
  const debtUsd = Math.min(
    owed,
    getCreditworthiness(marketCapUsd) * marketCapUsd * random.between(0.35, propertyHeavy ? 2 : 1.3),
  );
  return {
    grossMargin: Math.min(0.9, Math.max(0.04, grossMargin)),
    operatingMargin: margin,
    revenueYearUsd,
    debtUsd,
    cashShare,
  };
}

/** The largest of the universe owe less for their size; else a handful of names would owe half of all debt. */
function getCreditworthiness(marketCapUsd: number): number {
  return marketCapUsd > 1e9 ? Math.sqrt(1e9 / marketCapUsd) : 1;
}

import type { FiscalQuarter } from "./calendar";
import type { SampleCompany } from "./company";
import { getSlump } from "./market-path";
import { type Books, roundTo } from "./operating-books";
import { drawOperatingPlan, type OperatingPlan } from "./operating-plan";
import { runQuarter } from "./operating-quarter";
import { createRandom, deriveSeed, exponentiate, type Random } from "./random";
import type { DraftQuarter } from "./statement";

/** The statements of a company that sells goods or services, or lets property. Double entry: the books always balance. */
export function simulateOperating(company: SampleCompany): readonly DraftQuarter[] {
  const plan = drawOperatingPlan(company);
  const random = createRandom(deriveSeed(company.seed, 11, 0));
  const revenues = drawRevenues(company, plan, random);
  const debts = drawDebts(company.quarters, plan, random);
  const maturityShares = drawMaturityShares(random);
  const books = openBooks(company, plan, revenues[0] ?? 0, debts[0] ?? 0, random);
  let deviation = 0;
  return company.quarters.map((period, index) => {
    deviation = 0.8 * deviation + plan.marginVolatility * random.normal();
    const slump = getSlump(period.end) * company.industry.cyclicality;
    const margin = plan.operatingMargin + deviation - 0.22 * slump;
    return runQuarter({
      company,
      plan,
      books,
      period,
      random,
      revenue: revenues[index] ?? 0,
      margin,
      plannedDebt: debts[index] ?? 0,
      maturityShares,
    });
  });
}

function drawRevenues(company: SampleCompany, plan: OperatingPlan, random: Random): readonly number[] {
  const { quarters, industry } = company;
  const levels: number[] = new Array<number>(quarters.length).fill(1);
  for (let index = quarters.length - 2; index >= 0; index--) {
    const step = Math.max(-0.06, Math.min(0.09, plan.growth / 4)) + plan.growthVolatility * 0.7 * random.normal();
    levels[index] = (levels[index + 1] ?? 1) * exponentiate(-step);
  }
  return quarters.map((period, index) => {
    const season = 1 + plan.seasonality * ([-1, 0.2, -0.1, 0.9][period.quarter - 1] ?? 0);
    const weeks = (period.end - period.start + 1) / 91.3;
    const usual = (plan.revenueYearUsd / 4) * (levels[index] ?? 1) * season * weeks;
    return roundTo(usual * (1 - getSlump(period.end) * industry.cyclicality), plan.rounding);
  });
}

/** Debt at each quarter's end, walked back from the plan: now and then it was taken up at once, for an acquisition. */
function drawDebts(quarters: readonly FiscalQuarter[], plan: OperatingPlan, random: Random): readonly number[] {
  let debt = plan.debtUsd;
  const debts = quarters.map(() => {
    const end = roundTo(debt, plan.rounding);
    debt *= random.chance(0.055) ? random.between(0.6, 0.88) : 1 + 0.012 * random.normal();
    return end;
  });
  return debts.reverse();
}

function drawMaturityShares(random: Random): readonly number[] {
  const weights = [1, 2, 3, 4].map(() => random.between(0.1, 1));
  const after = random.chance(0.4) ? 0 : random.between(0.2, 1.5);
  const total = weights.reduce((sum, weight) => sum + weight, after);
  return weights.map((weight) => weight / total);
}

function openBooks(company: SampleCompany, plan: OperatingPlan, revenue: number, debt: number, random: Random): Books {
  const { industry } = company;
  const round = (value: number) => roundTo(value, plan.rounding);
  const yearRevenue = revenue * 4;
  const cash = round(Math.max(yearRevenue * plan.cashShare, debt * 0.02, 1e6));
  const receivables = round((revenue * industry.receivableDays) / 91);
  const inventory = round((revenue * (1 - plan.grossMargin) * industry.inventoryDays) / 91);
  const otherCurrentAssets = round(yearRevenue * 0.025);
  const property = round(yearRevenue * industry.propertyToRevenue * random.lognormal(1, 0.25));
  const otherAssets = round(yearRevenue * random.between(0.03, 0.12));
  const payables = round(revenue * (1 - plan.grossMargin) * 0.45);
  const otherCurrentLiabilities = round(yearRevenue * random.between(0.05, 0.1));
  const otherLiabilities = round(otherAssets * 0.7 + yearRevenue * 0.03);
  const liabilities = debt + payables + otherCurrentLiabilities + otherLiabilities;
  const hard = cash + receivables + inventory + otherCurrentAssets + property + otherAssets;
  const wanted = liabilities / (1 - plan.equityRatio);
  const bought = industry.kind === "reit" ? 0 : round(Math.max(0, Math.min(wanted - hard, yearRevenue * 1.4)));
  const intangibles = round(bought * random.between(0.2, 0.5));
  const minorityInterest = round(plan.minorityShare * 0.2 * hard);
  const equity = hard + bought - liabilities - minorityInterest;
  return {
    cash,
    shortTermInvestments: 0,
    receivables,
    inventory,
    otherCurrentAssets,
    property,
    goodwill: bought - intangibles,
    intangibles,
    otherAssets,
    payables,
    otherCurrentLiabilities,
    otherLiabilities,
    plannedDebt: debt,
    revolver: 0,
    minorityInterest,
    equity,
    retainedEarnings: round(
      company.losing ? -yearRevenue * random.between(0.2, 1.4) : equity * random.between(0.1, 0.7),
    ),
  };
}

import type { FiscalQuarter } from "./calendar";
import type { SampleCompany } from "./company";
import { getBaseRate, getSlump } from "./market-path";
import { drawOperatingPlan, type OperatingPlan } from "./operating-plan";
import { createRandom, deriveSeed, exponentiate, type Random } from "./random";
import type { DraftQuarter } from "./statement";

/** The books between two quarters. Every entry is in whole steps of the plan's rounding, so sums are exact. */
interface Books {
  cash: number;
  shortTermInvestments: number;
  receivables: number;
  inventory: number;
  otherCurrentAssets: number;
  property: number;
  goodwill: number;
  intangibles: number;
  otherAssets: number;
  payables: number;
  otherCurrentLiabilities: number;
  otherLiabilities: number;
  plannedDebt: number;
  revolver: number;
  minorityInterest: number;
  equity: number;
  retainedEarnings: number;
}

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

interface QuarterInput {
  readonly company: SampleCompany;
  readonly plan: OperatingPlan;
  readonly books: Books;
  readonly period: FiscalQuarter;
  readonly random: Random;
  readonly revenue: number;
  readonly margin: number;
  readonly plannedDebt: number;
  readonly maturityShares: readonly number[];
}

function runQuarter(input: QuarterInput): DraftQuarter {
  const { company, plan, books, period, random, revenue } = input;
  const { industry, losing } = company;
  const round = (value: number) => roundTo(value, plan.rounding);

  const costOfRevenue = round(
    revenue * Math.min(0.99, 1 - plan.grossMargin - 0.5 * (input.margin - plan.operatingMargin)),
  );
  const grossProfit = revenue - costOfRevenue;
  const rdExpense = round(revenue * industry.rdShare * random.between(0.93, 1.07));
  const sgaExpense = Math.max(round(revenue * 0.02), grossProfit - rdExpense - round(revenue * input.margin));
  const impairs = books.goodwill > 0 && random.chance(losing ? 0.02 : 0.005);
  const impairment = impairs ? round(books.goodwill * random.between(0.15, 0.5)) : 0;
  const operatingIncome = grossProfit - rdExpense - sgaExpense - impairment;

  const baseRate = getBaseRate(period.end);
  const rateYear = plan.floatingShare * (baseRate + plan.spread) + (1 - plan.floatingShare) * plan.fixedRate;
  const interestExpense = round(((books.plannedDebt + books.revolver) * rateYear) / 4);
  const otherIncome = round(((books.cash + books.shortTermInvestments) * baseRate * 0.85) / 4);
  const pretaxIncome = operatingIncome - interestExpense + otherIncome;
  const incomeTax = round(pretaxIncome * getTaxRate(company, pretaxIncome));
  const profitLoss = pretaxIncome - incomeTax;
  const minorityIncome = plan.minorityShare > 0 ? round(profitLoss * plan.minorityShare * 0.5) : 0;
  const netIncome = profitLoss - minorityIncome;

  const depreciation = round((books.property * plan.depreciationRateYear) / 4);
  const amortization = Math.min(books.intangibles, round(books.intangibles * 0.022));
  const stockCompensation = round(revenue * industry.stockCompensationShare * random.between(0.85, 1.15));
  const before = { ...books };
  books.receivables = round((revenue * industry.receivableDays * random.between(0.93, 1.07)) / 91);
  books.inventory = round((costOfRevenue * industry.inventoryDays * random.between(0.93, 1.07)) / 91);
  books.payables = round(costOfRevenue * random.between(0.42, 0.48));
  books.otherCurrentLiabilities += round(0.3 * (revenue * 0.3 - books.otherCurrentLiabilities));
  const workingCapital =
    books.receivables -
    before.receivables +
    books.inventory -
    before.inventory -
    books.payables +
    before.payables -
    books.otherCurrentLiabilities +
    before.otherCurrentLiabilities;
  const operatingCashFlow = profitLoss + depreciation + amortization + stockCompensation + impairment - workingCapital;

  const capitalExpenditure = round(revenue * industry.capexShare * (losing ? 0.65 : 1) * random.between(0.7, 1.3));
  const debtStep = input.plannedDebt - books.plannedDebt;
  const acquisitions = debtStep > 0.08 * books.plannedDebt && industry.kind !== "reit" ? round(debtStep * 0.95) : 0;
  const developed = debtStep > 0.08 * books.plannedDebt && industry.kind === "reit" ? round(debtStep * 0.95) : 0;
  const boughtIntangibles = round(acquisitions * 0.4);
  const usualIncome =
    industry.kind === "reit" ? profitLoss + depreciation : revenue * Math.max(0.02, plan.operatingMargin) * 0.6;
  const dividends = plan.payout > 0 ? Math.max(0, round(usualIncome * plan.payout)) : 0;

  books.plannedDebt = input.plannedDebt;
  // What was put into short-term investments is at hand like cash, and is parted from it again below.
  let cash =
    books.cash +
    books.shortTermInvestments +
    operatingCashFlow -
    capitalExpenditure -
    developed -
    acquisitions +
    debtStep -
    dividends;
  const burn = Math.max(0, capitalExpenditure - operatingCashFlow);
  const revolverBefore = books.revolver;
  const floor = round(Math.max(revenue * 0.06, company.losing ? burn * plan.raiseAtQuarters : 0, 500_000));
  let stockIssued = 0;
  if (cash < floor) {
    const wanted = floor - cash;
    const lent =
      losing && plan.debtUsd === 0 ? 0 : Math.min(wanted, round(revenue * (losing ? 0.25 : 1.5)) - books.revolver);
    if (lent > 0 && !(losing && plan.canRaise)) {
      books.revolver += lent;
      cash += lent;
    }
    const mustRaise = plan.canRaise ? cash < floor : cash < round(floor * 0.3);
    if (mustRaise) stockIssued = Math.max(0, round(floor - cash + (plan.canRaise ? burn * random.between(2, 6) : 0)));
    cash += stockIssued;
  }
  const ceiling = Math.max(round(revenue * 4 * plan.cashShare * 1.5), floor * 2);
  let buybacks = 0;
  if (cash > ceiling) {
    const repaid = Math.min(books.revolver, cash - ceiling);
    books.revolver -= repaid;
    cash -= repaid;
    if (!losing && cash > ceiling) buybacks = round((cash - ceiling) * (plan.buysBack ? 0.8 : 0.35));
    cash -= buybacks;
  }
  const invested = plan.cashShare > 0.25 ? round(cash * 0.4) : 0;
  const purchases = invested - books.shortTermInvestments;
  books.cash = cash - invested;
  books.shortTermInvestments = invested;
  books.property += capitalExpenditure + developed - depreciation;
  books.goodwill += acquisitions - boughtIntangibles - impairment;
  books.intangibles += boughtIntangibles - amortization;
  books.minorityInterest += minorityIncome;
  books.retainedEarnings += netIncome - dividends;
  books.equity += netIncome + stockCompensation + stockIssued - dividends - buybacks;

  const debt = books.plannedDebt + books.revolver;
  const debtCurrent = Math.min(debt, round(books.plannedDebt * plan.dueSoonShare));
  const currentAssets =
    books.cash + books.shortTermInvestments + books.receivables + books.inventory + books.otherCurrentAssets;
  const currentLiabilities = books.payables + books.otherCurrentLiabilities + debtCurrent;
  const totalLiabilities = currentLiabilities + debt - debtCurrent + books.otherLiabilities;
  const investing = -capitalExpenditure - developed - acquisitions - purchases;
  const financing = debtStep + books.revolver - revolverBefore + stockIssued - buybacks - dividends;
  const { plannedDebt: _planned, revolver: _revolver, ...lines } = books;
  return {
    period,
    flows: {
      revenue,
      contractRevenue: round(revenue * plan.contractShare),
      costOfRevenue,
      grossProfit,
      rdExpense,
      sgaExpense,
      sellingExpense: round(sgaExpense * 0.45),
      impairment,
      operatingIncome,
      interestExpense,
      interestPaid: round(interestExpense * random.between(0.9, 1.08)),
      otherIncome,
      pretaxIncome,
      incomeTax,
      profitLoss,
      minorityIncome,
      netIncome,
      depreciation,
      amortization,
      stockCompensation,
      operatingCashFlow,
      investingCashFlow: investing,
      financingCashFlow: financing,
      capitalExpenditure: capitalExpenditure + developed,
      acquisitions,
      dividends,
      buybacks,
      stockIssued,
      debtIssued: Math.max(0, debtStep) + Math.max(0, books.revolver - revolverBefore),
      debtRepaid: Math.max(0, -debtStep) + Math.max(0, revolverBefore - books.revolver),
    },
    balances: {
      ...lines,
      currentAssets,
      totalAssets: currentAssets + books.property + books.goodwill + books.intangibles + books.otherAssets,
      debtCurrent,
      currentLiabilities,
      debtNoncurrent: debt - debtCurrent,
      totalLiabilities,
      undrawnCredit:
        plan.creditShare > 0 ? Math.max(0, round(plan.revenueYearUsd * plan.creditShare) - books.revolver) : 0,
      variableRateDebt: round(debt * plan.floatingShare),
    },
    maturities: splitMaturities(debt, debtCurrent, input.maturityShares, round),
  };
}

function splitMaturities(
  debt: number,
  dueSoon: number,
  shares: readonly number[],
  round: (value: number) => number,
): readonly number[] {
  if (debt === 0) return [];
  const later = shares.map((share) => round((debt - dueSoon) * share));
  return [dueSoon, ...later, debt - dueSoon - later.reduce((sum, due) => sum + due, 0)];
}

function getTaxRate(company: SampleCompany, pretaxIncome: number): number {
  if (company.industry.kind === "reit") return 0.01;
  if (company.losing) return pretaxIncome > 0 ? 0.06 : 0.004;
  return pretaxIncome > 0 ? 0.215 + (company.index % 7) * 0.008 : 0.2;
}

function roundTo(value: number, step: number): number {
  return Math.round(value / step) * step;
}

import type { FiscalQuarter } from "./calendar";
import type { SampleCompany } from "./company";
import { getBaseRate } from "./market-path";
import { type Books, roundTo } from "./operating-books";
import type { OperatingPlan } from "./operating-plan";
import type { Random } from "./random";
import type { DraftQuarter } from "./statement";

/** What a quarter starts from. `books` are carried forward in place. */
export interface QuarterInput {
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

/** Runs one quarter through the books: income, operations, investments, funding, and the balance sheet that results. */
export function runQuarter(input: QuarterInput): DraftQuarter {
  const { plan, books, period, random, revenue } = input;
  const round = (value: number) => roundTo(value, plan.rounding);
  const income = earn(input);
  const operations = operate(input, income);
  const investments = invest(input, income, operations.depreciation);
  const funding = fund(input, operations.operatingCashFlow, investments);

  books.property += investments.capitalExpenditure + investments.developed - operations.depreciation;
  books.goodwill += investments.acquisitions - investments.boughtIntangibles - income.impairment;
  books.intangibles += investments.boughtIntangibles - operations.amortization;
  books.minorityInterest += income.minorityIncome;
  books.retainedEarnings += income.netIncome - investments.dividends;
  books.equity +=
    income.netIncome + operations.stockCompensation + funding.stockIssued - investments.dividends - funding.buybacks;

  const { capitalExpenditure, developed, acquisitions, dividends, debtStep } = investments;
  const { purchases, stockIssued, buybacks, revolverStep } = funding;
  const balances = closeBooks(plan, books);
  return {
    period,
    flows: {
      revenue,
      contractRevenue: round(revenue * plan.contractShare),
      ...income,
      sellingExpense: round(income.sgaExpense * 0.45),
      interestPaid: round(income.interestExpense * random.between(0.9, 1.08)),
      ...operations,
      investingCashFlow: -capitalExpenditure - developed - acquisitions - purchases,
      financingCashFlow: debtStep + revolverStep + stockIssued - buybacks - dividends,
      capitalExpenditure: capitalExpenditure + developed,
      acquisitions,
      dividends,
      buybacks,
      stockIssued,
      debtIssued: Math.max(0, debtStep) + Math.max(0, revolverStep),
      debtRepaid: Math.max(0, -debtStep) + Math.max(0, -revolverStep),
    },
    balances,
    maturities: splitMaturities(books.plannedDebt + books.revolver, balances.debtCurrent, input.maturityShares, round),
  };
}

function earn({ company, plan, books, period, random, revenue, margin }: QuarterInput) {
  const { industry, losing } = company;
  const round = (value: number) => roundTo(value, plan.rounding);
  const costOfRevenue = round(revenue * Math.min(0.99, 1 - plan.grossMargin - 0.5 * (margin - plan.operatingMargin)));
  const grossProfit = revenue - costOfRevenue;
  const rdExpense = round(revenue * industry.rdShare * random.between(0.93, 1.07));
  const sgaExpense = Math.max(round(revenue * 0.02), grossProfit - rdExpense - round(revenue * margin));
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

  return {
    costOfRevenue,
    grossProfit,
    rdExpense,
    sgaExpense,
    impairment,
    operatingIncome,
    interestExpense,
    otherIncome,
    pretaxIncome,
    incomeTax,
    profitLoss,
    minorityIncome,
    netIncome,
  };
}

type Income = ReturnType<typeof earn>;

function operate({ company, plan, books, random, revenue }: QuarterInput, income: Income) {
  const { industry } = company;
  const { costOfRevenue, profitLoss, impairment } = income;
  const round = (value: number) => roundTo(value, plan.rounding);
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

  return { depreciation, amortization, stockCompensation, operatingCashFlow };
}

function invest(
  { company, plan, books, random, revenue, plannedDebt }: QuarterInput,
  income: Income,
  depreciation: number,
) {
  const { industry, losing } = company;
  const round = (value: number) => roundTo(value, plan.rounding);
  const capitalExpenditure = round(revenue * industry.capexShare * (losing ? 0.65 : 1) * random.between(0.7, 1.3));
  const isReit = industry.kind === "reit";
  const debtStep = plannedDebt - books.plannedDebt;
  // Debt that is taken up at once pays for something: a company, or a building.
  const bought = debtStep > 0.08 * books.plannedDebt ? round(debtStep * 0.95) : 0;
  const acquisitions = isReit ? 0 : bought;
  const usualIncome = isReit ? income.profitLoss + depreciation : revenue * Math.max(0.02, plan.operatingMargin) * 0.6;
  books.plannedDebt = plannedDebt;
  return {
    capitalExpenditure,
    acquisitions,
    developed: isReit ? bought : 0,
    boughtIntangibles: round(acquisitions * 0.4),
    dividends: plan.payout > 0 ? Math.max(0, round(usualIncome * plan.payout)) : 0,
    debtStep,
  };
}

/** Borrows or issues shares where cash runs low, repays and buys back where there is too much of it. */
function fund(
  { company: { losing }, plan, books, random, revenue }: QuarterInput,
  operatingCashFlow: number,
  { capitalExpenditure, developed, acquisitions, dividends, debtStep }: ReturnType<typeof invest>,
) {
  const round = (value: number) => roundTo(value, plan.rounding);
  const spent = capitalExpenditure + developed + acquisitions + dividends;
  // What was put into short-term investments is at hand like cash, and is parted from it again below.
  let cash = books.cash + books.shortTermInvestments + operatingCashFlow + debtStep - spent;
  const burn = Math.max(0, capitalExpenditure - operatingCashFlow);
  const revolverBefore = books.revolver;
  const floor = round(Math.max(revenue * 0.06, losing ? burn * plan.raiseAtQuarters : 0, 500_000));
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
  return { stockIssued, buybacks, purchases, revolverStep: books.revolver - revolverBefore };
}

function closeBooks(plan: OperatingPlan, books: Books) {
  const round = (value: number) => roundTo(value, plan.rounding);
  const debt = books.plannedDebt + books.revolver;
  const debtCurrent = Math.min(debt, round(books.plannedDebt * plan.dueSoonShare));
  const currentAssets =
    books.cash + books.shortTermInvestments + books.receivables + books.inventory + books.otherCurrentAssets;
  const currentLiabilities = books.payables + books.otherCurrentLiabilities + debtCurrent;
  const totalLiabilities = currentLiabilities + debt - debtCurrent + books.otherLiabilities;
  const { plannedDebt: _planned, revolver: _revolver, ...lines } = books;
  const undrawn = plan.creditShare > 0 ? round(plan.revenueYearUsd * plan.creditShare) - books.revolver : 0;
  return {
    ...lines,
    currentAssets,
    totalAssets: currentAssets + books.property + books.goodwill + books.intangibles + books.otherAssets,
    debtCurrent,
    currentLiabilities,
    debtNoncurrent: debt - debtCurrent,
    totalLiabilities,
    undrawnCredit: Math.max(0, undrawn),
    variableRateDebt: round(debt * plan.floatingShare),
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

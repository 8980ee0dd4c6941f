/** Everything that happened in one quarter and how the business stood at its end, in thousands. The truth. */
export interface Quarter {
  // Income
  revenue: number;
  /** The part of the revenue that comes from the first of two sources (goods, rent, collaboration). */
  revenueFirst: number;
  /** Without depreciation. */
  costBare: number;
  depreciationInCost: number;
  depreciationInExpense: number;
  amortization: number;
  research: number;
  selling: number;
  administration: number;
  impairment: number;
  operatingIncome: number;
  /** As the income statement has it: after capitalisation, with the cost of borrowing that is spread over time. */
  interestExpense: number;
  interestCapitalized: number;
  interestIncome: number;
  otherIncome: number;
  pretax: number;
  tax: number;
  /** Of a business that was sold, after tax. */
  discontinued: number;
  /** Of all owners. */
  profit: number;
  minorityProfit: number;
  preferredDividends: number;

  // Cash flow
  stockCompensation: number;
  deferredTax: number;
  financingCostSpread: number;
  operatingCash: number;
  capex: number;
  software: number;
  acquisitions: number;
  investmentsBought: number;
  investmentsSold: number;
  otherInvesting: number;
  investingCash: number;
  borrowed: number;
  repaid: number;
  dividends: number;
  minorityDistributions: number;
  buybacks: number;
  taxWithheld: number;
  issued: number;
  optionsExercised: number;
  financingCash: number;
  /** In cash, after what was capitalised. */
  interestPaid: number;
  taxPaid: number;

  // Balance
  cash: number;
  restrictedCash: number;
  investments: number;
  receivables: number;
  inventory: number;
  otherCurrent: number;
  property: number;
  goodwill: number;
  intangibles: number;
  softwareAsset: number;
  leaseAsset: number;
  otherAssets: number;
  payables: number;
  accrued: number;
  deferredRevenue: number;
  leaseCurrent: number;
  leaseNoncurrent: number;
  deferredTaxLiability: number;
  preferred: number;
  paidIn: number;
  treasury: number;
  retained: number;
  minority: number;

  // Shares, in thousands
  shares: number;
  averageShares: number;
  averageDiluted: number;
}

export const emptyQuarter: Quarter = {
  revenue: 0,
  revenueFirst: 0,
  costBare: 0,
  depreciationInCost: 0,
  depreciationInExpense: 0,
  amortization: 0,
  research: 0,
  selling: 0,
  administration: 0,
  impairment: 0,
  operatingIncome: 0,
  interestExpense: 0,
  interestCapitalized: 0,
  interestIncome: 0,
  otherIncome: 0,
  pretax: 0,
  tax: 0,
  discontinued: 0,
  profit: 0,
  minorityProfit: 0,
  preferredDividends: 0,
  stockCompensation: 0,
  deferredTax: 0,
  financingCostSpread: 0,
  operatingCash: 0,
  capex: 0,
  software: 0,
  acquisitions: 0,
  investmentsBought: 0,
  investmentsSold: 0,
  otherInvesting: 0,
  investingCash: 0,
  borrowed: 0,
  repaid: 0,
  dividends: 0,
  minorityDistributions: 0,
  buybacks: 0,
  taxWithheld: 0,
  issued: 0,
  optionsExercised: 0,
  financingCash: 0,
  interestPaid: 0,
  taxPaid: 0,
  cash: 0,
  restrictedCash: 0,
  investments: 0,
  receivables: 0,
  inventory: 0,
  otherCurrent: 0,
  property: 0,
  goodwill: 0,
  intangibles: 0,
  softwareAsset: 0,
  leaseAsset: 0,
  otherAssets: 0,
  payables: 0,
  accrued: 0,
  deferredRevenue: 0,
  leaseCurrent: 0,
  leaseNoncurrent: 0,
  deferredTaxLiability: 0,
  preferred: 0,
  paidIn: 0,
  treasury: 0,
  retained: 0,
  minority: 0,
  shares: 0,
  averageShares: 0,
  averageDiluted: 0,
};

export function sumAssets(quarter: Quarter): number {
  return sumCurrentAssets(quarter) + sumNoncurrentAssets(quarter);
}

export function sumCurrentAssets(quarter: Quarter): number {
  return (
    quarter.cash +
    quarter.restrictedCash +
    quarter.investments +
    quarter.receivables +
    quarter.inventory +
    quarter.otherCurrent
  );
}

function sumNoncurrentAssets(quarter: Quarter): number {
  return (
    quarter.property +
    quarter.goodwill +
    quarter.intangibles +
    quarter.softwareAsset +
    quarter.leaseAsset +
    quarter.otherAssets
  );
}

/** Liabilities that are no borrowing. */
export function sumOtherLiabilities(quarter: Quarter): number {
  return sumOtherCurrentLiabilities(quarter) + quarter.leaseNoncurrent + quarter.deferredTaxLiability;
}

export function sumOtherCurrentLiabilities(quarter: Quarter): number {
  return quarter.payables + quarter.accrued + quarter.deferredRevenue + quarter.leaseCurrent;
}

/** Of the owners of the parent, preferred included. */
export function sumEquity(quarter: Quarter): number {
  return quarter.preferred + quarter.paidIn - quarter.treasury + quarter.retained;
}

export function sumCost(quarter: Quarter): number {
  return quarter.costBare + quarter.depreciationInCost;
}

export function sumDepreciation(quarter: Quarter): number {
  return quarter.depreciationInCost + quarter.depreciationInExpense + quarter.amortization;
}

/** What a bank has beside the rest, in thousands. */
export interface BankQuarter {
  readonly interestOnDeposits: number;
  readonly provision: number;
  readonly fees: number;
  readonly noninterestExpense: number;
  readonly loans: number;
  readonly allowance: number;
  readonly nonaccrual: number;
  readonly securities: number;
  readonly deposits: number;
}

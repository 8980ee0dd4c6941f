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

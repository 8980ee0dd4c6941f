import type { SampleCompany } from "./company";
import { getBaseRate } from "./market-path";
import { createRandom, deriveSeed } from "./random";
import type { DraftQuarter } from "./statement";

/** The statements of a blank-cheque company, in single dollars: money in trust, shares that may be handed back. */
export function simulateShell(company: SampleCompany): readonly DraftQuarter[] {
  const random = createRandom(deriveSeed(company.seed, 15, 0));
  const trustToday = Math.round(company.marketCapUsd * random.between(0.7, 0.8));
  let trustAssets = Math.round(trustToday * 0.86);
  let temporaryEquity = trustAssets;
  let cash = random.integer(700_000, 1_900_000);
  let retainedEarnings = -random.integer(900_000, 5_000_000);
  const otherLiabilities = random.integer(200_000, 900_000);
  const paidIn = cash + trustAssets - otherLiabilities - temporaryEquity - retainedEarnings;

  return company.quarters.map((period) => {
    const sgaExpense = random.integer(140_000, 700_000);
    const otherIncome = Math.round((trustAssets * getBaseRate(period.end)) / 4);
    const incomeTax = Math.max(0, Math.round(otherIncome * 0.21));
    const netIncome = otherIncome - sgaExpense - incomeTax;
    const operatingCashFlow = -sgaExpense - incomeTax;
    const stockIssued = cash + operatingCashFlow < 100_000 ? 1_500_000 : 0;
    cash += operatingCashFlow + stockIssued;
    trustAssets += otherIncome;
    temporaryEquity += otherIncome + stockIssued;
    retainedEarnings += netIncome - otherIncome;
    return {
      period,
      flows: {
        sgaExpense,
        operatingIncome: -sgaExpense,
        otherIncome,
        pretaxIncome: otherIncome - sgaExpense,
        incomeTax,
        profitLoss: netIncome,
        netIncome,
        operatingCashFlow,
        financingCashFlow: stockIssued,
        investingCashFlow: 0,
        stockIssued,
      },
      balances: {
        cash,
        currentAssets: cash,
        trustAssets,
        totalAssets: cash + trustAssets,
        otherLiabilities,
        currentLiabilities: otherLiabilities,
        totalLiabilities: otherLiabilities,
        temporaryEquity,
        equity: paidIn + retainedEarnings,
        retainedEarnings,
      },
      maturities: [],
    };
  });
}

import type { SampleCompany } from "./company";
import { getBaseRate } from "./market-path";
import { createRandom, deriveSeed, exponentiate } from "./random";
import type { DraftQuarter } from "./statement";

const thousandUsd = 1000;
const round = (valueUsd: number) => Math.round(valueUsd / thousandUsd) * thousandUsd;

/**
 * The statements of a bank, or of a mortgage REIT (which lends on borrowings instead of deposits). The balance sheet
 * grows along a plan, earnings follow from spreads, borrowings close the gap. Double entry: the books always balance.
 */
export function simulateBank(company: SampleCompany): readonly DraftQuarter[] {
  const random = createRandom(deriveSeed(company.seed, 12, 0));
  const { quarters, losing } = company;
  const takesDeposits = company.industry.kind === "bank";
  const priceToBook = takesDeposits ? random.between(0.85, 1.5) : random.between(0.6, 1.05);
  const equityRatio = takesDeposits ? random.between(0.082, 0.125) : random.between(0.14, 0.24);
  const assetsToday = company.marketCapUsd / priceToBook / equityRatio;
  const growth = 0.055 + 0.04 * random.normal();
  const roa = takesDeposits
    ? losing
      ? -random.between(0.001, 0.008)
      : random.between(0.006, 0.0145)
    : losing
      ? -0.006
      : 0.017;
  const loanShare = random.between(0.62, 0.78);
  const depositShare = takesDeposits ? random.between(0.78, 0.86) : 0;
  const badShare = takesDeposits && random.chance(0.07) ? random.between(0.025, 0.06) : random.between(0.002, 0.012);
  const payout = takesDeposits ? random.between(0.2, 0.5) : 0.9;
  const depositBeta = random.between(0.25, 0.5);

  const planned = quarters.map((_, index) => {
    const quartersAgo = quarters.length - 1 - index;
    return assetsToday * exponentiate(-(growth / 4) * quartersAgo) * (1 + 0.006 * random.normal());
  });
  const opening = planned[0] ?? assetsToday;
  const goodwill = takesDeposits ? round(opening * random.between(0, 0.012)) : 0;
  const property = takesDeposits ? round(opening * 0.012) : 0;
  const otherAssets = round(opening * 0.03);
  const otherLiabilities = round(opening * 0.014);
  let loans = round(opening * loanShare);
  let allowance = round(loans * (takesDeposits ? 0.0125 : 0.02));
  let securities = round(opening * 0.16);
  let cash = round(opening * 0.06);
  let deposits = round(opening * depositShare);
  let equity = round(opening * equityRatio);
  let borrowings =
    loans - allowance + securities + cash + goodwill + property + otherAssets - deposits - equity - otherLiabilities;
  let retainedEarnings = takesDeposits
    ? round(equity * random.between(0.3, 0.7))
    : -round(equity * random.between(0.1, 0.5));

  return quarters.map((period, index) => {
    const assets = planned[index] ?? opening;
    const baseRate = getBaseRate(period.end);
    const funding = takesDeposits ? baseRate + 0.004 : baseRate + 0.014;
    const loanYield = takesDeposits ? 0.041 + 0.42 * baseRate : 0.035 + baseRate;
    const interestIncome = round((loans * loanYield + securities * (0.021 + 0.3 * baseRate) + cash * baseRate) / 4);
    const depositInterest = round((deposits * (0.001 + depositBeta * baseRate)) / 4);
    const interestExpense = depositInterest + round((borrowings * funding) / 4);
    const netInterestIncome = interestIncome - interestExpense;
    const chargeOffs = round(loans * badShare * random.between(0.02, 0.12));
    const provision = Math.max(0, chargeOffs + round((loans - allowance) * 0.0125 * 0.03 * (1 + random.normal())));
    const noninterestIncome = round((assets * (takesDeposits ? random.between(0.006, 0.009) : 0.002)) / 4);
    const pretaxWanted = round((assets * (roa + 0.0015 * random.normal())) / 4 / 0.79);
    const noninterestExpense = Math.max(
      round((assets * 0.006) / 4),
      netInterestIncome - provision + noninterestIncome - pretaxWanted,
    );
    const pretaxIncome = netInterestIncome - provision + noninterestIncome - noninterestExpense;
    const incomeTax = takesDeposits ? round(pretaxIncome * 0.21) : 0;
    const netIncome = pretaxIncome - incomeTax;
    const depreciation = round(property * 0.02);
    const stockCompensation = round(noninterestExpense * 0.02);
    const operatingCashFlow = netIncome + provision + depreciation + stockCompensation;

    const loansNow = round(assets * loanShare);
    const lent = loansNow - loans + chargeOffs;
    const depositsNow = round(assets * depositShare * (1 + 0.008 * random.normal()));
    const dividends = Math.max(0, round((assets * Math.max(roa, 0.004) * payout) / 4));
    const buybacks = takesDeposits && !losing && random.chance(0.3) ? round(Math.max(0, netIncome) * 0.35) : 0;
    const stockIssued = equity < assets * equityRatio * 0.8 ? round(assets * equityRatio * 0.12) : 0;
    const free =
      cash + operatingCashFlow - depreciation - lent + depositsNow - deposits - dividends - buybacks + stockIssued;
    const cashNow = round(assets * 0.06);
    const borrowingsNow = Math.max(0, borrowings + cashNow - free);
    const bought = free + borrowingsNow - borrowings - cashNow;

    loans = loansNow;
    allowance += provision - chargeOffs;
    securities += bought;
    const financing = depositsNow - deposits + borrowingsNow - borrowings - dividends - buybacks + stockIssued;
    deposits = depositsNow;
    borrowings = borrowingsNow;
    cash = cashNow;
    equity += netIncome + stockCompensation - dividends - buybacks + stockIssued;
    retainedEarnings += netIncome - dividends;
    const loansNet = loans - allowance;
    const totalAssets = cash + loansNet + securities + goodwill + property + otherAssets;
    const debtCurrent = round(borrowings * 0.35);
    return {
      period,
      flows: {
        revenue: netInterestIncome + noninterestIncome,
        interestIncome,
        depositInterest,
        interestExpense,
        interestPaid: round(interestExpense * random.between(0.94, 1.04)),
        netInterestIncome,
        provision,
        noninterestIncome,
        noninterestExpense,
        pretaxIncome,
        incomeTax,
        profitLoss: netIncome,
        netIncome,
        depreciation,
        stockCompensation,
        operatingCashFlow,
        investingCashFlow: -depreciation - lent - bought,
        financingCashFlow: financing,
        capitalExpenditure: depreciation,
        dividends,
        buybacks,
        stockIssued,
      },
      balances: {
        cash,
        securities,
        loansNet,
        allowance,
        nonaccrual: round(loans * badShare * random.between(0.85, 1.15)),
        property,
        goodwill,
        otherAssets,
        totalAssets,
        deposits,
        debtCurrent,
        debtNoncurrent: borrowings - debtCurrent,
        otherLiabilities,
        totalLiabilities: deposits + borrowings + otherLiabilities,
        equity,
        retainedEarnings,
        cet1Ratio: Math.round(((equity - goodwill) / (loans * 0.95 + securities * 0.25)) * 10_000) / 10_000,
      },
      maturities: [],
    };
  });
}

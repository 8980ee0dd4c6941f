import type { SampleCompany } from "./company";
import { getBaseRate } from "./market-path";
import { createRandom, deriveSeed, exponentiate } from "./random";
import type { DraftQuarter } from "./statement";

const thousandUsd = 1000;
const round = (valueUsd: number) => Math.round(valueUsd / thousandUsd) * thousandUsd;

/** The statements of an insurer: premiums and a portfolio in, claims and costs out. The books always balance. */
export function simulateInsurer(company: SampleCompany): readonly DraftQuarter[] {
  const random = createRandom(deriveSeed(company.seed, 13, 0));
  const { quarters, losing } = company;
  const equityToday = company.marketCapUsd / random.between(0.9, 2);
  const premiumsYear = equityToday * random.between(0.6, 1.5);
  const growth = 0.07 + 0.04 * random.normal();
  const claimRatio = losing ? random.between(0.72, 0.84) : random.between(0.56, 0.68);
  const costRatio = random.between(0.26, 0.33);
  const reserveYears = random.between(1.2, 2.6);
  const debt = round(equityToday * (random.chance(0.25) ? 0 : random.between(0.1, 0.35)));
  const rate = random.between(0.04, 0.065);
  const payout = losing ? 0 : random.between(0, 0.35);

  const startScale = exponentiate(-(growth / 4) * quarters.length);
  let reserves = round(premiumsYear * startScale * reserveYears);
  let equity = round(equityToday * startScale);
  let cash = round(premiumsYear * startScale * 0.09);
  let receivables = round(premiumsYear * startScale * 0.22);
  const otherAssets = round(premiumsYear * startScale * 0.2);
  const otherLiabilities = round(premiumsYear * startScale * 0.12);
  let securities = reserves + equity + debt + otherLiabilities - cash - receivables - otherAssets;
  let retainedEarnings = round(equity * (losing ? -0.2 : random.between(0.3, 0.8)));

  return quarters.map((period, index) => {
    const scale = exponentiate((growth / 4) * (index + 1 - quarters.length));
    const premiums = round((premiumsYear / 4) * scale * random.between(0.97, 1.03));
    const investmentIncome = round((securities * (0.022 + 0.3 * getBaseRate(period.end))) / 4);
    const revenue = premiums + investmentIncome;
    const claims = round(premiums * (claimRatio + 0.035 * random.normal()));
    const sgaExpense = round(premiums * costRatio * random.between(0.97, 1.03));
    const interestExpense = round((debt * rate) / 4);
    const pretaxIncome = revenue - claims - sgaExpense - interestExpense;
    const incomeTax = round(pretaxIncome * (losing ? 0.02 : 0.2));
    const netIncome = pretaxIncome - incomeTax;
    const stockCompensation = round(premiums * 0.008);
    const reservesNow = round(premiumsYear * scale * reserveYears);
    const receivablesNow = round(premiumsYear * scale * 0.22);
    const operatingCashFlow = netIncome + stockCompensation + reservesNow - reserves - receivablesNow + receivables;
    const dividends = round(Math.max(0, premiumsYear * scale * 0.02 * payout));
    const buybacks = !losing && random.chance(0.25) ? round(Math.max(0, netIncome) * 0.4) : 0;
    const stockIssued = equity < equityToday * startScale * 0.5 ? round(equityToday * 0.15) : 0;
    const cashNow = round(premiumsYear * scale * 0.09);
    const bought = cash + operatingCashFlow - dividends - buybacks + stockIssued - cashNow;

    [reserves, receivables, cash] = [reservesNow, receivablesNow, cashNow];
    securities += bought;
    equity += netIncome + stockCompensation - dividends - buybacks + stockIssued;
    retainedEarnings += netIncome - dividends;
    return {
      period,
      flows: {
        revenue,
        premiums,
        investmentIncome,
        claims,
        sgaExpense,
        interestExpense,
        interestPaid: interestExpense,
        pretaxIncome,
        incomeTax,
        profitLoss: netIncome,
        netIncome,
        stockCompensation,
        operatingCashFlow,
        investingCashFlow: -bought,
        financingCashFlow: stockIssued - dividends - buybacks,
        dividends,
        buybacks,
        stockIssued,
      },
      balances: {
        cash,
        securities,
        receivables,
        otherAssets,
        totalAssets: cash + securities + receivables + otherAssets,
        reserves,
        debtCurrent: 0,
        debtNoncurrent: debt,
        otherLiabilities,
        totalLiabilities: reserves + debt + otherLiabilities,
        equity,
        retainedEarnings,
      },
      maturities: [],
    };
  });
}

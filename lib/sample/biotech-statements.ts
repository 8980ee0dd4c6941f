import type { SampleCompany } from "./company";
import { getBaseRate } from "./market-path";
import { createRandom, deriveSeed, exponentiate } from "./random";
import type { DraftQuarter } from "./statement";

const thousandUsd = 1000;
const round = (valueUsd: number) => Math.round(valueUsd / thousandUsd) * thousandUsd;

/**
 * The statements of a company in clinical trials: next to no revenue, research paid from share issues. Some can no
 * longer raise money and run down. The books always balance.
 */
export function simulateBiotech(company: SampleCompany): readonly DraftQuarter[] {
  const random = createRandom(deriveSeed(company.seed, 14, 0));
  const { quarters } = company;
  const runwayYears = random.pickWeighted([
    [random.between(0.4, 1), 22],
    [random.between(1, 2.2), 42],
    [random.between(2.2, 4.5), 36],
  ]);
  const liquidToday = company.marketCapUsd * random.between(0.14, 0.7);
  const costYear = Math.max(8e6, liquidToday / runwayYears);
  const growth = random.between(0.02, 0.3);
  const partner = random.pickWeighted([
    ["none", 52],
    ["milestones", 33],
    ["product", 15],
  ]);
  const loan = random.chance(0.22) ? round(liquidToday * random.between(0.08, 0.4)) : 0;
  const loanFrom = random.integer(0, Math.floor(quarters.length / 2));
  const starved = runwayYears < 1;

  const startCost = costYear * exponentiate(-(growth / 4) * quarters.length);
  const property = round(startCost * random.between(0.03, 0.2));
  const otherAssets = round(startCost * 0.12);
  const otherLiabilities = round(startCost * 0.1);
  let cash = round(startCost * 0.9);
  let shortTermInvestments = round(startCost * 1.1);
  let payables = round(startCost * 0.12);
  const raisedBefore = round(startCost * random.between(2.5, 7));
  let equity = cash + shortTermInvestments + property + otherAssets - payables - otherLiabilities;
  let retainedEarnings = equity - raisedBefore;
  let debt = 0;

  return quarters.map((period, index) => {
    const quartersLeft = quarters.length - 1 - index;
    const cost = (costYear / 4) * exponentiate(-(growth / 4) * quartersLeft) * random.between(0.9, 1.1);
    const rdExpense = round(cost * random.between(0.68, 0.78));
    const sgaExpense = round(cost * random.between(0.2, 0.28));
    const milestone =
      partner === "milestones" && random.chance(0.3) ? Math.min(6e6, cost * random.between(0.05, 0.5)) : 0;
    const revenue = round(partner === "product" ? cost * random.between(0.05, 0.22) : milestone);
    const operatingIncome = revenue - rdExpense - sgaExpense;
    const baseRate = getBaseRate(period.end);
    const otherIncome = round(((cash + shortTermInvestments) * baseRate * 0.95) / 4);
    const interestExpense = round((debt * (baseRate + 0.06)) / 4);
    const netIncome = operatingIncome - interestExpense + otherIncome;
    const stockCompensation = round(cost * random.between(0.1, 0.2));
    const depreciation = round(property * 0.03);
    const payablesNow = round(cost * random.between(0.4, 0.56));
    const operatingCashFlow = netIncome + stockCompensation + depreciation + payablesNow - payables;
    const capitalExpenditure = depreciation;
    const debtNow = loan > 0 && index >= loanFrom ? loan : 0;

    let liquid = cash + shortTermInvestments + operatingCashFlow - capitalExpenditure + debtNow - debt;
    const wantedLiquid = quartersLeft === 0 ? liquidToday : 0;
    const shunned = starved && quartersLeft < 9;
    const raises = liquid < cost * (shunned ? 1.4 : 4.2);
    const stockIssued = raises
      ? round(cost * (shunned ? random.between(0.8, 2.2) : random.between(4, 8)))
      : wantedLiquid > liquid * 1.3 && !starved
        ? round(wantedLiquid - liquid)
        : 0;
    liquid += stockIssued;
    const investedNow = round(liquid * 0.55);
    const purchases = investedNow - shortTermInvestments;
    const financingCashFlow = stockIssued + debtNow - debt;
    cash = liquid - investedNow;
    shortTermInvestments = investedNow;
    payables = payablesNow;
    debt = debtNow;
    equity += netIncome + stockCompensation + stockIssued;
    retainedEarnings += netIncome;
    const otherCurrentAssets = 0;
    const currentAssets = cash + shortTermInvestments + otherCurrentAssets;
    return {
      period,
      flows: {
        ...(partner === "none" ? {} : { revenue }),
        rdExpense,
        sgaExpense,
        operatingIncome,
        ...(loan > 0 ? { interestExpense } : {}),
        otherIncome,
        pretaxIncome: netIncome,
        incomeTax: 0,
        profitLoss: netIncome,
        netIncome,
        depreciation,
        stockCompensation,
        operatingCashFlow,
        investingCashFlow: -capitalExpenditure - purchases,
        financingCashFlow,
        capitalExpenditure,
        stockIssued,
      },
      balances: {
        cash,
        shortTermInvestments,
        currentAssets,
        property,
        otherAssets,
        totalAssets: currentAssets + property + otherAssets,
        payables,
        currentLiabilities: payables,
        debtNoncurrent: debt,
        otherLiabilities,
        totalLiabilities: payables + debt + otherLiabilities,
        equity,
        retainedEarnings,
      },
      maturities: [],
    };
  });
}

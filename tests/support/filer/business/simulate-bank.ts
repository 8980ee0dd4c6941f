import { buildCalendar } from "../calendar";
import { type Random, requireAt } from "../random";
import { advanceLoan, drawLoan, getCarrying, getPrincipal, startLoan } from "./loan";
import { drawProfile } from "./profile";
import { type BankQuarter, emptyQuarter, type Quarter, sumEquity } from "./quarter";
import type { Business } from "./simulate-business";

/** Draws a bank and lets it live: it lends what is deposited, and borrows from the home loan banks what is missing. */
export function simulateBank(random: Random): Business {
  const profile = drawProfile(random, "bank");
  const years = random.whole(4, 6) + 2;
  const calendar = buildCalendar(random, years, random.whole(2024, 2026));
  const size = Math.round(Math.exp(random.between(Math.log(900_000), Math.log(20_000_000))));
  const advances = startLoan(random, "advances", Math.round(size * random.between(0.02, 0.07)));
  const subordinated = startLoan(random, "subordinated", Math.round(size * random.between(0.005, 0.012)));
  const loans = [advances, subordinated];
  const price = random.between(12, 60);
  const yieldPerYear = random.between(0.045, 0.06);
  const depositRate = random.between(0.012, 0.024);

  const banks: BankQuarter[] = [
    {
      interestOnDeposits: 0,
      provision: 0,
      fees: 0,
      noninterestExpense: 0,
      loans: Math.round(size * 0.68),
      allowance: Math.round(size * 0.68 * random.between(0.009, 0.016)),
      nonaccrual: Math.round(size * 0.004),
      securities: Math.round(size * 0.2),
      deposits: Math.round(size * 0.8),
    },
  ];
  const opening = { ...emptyQuarter };
  const first = requireAt(banks, 0);
  opening.cash = Math.round(size * 0.06);
  opening.property = Math.round(size * 0.012);
  opening.goodwill = profile.hasAcquisitions ? Math.round(size * 0.015) : 0;
  opening.intangibles = profile.hasAcquisitions ? Math.round(size * 0.003) : 0;
  opening.otherAssets = Math.round(size * 0.03);
  opening.accrued = Math.round(size * 0.012);
  opening.preferred = profile.preferred ? Math.round(size * 0.006) : 0;
  const equity = sumBankAssets(opening, first) - first.deposits - opening.accrued - sumDebt(0);
  opening.retained = Math.round(equity * 0.5);
  opening.paidIn = equity - opening.retained - opening.preferred;
  opening.shares = Math.round(equity / price);
  const quarters: Quarter[] = [opening];
  for (let index = 1; index <= calendar.length; index++) liveQuarter(index);

  for (const loan of loans) {
    loan.principal.shift();
    loan.discount.shift();
    loan.maturity.shift();
    loan.maturity.forEach((maturity, index) => {
      loan.maturity[index] = maturity - 1;
    });
  }
  return { kind: "bank", profile, calendar, quarters: quarters.slice(1), loans, banks: banks.slice(1) };

  function sumDebt(index: number): number {
    return loans.reduce((sum, loan) => sum + getCarrying(loan, index), 0);
  }

  function liveQuarter(index: number): void {
    const last = requireAt(quarters, index - 1);
    const lastBank = requireAt(banks, index - 1);
    const noise = () => random.between(0.97, 1.03);
    const now: Quarter = { ...emptyQuarter };
    const chargedOff = Math.round(lastBank.loans * 0.0004 * noise());
    const provision = chargedOff + Math.round(lastBank.loans * random.between(-0.0002, 0.0008));
    const bank: BankQuarter = {
      interestOnDeposits: Math.round((lastBank.deposits * depositRate * noise()) / 4),
      provision,
      fees: Math.round(size * 0.002 * noise()),
      noninterestExpense: Math.round(size * 0.0062 * noise()),
      loans: Math.round(lastBank.loans * random.between(0.995, 1.025)) - chargedOff,
      allowance: lastBank.allowance + provision - chargedOff,
      nonaccrual: Math.round(lastBank.nonaccrual * random.between(0.9, 1.12)),
      securities: Math.round(lastBank.securities * random.between(0.97, 1.03)),
      deposits: Math.round(lastBank.deposits * random.between(0.99, 1.025)),
    };
    let incurred = 0;
    for (const loan of loans) {
      incurred += Math.round((getPrincipal(loan, index - 1) * loan.ratePerYear) / 4);
      const { repaid, spread } = advanceLoan(random, loan);
      now.repaid += repaid;
      now.financingCostSpread += spread;
    }
    now.interestIncome = Math.round(((lastBank.loans * yieldPerYear + lastBank.securities * 0.03) * noise()) / 4);
    now.interestExpense = bank.interestOnDeposits + incurred + now.financingCostSpread;
    now.interestPaid = bank.interestOnDeposits + incurred;
    now.depreciationInExpense = Math.round(last.property * 0.018);
    now.amortization = Math.min(last.intangibles, Math.round(last.intangibles * 0.03));
    now.pretax = now.interestIncome - now.interestExpense - provision + bank.fees - bank.noninterestExpense;
    now.tax = Math.round(now.pretax * 0.21 * noise());
    now.taxPaid = now.tax;
    now.profit = now.pretax - now.tax;
    now.preferredDividends = Math.round((last.preferred * 0.065) / 4);
    now.stockCompensation = Math.round(size * 0.0001 * noise()) + 20;
    now.otherAssets = Math.round(last.otherAssets * noise());
    now.accrued = Math.round(last.accrued * noise());
    now.operatingCash =
      now.profit +
      provision +
      now.depreciationInExpense +
      now.amortization +
      now.stockCompensation +
      now.financingCostSpread -
      (now.otherAssets - last.otherAssets) +
      (now.accrued - last.accrued);
    now.capex = Math.round(now.depreciationInExpense * random.between(0.5, 1.6)) + 10;
    now.property = last.property + now.capex - now.depreciationInExpense;
    now.goodwill = last.goodwill;
    now.intangibles = last.intangibles - now.amortization;
    now.investmentsBought = Math.round(lastBank.securities * 0.06);
    now.investmentsSold = now.investmentsBought - (bank.securities - lastBank.securities);
    now.investingCash =
      -now.capex - (bank.loans + chargedOff - lastBank.loans) - now.investmentsBought + now.investmentsSold;
    now.dividends = profile.paysDividends ? Math.max(0, Math.round(now.profit * profile.dividendShare)) : 0;
    now.buybacks = profile.buysBack && random.chance(0.6) ? Math.max(0, Math.round(now.profit * 0.2)) : 0;
    now.optionsExercised = random.whole(0, 200);
    const before =
      last.cash +
      now.operatingCash +
      now.investingCash +
      (bank.deposits - lastBank.deposits) -
      now.repaid -
      now.dividends -
      now.preferredDividends -
      now.buybacks +
      now.optionsExercised;
    const wanted = Math.round(size * 0.05) - before;
    if (wanted > 0) {
      drawLoan(advances, wanted);
      now.borrowed = wanted;
    } else {
      const paid = Math.min(-Math.round(wanted / 2), getPrincipal(advances, index));
      drawLoan(advances, -paid);
      now.repaid += paid;
    }
    now.financingCash =
      bank.deposits -
      lastBank.deposits +
      now.borrowed -
      now.repaid -
      now.dividends -
      now.preferredDividends -
      now.buybacks +
      now.optionsExercised;
    now.cash = last.cash + now.operatingCash + now.investingCash + now.financingCash;
    now.preferred = last.preferred;
    now.paidIn = last.paidIn + now.stockCompensation + now.optionsExercised;
    now.treasury = last.treasury + now.buybacks;
    now.retained = last.retained + now.profit - now.dividends - now.preferredDividends;
    now.shares = last.shares - Math.min(Math.round(now.buybacks / price), Math.round(last.shares * 0.02)) + 5;
    now.averageShares = Math.round((last.shares + now.shares) / 2);
    now.averageDiluted = now.averageShares;
    const gap = sumBankAssets(now, bank) - bank.deposits - now.accrued - sumDebt(index) - sumEquity(now);
    if (gap !== 0) throw new Error(`Impossible state: the bank's books of quarter ${index} are off by ${gap}`);
    quarters.push(now);
    banks.push(bank);
  }
}

export function sumBankAssets(quarter: Quarter, bank: BankQuarter): number {
  return (
    quarter.cash +
    quarter.property +
    quarter.goodwill +
    quarter.intangibles +
    quarter.otherAssets +
    bank.loans -
    bank.allowance +
    bank.securities
  );
}

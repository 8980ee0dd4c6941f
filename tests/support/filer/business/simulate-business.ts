import { buildCalendar, type FiscalQuarter } from "../calendar";
import { type Random, requireAt } from "../random";
import { advanceLoan, drawLoan, getCarrying, getPrincipal, type Loan, startLoan } from "./loan";
import type { BusinessKind, Profile } from "./profile";
import { drawProfile } from "./profile";
import { type BankQuarter, emptyQuarter, type Quarter, sumAssets, sumEquity, sumOtherLiabilities } from "./quarter";

export interface Business {
  readonly kind: BusinessKind;
  readonly profile: Profile;
  readonly calendar: readonly FiscalQuarter[];
  readonly quarters: readonly Quarter[];
  readonly loans: readonly Loan[];
  /** What a bank has beside the rest; empty of others. */
  readonly banks: readonly BankQuarter[];
}

/** Rates of interest on cash and of tax; of no consequence, but the same over time. */
const cashRatePerYear = 0.035;
const taxRate = 0.24;

/** Draws a business and lets it live: every flow moves a balance, and assets stay liabilities plus equity. */
export function simulateBusiness(random: Random, kind: BusinessKind): Business {
  const profile = drawProfile(random, kind);
  const years = random.whole(4, 6) + 2;
  const calendar = buildCalendar(random, years, random.whole(2024, 2026));
  const scale = profile.revenue > 0 ? profile.revenue : (profile.researchFixed + profile.administrationFixed) / 2;
  const loans = profile.loans.map(([loanKind, share]) => startLoan(random, loanKind, Math.round(scale * share)));
  const price = random.between(4, 70);
  const quarters = [openBooks(random, profile, scale, loans, price)];
  for (let index = 1; index <= calendar.length; index++)
    quarters.push(liveQuarter(random, profile, requireAt(quarters, index - 1), loans, index, scale, price));
  // The opening balance was quarter 0, and is no quarter of the calendar.
  for (const loan of loans) for (const list of [loan.principal, loan.discount]) list.shift();
  for (const loan of loans) {
    loan.maturity.shift();
    loan.maturity.forEach((maturity, index) => {
      loan.maturity[index] = maturity - 1;
    });
  }
  return { kind, profile, calendar, quarters: quarters.slice(1), loans, banks: [] };
}

function openBooks(random: Random, profile: Profile, scale: number, loans: readonly Loan[], price: number): Quarter {
  const revenue = profile.revenue;
  const shares = Math.round((scale * random.between(4, 12)) / price) + 5_000;
  const quarter: Quarter = {
    ...emptyQuarter,
    cash: Math.round(scale * random.between(0.3, 1.2)) + 4_000,
    restrictedCash: random.chance(0.35) ? Math.round(scale * random.between(0.005, 0.06)) : 0,
    investments: profile.hasInvestments ? Math.round(scale * random.between(0.4, 2)) : 0,
    receivables: Math.round((revenue * profile.receivableDays) / 91),
    inventory: Math.round((revenue * profile.costShare * profile.inventoryDays) / 91),
    otherCurrent: Math.round(scale * 0.08),
    property: Math.round(scale * profile.propertyToRevenue),
    goodwill: profile.hasAcquisitions ? Math.round(scale * random.between(0.2, 2)) : 0,
    intangibles: profile.hasAcquisitions ? Math.round(scale * random.between(0.1, 1)) : 0,
    softwareAsset: profile.hasSoftware ? Math.round(scale * 0.1) : 0,
    leaseAsset: Math.round(scale * random.between(0.05, 0.5)),
    otherAssets: Math.round(scale * random.between(0.03, 0.2)),
    payables: Math.round(scale * random.between(0.12, 0.25)),
    accrued: Math.round(scale * random.between(0.12, 0.25)),
    deferredRevenue: profile.hasDeferredRevenue ? Math.round(scale * random.between(0.1, 0.5)) : 0,
    deferredTaxLiability: profile.paysTax ? Math.round(scale * random.between(0.02, 0.15)) : 0,
    preferred: profile.preferred ? Math.round(scale * random.between(0.3, 0.8)) : 0,
    shares,
    averageShares: shares,
    averageDiluted: shares,
  };
  quarter.leaseCurrent = Math.round(quarter.leaseAsset * 0.2);
  quarter.leaseNoncurrent = quarter.leaseAsset - quarter.leaseCurrent;
  // Finance leases, floor plans and the like pay for something; what is missing to a sound equity comes in as property.
  const debt = loans.reduce((sum, loan) => sum + getCarrying(loan, 0), 0);
  const wanted = debt + sumOtherLiabilities(quarter) + Math.round(scale * random.between(0.5, 3));
  if (sumAssets(quarter) < wanted) quarter.otherAssets += wanted - sumAssets(quarter);
  const equity = sumAssets(quarter) - debt - sumOtherLiabilities(quarter);
  quarter.minority = Math.round(equity * profile.minorityShare);
  quarter.treasury = profile.buysBack && random.chance(0.6) ? Math.round(equity * 0.3) : 0;
  quarter.retained = Math.round((profile.paysTax ? 0.5 : -1.2) * equity);
  quarter.paidIn = equity - quarter.minority - quarter.preferred + quarter.treasury - quarter.retained;
  return quarter;
}

function liveQuarter(
  random: Random,
  profile: Profile,
  last: Quarter,
  loans: readonly Loan[],
  index: number,
  scale: number,
  price: number,
): Quarter {
  const now: Quarter = { ...emptyQuarter };
  const noise = () => random.between(0.96, 1.04);
  const seasonal = requireAt(profile.season, (index - 1) % 4);
  now.revenue = Math.round(profile.revenue * (1 + profile.growthPerQuarter) ** index * seasonal * noise());
  now.revenueFirst = Math.round(now.revenue * profile.firstShare * noise());
  if (now.revenueFirst > now.revenue) now.revenueFirst = now.revenue;

  // Operating costs
  now.costBare = Math.round(now.revenue * profile.costShare * noise());
  const wear = profile.kind === "reit" ? 0.007 : profile.kind === "utility" ? 0.009 : 0.028;
  const depreciation = Math.round(last.property * wear * noise()) + Math.round(last.softwareAsset * 0.08);
  now.depreciationInCost = profile.costShare > 0 ? Math.round(depreciation * 0.6) : 0;
  now.depreciationInExpense = depreciation - now.depreciationInCost;
  now.amortization = Math.min(last.intangibles, Math.round(last.intangibles * 0.03));
  now.research = Math.round((now.revenue * profile.researchShare + profile.researchFixed) * noise());
  now.selling = Math.round(now.revenue * profile.sellingShare * noise());
  now.administration = Math.round((now.revenue * profile.administrationShare + profile.administrationFixed) * noise());
  now.impairment = last.goodwill > 0 && random.chance(0.025) ? Math.round(last.goodwill * random.between(0.1, 0.5)) : 0;
  now.operatingIncome =
    now.revenue -
    now.costBare -
    depreciation -
    now.amortization -
    now.research -
    now.selling -
    now.administration -
    now.impairment;

  // Borrowing: the interest of a quarter is on the principal at its beginning.
  let incurred = 0;
  for (const loan of loans) {
    incurred += Math.round((getPrincipal(loan, index - 1) * loan.ratePerYear) / 4);
    const { repaid, spread } = advanceLoan(random, loan);
    now.repaid += repaid;
    now.financingCostSpread += spread;
  }
  now.interestCapitalized = Math.round(incurred * profile.capitalizedInterestShare);
  now.interestExpense = incurred - now.interestCapitalized + now.financingCostSpread;
  now.interestPaid = incurred - now.interestCapitalized;
  now.interestIncome = Math.round(((last.cash + last.investments) * cashRatePerYear * noise()) / 4);
  now.otherIncome = Math.round(scale * random.between(-0.006, 0.006));
  now.pretax = now.operatingIncome - now.interestExpense + now.interestIncome + now.otherIncome;
  now.tax = computeTax(random, profile, now.pretax);
  now.profit = now.pretax - now.tax;
  now.minorityProfit = Math.round(now.profit * profile.minorityShare);
  const own = now.profit - now.minorityProfit;
  now.preferredDividends = Math.round((last.preferred * 0.07) / 4);

  // Noncash items and working capital
  now.stockCompensation = Math.round(scale * 0.02 * noise()) + 40;
  now.deferredTax = profile.paysTax ? Math.round(now.tax * random.between(-0.2, 0.3)) : 0;
  now.taxPaid = now.tax - now.deferredTax;
  now.receivables = Math.round((now.revenue * profile.receivableDays * noise()) / 91);
  now.inventory = Math.round((now.revenue * profile.costShare * profile.inventoryDays * noise()) / 91);
  now.otherCurrent = Math.round(last.otherCurrent * noise());
  now.otherAssets = last.otherAssets;
  now.payables = Math.round(last.payables * 0.7 + scale * 0.055 * seasonal * noise());
  now.accrued = Math.round(last.accrued * noise());
  now.deferredRevenue = Math.round(last.deferredRevenue * random.between(0.97, 1.06));
  const workingCapital =
    now.receivables -
    last.receivables +
    (now.inventory - last.inventory) +
    (now.otherCurrent - last.otherCurrent) -
    (now.payables - last.payables) -
    (now.accrued - last.accrued) -
    (now.deferredRevenue - last.deferredRevenue);
  now.operatingCash =
    now.profit +
    depreciation +
    now.amortization +
    now.stockCompensation +
    now.impairment +
    now.financingCostSpread +
    now.deferredTax -
    workingCapital;
  // What was capitalised is part of the homes in a builder's inventory, and of the building elsewhere.
  const inProperty = profile.kind === "builder" ? 0 : now.interestCapitalized;

  // Investing
  const renewal = profile.kind === "reit" ? random.between(0.5, 1.6) : random.between(0.75, 1.35);
  now.capex = Math.round(last.property * wear * renewal) + inProperty + random.whole(1, 20);
  now.software = profile.hasSoftware ? Math.round(scale * 0.012 * noise()) : 0;
  now.acquisitions = profile.hasAcquisitions && random.chance(0.06) ? Math.round(scale * random.between(0.1, 0.8)) : 0;
  if (profile.hasInvestments) {
    now.investmentsBought = Math.round(last.investments * random.between(0.2, 0.35)) + 100;
    now.investmentsSold = Math.round(last.investments * random.between(0.2, 0.35));
  }
  now.investments = last.investments + now.investmentsBought - now.investmentsSold;
  now.investingCash = -now.capex - now.software - now.acquisitions - now.investmentsBought + now.investmentsSold;
  now.property = last.property + now.capex - (depreciation - Math.round(last.softwareAsset * 0.08));
  now.softwareAsset = last.softwareAsset + now.software - Math.round(last.softwareAsset * 0.08);
  const bought = Math.round(now.acquisitions * 0.6);
  now.goodwill = last.goodwill - now.impairment + bought;
  now.intangibles = last.intangibles - now.amortization + (now.acquisitions - bought);
  now.leaseAsset = Math.round(last.leaseAsset * random.between(0.97, 1.03));
  now.leaseCurrent = Math.round(now.leaseAsset * 0.2);
  now.leaseNoncurrent = now.leaseAsset - now.leaseCurrent;
  now.deferredTaxLiability = last.deferredTaxLiability + now.deferredTax;

  // Financing
  const share = price * random.between(0.7, 1.4);
  now.dividends = profile.paysDividends
    ? Math.round(dividendBase(profile, scale) * profile.dividendShare * (1 + 0.01 * index))
    : 0;
  now.buybacks = profile.buysBack && random.chance(0.7) ? Math.round(scale * random.between(0.002, 0.05)) : 0;
  now.taxWithheld = random.chance(0.7) ? Math.round(now.stockCompensation * random.between(0.05, 0.3)) : 0;
  now.optionsExercised = random.chance(0.8) ? Math.round(now.stockCompensation * random.between(0.02, 0.4)) : 0;
  now.minorityDistributions = now.minorityProfit > 0 ? Math.round(now.minorityProfit * random.between(0.3, 0.7)) : 0;
  const floor = Math.round(scale * 0.2) + 1_500;
  spendExcess(random, profile, last.cash + now.operatingCash + now.investingCash - 5 * floor, now);
  const before =
    last.cash +
    now.operatingCash +
    now.investingCash -
    now.repaid -
    now.dividends -
    now.preferredDividends -
    now.minorityDistributions -
    now.buybacks -
    now.taxWithheld +
    now.optionsExercised;
  const line = loans.find((loan) => loan.kind === "revolver" || loan.isShort);
  if (before < floor) {
    const wanted = Math.ceil(floor - before);
    const drawn = line ? Math.round(wanted * 0.6) : 0;
    if (line) drawLoan(line, drawn);
    now.borrowed = drawn;
    const years = profile.kind === "biotech" ? random.between(1, 8) : 1;
    now.issued = Math.round((wanted - drawn) * years);
  } else if (line && before > 3 * floor && getPrincipal(line, index) > 0 && random.chance(0.6)) {
    const paid = Math.round(Math.min(getPrincipal(line, index), before - 2 * floor) * random.between(0.2, 0.9));
    drawLoan(line, -paid);
    now.repaid += paid;
  } else if (line && random.chance(0.3)) {
    const drawn = Math.round(scale * random.between(0.02, 0.1));
    drawLoan(line, drawn);
    now.borrowed = drawn;
  }
  now.financingCash =
    now.borrowed -
    now.repaid -
    now.dividends -
    now.preferredDividends -
    now.minorityDistributions -
    now.buybacks -
    now.taxWithheld +
    now.optionsExercised +
    now.issued;
  now.restrictedCash = Math.max(0, Math.round(last.restrictedCash * random.between(0.9, 1.12)));
  const total = last.cash + last.restrictedCash + now.operatingCash + now.investingCash + now.financingCash;
  now.cash = total - now.restrictedCash;

  // Equity
  now.preferred = last.preferred;
  now.paidIn = last.paidIn + now.stockCompensation + now.issued + now.optionsExercised - now.taxWithheld;
  now.treasury = last.treasury + now.buybacks;
  now.retained = last.retained + own - now.dividends - now.preferredDividends;
  now.minority = last.minority + now.minorityProfit - now.minorityDistributions;
  const added = Math.round((now.issued + now.optionsExercised + now.stockCompensation * 0.5) / share);
  // A larger purchase is at a higher price: no filer takes back a tenth of its shares in a quarter.
  const taken = Math.min(Math.round(now.buybacks / share), Math.round(last.shares * 0.02));
  now.shares = last.shares + added - taken;
  now.averageShares = Math.round((last.shares + now.shares) / 2);
  now.averageDiluted = own > now.preferredDividends ? Math.round(now.averageShares * 1.015) : now.averageShares;

  const debt = loans.reduce((sum, loan) => sum + getCarrying(loan, index), 0);
  const gap = sumAssets(now) - sumOtherLiabilities(now) - debt - sumEquity(now) - now.minority;
  if (gap !== 0) throw new Error(`Impossible state: the books of quarter ${index} are off by ${gap}`);
  return now;
}

function computeTax(random: Random, profile: Profile, pretax: number): number {
  if (profile.paysTax) return Math.round(pretax * (pretax > 0 ? taxRate : 0.1) * random.between(0.95, 1.05));
  return profile.owesNoTax ? 0 : random.whole(5, 60);
}

/** A business that earns more than it needs gives it back, or else puts it into other assets. */
function spendExcess(random: Random, profile: Profile, excess: number, now: Quarter): void {
  if (excess <= 0) return;
  const spent = Math.round(excess * random.between(0.2, 0.6));
  if (profile.buysBack) now.buybacks += spent;
  else if (profile.paysDividends) now.dividends += spent;
  else {
    now.otherInvesting = spent;
    now.otherAssets += spent;
    now.investingCash -= spent;
  }
}

function dividendBase(profile: Profile, scale: number): number {
  return scale * (profile.kind === "reit" ? 0.5 : profile.kind === "utility" ? 0.25 : 0.1);
}

import type { FactDefinition } from "./definition";
import { nameFact } from "./fact-name";

/** Facts of the income statement from interest to earnings per share. */
export const earningsDefinitions: readonly FactDefinition[] = [
  {
    ...nameFact("net_interest_expense"),
    nonnegative: true,
    tags: [],
    derive: [
      { because: "The net interest line, where expense prevails.", terms: [{ fact: "net_interest", sign: -1 }] },
    ],
  },
  {
    ...nameFact("interest_expense"),
    nonnegative: true,
    fallbacks: ["no_debt_no_interest", "net_interest", "yearly_report"],
    rule: "interest",
    tags: [],
  },
  {
    id: "interest_reported",
    isCost: true,
    label: "Gross interest expense as reported",
    kind: "flow",
    unit: "usd",
    role: "part",
    nonnegative: true,
    tags: [
      { tag: "us-gaap:InterestExpense", because: "The gross total; most filers left it after the taxonomy of 2023." },
      { tag: "us-gaap:InterestExpenseNonoperating", because: "Took the place of the former from 2024 on." },
      { tag: "us-gaap:InterestAndDebtExpense", because: "The gross total with fees for debt." },
      { tag: "us-gaap:InterestExpenseOperating", because: "Of lenders, from 2024 on.", mayBePart: true },
      { tag: "us-gaap:InterestExpenseDebt", because: "Of debt alone, without leases and other.", mayBePart: true },
      { tag: "us-gaap:InterestExpenseBorrowings", because: "Of banks, without deposits.", mayBePart: true },
      { tag: "us-gaap:InterestExpenseLongTermDebt", because: "Of long-term debt alone.", mayBePart: true },
      { tag: "us-gaap:InterestExpenseDebtExcludingAmortization", because: "Without costs of issue.", mayBePart: true },
      { tag: "us-gaap:FinancingInterestExpense", mayBePart: true },
      {
        tag: "us-gaap:InterestExpenseOther",
        because: "Of car dealers, who show interest on their stock of cars apart; all interest elsewhere (Neogen).",
        mayBePart: true,
        isWholeIfLarger: true,
      },
    ],
  },
  {
    id: "nonoperating_income",
    label: "Other results, interest included",
    kind: "flow",
    unit: "usd",
    role: "part",
    tags: [{ tag: "us-gaap:NonoperatingIncomeExpense", because: "The total of what follows operating income." }],
  },
  {
    id: "other_nonoperating_income",
    label: "Other results without interest",
    kind: "flow",
    unit: "usd",
    role: "part",
    tags: [{ tag: "us-gaap:OtherNonoperatingIncomeExpense" }],
  },
  {
    id: "investment_income",
    label: "Interest income of others than banks",
    kind: "flow",
    unit: "usd",
    role: "part",
    tags: [
      { tag: "us-gaap:InvestmentIncomeInterest" },
      { tag: "us-gaap:InterestIncomeOther" },
      { tag: "us-gaap:InvestmentIncomeNonoperating", mayBePart: true },
    ],
  },
  {
    id: "debt_cost_amortization",
    label: "Amortisation of costs of debt",
    kind: "flow",
    unit: "usd",
    role: "part",
    tags: [
      { tag: "us-gaap:AmortizationOfFinancingCostsAndDiscounts" },
      { tag: "us-gaap:AmortizationOfFinancingCosts", mayBePart: true },
    ],
  },
  {
    id: "interest_incurred",
    isCost: true,
    label: "Interest incurred, capitalised interest included",
    kind: "flow",
    unit: "usd",
    role: "part",
    nonnegative: true,
    tags: [{ tag: "us-gaap:InterestCostsIncurred", because: "Before anything is capitalised." }],
  },
  {
    id: "interest_capitalized",
    isOccasional: true,
    isCost: true,
    label: "Interest capitalised",
    kind: "flow",
    unit: "usd",
    role: "part",
    nonnegative: true,
    tags: [
      {
        tag: "us-gaap:InterestCostsIncurredCapitalized",
        because: "The part of interest incurred that became an asset.",
      },
      { tag: "us-gaap:InterestCostsCapitalizedAdjustment" },
      { tag: "us-gaap:InterestPaidCapitalized", because: "As paid in cash.", mayBePart: true },
    ],
  },
  {
    id: "interest_in_cost_of_sales",
    label: "Interest of builders in cost of sales",
    kind: "flow",
    unit: "usd",
    role: "part",
    nonnegative: true,
    tags: [
      {
        tag: "us-gaap:RealEstateInventoryCapitalizedInterestCostsCostOfSales1",
        because: "What was capitalised into houses that were sold since.",
      },
    ],
  },
  {
    id: "inventory_interest_incurred",
    isCost: true,
    label: "Interest incurred by a builder",
    kind: "flow",
    unit: "usd",
    role: "part",
    nonnegative: true,
    tags: [
      {
        tag: "us-gaap:RealEstateInventoryCapitalizedInterestCostsIncurred",
        because: "Builders capitalise interest into houses and lots: it reaches the income statement as cost of sales.",
      },
    ],
  },
  {
    id: "net_interest",
    label: "Interest income less interest expense",
    kind: "flow",
    unit: "usd",
    role: "part",
    tags: [
      { tag: "us-gaap:InterestIncomeExpenseNet", because: "The line of banks, which others use too." },
      {
        tag: "us-gaap:InterestIncomeExpenseNonoperatingNet",
        because: "The usual line of others. Negative where expense prevails, as above.",
      },
    ],
  },
  {
    ...nameFact("pretax_income"),
    tags: [
      {
        tag: "us-gaap:IncomeLossFromContinuingOperationsBeforeIncomeTaxesExtraordinaryItemsNoncontrollingInterest",
        because: "After equity-method results, before minority interest: the usual line.",
      },
      {
        tag: "us-gaap:IncomeLossFromContinuingOperationsBeforeIncomeTaxesMinorityInterestAndIncomeLossFromEquityMethodInvestments",
        because: "Before equity-method results.",
        mayBePart: true,
      },
      { tag: "us-gaap:IncomeLossFromContinuingOperationsBeforeIncomeTaxes", mayBePart: true },
    ],
    derive: [
      {
        because: "No pretax line is reported: net income with minority interest plus income tax.",
        terms: [
          { fact: "net_income_with_minority", sign: 1 },
          { fact: "income_tax", sign: 1 },
        ],
      },
      {
        because: "No pretax line is reported: net income plus income tax.",
        terms: [
          { fact: "net_income", sign: 1 },
          { fact: "income_tax", sign: 1 },
        ],
      },
    ],
  },
  {
    ...nameFact("income_tax"),
    fallbacks: ["no_tax_anywhere", "what_a_sum_leaves"],
    tags: [{ tag: "us-gaap:IncomeTaxExpenseBenefit" }],
  },
  {
    id: "tax_hint",
    isOccasional: true,
    label: "Signs of income tax",
    kind: "flow",
    unit: "usd",
    role: "part",
    tags: [
      { tag: "us-gaap:IncomeTaxesPaidNet" },
      { tag: "us-gaap:IncomeTaxesPaid" },
      { tag: "us-gaap:CurrentIncomeTaxExpenseBenefit" },
      { tag: "us-gaap:DeferredIncomeTaxExpenseBenefit" },
    ],
  },
  {
    id: "interest_in_result",
    label: "Interest that reduced pretax income",
    kind: "flow",
    unit: "usd",
    role: "part",
    rule: "interest_in_result",
    tags: [],
  },
  {
    ...nameFact("net_income"),
    tags: [
      { tag: "us-gaap:NetIncomeLoss", because: "What belongs to the owners of the parent." },
      { tag: "us-gaap:NetIncomeLossAttributableToParent" },
    ],
    derive: [
      {
        because: "Net income with minority interest less the minority's share.",
        terms: [
          { fact: "net_income_with_minority", sign: 1 },
          { fact: "net_income_minority", sign: -1 },
          { fact: "net_income_redeemable_minority", sign: -1, optional: true },
        ],
      },
    ],
    fallbacks: ["no_minority_income", "common_and_preferred"],
    plausibility: ["before_preferred"],
  },
  {
    id: "net_income_with_minority",
    label: "Net income with minority interest",
    kind: "flow",
    unit: "usd",
    role: "part",
    tags: [{ tag: "us-gaap:ProfitLoss" }],
  },
  {
    id: "net_income_minority",
    label: "Net income of the minority interest",
    kind: "flow",
    unit: "usd",
    role: "part",
    tags: [{ tag: "us-gaap:NetIncomeLossAttributableToNoncontrollingInterest" }],
  },
  {
    ...nameFact("diluted_shares"),
    plausibility: ["share_scale"],
    aggregate: "average",
    nonnegative: true,
    tags: [
      { tag: "us-gaap:WeightedAverageNumberOfDilutedSharesOutstanding", because: "The usual line." },
      {
        tag: "us-gaap:WeightedAverageNumberOfShareOutstandingBasicAndDiluted",
        because: "Of loss-makers, for whom basic and diluted are one.",
      },
    ],
    derive: [
      {
        because: "No diluted count is reported: the average count without dilution.",
        terms: [{ fact: "basic_shares", sign: 1 }],
      },
    ],
  },
  {
    id: "basic_shares",
    label: "Average shares without dilution",
    kind: "flow",
    unit: "shares",
    role: "part",
    aggregate: "average",
    nonnegative: true,
    tags: [{ tag: "us-gaap:WeightedAverageNumberOfSharesOutstandingBasic" }],
  },
  {
    ...nameFact("eps_diluted"),
    plausibility: ["one_share_count"],
    tags: [],
    derive: [{ because: "As reported.", terms: [{ fact: "eps_reported", sign: 1 }] }],
  },
  {
    id: "eps_reported",
    label: "Diluted earnings per share as reported",
    kind: "flow",
    unit: "usd_per_share",
    role: "part",
    tags: [
      { tag: "us-gaap:EarningsPerShareDiluted", because: "The usual line." },
      { tag: "us-gaap:EarningsPerShareBasicAndDiluted", because: "Of loss-makers." },
      { tag: "us-gaap:EarningsPerShareBasic", because: "Where no diluted figure is given.", mayBePart: true },
    ],
  },
  {
    ...nameFact("equity_method_income"),
    tags: [{ tag: "us-gaap:IncomeLossFromEquityMethodInvestments" }],
  },
];

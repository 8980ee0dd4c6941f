import type { FactDefinition } from "./definition";

/** Facts of the income statement from interest to earnings per share. */
export const earningsDefinitions: readonly FactDefinition[] = [
  {
    id: "net_interest_expense",
    label: "Interest expense less interest income",
    kind: "flow",
    unit: "usd",
    role: "part",
    nonnegative: true,
    tags: [],
    derive: [
      { because: "The net interest line, where expense prevails.", terms: [{ fact: "net_interest", sign: -1 }] },
    ],
  },
  {
    id: "interest_expense",
    label: "Interest expense",
    kind: "flow",
    unit: "usd",
    role: "public",
    nonnegative: true,
    lastResorts: ["no_debt_no_interest", "net_interest", "yearly_report"],
    tags: [],
    derive: [{ because: "As reported.", terms: [{ fact: "interest_reported", sign: 1 }] }],
  },
  {
    id: "interest_reported",
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
      { tag: "us-gaap:FinancingInterestExpense", mayBePart: true },
      { tag: "us-gaap:InterestCostsIncurred", because: "Before what builders capitalise.", mayBePart: true },
      {
        tag: "us-gaap:InterestExpenseOther",
        because: "Of car dealers, who show interest on their stock of cars apart.",
        mayBePart: true,
      },
    ],
  },
  {
    id: "net_interest",
    label: "Interest income less interest expense",
    kind: "flow",
    unit: "usd",
    role: "part",
    tags: [{ tag: "us-gaap:InterestIncomeExpenseNonoperatingNet", because: "Negative where expense prevails." }],
    derive: [
      { because: "The line of banks, which others use too.", terms: [{ fact: "net_interest_income", sign: 1 }] },
    ],
  },
  {
    id: "pretax_income",
    label: "Pretax income",
    kind: "flow",
    unit: "usd",
    role: "public",
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
    id: "income_tax",
    label: "Income tax",
    kind: "flow",
    unit: "usd",
    role: "public",
    lastResorts: ["no_tax_anywhere"],
    tags: [{ tag: "us-gaap:IncomeTaxExpenseBenefit" }],
  },
  {
    id: "tax_hint",
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
    id: "net_income",
    label: "Net income",
    kind: "flow",
    unit: "usd",
    role: "public",
    tags: [
      { tag: "us-gaap:NetIncomeLoss", because: "What belongs to the owners of the parent." },
      { tag: "us-gaap:NetIncomeLossAttributableToParent" },
      {
        tag: "us-gaap:NetIncomeLossAvailableToCommonStockholdersBasic",
        because: "After preferred dividends; equal to the above where there are none.",
        mayBePart: true,
      },
    ],
    derive: [
      {
        because: "Net income with minority interest less the minority's share.",
        terms: [
          { fact: "net_income_with_minority", sign: 1 },
          { fact: "net_income_minority", sign: -1, optional: true },
        ],
      },
    ],
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
    id: "diluted_shares",
    label: "Average diluted shares",
    kind: "flow",
    unit: "shares",
    role: "public",
    aggregate: "average",
    nonnegative: true,
    tags: [
      { tag: "us-gaap:WeightedAverageNumberOfDilutedSharesOutstanding", because: "The usual line." },
      {
        tag: "us-gaap:WeightedAverageNumberOfShareOutstandingBasicAndDiluted",
        because: "Of loss-makers, for whom basic and diluted are one.",
      },
      {
        tag: "us-gaap:WeightedAverageNumberOfSharesOutstandingBasic",
        because: "Without dilution; only where no diluted count is given.",
        mayBePart: true,
      },
    ],
  },
  {
    id: "eps_diluted",
    label: "Diluted earnings per share",
    kind: "flow",
    unit: "usd_per_share",
    role: "public",
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
];

import type { FactDefinition } from "./definition";
import { nameFact } from "./fact-name";

/** Facts of the income statement down to operating income. */
export const operatingDefinitions: readonly FactDefinition[] = [
  {
    ...nameFact("revenue"),
    isSteady: true,
    plausibility: ["second_hand_revenue"],
    wholeIsLargest: true,
    nonnegative: true,
    tags: [
      { tag: "us-gaap:Revenues", because: "The total line, whatever it consists of." },
      {
        tag: "us-gaap:RevenuesNetOfInterestExpense",
        because: "The total line of brokers and lenders.",
      },
      {
        tag: "us-gaap:RevenueFromContractWithCustomerExcludingAssessedTax",
        because: "The total line of most companies, but of lessors (Herc) only the part that is not rent.",
        mayBePart: true,
      },
      {
        tag: "us-gaap:RevenueFromContractWithCustomerIncludingAssessedTax",
        because: "As above, with taxes that are passed on.",
        mayBePart: true,
      },
      { tag: "us-gaap:RegulatedAndUnregulatedOperatingRevenue", because: "The total line of utilities." },
      { tag: "us-gaap:SalesRevenueNet", because: "The total line before 2018." },
      { tag: "us-gaap:RealEstateRevenueNet", because: "The total line of REITs before 2018.", mayBePart: true },
      {
        tag: "us-gaap:SalesRevenueGoodsNet",
        because: "Before 2018, of companies that only sell goods.",
        mayBePart: true,
      },
      {
        tag: "us-gaap:SalesRevenueServicesNet",
        because: "Before 2018, of companies that only sell services.",
        mayBePart: true,
      },
      { tag: "us-gaap:HealthCareOrganizationRevenue", because: "Before 2018, of hospitals.", mayBePart: true },
      { tag: "us-gaap:OilAndGasRevenue", because: "Before 2018, of producers.", mayBePart: true },
      { tag: "us-gaap:OperatingLeasesIncomeStatementLeaseRevenue", because: "Of pure lessors.", mayBePart: true },
      { tag: "us-gaap:OperatingLeaseLeaseIncome", because: "Of REITs that only let.", mayBePart: true },
      { tag: "us-gaap:InvestmentBankingRevenue", because: "Of advisers who do nothing else.", mayBePart: true },
    ],
    derive: [
      {
        because: "Total revenue of a bank, when it gives no total line.",
        isWhole: true,
        terms: [
          { fact: "net_interest_income", sign: 1 },
          { fact: "noninterest_income", sign: 1 },
        ],
      },
    ],
  },
  {
    ...nameFact("cost_of_revenue"),
    isOneWay: true,
    isCost: true,
    nonnegative: true,
    tags: [
      { tag: "us-gaap:CostOfRevenue", because: "The total line." },
      { tag: "us-gaap:CostOfGoodsAndServicesSold", because: "The total line of most companies.", mayBePart: true },
      { tag: "us-gaap:CostOfGoodsSold", because: "Before 2018.", mayBePart: true },
      { tag: "us-gaap:CostOfServices", because: "Before 2018.", mayBePart: true },
      {
        tag: "us-gaap:CostOfGoodsAndServiceExcludingDepreciationDepletionAndAmortization",
        because: "Without depreciation, hence too low; only where nothing better is given.",
        mayBePart: true,
      },
    ],
    derive: [
      {
        because: "Revenue less gross profit.",
        terms: [
          { fact: "revenue", sign: 1 },
          { fact: "gross_profit_reported", sign: -1 },
        ],
      },
    ],
  },
  {
    id: "gross_profit_reported",
    label: "Gross profit as reported",
    kind: "flow",
    unit: "usd",
    role: "part",
    tags: [{ tag: "us-gaap:GrossProfit" }],
  },
  {
    ...nameFact("gross_profit"),
    tags: [],
    derive: [
      { because: "As reported.", terms: [{ fact: "gross_profit_reported", sign: 1 }] },
      {
        because: "Revenue less cost of revenue.",
        terms: [
          { fact: "revenue", sign: 1 },
          { fact: "cost_of_revenue", sign: -1 },
        ],
      },
    ],
  },
  {
    ...nameFact("rd_expense"),
    isOneWay: true,
    isCost: true,
    fallbacks: ["yearly_report"],
    tags: [
      { tag: "us-gaap:ResearchAndDevelopmentExpense", because: "The total line." },
      {
        tag: "us-gaap:ResearchAndDevelopmentExpenseExcludingAcquiredInProcessCost",
        because: "The line of companies that show bought projects apart.",
      },
      { tag: "us-gaap:ResearchAndDevelopmentExpenseSoftwareExcludingAcquiredInProcessCost", mayBePart: true },
    ],
  },
  {
    ...nameFact("sga_expense"),
    isOneWay: true,
    isCost: true,
    tags: [{ tag: "us-gaap:SellingGeneralAndAdministrativeExpense", because: "The total line." }],
    derive: [
      {
        because: "General and administrative plus selling and marketing expense.",
        terms: [
          { fact: "general_expense", sign: 1 },
          { fact: "selling_expense", sign: 1, optional: true },
        ],
      },
    ],
  },
  {
    id: "general_expense",
    label: "General and administrative expense",
    kind: "flow",
    unit: "usd",
    role: "part",
    tags: [{ tag: "us-gaap:GeneralAndAdministrativeExpense" }],
  },
  {
    id: "selling_expense",
    label: "Selling and marketing expense",
    kind: "flow",
    unit: "usd",
    role: "part",
    tags: [
      { tag: "us-gaap:SellingAndMarketingExpense" },
      { tag: "us-gaap:SellingExpense", because: "Without marketing.", mayBePart: true },
      { tag: "us-gaap:MarketingExpense", mayBePart: true },
    ],
  },
  {
    id: "operating_expenses",
    isCost: true,
    label: "Operating expenses",
    kind: "flow",
    unit: "usd",
    role: "part",
    tags: [{ tag: "us-gaap:OperatingExpenses" }],
  },
  {
    ...nameFact("operating_income"),
    tags: [{ tag: "us-gaap:OperatingIncomeLoss" }],
    derive: [
      {
        because: "Reported gross profit less operating expenses.",
        terms: [
          { fact: "gross_profit_reported", sign: 1 },
          { fact: "operating_expenses", sign: -1 },
        ],
      },
    ],
  },
  {
    id: "property_sale_gain",
    label: "Gain on property sold",
    kind: "flow",
    unit: "usd",
    role: "part",
    tags: [
      { tag: "us-gaap:GainLossOnSaleOfProperties", because: "The line of REITs, before tax." },
      { tag: "us-gaap:GainsLossesOnSalesOfInvestmentRealEstate" },
    ],
  },
  {
    ...nameFact("ebit"),
    rule: "ebit",
    tags: [],
    derive: [
      { because: "Operating income.", terms: [{ fact: "operating_income", sign: 1 }] },
      {
        because: "No operating income is reported: pretax income plus interest expense, less gains on property sold.",
        terms: [
          { fact: "pretax_income", sign: 1 },
          { fact: "interest_in_result", sign: 1 },
          { fact: "property_sale_gain", sign: -1, optional: true },
        ],
      },
      {
        because:
          "No operating income and no gross interest is reported: pretax income less the net interest result and gains on property sold.",
        terms: [
          { fact: "pretax_income", sign: 1 },
          { fact: "net_interest_expense", sign: 1 },
          { fact: "property_sale_gain", sign: -1, optional: true },
        ],
      },
    ],
  },
];

import type { FactDefinition } from "./definition";

/** Lines that no column shows: they are the missing terms of the sums that cross-checks add up. */
export const checkDefinitions: readonly FactDefinition[] = [
  {
    id: "exchange_rate_effect",
    label: "Effect of exchange rates on cash",
    kind: "flow",
    unit: "usd",
    role: "part",
    tags: [
      { tag: "us-gaap:EffectOfExchangeRateOnCashCashEquivalentsRestrictedCashAndRestrictedCashEquivalents" },
      {
        tag: "us-gaap:EffectOfExchangeRateOnCashCashEquivalentsRestrictedCashAndRestrictedCashEquivalentsIncludingDisposalGroupAndDiscontinuedOperations",
      },
      { tag: "us-gaap:EffectOfExchangeRateOnCashAndCashEquivalents", because: "Before 2018." },
      { tag: "us-gaap:EffectOfExchangeRateOnCash" },
    ],
  },
  {
    id: "cash_change",
    label: "Change in cash with restricted cash",
    kind: "flow",
    unit: "usd",
    role: "part",
    tags: [
      {
        tag: "us-gaap:CashCashEquivalentsRestrictedCashAndRestrictedCashEquivalentsPeriodIncreaseDecreaseIncludingExchangeRateEffect",
      },
      {
        tag: "us-gaap:CashAndCashEquivalentsPeriodIncreaseDecrease",
        because: "Before 2018, without restricted cash.",
      },
      { tag: "us-gaap:CashPeriodIncreaseDecrease" },
    ],
  },
  {
    id: "cash_change_before_exchange",
    label: "Change in cash before the effect of exchange rates",
    kind: "flow",
    unit: "usd",
    role: "part",
    tags: [
      {
        tag: "us-gaap:CashCashEquivalentsRestrictedCashAndRestrictedCashEquivalentsPeriodIncreaseDecreaseExcludingExchangeRateEffect",
      },
      { tag: "us-gaap:CashAndCashEquivalentsPeriodIncreaseDecreaseExcludingExchangeRateEffect" },
    ],
  },
  {
    id: "discontinued_cash_flow",
    label: "Cash flow of discontinued operations",
    kind: "flow",
    unit: "usd",
    role: "part",
    tags: [
      { tag: "us-gaap:NetCashProvidedByUsedInDiscontinuedOperations", because: "All three kinds." },
      { tag: "us-gaap:CashProvidedByUsedInOperatingActivitiesDiscontinuedOperations", mayBePart: true },
    ],
  },
  {
    id: "discontinued_income",
    label: "Income of discontinued operations",
    kind: "flow",
    unit: "usd",
    role: "part",
    tags: [
      { tag: "us-gaap:IncomeLossFromDiscontinuedOperationsNetOfTax", because: "With the minority's share." },
      { tag: "us-gaap:IncomeLossFromDiscontinuedOperationsNetOfTaxAttributableToReportingEntity" },
      { tag: "us-gaap:DiscontinuedOperationIncomeLossFromDiscontinuedOperationDuringPhaseOutPeriodNetOfTax" },
    ],
  },
  {
    id: "net_income_redeemable_minority",
    label: "Net income of the redeemable minority interest",
    kind: "flow",
    unit: "usd",
    role: "part",
    tags: [{ tag: "us-gaap:NetIncomeLossAttributableToRedeemableNoncontrollingInterest" }],
  },
  {
    id: "preferred_dividends",
    label: "Dividends of preferred shares in earnings per share",
    kind: "flow",
    unit: "usd",
    role: "part",
    tags: [
      { tag: "us-gaap:PreferredStockDividendsIncomeStatementImpact" },
      { tag: "us-gaap:PreferredStockDividendsAndOtherAdjustments" },
    ],
  },
  {
    id: "net_income_to_common",
    label: "Net income of common shares",
    kind: "flow",
    unit: "usd",
    role: "part",
    tags: [
      { tag: "us-gaap:NetIncomeLossAvailableToCommonStockholdersBasic", because: "After preferred dividends." },
      { tag: "us-gaap:NetIncomeLossAvailableToCommonStockholdersDiluted" },
    ],
  },
  {
    id: "costs_and_expenses",
    label: "Costs and expenses",
    kind: "flow",
    unit: "usd",
    role: "part",
    tags: [{ tag: "us-gaap:CostsAndExpenses", because: "Cost of revenue and operating expenses in one figure." }],
  },
  {
    id: "liabilities_noncurrent",
    label: "Noncurrent liabilities",
    kind: "balance",
    unit: "usd",
    role: "part",
    tags: [{ tag: "us-gaap:LiabilitiesNoncurrent" }],
  },
];

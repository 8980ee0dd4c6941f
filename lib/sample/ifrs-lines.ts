import type { TagLine } from "./tag-line";

function line(timing: TagLine["timing"], tag: string, label: string, terms: TagLine["terms"]): TagLine {
  return { taxonomy: "ifrs-full", tag, label, unit: "USD", timing, terms, core: true };
}

/** The lines of a foreign filer that reports once a year under IFRS. */
export const ifrsLines: readonly TagLine[] = [
  line("income", "Revenue", "Revenue", [["revenue", 1]]),
  line("income", "CostOfSales", "Cost of sales", [["costOfRevenue", 1]]),
  line("income", "GrossProfit", "Gross profit", [["grossProfit", 1]]),
  line("income", "ProfitLossFromOperatingActivities", "Operating profit", [["operatingIncome", 1]]),
  line("income", "FinanceCosts", "Finance costs", [["interestExpense", 1]]),
  line("income", "ProfitLossBeforeTax", "Profit before tax", [["pretaxIncome", 1]]),
  line("income", "IncomeTaxExpenseContinuingOperations", "Tax expense", [["incomeTax", 1]]),
  line("income", "ProfitLoss", "Profit", [["profitLoss", 1]]),
  line("income", "ProfitLossAttributableToOwnersOfParent", "Profit of the owners", [["netIncome", 1]]),
  line("cash", "CashFlowsFromUsedInOperatingActivities", "Operating cash flow", [["operatingCashFlow", 1]]),
  line("cash", "PurchaseOfPropertyPlantAndEquipmentClassifiedAsInvestingActivities", "Capital expenditure", [
    ["capitalExpenditure", 1],
  ]),
  line("balance", "Assets", "Assets", [["totalAssets", 1]]),
  line("balance", "CurrentAssets", "Current assets", [["currentAssets", 1]]),
  line("balance", "CashAndCashEquivalents", "Cash and cash equivalents", [["cash", 1]]),
  line("balance", "Inventories", "Inventories", [["inventory", 1]]),
  line("balance", "PropertyPlantAndEquipment", "Property, plant and equipment", [["property", 1]]),
  line("balance", "Liabilities", "Liabilities", [["totalLiabilities", 1]]),
  line("balance", "CurrentLiabilities", "Current liabilities", [["currentLiabilities", 1]]),
  line("balance", "Equity", "Equity", [
    ["equity", 1],
    ["minorityInterest", 1],
  ]),
  line("balance", "EquityAttributableToOwnersOfParent", "Equity of the owners", [["equity", 1]]),
  line("balance", "RetainedEarnings", "Retained earnings", [["retainedEarnings", 1]]),
  {
    ...line("cover", "EntityCommonStockSharesOutstanding", "Shares outstanding", [["sharesOutstanding", 1]]),
    unit: "shares",
    taxonomy: "dei",
  },
];

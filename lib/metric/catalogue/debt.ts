import {
  appliesTo,
  commonUse,
  declareNumber,
  declareRatio,
  declareTimes,
  declareUsd,
  ownChoice,
} from "#lib/metric/declare";
import type { Metric } from "#lib/metric/metric";

const category = "debt";

const coverSource = ownChoice(
  "EBIT over gross interest is the common definition. Never net interest; a debt-free company has no cover instead of an infinite one; a negative cover stands.",
);

const boundSource = ownChoice(
  "A bound that holds whatever the figures are that were not reported; rules use it where it settles them.",
);

const impairmentSource = ownChoice(
  "As interest cover, without what an impairment alone takes off it. Reported cover stays beside it.",
);

const adjustedSource = ownChoice(
  "Rating agencies count leases and most preferred shares as debt. Plain leverage stays beside it.",
);

/** Twelve months of earnings over gross interest. Who owes nothing has no cover. */
function writeCover(earnings: string): string {
  return `if(total_debt is known and total_debt = 0, missing(no_debt), if(interest_expense is known and interest_expense <= 0, missing(not_meaningful), ${earnings} / interest_expense))`;
}

/** In how many of three years a cover is below 1; a year without debt is covered. */
function writeYearsBelow(cover: string): string {
  return ["", "[-1]", "[-2]"].map((lag) => `if(${cover}${lag} is no_debt, 0, ${cover}${lag} < 1, 1, 0)`).join(" + ");
}

/** How heavy the debt is, against earnings, equity and assets. */
export const debtMetrics: readonly Metric[] = [
  declareUsd({
    id: "net_debt",
    label: "Net debt",
    description: "Total debt less liquidity. Negative when liquidity exceeds debt (net cash).",
    better: "lower",
    category,
    applies: appliesTo.operating,
    formula: "total_debt - liquidity",
    source: commonUse,
  }),
  declareUsd({
    id: "net_debt_low",
    label: "Net debt (at least)",
    description: "Total debt less the most liquidity that the balance sheet allows.",
    better: "lower",
    category,
    applies: appliesTo.operating,
    formula: "total_debt - liquidity_high",
    source: boundSource,
  }),
  declareUsd({
    id: "net_debt_high",
    label: "Net debt (at most)",
    description: "Debt, at most, less the liquidity that is reported.",
    better: "lower",
    category,
    applies: appliesTo.operating,
    formula: "debt_high - liquidity_low",
    source: boundSource,
  }),
  declareTimes({
    id: "net_debt_to_ebitda",
    label: "Net debt / EBITDA",
    description:
      "Years of EBITDA that would repay net debt. Not meaningful when EBITDA is not positive; negative with net cash.",
    better: "lower",
    category,
    applies: appliesTo.operating,
    formula: "if(ebitda <= 0, missing(not_meaningful), net_debt / ebitda)",
    source: commonUse,
  }),
  declareTimes({
    id: "debt_to_ebitda",
    label: "Debt / EBITDA",
    description: "Total debt over EBITDA. Not meaningful when EBITDA is not positive.",
    better: "lower",
    category,
    applies: appliesTo.operating,
    formula: "if(ebitda <= 0, missing(not_meaningful), total_debt / ebitda)",
    source: commonUse,
  }),
  declareTimes({
    id: "debt_to_equity",
    label: "Debt / equity",
    description: "Total debt over shareholders' equity. Not meaningful when equity is not positive.",
    better: "lower",
    category,
    applies: appliesTo.operating,
    formula: "if(equity <= 0, missing(not_meaningful), total_debt / equity)",
    source: commonUse,
  }),
  declareRatio({
    id: "debt_to_assets",
    label: "Debt / assets",
    description: "Total debt over total assets.",
    better: "lower",
    category,
    applies: appliesTo.operating,
    formula: "total_debt / total_assets",
    source: commonUse,
  }),
  declareRatio({
    id: "liabilities_to_assets",
    label: "Liabilities / assets",
    description: "Total liabilities over total assets; above 100% equity is negative.",
    better: "lower",
    category,
    formula: "total_liabilities / total_assets",
    source: commonUse,
  }),
  declareRatio({
    id: "equity_to_assets",
    label: "Equity / assets",
    description: "Shareholders' equity over total assets.",
    better: "higher",
    category,
    formula: "equity / total_assets",
    source: commonUse,
  }),
  declareUsd({
    id: "total_equity",
    label: "Equity of all owners",
    description:
      "Total assets less total liabilities: what belongs to the owners, to minorities and to holders of shares that may be redeemed. Negative when liabilities exceed assets.",
    better: "higher",
    category,
    formula: "total_assets - total_liabilities",
    source: commonUse,
  }),
  declareRatio({
    id: "total_equity_to_assets",
    label: "Equity of all owners / assets",
    description: "Equity of all owners over total assets.",
    better: "higher",
    category,
    formula: "total_equity / total_assets",
    source: commonUse,
  }),
  declareTimes({
    id: "interest_cover",
    label: "Interest cover",
    description:
      "EBIT over gross interest expense, trailing twelve months. Debt-free companies have no cover; a loss gives a negative cover; interest that is not reported never counts as covered.",
    better: "higher",
    category,
    applies: appliesTo.operating,
    formula: writeCover("ebit"),
    source: coverSource,
  }),
  declareTimes({
    id: "interest_cover_fy",
    label: "Interest cover (fiscal year)",
    description: "EBIT over gross interest expense of the latest fiscal year, by the rules of interest cover.",
    better: "higher",
    category,
    applies: appliesTo.operating,
    formula:
      "if(total_debt_fy is known and total_debt_fy = 0, missing(no_debt), if(interest_expense_fy is known and interest_expense_fy <= 0, missing(not_meaningful), ebit_fy / interest_expense_fy))",
    source: coverSource,
  }),
  declareTimes({
    id: "ebitda_cover",
    label: "EBITDA cover",
    description:
      "EBITDA over gross interest expense, by the rules of interest cover. The measure for REITs, whose depreciation is not a cost of the same kind.",
    better: "higher",
    category,
    applies: appliesTo.operating,
    formula: writeCover("ebitda"),
    source: commonUse,
  }),
  declareTimes({
    id: "interest_cover_before_impairments",
    label: "Interest cover before impairments",
    description: "EBIT before impairments over gross interest expense, by the rules of interest cover.",
    better: "higher",
    category,
    applies: appliesTo.operating,
    formula: writeCover("ebit_before_impairments"),
    source: impairmentSource,
  }),
  declareTimes({
    id: "ebitda_cover_before_impairments",
    label: "EBITDA cover before impairments",
    description: "EBITDA before impairments over gross interest expense, by the rules of interest cover.",
    better: "higher",
    category,
    applies: appliesTo.operating,
    formula: writeCover("ebitda_before_impairments"),
    source: impairmentSource,
  }),
  declareNumber({
    id: "years_uncovered_before_impairments",
    label: "Years with cover before impairments below 1",
    description:
      "In how many of the last three twelve-month periods EBIT before impairments was below interest. A year without debt counts as covered. Missing unless all three are known.",
    unit: "count",
    format: "count",
    better: "lower",
    category,
    applies: appliesTo.operating,
    formula: writeYearsBelow("interest_cover_before_impairments"),
    source: impairmentSource,
  }),
  declareNumber({
    id: "years_uncovered",
    label: "Years with cover below 1",
    description:
      "In how many of the last three twelve-month periods EBIT was below interest. A year without debt counts as covered. Missing unless all three are known.",
    unit: "count",
    format: "count",
    better: "lower",
    category,
    applies: appliesTo.operating,
    formula: writeYearsBelow("interest_cover"),
    source: ownChoice("The BIS and OECD definition of a zombie firm asks for three years; we count them."),
  }),
  declareUsd({
    id: "ffo",
    label: "Funds from operations",
    description: "Net income plus depreciation and amortization, trailing twelve months.",
    better: "higher",
    category,
    applies: appliesTo.operating,
    formula: "net_income + depreciation_amortization",
    source: commonUse,
  }),
  declareRatio({
    id: "ffo_to_debt",
    label: "FFO / debt",
    description: "Funds from operations over total debt; no debt when there is none.",
    better: "higher",
    category,
    applies: appliesTo.operating,
    formula: "if(total_debt = 0, missing(no_debt), ffo / total_debt)",
    source: commonUse,
  }),
  declareRatio({
    id: "operating_cash_flow_to_debt",
    label: "Operating cash flow / debt",
    description: "Operating cash flow over total debt; no debt when there is none.",
    better: "higher",
    category,
    applies: appliesTo.operating,
    formula: "if(total_debt = 0, missing(no_debt), operating_cash_flow / total_debt)",
    source: commonUse,
  }),
  declareUsd({
    id: "adjusted_debt",
    label: "Adjusted debt",
    description:
      "Total debt, finance leases included, plus operating leases and preferred shares. Missing unless all three are known.",
    better: "lower",
    category,
    applies: appliesTo.operating,
    formula: "total_debt + operating_lease_liability + preferred_stock",
    source: adjustedSource,
  }),
  declareUsd({
    id: "adjusted_debt_low",
    label: "Adjusted debt (at least)",
    description: "Total debt plus operating leases and preferred shares where these are known.",
    better: "lower",
    category,
    applies: appliesTo.operating,
    formula: "total_debt + coalesce(operating_lease_liability, 0) + coalesce(preferred_stock, 0)",
    source: boundSource,
  }),
  declareTimes({
    id: "adjusted_debt_to_ebitda",
    label: "Adjusted debt / EBITDA",
    description:
      "Adjusted debt over EBITDA, which rent of operating leases lowers already: rather too harsh on tenants. Not meaningful when EBITDA is not positive.",
    better: "lower",
    category,
    applies: appliesTo.operating,
    formula: "if(ebitda <= 0, missing(not_meaningful), adjusted_debt / ebitda)",
    source: adjustedSource,
  }),
  declareUsd({
    id: "average_debt",
    label: "Average debt",
    description: "Mean of total debt now and a year before; the latest alone where the earlier one is not known.",
    better: "lower",
    category,
    applies: appliesTo.operating,
    formula: "if(total_debt[-1] is known, (total_debt + total_debt[-1]) / 2, total_debt)",
    source: commonUse,
  }),
  declareRatio({
    id: "effective_interest_rate",
    label: "Effective interest rate",
    description: "Gross interest expense over average debt; no debt when there was none.",
    better: "lower",
    category,
    applies: appliesTo.operating,
    formula: "if(average_debt = 0, missing(no_debt), interest_expense / average_debt)",
    source: commonUse,
  }),
  declareUsd({
    id: "debt_high",
    label: "Debt (at most)",
    description:
      "Total debt; where it is not reported, total liabilities less those that are surely no debt: to suppliers, for operating leases, to customers, deferred tax.",
    better: "lower",
    category,
    applies: appliesTo.operating,
    formula: "coalesce(total_debt, max(total_liabilities - coalesce(nondebt_liabilities, 0), 0))",
    source: boundSource,
  }),
  declareUsd({
    id: "debt_most",
    label: "Debt now or a year before (at most)",
    description: "The larger of debt, at most, now and a year before.",
    better: "lower",
    category,
    applies: appliesTo.operating,
    formula: "max(debt_high, coalesce(debt_high[-1], debt_high))",
    source: boundSource,
  }),
];

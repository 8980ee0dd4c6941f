import { appliesTo, commonUse, declareRatio, literature } from "#lib/metric/declare";
import type { Metric } from "#lib/metric/metric";

const applies = appliesTo.bank;

/** What banks are judged by. */
export const financialMetrics: readonly Metric[] = [
  declareRatio({
    id: "texas_ratio",
    label: "Texas ratio",
    description:
      "Nonperforming loans over tangible equity and the allowance for credit losses. Not meaningful when those are not positive.",
    better: "lower",
    category: "debt",
    applies,
    formula:
      "if(tangible_equity + allowance <= 0, missing(not_meaningful), nonperforming_loans / (tangible_equity + allowance))",
    source: literature("Cassidy (RBC), 1980s. Foreclosed assets are left out, for few filers give them."),
  }),
  declareRatio({
    id: "loans_to_deposits",
    label: "Loans / deposits",
    description: "Net loans over deposits.",
    better: "none",
    category: "debt",
    applies,
    formula: "loans_net / deposits",
    source: commonUse,
  }),
  declareRatio({
    id: "allowance_to_loans",
    label: "Allowance / loans",
    description: "Allowance for credit losses over gross loans.",
    better: "none",
    category: "debt",
    applies,
    formula: "allowance / (loans_net + allowance)",
    source: commonUse,
  }),
  declareRatio({
    id: "net_interest_income_to_assets",
    label: "Net interest income / assets",
    description: "Net interest income over average total assets.",
    better: "higher",
    category: "returns",
    applies,
    formula: "net_interest_income / average_assets",
    source: commonUse,
  }),
  declareRatio({
    id: "provision_to_loans",
    label: "Provision / loans",
    description: "Provision for credit losses over gross loans.",
    better: "lower",
    category: "debt",
    applies,
    formula: "provision_credit_losses / (loans_net + allowance)",
    source: commonUse,
  }),
];

import { appliesTo, literature, ownChoice, published } from "#lib/metric/declare";
import type { Rule } from "#lib/verdict/policy/policy";
import { speaksOf } from "./speaks-of";

const policySource = ownChoice("Policy version 1.");

/**
 * Each rule first asks what settles it without the figure that filings often lack: EBIT against the most that debt may
 * cost, debt due against what is surely there. Only where that leaves the answer open does the missing figure matter.
 */
export const weakRules: readonly Rule[] = [
  {
    id: "w1",
    side: "weak",
    label: "Interest not covered",
    description: "The company owes money and its EBIT hardly pays the interest, or does not.",
    applies: speaksOf.operatingByEbit,
    formula:
      "total_debt > 0 and ebit_low < w1_cover * interest_most and (ebit <= 0 or ebit < w1_cover * interest_least or interest_cover < w1_cover)",
    measure: { metric: "interest_cover", limit: "w1_cover" },
    caveat:
      "It fires for a company that owes next to nothing, and for one whose cash pays debt and interest many times over. An impairment, which costs no cash, can make it true.",
    source: policySource,
  },
  {
    id: "w1_reit",
    side: "weak",
    label: "Interest not covered (REIT)",
    description: "The REIT owes money and its EBITDA hardly pays the interest, or does not.",
    applies: appliesTo.reit,
    formula:
      "total_debt > 0 and ebitda < w1_reit_cover * interest_most and (ebitda <= 0 or ebitda < w1_reit_cover * interest_least or ebitda_cover < w1_reit_cover)",
    measure: { metric: "ebitda_cover", limit: "w1_reit_cover" },
    caveat: "EBITDA ignores what buildings need to stay let, so that a REIT with old buildings passes too easily.",
    source: ownChoice("Depreciation of real estate is not a cost of the same kind, so REITs are judged by EBITDA."),
  },
  {
    id: "w2",
    side: "weak",
    label: "Zombie",
    description: "EBIT did not pay the interest in {w2_years} of the last three years.",
    applies: speaksOf.operatingByEbit,
    formula: "total_debt > 0 and ebit_low < interest_most and years_uncovered >= w2_years",
    measure: { metric: "years_uncovered", limit: "w2_years" },
    caveat: "Three years of investment look like three years of failure. Cash on hand is not counted.",
    source: published("Zombie firms as the BIS and the OECD define them."),
  },
  {
    id: "w2_financial",
    side: "weak",
    label: "Losses for three years (financial)",
    description: "A net loss in each of the last three fiscal years.",
    applies: speaksOf.financial,
    formula: "net_income_fy < 0 and net_income_fy[-1] < 0 and net_income_fy[-2] < 0",
    measure: null,
    caveat: "A young lender or insurer that sets reserves aside for growth can lose money for three years by design.",
    source: ownChoice("What a zombie is among companies whose interest is a cost of goods."),
  },
  {
    id: "w3",
    side: "weak",
    label: "Short of cash",
    description: "The company loses money and its liquidity lasts less than {w3_runway} at the present burn.",
    applies: speaksOf.operating,
    formula:
      "net_income < 0 and fcf < 0 and cash_runway_low < w3_runway and (cash_runway_high < w3_runway or cash_runway < w3_runway)",
    measure: { metric: "cash_runway", limit: "w3_runway" },
    caveat:
      "It believes a payment that comes once, such as a settlement. Purchases of vehicles or rental equipment count whole, without what their sale brings in.",
    source: policySource,
  },
  {
    id: "w4",
    side: "weak",
    label: "Cannot repay what is due",
    description: "Debt due within a year exceeds liquidity, free cash flow and undrawn credit together.",
    applies: speaksOf.operating,
    formula:
      "total_debt > 0 and due_12m_high > refinancing_sources_low and (due_12m > refinancing_sources_high or due_12m > refinancing_sources)",
    measure: { metric: "due_12m", limit: "refinancing_sources" },
    caveat:
      "Most filings tell nothing of undrawn credit. A company that is always lent to anew is short of cash by this rule each year.",
    source: policySource,
  },
  {
    id: "w5",
    side: "weak",
    label: "Altman distress",
    description: "The Altman score that applies lies in its distress zone and cover is thin.",
    applies: appliesTo.industrial,
    formula:
      "total_debt > 0 and ebit_low < w5_cover * interest_most and altman_zone = distress and (ebit <= 0 or ebit < w5_cover * interest_least or interest_cover < w5_cover)",
    measure: { metric: "interest_cover", limit: "w5_cover" },
    caveat:
      "The score was fitted to manufacturers of the 1960s. Few companies are in distress by it that are not weak by cover already.",
    source: literature("Altman's zones; thin cover is asked for because the zone alone has many false alarms."),
  },
  {
    id: "w6",
    side: "weak",
    label: "Negative equity and heavy debt",
    description: "Liabilities exceed assets and net debt is too heavy for EBITDA, or EBITDA is not positive.",
    applies: speaksOf.operating,
    formula: "equity < 0 and net_debt_high > w6_leverage * max(ebitda, 0) and net_debt > w6_leverage * max(ebitda, 0)",
    measure: { metric: "net_debt_to_ebitda", limit: "w6_leverage" },
    caveat:
      "Buybacks can make equity negative in a sound business. Interests of minorities are not counted among the owners.",
    source: policySource,
  },
  {
    id: "w6_financial",
    side: "weak",
    label: "Negative equity (financial)",
    description: "Liabilities exceed assets.",
    applies: speaksOf.financial,
    formula: "equity < 0",
    measure: null,
    caveat:
      "The parent's part of equity alone is looked at, so that a manager of funds whose partners hold the rest can look insolvent.",
    source: ownChoice("No multiple of EBITDA exists for a financial company."),
  },
  {
    id: "w7",
    side: "weak",
    label: "Bad loans or thin capital",
    description: "Nonperforming loans eat too far into capital and reserves, or core capital is too thin.",
    applies: appliesTo.bank,
    formula: "texas_ratio > w7_texas or (tangible_equity_to_assets < w7_cet1 and cet1_ratio < w7_cet1)",
    measure: { metric: "texas_ratio", limit: "w7_texas" },
    caveat:
      "Few filings give bad loans and core capital in a form that can be read. A bank whose loans turn bad between two filings passes.",
    source: literature(
      "Texas ratio and core capital as in bank supervision. Risk-weighted assets hardly exceed total assets, so tangible equity above the limit settles the second part.",
    ),
  },
];

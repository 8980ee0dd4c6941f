import { appliesTo, literature, ownChoice, published } from "#lib/metric/declare";
import type { Rule } from "#lib/verdict/policy/policy";
import { speaksOf } from "./speaks-of";

const policySource = ownChoice("Policy version 1.");

/** All that apply must be true. Bounds settle a rule where they can, as in the weak rules. */
export const resilientRules: readonly Rule[] = [
  {
    id: "r1",
    side: "resilient",
    label: "Viable by earnings",
    description: "Net income is positive over twelve months and in the latest quarter.",
    applies: appliesTo.judged,
    formula: "net_income > 0 and net_income_q > 0",
    measure: null,
    caveat: "A gain that comes once, such as the sale of a business, passes for earning power.",
    source: published("Financial viability test of the S&P 600."),
  },
  {
    id: "r2",
    side: "resilient",
    label: "Interest well covered",
    description: "EBIT pays the interest several times over, or there is no debt.",
    applies: speaksOf.operatingByEbit,
    formula:
      "total_debt = 0 or ebit_low >= r2_cover * interest_most or (ebit > 0 and ebit >= r2_cover * interest_least and interest_cover >= r2_cover)",
    measure: { metric: "interest_cover", limit: "r2_cover" },
    caveat: "Cover speaks of twelve months. A cyclical business at its peak passes easily.",
    source: policySource,
  },
  {
    id: "r2_reit",
    side: "resilient",
    label: "Interest well covered (REIT)",
    description: "EBITDA pays the interest several times over, or there is no debt.",
    applies: appliesTo.reit,
    formula:
      "total_debt = 0 or ebitda >= r2_cover * interest_most or (ebitda > 0 and ebitda >= r2_cover * interest_least and ebitda_cover >= r2_cover)",
    measure: { metric: "ebitda_cover", limit: "r2_cover" },
    caveat: "EBITDA ignores what buildings need to stay let.",
    source: ownChoice("Depreciation of real estate is not a cost of the same kind, so REITs are judged by EBITDA."),
  },
  {
    id: "r3",
    side: "resilient",
    label: "Covered after a rate rise",
    description:
      "Cover stays sufficient after a rate shift of {r3_rate_shift}, whatever share of debt floats, or there is no debt.",
    applies: speaksOf.operating,
    formula: "total_debt = 0 or (policy_earnings > 0 and (policy_cover_low >= r3_cover or policy_cover >= r3_cover))",
    favourable:
      "total_debt = 0 or (policy_earnings > 0 and (policy_cover_high >= r3_cover or policy_cover >= r3_cover))",
    measure: { metric: "policy_cover_low", limit: "r3_cover" },
    caveat:
      "The shift is parallel and the spread follows cover by a table of one date. Hedges are not in the filings in a form that can be read.",
    source: policySource,
  },
  {
    id: "r4",
    side: "resilient",
    label: "Light debt",
    description: "Net debt is a few years of EBITDA at most, or there is net cash.",
    applies: speaksOf.operatingByEbit,
    formula: writeLightDebt("r4_leverage", "ebit_low"),
    measure: { metric: "net_debt_to_ebitda", limit: "r4_leverage" },
    caveat:
      "EBITDA counts costs of leases and of software differently from one company to the next. Pensions are not counted as debt.",
    source: policySource,
  },
  {
    id: "r4_reit",
    side: "resilient",
    label: "Light debt (REIT)",
    description: "Net debt is moderate against EBITDA for a REIT, or there is net cash.",
    applies: appliesTo.reit,
    formula: writeLightDebt("r4_reit_leverage", "ebit"),
    measure: { metric: "net_debt_to_ebitda", limit: "r4_reit_leverage" },
    caveat: "Preferred shares and partners in ventures are not counted as debt.",
    source: ownChoice("Leases secure a REIT's income, and lenders allow it about twice the leverage."),
  },
  {
    id: "r5",
    side: "resilient",
    label: "Sound by Piotroski",
    description: "Most of Piotroski's nine tests are passed.",
    applies: appliesTo.industrial,
    formula: "piotroski_passed >= r5_score or (piotroski_possible >= r5_score and piotroski_f >= r5_score)",
    measure: { metric: "piotroski_f", limit: "r5_score" },
    caveat: "Nine tests of change reward a recovery from a bad year and punish a good year after a better one.",
    source: literature("Piotroski (2000). REITs lack two of the tests by their nature and are not judged by it."),
  },
  {
    id: "r6",
    side: "resilient",
    label: "Earnings backed by cash",
    description: "Accruals are not among the highest of the peers.",
    applies: speaksOf.operating,
    formula: "accruals_percentile < r6_percentile",
    measure: { metric: "accruals_percentile", limit: "r6_percentile" },
    caveat: "It compares with peers, so that a fifth always fails, whatever the accruals are.",
    source: literature("Sloan (1996): high accruals do not last."),
  },
  {
    id: "r7",
    side: "resilient",
    label: "Owners not diluted",
    description: "The share count hardly grew in a year.",
    applies: appliesTo.judged,
    formula: "share_growth_1y <= r7_share_growth",
    measure: { metric: "share_growth_1y", limit: "r7_share_growth" },
    caveat: "Shares that paid for a good purchase, and those that a REIT issued above book, count as dilution.",
    source: policySource,
  },
  {
    id: "r8",
    side: "resilient",
    label: "Well capitalised",
    description: "Equity over assets is not among the lowest of the peers.",
    applies: speaksOf.financial,
    formula: "capital_percentile > r8_percentile",
    measure: { metric: "capital_percentile", limit: "r8_percentile" },
    caveat: "It compares with peers, so that a fifth always fails. Assets of a bank are not all of the same risk.",
    source: policySource,
  },
  {
    id: "r9",
    side: "resilient",
    label: "Earns on its assets",
    description: "Return on assets is not among the lowest of the peers.",
    applies: speaksOf.financial,
    formula: "roa_percentile > r8_percentile",
    measure: { metric: "roa_percentile", limit: "r8_percentile" },
    caveat:
      "It compares with peers, so that a fifth always fails. Return on assets of different kinds of lender is hardly comparable.",
    source: policySource,
  },
  {
    id: "r10",
    side: "resilient",
    label: "Sound loans",
    description: "Nonperforming loans are small against capital and reserves.",
    applies: appliesTo.bank,
    formula: "texas_ratio < r10_texas",
    measure: { metric: "texas_ratio", limit: "r10_texas" },
    caveat: "Few filings give bad loans in a form that can be read, and a growing loan book hides them for a while.",
    source: policySource,
  },
];

function writeLightDebt(limit: string, earnings: "ebit_low" | "ebit"): string {
  return [
    "net_debt_high <= 0",
    `net_debt_high <= ${limit} * max(${earnings}, 0)`,
    `net_debt_high <= ${limit} * max(ebitda, 0)`,
    `(net_debt_low <= ${limit} * max(ebitda, 0) and net_debt <= ${limit} * max(ebitda, 0))`,
  ].join(" or ");
}

import { appliesTo, literature, ownChoice, published } from "#lib/metric/declare";
import type { Rule } from "#lib/verdict/policy/policy";
import { keepRule } from "./keep-rule";

const policySource = ownChoice("Policy version 2.");

/** Debt that is too light to say anything of the company. */
const owesLittle = "debt_high <= material_debt * total_assets";

/** Lenders and mortgage REITs. Without a code nothing tells whether another financial is one. */
const lender = "group = other_financial and sic is known";

/**
 * Of the companies that are judged by cover and cash, those whose balance sheet is their own and whose cash flow of
 * operations is that of their business. Brokers and managers of funds hold money of clients and of funds in both.
 */
const ownBalance = "group in (other, reit, clinical_biotech)";
const ownBalanceByEbit = "group in (other, clinical_biotech)";

/** The others that are judged, who hold money of clients. Little equity is no weakness of theirs; none at all is. */
const clientBalance = "group in (bank, insurer, other_financial, fee_financial)";

/** Resilient: it earns, in cash, stands a higher rate, owes little, and does not live from issuing shares. */
export const resilientRulesV2: readonly Rule[] = [
  {
    id: "r1",
    side: "resilient",
    label: "Viable by earnings",
    description:
      "Net income is positive over twelve months and over the last two quarters, and the newest quarter is no loss, or was one a year before as well.",
    applies: appliesTo.judged,
    formula: "net_income > 0 and net_income_2q > 0 and (net_income_q >= 0 or net_income_q[-4q] < 0)",
    measure: null,
    caveat:
      "A gain that comes once, such as the sale of a business, passes for earning power where two quarters hold it.",
    source: published(
      "Financial viability test of the S&P 600, by two quarters, since many businesses lose money in one season; a loss where a year before was a profit is no season.",
    ),
  },
  {
    id: "r2",
    side: "resilient",
    label: "Interest well covered",
    description: "EBIT pays the interest several times over, or debt is at most {material_debt} of assets.",
    applies: appliesTo.operatingByEbit,
    formula: `${owesLittle} or ebit_low >= r2_cover * interest_most or (ebit > 0 and ebit >= r2_cover * interest_least and interest_cover >= r2_cover)`,
    measure: { metric: "interest_cover", limit: "r2_cover" },
    caveat: "Cover speaks of twelve months. A cyclical business at its peak passes easily.",
    source: policySource,
  },
  {
    id: "r2_reit",
    side: "resilient",
    label: "Interest well covered (REIT)",
    description: "EBITDA pays the interest several times over, or debt is at most {material_debt} of assets.",
    applies: appliesTo.reit,
    formula: `${owesLittle} or ebitda >= r2_cover * interest_most or (ebitda > 0 and ebitda >= r2_cover * interest_least and ebitda_cover >= r2_cover)`,
    measure: { metric: "ebitda_cover", limit: "r2_cover" },
    caveat: "EBITDA ignores what buildings need to stay let.",
    source: ownChoice("Depreciation of real estate is not a cost of the same kind, so REITs are judged by EBITDA."),
  },
  {
    id: "r3",
    side: "resilient",
    label: "Covered after a rate rise",
    description:
      "Cover stays sufficient after a rate shift of {r3_rate_shift}, whatever share of debt floats, or debt is at most {material_debt} of assets.",
    applies: appliesTo.operating,
    formula: `${owesLittle} or (policy_earnings > 0 and (policy_cover_low >= r3_cover or policy_cover >= r3_cover))`,
    favourable: `${owesLittle} or (policy_earnings > 0 and (policy_cover_high >= r3_cover or policy_cover >= r3_cover))`,
    measure: { metric: "policy_cover_low", limit: "r3_cover" },
    caveat:
      "The shift is parallel and the spread follows cover by a table of one date. Hedges are not in the filings in a form that can be read.",
    source: policySource,
  },
  {
    id: "r4",
    side: "resilient",
    label: "Light debt",
    description:
      "Debt less cash and the short-term investments that filings tell of is {r4_leverage} EBITDA at most, or none.",
    applies: appliesTo.operatingByEbit,
    formula: writeLightDebt("r4_leverage", "ebit_low"),
    measure: { metric: "counted_debt_to_ebitda", limit: "r4_leverage" },
    caveat:
      "EBITDA counts costs of leases and of software differently from one company to the next. Pensions are not counted as debt.",
    source: policySource,
  },
  {
    id: "r4_reit",
    side: "resilient",
    label: "Light debt (REIT)",
    description:
      "Debt less cash and the short-term investments that filings tell of is {r4_reit_leverage} EBITDA at most, or none.",
    applies: appliesTo.reit,
    formula: writeLightDebt("r4_reit_leverage", "ebit"),
    measure: { metric: "counted_debt_to_ebitda", limit: "r4_reit_leverage" },
    caveat: "Preferred shares and partners in ventures are not counted as debt.",
    source: ownChoice("Leases secure a REIT's income, and lenders allow it about twice the leverage."),
  },
  {
    id: "r5",
    side: "resilient",
    label: "Earns cash",
    description: "Free cash flow, net of what is sold in the trade, is positive over twelve months.",
    applies: ownBalanceByEbit,
    formula: "fcf_most > 0 and fcf_net_of_disposals > 0",
    measure: null,
    caveat:
      "A year in which stocks are sold off or suppliers are paid late brings in cash once. A company that builds a plant fails.",
    source: policySource,
  },
  {
    id: "r5_reit",
    side: "resilient",
    label: "Earns cash (REIT)",
    description: "Operations bring in cash over twelve months.",
    applies: appliesTo.reit,
    formula: "operating_cash_flow > 0",
    measure: null,
    caveat: "Cash of operations does not show whether it pays the dividend as well.",
    source: ownChoice("A REIT's spending buys buildings that bear rent."),
  },
  {
    id: "r6",
    side: "resilient",
    label: "Earnings backed by cash",
    description:
      "Operations bring in as much cash as net income, or accruals are at most {r6_accruals} of assets, or not among the highest of the peers.",
    applies: ownBalance,
    formula: "operating_cash_flow >= net_income or accruals <= r6_accruals or accruals_percentile < r6_percentile",
    measure: { metric: "accruals", limit: "r6_accruals" },
    caveat: "Cash flow of one year moves with the day on which customers pay.",
    source: literature("Sloan (1996): high accruals do not last."),
  },
  {
    id: "r7",
    side: "resilient",
    label: "Owners not diluted",
    description:
      "The share count grew by {r7_share_growth} at most in a year, or by up to {r7_wide_growth} with revenue a share not falling.",
    applies: appliesTo.judged,
    formula:
      "share_growth_1y <= r7_share_growth or (share_growth_1y <= r7_wide_growth and revenue[-1] > 0 and revenue_growth_1y >= share_growth_1y)",
    measure: { metric: "share_growth_1y", limit: "r7_share_growth" },
    caveat:
      "A purchase paid in shares passes while revenue a share does not fall, whatever was paid. Options that are not exercised yet are not counted.",
    source: ownChoice("Shares that paid for a business which earns its part have not diluted anybody."),
  },
  keepRule("r8", appliesTo.financial),
  {
    id: "r8_lender",
    side: "resilient",
    label: "Well capitalised (lender)",
    description: "Equity of all owners is at least {r8_lender_equity} of assets.",
    applies: lender,
    formula: "total_equity_to_assets >= r8_lender_equity",
    measure: { metric: "total_equity_to_assets", limit: "r8_lender_equity" },
    caveat:
      "Lenders that sell their loans and those that hold them need different equity, and one limit is asked of both.",
    source: ownChoice(
      "Lenders and mortgage REITs without deposits live from the market, which asks for more than of a bank.",
    ),
  },
  keepRule("r9", appliesTo.financial),
  keepRule("r10", appliesTo.bank),
  {
    id: "r11",
    side: "resilient",
    label: "Cushion of equity",
    description: "Equity of all owners is at least {r11_equity} of assets.",
    applies: ownBalance,
    formula: "total_equity_to_assets >= r11_equity",
    measure: { metric: "total_equity_to_assets", limit: "r11_equity" },
    caveat: "A business that needs few assets fails by design, and goodwill counts as equity until it is written down.",
    source: ownChoice(
      "What a bad year takes first. It made no difference in 2011 to 2013 (0.4 in 100 failed within two years either way) and was kept by what was looked at in 2016 to 2018: 1.4 in 100 without it, 0.5 with it.",
    ),
  },
  {
    id: "r12",
    side: "resilient",
    label: "Owns more than it owes",
    description: "Assets exceed liabilities, minorities counted among the owners.",
    applies: clientBalance,
    formula: "total_equity > 0",
    measure: null,
    caveat: "Book values of investments are not their prices. Equity above zero by a little is no cushion.",
    source: ownChoice("Of the others r11 asks for more."),
  },
];

function writeLightDebt(limit: string, earnings: "ebit_low" | "ebit"): string {
  return [
    "counted_debt_high <= 0",
    `counted_debt_high <= ${limit} * max(${earnings}, 0)`,
    `counted_debt_high <= ${limit} * max(ebitda, 0)`,
    `(counted_debt_low <= ${limit} * max(ebitda, 0) and counted_debt <= ${limit} * max(ebitda, 0))`,
  ].join(" or ");
}

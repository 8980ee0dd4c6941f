import { appliesTo, ownChoice, published } from "#lib/metric/declare";
import type { Rule } from "#lib/verdict/policy/policy";
import { keepRule } from "./keep-rule";

const policySource = ownChoice("Policy version 2.");

/** Debt that is heavy enough to say something of the company. */
const owes = "total_debt > material_debt * total_assets";
const isNetDebtor = "net_debt_high > 0 and (net_debt > 0 or net_debt_least > 0)";

/** Three years of losses with debt are not covered, whatever the interest was. */
const lostMoney = "(best_ebit_3y < 0 and least_debt_3y > 0)";

/** No cash comes in: settled where operations bring none in, whatever was spent. */
const burnsCash = "(fcf_net_of_disposals < 0 or fcf_most < 0)";

/** The most net debt that its earnings carry. */
const heaviest = "w6_leverage * max(ebitda_before_impairments, 0)";

/**
 * Weak: this company may not get through by its own means. As in version 1, each rule first asks what settles it without
 * the figure that filings often lack.
 */
export const weakRulesV2: readonly Rule[] = [
  {
    id: "w1",
    side: "weak",
    label: "Pays its debt neither from earnings nor from cash",
    description:
      "Net debt is above zero and debt above {material_debt} of assets, EBIT before impairments hardly pays the interest, or does not, and free cash flow, from which interest is paid already, is negative.",
    applies: appliesTo.operatingByEbit,
    formula: `${owes} and ${isNetDebtor} and ${burnsCash} and ebit_low_before_impairments < w1_cover * interest_most and (ebit_before_impairments <= 0 or ebit_before_impairments < w1_cover * interest_least or interest_cover_before_impairments < w1_cover)`,
    measure: { metric: "interest_cover_before_impairments", limit: "w1_cover" },
    caveat:
      "A company that invests much in a bad year looks like one that cannot pay. A year in which stocks are sold off brings in cash and hides that earnings do not pay the debt.",
    source: policySource,
  },
  {
    id: "w1_reit",
    side: "weak",
    label: "Pays its debt neither from earnings nor from cash (REIT)",
    description:
      "Debt is above {material_debt} of assets, EBITDA before impairments hardly pays the interest, or does not, and neither does the cash that operations bring in.",
    applies: appliesTo.reit,
    formula: `${owes} and ebitda_before_impairments < w1_reit_cover * interest_most and (ebitda_before_impairments <= 0 or ebitda_before_impairments < w1_reit_cover * interest_least or ebitda_cover_before_impairments < w1_reit_cover) and operating_cash_flow < (w1_reit_cover - 1) * interest_most and (operating_cash_flow <= 0 or operating_cash_flow < (w1_reit_cover - 1) * interest_least)`,
    measure: { metric: "ebitda_cover_before_impairments", limit: "w1_reit_cover" },
    caveat:
      "EBITDA ignores what buildings need to stay let. A REIT that sells buildings to pay its interest passes while it still has some.",
    source: ownChoice(
      "Depreciation of real estate is not a cost of the same kind, so REITs are judged by EBITDA; their spending buys buildings, so cash is that of operations.",
    ),
  },
  {
    id: "w2",
    side: "weak",
    label: "Zombie",
    description:
      "Net debt is above zero and debt above {material_debt} of assets, EBIT before impairments did not pay the interest in {w2_years} of the last three years, each counted to the newest quarter, and free cash flow of the three together, from which interest is paid already, is not positive.",
    applies: appliesTo.operatingByEbit,
    formula: `${owes} and ${isNetDebtor} and ebit_low_before_impairments < interest_most and (years_uncovered_before_impairments >= w2_years or ${lostMoney}) and (fcf_3y <= 0 or fcf_most_3y <= 0)`,
    measure: { metric: "years_uncovered_before_impairments", limit: "w2_years" },
    caveat:
      "Three years of investment before a new plant earns look like three years of failure. Debt that was paid back this year still counts for the years before.",
    source: published(
      "Zombie firms as the BIS and the OECD define them, but for those who paid the interest out of cash.",
    ),
  },
  keepRule("w2_financial", appliesTo.financial),
  {
    id: "w3",
    side: "weak",
    label: "Burns what it has",
    description:
      "EBIT before impairments is a loss over twelve months and over the last two quarters, and cash with the undrawn credit that filings tell of lasts less than {w3_runway} at the burn that goes on.",
    applies: appliesTo.operating,
    formula:
      "ebit_before_impairments < 0 and ebit_2q_before_impairments < 0 and lasting_burn > 0 and total_runway_low < w3_runway and total_runway_high < w3_runway",
    measure: { metric: "total_runway_high", limit: "w3_runway" },
    caveat:
      "Credit that the filings do not tell of is not counted, and a sale of shares after the newest filing is not known. A company that has just cut its costs is judged by the burn before.",
    source: policySource,
  },
  {
    id: "w4",
    side: "weak",
    label: "Cannot repay what is due",
    description:
      "Free cash flow is negative, and debt due within a year exceeds liquidity and undrawn credit together. Asked of companies whose filings tell of that credit.",
    applies: `${appliesTo.operatingByEbit} and undrawn_credit is known`,
    formula: `total_debt > 0 and ${burnsCash} and due_12m_high > total_liquidity_low and due_12m > liquidity_high + undrawn_credit`,
    measure: null,
    caveat:
      "It speaks of few companies, since few filings tell of undrawn credit. A loan whose renewal is agreed but not signed counts as due.",
    source: ownChoice(
      "Who brings in cash is lent to anew; who burns it must repay from what there is. Asked of everybody, it alone called 43 company-years of 2011 to 2013 and 38 of 2016 to 2018 weak, of which none failed within two years.",
    ),
  },
  {
    id: "w6",
    side: "weak",
    label: "Owes more than it owns",
    description:
      "Liabilities exceed assets, and net debt is too heavy for EBITDA before impairments, or that is not positive.",
    applies: appliesTo.operating,
    formula: `total_equity < 0 and net_debt_high > ${heaviest} and (net_debt > ${heaviest} or net_debt_least > ${heaviest})`,
    measure: { metric: "net_debt_to_ebitda_before_impairments", limit: "w6_leverage" },
    caveat:
      "Buybacks can make equity negative in a sound business with a bad year. Property that is worth far more than its book value is not seen.",
    source: policySource,
  },
  {
    id: "w6_financial",
    side: "weak",
    label: "Owes more than it owns (financial)",
    description: "Liabilities exceed assets, minorities counted among the owners, and twelve months are a loss.",
    applies: appliesTo.financial,
    formula: "total_equity < 0 and net_income < 0",
    measure: null,
    caveat: "A sound manager or lender with negative book equity is weak by one year's loss.",
    source: ownChoice("No multiple of EBITDA exists for a financial company, and a profit fills the gap."),
  },
  keepRule("w7", appliesTo.bank),
  {
    id: "w8",
    side: "weak",
    label: "Losses eat the equity",
    description:
      "Operations bring in no cash, and a loss before impairments that goes on, as large as it is, takes all equity within {w8_years} years; minorities count among the owners.",
    applies: appliesTo.judged,
    formula: "recurring_loss > 0 and operating_cash_flow < 0 and total_equity < w8_years * recurring_loss",
    measure: null,
    caveat:
      "A single large write-down of stocks or a settlement that is not tagged as an impairment counts as a loss that goes on.",
    source: ownChoice(
      "Of all rules that were tried on the verdicts of 2011 to 2013 the one that was followed by failure most often: 31 in 100 within two years, against 2.3 of all.",
    ),
  },
];

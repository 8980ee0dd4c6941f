/** A figure in a sum of a cross-check, as its own tags give it. */
export interface CheckTerm {
  readonly fact: string;
  readonly sign: 1 | -1;
  /** The sum may hold with the term or without it: some filers have it inside another one. */
  readonly optional?: true;
  /** Balances beside flows: on the last day of the period, or on the day before its first. */
  readonly at?: "start" | "end";
}

/** How the two sides of a check are found; those but the first are explained in the README of this folder. */
export type CheckMethod = "sum" | "quarters" | "per_share" | "schedule";

/** Which figures of a failed check are in doubt; each is explained in the README of this folder. */
export type DoubtRule =
  /** The figure came from a tag that may stand for a part of the fact. */
  | "part"
  /** With the other sign the sum holds. */
  | "sign"
  /** A part that is larger than its whole. */
  | "part_too_large"
  /** The whole, because a part is larger. */
  | "whole_too_small"
  /** Total assets, where the other total of the balance sheet agrees with its parts. */
  | "total_contradicted"
  /** What no other relation confirms, where the rest is too large or negative for a line without a tag. */
  | "unconfirmed"
  /** Pretax income, where net income and tax lie nearer to operating income than it does. */
  | "pretax_far_off"
  /** A quarter that is as large as the year, and quarters filed before the year was put on another basis. */
  | "odd_quarters";

/** A rule, and the tagged facts among which it looks. */
export interface Doubt {
  readonly rule: DoubtRule;
  readonly among: readonly string[];
}

/** A relation that must hold among the figures of a company at one day or for one period. */
export interface CrossCheck {
  /** Permanent: counts are named by it. */
  readonly id: string;
  readonly label: string;
  readonly because: string;
  readonly kind: "balance" | "flow";
  /** `at_most`: the left sum. `each_at_most`: every term of the left. */
  readonly relation: "equals" | "at_most" | "each_at_most";
  readonly method: CheckMethod;
  readonly left: readonly CheckTerm[];
  /** Ways to add up the other side; the relation holds where one of them does. */
  readonly right: readonly (readonly CheckTerm[])[];
  /** How far apart the sides may be, as a share of the largest term; rounding is allowed for beside it. */
  readonly shareMax: number;
  /**
   * Both sides stand in every filing side by side, so that one of them filed anew alone is a slip. Elsewhere a sum that
   * held before one of its terms was filed anew is not judged: the others belong to another filing.
   */
  readonly isFiledTogether?: true;
  /** Only the newest period is judged when figures are chosen: for sums of many terms that hardly ever name a figure. */
  readonly isForNewest?: true;
  /** The facts that a failure may mark as `conflict`. */
  readonly facts: readonly string[];
  /**
   * Tried in order where the check fails: the first that names a figure counts. Where none does, the check has failed
   * and no figure is withheld.
   */
  readonly doubts: readonly Doubt[];
}

const plus = (fact: string): CheckTerm => ({ fact, sign: 1 });
const minus = (fact: string): CheckTerm => ({ fact, sign: -1 });
const maybe = (fact: string): CheckTerm => ({ fact, sign: 1, optional: true });
const maybeLess = (fact: string): CheckTerm => ({ fact, sign: -1, optional: true });
const change = (fact: string): readonly CheckTerm[] => [
  { fact, sign: 1, at: "end" },
  { fact, sign: -1, at: "start" },
];

/** A balance sheet adds up to the last digit: half a percent leaves room for lines too small to matter. */
const balanceShareMax = 0.005;
/** Statements of flows have small lines of their own between the sums (gains, other income). */
const flowShareMax = 0.01;
/** Convertibles, partners' shares and redemptions move what belongs to common shares; another scale or sign misses by more. */
const perShareMax = 0.25;
/** As in the choice of a schedule: discount and cost of issue lie between the two. */
const scheduleShareMax = 0.05;

const linesOfCurrentAssets = ["cash", "short_term_investments", "receivables", "inventory"];
const linesOfAssets = ["current_assets", ...linesOfCurrentAssets, "ppe_net", "goodwill"];
const mezzanine = [maybe("temporary_equity"), maybe("temporary_equity_of_parent"), maybe("redeemable_minority")];

function checkQuarters(fact: string, label: string): CrossCheck {
  return {
    id: `quarters_${fact}`,
    label: `Four quarters of ${label} are the year`,
    because: "Judged where the quarters were filed on their own, not as differences of the same sums.",
    kind: "flow",
    relation: "equals",
    method: "quarters",
    left: [plus(fact)],
    right: [[plus(fact)]],
    shareMax: flowShareMax,
    facts: [fact],
    doubts: [{ rule: "odd_quarters", among: [fact] }],
  };
}

/** Every cross-check, in the order in which they are shown. */
export const crossChecks: readonly CrossCheck[] = [
  {
    id: "balance_totals",
    label: "Assets are liabilities and equity",
    because: "The two totals of a balance sheet are one figure.",
    kind: "balance",
    relation: "equals",
    method: "sum",
    left: [plus("total_assets")],
    right: [[plus("liabilities_and_equity")]],
    shareMax: balanceShareMax,
    isFiledTogether: true,
    facts: ["total_assets"],
    doubts: [{ rule: "total_contradicted", among: ["total_assets"] }],
  },
  {
    id: "balance_sheet",
    label: "Assets are liabilities plus equity",
    because: "With minority interest and mezzanine equity, where there are any.",
    kind: "balance",
    relation: "equals",
    method: "sum",
    left: [plus("total_assets")],
    right: [
      [plus("liabilities_reported"), plus("equity_with_minority"), ...mezzanine],
      [plus("liabilities_reported"), plus("equity_reported"), maybe("minority_reported"), ...mezzanine],
    ],
    shareMax: balanceShareMax,
    facts: ["total_liabilities", "equity"],
    doubts: [{ rule: "unconfirmed", among: ["liabilities_reported", "equity_reported", "equity_with_minority"] }],
  },
  {
    id: "minority_equity",
    label: "Equity is that of the owners plus minority interest",
    because: "The minority's line may leave out one kind of it.",
    kind: "balance",
    relation: "equals",
    method: "sum",
    left: [plus("equity_with_minority")],
    right: [[plus("equity_reported"), plus("minority_reported"), maybe("redeemable_minority")]],
    shareMax: balanceShareMax,
    facts: ["minority_interest"],
    doubts: [{ rule: "part", among: ["minority_reported"] }],
  },
  {
    id: "liabilities_sum",
    label: "Liabilities are current plus noncurrent ones",
    because: "Few filers give the noncurrent total; where they do, it confirms the other two.",
    kind: "balance",
    relation: "equals",
    method: "sum",
    left: [plus("liabilities_reported")],
    right: [[plus("current_liabilities"), plus("liabilities_noncurrent")]],
    shareMax: balanceShareMax,
    facts: [],
    doubts: [],
  },
  {
    id: "within_assets",
    label: "No line of assets exceeds total assets",
    because: "Finds a line in another scale.",
    kind: "balance",
    relation: "each_at_most",
    method: "sum",
    left: linesOfAssets.map(maybe),
    right: [[plus("total_assets")]],
    shareMax: balanceShareMax,
    facts: linesOfAssets,
    doubts: [{ rule: "part_too_large", among: linesOfAssets }],
  },
  {
    id: "within_current_assets",
    label: "Cash, investments, receivables and inventory are within current assets",
    because: "Finds noncurrent lines under current tags, and a line in another scale.",
    kind: "balance",
    relation: "at_most",
    method: "sum",
    left: [plus("cash"), maybe("short_term_investments"), maybe("receivables"), maybe("inventory")],
    right: [[plus("current_assets")]],
    shareMax: balanceShareMax,
    facts: linesOfCurrentAssets,
    doubts: [{ rule: "part_too_large", among: linesOfCurrentAssets }],
  },
  {
    id: "within_liabilities",
    label: "Current liabilities, deposits and debt are within liabilities",
    because: "Amounts of debt above it are left out of total debt in any case.",
    kind: "balance",
    relation: "each_at_most",
    method: "sum",
    left: ["current_liabilities", "deposits", "long_term_debt"].map(maybe),
    right: [[plus("liabilities_reported")]],
    shareMax: balanceShareMax,
    facts: ["current_liabilities", "deposits"],
    doubts: [{ rule: "part_too_large", among: ["current_liabilities", "deposits"] }],
  },
  {
    id: "gross_profit",
    label: "Gross profit is revenue less cost of revenue",
    because: "Filers who show depreciation apart give a cost without it, and a gross profit after it.",
    kind: "flow",
    relation: "equals",
    method: "sum",
    left: [plus("gross_profit_reported")],
    right: [[plus("revenue"), minus("cost_of_revenue")]],
    shareMax: flowShareMax,
    facts: ["cost_of_revenue"],
    doubts: [{ rule: "part", among: ["cost_of_revenue"] }],
  },
  {
    id: "gross_profit_within_revenue",
    label: "Gross profit is within revenue",
    because: "Else the tag of revenue stands for a part of it.",
    kind: "flow",
    relation: "at_most",
    method: "sum",
    left: [plus("gross_profit_reported")],
    right: [[plus("revenue")]],
    shareMax: flowShareMax,
    facts: ["revenue"],
    doubts: [{ rule: "whole_too_small", among: ["revenue"] }],
  },
  {
    id: "operating_income_within_revenue",
    label: "Operating income is within revenue",
    because: "Gains may exceed revenue; where the tag of revenue may be a part, that is likelier.",
    kind: "flow",
    relation: "at_most",
    method: "sum",
    left: [plus("operating_income")],
    right: [[plus("revenue")]],
    shareMax: flowShareMax,
    facts: ["revenue"],
    doubts: [{ rule: "part", among: ["revenue"] }],
  },
  {
    id: "operating_income",
    label: "Operating income is gross profit less operating expenses",
    because: "Some filers show gains or restructuring between the two, which proves nothing: no figure is withheld.",
    kind: "flow",
    relation: "equals",
    method: "sum",
    left: [plus("operating_income")],
    right: [[plus("gross_profit_reported"), minus("operating_expenses")]],
    shareMax: flowShareMax,
    facts: [],
    doubts: [],
  },
  {
    id: "net_income",
    label: "Pretax income less tax is net income",
    because: "With what was discontinued and companies at equity, which stand before or after the pretax line.",
    kind: "flow",
    relation: "equals",
    method: "sum",
    left: [plus("pretax_income"), minus("income_tax"), maybe("discontinued_income"), maybe("equity_method_income")],
    right: [
      [plus("net_income_with_minority")],
      [plus("net_income"), maybe("net_income_minority"), maybe("net_income_redeemable_minority")],
    ],
    shareMax: flowShareMax,
    facts: ["income_tax", "pretax_income"],
    doubts: [
      { rule: "sign", among: ["income_tax", "pretax_income"] },
      { rule: "part", among: ["pretax_income"] },
      { rule: "pretax_far_off", among: ["pretax_income"] },
    ],
  },
  {
    id: "minority_income",
    label: "Net income is that of the owners plus the minority's",
    because: "Some filers give what is left for common shares under the tag of the owners' part.",
    kind: "flow",
    relation: "equals",
    method: "sum",
    left: [plus("net_income_with_minority")],
    right: [[plus("net_income"), plus("net_income_minority"), maybe("net_income_redeemable_minority")]],
    shareMax: flowShareMax,
    facts: ["net_income"],
    doubts: [{ rule: "part", among: ["net_income"] }],
  },
  {
    id: "cash_flow",
    label: "The three cash flows are the change in cash",
    because: "With the effect of exchange rates, which some leave out of the change.",
    kind: "flow",
    relation: "equals",
    method: "sum",
    left: [
      plus("operating_cash_flow"),
      plus("investing_cash_flow"),
      plus("financing_cash_flow"),
      maybe("exchange_rate_effect"),
      maybe("discontinued_cash_flow"),
    ],
    right: [[plus("cash_change")], [plus("cash_change_before_exchange")], change("cash_with_restricted")],
    shareMax: flowShareMax,
    isForNewest: true,
    facts: ["operating_cash_flow"],
    doubts: [{ rule: "sign", among: ["operating_cash_flow"] }],
  },
  {
    id: "cash_change",
    label: "The change in cash is the difference of two balance sheets",
    because: "With restricted cash where the statement has it.",
    kind: "flow",
    relation: "equals",
    method: "sum",
    left: [plus("cash_change"), maybe("exchange_rate_effect")],
    right: [change("cash_with_restricted"), change("cash")],
    shareMax: flowShareMax,
    facts: [],
    doubts: [],
  },
  checkQuarters("revenue", "revenue"),
  checkQuarters("operating_income", "operating income"),
  checkQuarters("net_income", "net income"),
  checkQuarters("operating_cash_flow", "operating cash flow"),
  {
    id: "per_share",
    label: "Earnings per share times shares are net income",
    because: "Of the last fiscal year. The count in another scale is a conflict by the rule for share counts.",
    kind: "flow",
    relation: "equals",
    method: "per_share",
    left: [plus("eps_reported"), plus("diluted_shares")],
    right: [
      [plus("net_income"), maybeLess("preferred_dividends")],
      [plus("net_income_to_common")],
      [
        plus("net_income_with_minority"),
        maybeLess("net_income_minority"),
        maybeLess("net_income_redeemable_minority"),
        maybeLess("preferred_dividends"),
      ],
    ],
    shareMax: perShareMax,
    facts: [],
    doubts: [],
  },
  {
    id: "maturities",
    label: "The schedule of repayments is long-term debt",
    because: "A schedule that misses it is not used: the years are missing then, not wrong.",
    kind: "balance",
    relation: "equals",
    method: "schedule",
    left: [],
    right: [],
    shareMax: scheduleShareMax,
    facts: [],
    doubts: [],
  },
];

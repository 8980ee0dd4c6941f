/** What a fact is counted in. The database keeps the unit as the filing spells it (`USD`, `USD/shares`). */
export type FactUnit = "usd" | "shares" | "usd_per_share" | "ratio";

/** One tag that may carry a fact. The order within a fact is the order of preference. */
export interface TagRule {
  /** Taxonomy and tag, `us-gaap:Revenues`. */
  readonly tag: string;
  /** Why the tag is in the list, and why at this place. */
  readonly because?: string;
  /**
   * The tag may stand for a part of the fact only. It continues a preferred tag only where both were reported for the
   * same period with the same value, and it is never used in place of one that it was seen to differ from.
   */
  readonly mayBePart?: true;
  /** Where one filing gives more under this tag than under a preferred one, this is the whole, whatever it is elsewhere. */
  readonly isWholeIfLarger?: true;
  /** Where one filing gives clearly more under this tag than under a preferred one, neither is sure to be the whole. */
  readonly isDoubtIfLarger?: true;
  /** The line is net of what comes back, or of income: it may be below zero. */
  readonly isNet?: true;
  /** Lines that may stand side by side are summed; tags with the same line name are alternatives to each other. */
  readonly line?: string;
}

/** A sum of other facts at the same period, tried in order when no tag answers. */
export interface Derivation {
  readonly because: string;
  /** The sum is the whole of the fact: it counts instead of a smaller figure under a tag that may stand for a part. */
  readonly isWhole?: true;
  readonly terms: readonly DerivationTerm[];
}

export interface DerivationTerm {
  readonly fact: string;
  readonly sign: 1 | -1;
  /** An optional term that was not reported leaves the sum as it is; at least one term must be known. */
  readonly optional?: true;
}

/** Which special rule finds the fact; each is explained in the README of `rule`. */
export type RuleName =
  | "interest"
  | "capital_expenditure"
  | "fleet_disposals"
  | "depreciation"
  | "interest_in_result"
  | "ebit"
  | "impairments"
  | "total_debt"
  | "debt_current"
  | "debt_noncurrent"
  | "maturity"
  | "undrawn_credit"
  | "preferred_stock";

/**
 * What is tried when neither a tag nor a sum of other facts answers: a conclusion that the fact is zero, or the next
 * best figure. Each is explained in the README of `fallback`.
 */
export type FallbackName =
  | "no_debt_anywhere"
  | "no_debt_no_interest"
  | "no_tax_anywhere"
  | "what_a_sum_leaves"
  | "no_minority_anywhere"
  | "no_minority_income"
  | "common_and_preferred"
  | "no_restricted_cash"
  | "no_such_payment"
  | "no_property"
  | "current_assets_explained"
  | "net_interest"
  | "yearly_report"
  | "earlier_cover"
  | "average_shares"
  | "finance_leases_alone";

/** How a figure is compared with others of the same company before it counts. */
export type PlausibilityName =
  /** Revenue of a second-hand file is not below its operating income. */
  | "second_hand_revenue"
  /** Debt of a second-hand file is within its liabilities, and can bear its interest. */
  | "second_hand_debt"
  /** The share count is in the scale of earnings per share. */
  | "share_scale"
  /** The share count is that of all classes; where it is one class, the average count stands in. */
  | "all_classes"
  /** Dividends paid are not far below those declared. */
  | "declared_dividends"
  /** Proceeds of a part of all issues are not beside others in other financing. */
  | "all_issues"
  /** Spending on property is not far below its wear. */
  | "spending_and_wear"
  /** Cash with restricted cash stands for cash only where no other line of cash is near it. */
  | "cash_part"
  /** Net income is before preferred dividends. */
  | "before_preferred"
  /** A minority interest is what the balance sheet leaves between assets, liabilities and the owners' equity. */
  | "minority_rest"
  /** Net interest income stands under the tag of banks. */
  | "tag_of_banks"
  /** Earnings per share of several periods stand on one share count. */
  | "one_share_count";

/** A fact, declared once. */
export interface FactDefinition {
  readonly id: string;
  readonly label: string;
  readonly kind: "flow" | "balance";
  readonly unit: FactUnit;
  /** `part`: only an ingredient of other facts, not a name of the language. */
  readonly role: "public" | "part";
  readonly tags: readonly TagRule[];
  readonly derive?: readonly Derivation[];
  readonly rule?: RuleName;
  /** Tried in order; the first that answers counts. */
  readonly fallbacks?: readonly FallbackName[];
  /** Every figure of the fact must pass these, in order; one that fails is a conflict or not reported. */
  readonly plausibility?: readonly PlausibilityName[];
  /**
   * Where one filing gives two different figures for a period, the larger is the whole: filers differ in which tag they
   * take for the total and which for a part.
   */
  readonly wholeIsLargest?: true;
  /** Flows: whether periods add up (revenue) or average out over time (average share count). Default `sum`. */
  readonly aggregate?: "sum" | "average";
  /**
   * Flows: a cost or a payment, of which hardly anything is taken back: it is not below zero, and a year of it is not far
   * below its own nine months.
   */
  readonly isCost?: true;
  /** Costs that never come back: below zero they have the sign of the other direction. */
  readonly isOneWay?: true;
  /** Flows that are no cost and change slowly all the same (revenue), unlike results, which may be of either sign. */
  readonly isSteady?: true;
  /** What comes and goes from one period to the next (share buybacks), so that a sudden amount is no slip of scale. */
  readonly isOccasional?: true;
  /** A derived value below zero shows that the periods did not belong together: it is a conflict. */
  readonly nonnegative?: true;
  /**
   * Balances: `statement` must be as of the newest balance sheet; `note` may be up to a year older, because notes are
   * often given with the annual report only. Default `statement`.
   */
  readonly freshness?: "statement" | "note";
}

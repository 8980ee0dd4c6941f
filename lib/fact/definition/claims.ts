import type { FactDefinition } from "./definition";
import { nameFact } from "./fact-name";

/** Facts of the other side of the balance sheet, without debt: liabilities, equity, share count. */
export const claimDefinitions: readonly FactDefinition[] = [
  {
    ...nameFact("total_liabilities"),
    tags: [],
    derive: [
      { because: "As reported.", terms: [{ fact: "liabilities_reported", sign: 1 }] },
      {
        because:
          "Total assets less equity with minority interest and mezzanine equity. Mezzanine equity that carries no standard tag stays in: the result is then too high, never too low.",
        terms: [
          { fact: "total_assets", sign: 1 },
          { fact: "equity_with_minority", sign: -1 },
          { fact: "temporary_equity", sign: -1, optional: true },
        ],
      },
      {
        because: "Total assets less equity, minority interest and mezzanine equity.",
        terms: [
          { fact: "total_assets", sign: 1 },
          { fact: "equity_reported", sign: -1 },
          { fact: "minority_reported", sign: -1, optional: true },
          { fact: "temporary_equity", sign: -1, optional: true },
        ],
      },
    ],
  },
  {
    id: "liabilities_reported",
    label: "Total liabilities as reported",
    kind: "balance",
    unit: "usd",
    role: "part",
    tags: [{ tag: "us-gaap:Liabilities", because: "The total line; a fifth of filers give none." }],
  },
  {
    ...nameFact("nondebt_liabilities"),
    tags: [],
    derive: [
      {
        because: "What is owed to suppliers, lessors and customers, and deferred tax, as far as it is reported.",
        terms: [
          { fact: "trade_payables", sign: 1, optional: true },
          { fact: "operating_lease_liability", sign: 1, optional: true },
          { fact: "contract_liability", sign: 1, optional: true },
          { fact: "deferred_tax_liability", sign: 1, optional: true },
        ],
      },
    ],
  },
  {
    id: "trade_payables",
    label: "Payables to suppliers",
    kind: "balance",
    unit: "usd",
    role: "part",
    tags: [
      {
        tag: "us-gaap:AccountsPayableCurrent",
        because: "Wider lines, with accrued liabilities, may hold what the other parts hold.",
      },
      { tag: "us-gaap:AccountsPayableTradeCurrent" },
    ],
  },
  {
    ...nameFact("operating_lease_liability"),
    tags: [
      { tag: "us-gaap:OperatingLeaseLiability", because: "Current part included. Operating leases are no debt (F-4)." },
    ],
    derive: [
      {
        because: "The part due within a year and the rest, as far as they are reported.",
        terms: [
          { fact: "operating_lease_current", sign: 1, optional: true },
          { fact: "operating_lease_noncurrent", sign: 1, optional: true },
        ],
      },
    ],
  },
  {
    id: "operating_lease_current",
    label: "Operating lease liabilities due within a year",
    kind: "balance",
    unit: "usd",
    role: "part",
    tags: [{ tag: "us-gaap:OperatingLeaseLiabilityCurrent" }],
  },
  {
    id: "operating_lease_noncurrent",
    label: "Operating lease liabilities due after a year",
    kind: "balance",
    unit: "usd",
    role: "part",
    tags: [{ tag: "us-gaap:OperatingLeaseLiabilityNoncurrent" }],
  },
  {
    id: "contract_liability",
    label: "Liabilities to customers",
    kind: "balance",
    unit: "usd",
    role: "part",
    tags: [
      { tag: "us-gaap:ContractWithCustomerLiability", because: "Paid in goods and services, not in money." },
      { tag: "us-gaap:ContractWithCustomerLiabilityCurrent", because: "Without what is due later.", mayBePart: true },
    ],
  },
  {
    id: "deferred_tax_liability",
    label: "Deferred tax liability",
    kind: "balance",
    unit: "usd",
    role: "part",
    tags: [{ tag: "us-gaap:DeferredIncomeTaxLiabilitiesNet", because: "Owed to nobody yet." }],
  },
  {
    ...nameFact("current_liabilities"),
    tags: [{ tag: "us-gaap:LiabilitiesCurrent" }],
  },
  {
    id: "equity_reported",
    label: "Equity as reported",
    kind: "balance",
    unit: "usd",
    role: "part",
    tags: [{ tag: "us-gaap:StockholdersEquity" }, { tag: "us-gaap:PartnersCapital" }],
  },
  {
    id: "equity_with_minority",
    label: "Equity with minority interest",
    kind: "balance",
    unit: "usd",
    role: "part",
    tags: [
      { tag: "us-gaap:StockholdersEquityIncludingPortionAttributableToNoncontrollingInterest" },
      { tag: "us-gaap:PartnersCapitalIncludingPortionAttributableToNoncontrollingInterest" },
    ],
  },
  {
    ...nameFact("equity"),
    tags: [],
    derive: [
      { because: "As reported.", terms: [{ fact: "equity_reported", sign: 1 }] },
      {
        because: "Equity with minority interest, less the minority interest.",
        terms: [
          { fact: "equity_with_minority", sign: 1 },
          { fact: "minority_reported", sign: -1, optional: true },
        ],
      },
      {
        because: "Total assets less total liabilities, minority interest and mezzanine equity.",
        terms: [
          { fact: "total_assets", sign: 1 },
          { fact: "liabilities_reported", sign: -1 },
          { fact: "minority_reported", sign: -1, optional: true },
          { fact: "temporary_equity", sign: -1, optional: true },
        ],
      },
    ],
  },
  { ...nameFact("preferred_stock"), rule: "preferred_stock", tags: [] },
  {
    id: "preferred_carried",
    isOccasional: true,
    label: "Preferred shares on the balance sheet",
    kind: "balance",
    unit: "usd",
    role: "part",
    tags: [
      { tag: "us-gaap:PreferredStockValue", because: "Often the par value alone." },
      { tag: "us-gaap:PreferredStockValueOutstanding" },
      { tag: "us-gaap:PreferredStockIncludingAdditionalPaidInCapital" },
      { tag: "us-gaap:PreferredStockIncludingAdditionalPaidInCapitalNetOfDiscount" },
    ],
  },
  {
    id: "preferred_preference",
    isOccasional: true,
    label: "Preference of preferred shares",
    kind: "balance",
    unit: "usd",
    role: "part",
    tags: [
      {
        tag: "us-gaap:PreferredStockLiquidationPreferenceValue",
        because: "What is owed before common shares; some filers give it for a share, which is then the smaller.",
      },
    ],
  },
  {
    id: "preferred_count",
    isOccasional: true,
    label: "Number of preferred shares",
    kind: "balance",
    unit: "shares",
    role: "part",
    tags: [{ tag: "us-gaap:PreferredStockSharesOutstanding" }, { tag: "us-gaap:PreferredStockSharesIssued" }],
  },
  {
    id: "minority_reported",
    label: "Minority interest as reported",
    kind: "balance",
    unit: "usd",
    role: "part",
    tags: [
      { tag: "us-gaap:MinorityInterest" },
      { tag: "us-gaap:MinorityInterestInOperatingPartnerships", mayBePart: true },
      { tag: "us-gaap:NonredeemableNoncontrollingInterest", mayBePart: true },
    ],
  },
  {
    ...nameFact("minority_interest"),
    fallbacks: ["no_minority_anywhere"],
    plausibility: ["minority_rest"],
    tags: [],
    derive: [
      {
        because: "As reported, with what may be redeemed.",
        terms: [
          { fact: "minority_reported", sign: 1 },
          { fact: "redeemable_minority", sign: 1 },
        ],
      },
      { because: "As reported.", terms: [{ fact: "minority_reported", sign: 1 }] },
      {
        because: "Equity with minority interest, less equity of the owners, with what may be redeemed.",
        terms: [
          { fact: "equity_with_minority", sign: 1 },
          { fact: "equity_reported", sign: -1 },
          { fact: "redeemable_minority", sign: 1, optional: true },
        ],
      },
    ],
  },
  {
    id: "temporary_equity",
    label: "Mezzanine equity",
    kind: "balance",
    unit: "usd",
    role: "part",
    tags: [{ tag: "us-gaap:TemporaryEquityCarryingAmountIncludingPortionAttributableToNoncontrollingInterests" }],
    derive: [
      {
        because: "Mezzanine equity of the owners plus redeemable minority interest.",
        terms: [
          { fact: "temporary_equity_of_parent", sign: 1, optional: true },
          { fact: "redeemable_minority", sign: 1, optional: true },
        ],
      },
    ],
  },
  {
    id: "temporary_equity_of_parent",
    label: "Mezzanine equity of the owners",
    kind: "balance",
    unit: "usd",
    role: "part",
    tags: [
      { tag: "us-gaap:TemporaryEquityCarryingAmountAttributableToParent" },
      { tag: "us-gaap:TemporaryEquityValueExcludingAdditionalPaidInCapital", mayBePart: true },
    ],
  },
  {
    id: "redeemable_minority",
    label: "Redeemable minority interest",
    kind: "balance",
    unit: "usd",
    role: "part",
    tags: [
      { tag: "us-gaap:RedeemableNoncontrollingInterestEquityCarryingAmount" },
      { tag: "us-gaap:RedeemableNoncontrollingInterestEquityFairValue", mayBePart: true },
      { tag: "us-gaap:RedeemableNoncontrollingInterestEquityOtherCarryingAmount", mayBePart: true },
      { tag: "us-gaap:RedeemableNoncontrollingInterestEquityCommonCarryingAmount", mayBePart: true },
      { tag: "us-gaap:RedeemableNoncontrollingInterestEquityPreferredCarryingAmount", mayBePart: true },
    ],
  },
  {
    id: "treasury_stock",
    isOccasional: true,
    label: "Shares bought back and held",
    kind: "balance",
    unit: "usd",
    role: "part",
    tags: [{ tag: "us-gaap:TreasuryStockCommonValue" }, { tag: "us-gaap:TreasuryStockValue" }],
  },
  {
    id: "redemption_value",
    label: "Redemption value of a minority interest",
    kind: "balance",
    unit: "usd",
    role: "part",
    tags: [
      {
        tag: "us-gaap:RedeemableNoncontrollingInterestEquityRedemptionValue",
        because: "A line of the balance sheet (Virtus), or a note on units that are in it at cost (Four Corners).",
      },
    ],
  },
  {
    ...nameFact("retained_earnings"),
    tags: [
      { tag: "us-gaap:RetainedEarningsAccumulatedDeficit", because: "The usual line." },
      { tag: "us-gaap:RetainedEarningsUnappropriated", mayBePart: true },
      { tag: "us-gaap:AccumulatedDistributionsInExcessOfNetIncome", because: "Of REITs.", mayBePart: true },
      { tag: "us-gaap:DevelopmentStageEnterpriseDeficitAccumulatedDuringDevelopmentStage", because: "Before 2015." },
    ],
  },
  {
    ...nameFact("shares_outstanding"),
    plausibility: ["all_classes", "share_scale"],
    fallbacks: ["earlier_cover", "average_shares"],
    tags: [
      {
        tag: "dei:EntityCommonStockSharesOutstanding",
        because:
          "The count on the cover of the newest report, weeks after the balance sheet; absent with several classes.",
      },
      {
        tag: "us-gaap:CommonStockSharesOutstanding",
        because: "The balance sheet; one class only with several.",
        mayBePart: true,
      },
      { tag: "us-gaap:SharesOutstanding", because: "The statement of equity.", mayBePart: true },
    ],
  },
];

import type { FactDefinition } from "./definition";
import { nameFact } from "./fact-name";

/** What was written off, by the kind of asset that the name of a tag tells. Rules in `rule/impairment` add them up. */
export const impairmentLines = [
  "all",
  "goodwill",
  "goodwill_and_intangibles",
  "intangibles",
  "finite_intangibles",
  "indefinite_intangibles",
  "long_lived",
  "for_sale",
  "other",
  "tangible",
  "operating_leases",
  "finance_leases",
  "leasehold",
  "software",
  "real_estate",
  "oil_and_gas",
] as const;

export type ImpairmentLine = (typeof impairmentLines)[number];

interface LineTag {
  readonly tag: string;
  readonly line: ImpairmentLine;
  readonly because?: string;
}

const lineTags: readonly LineTag[] = [
  { tag: "us-gaap:AssetImpairmentCharges", line: "all", because: "Often the total, often without goodwill." },
  { tag: "us-gaap:GoodwillImpairmentLoss", line: "goodwill", because: "Of the period; what has piled up is no flow." },
  { tag: "us-gaap:GoodwillAndIntangibleAssetImpairment", line: "goodwill_and_intangibles" },
  { tag: "us-gaap:ImpairmentOfIntangibleAssetsExcludingGoodwill", line: "intangibles", because: "Both kinds." },
  { tag: "us-gaap:ImpairmentOfIntangibleAssetsFinitelived", line: "finite_intangibles" },
  {
    tag: "us-gaap:ImpairmentOfIntangibleAssetsIndefinitelivedExcludingGoodwill",
    line: "indefinite_intangibles",
  },
  {
    tag: "us-gaap:ImpairmentOfLongLivedAssetsHeldForUse",
    line: "long_lived",
    because: "Intangibles and leases may be in it, at Neogen goodwill is.",
  },
  { tag: "us-gaap:ImpairmentOfLongLivedAssetsToBeDisposedOf", line: "for_sale" },
  { tag: "us-gaap:OtherAssetImpairmentCharges", line: "other" },
  { tag: "us-gaap:TangibleAssetImpairmentCharges", line: "tangible" },
  { tag: "us-gaap:OperatingLeaseImpairmentLoss", line: "operating_leases" },
  { tag: "us-gaap:FinanceLeaseImpairmentLoss", line: "finance_leases" },
  { tag: "us-gaap:ImpairmentOfLeasehold", line: "leasehold" },
  { tag: "us-gaap:CapitalizedComputerSoftwareImpairments1", line: "software" },
  { tag: "us-gaap:ImpairmentOfRealEstate", line: "real_estate", because: "Of builders it is a cost of houses." },
  {
    tag: "us-gaap:ImpairmentOfOilAndGasProperties",
    line: "oil_and_gas",
    because: "The test of full cost included: no cash, as with other assets.",
  },
];

/** Impairments of goodwill, intangibles and long-lived assets, and signs of them in lines that have more. */
export const impairmentDefinitions: readonly FactDefinition[] = [
  { ...nameFact("impairments"), rule: "impairments", tags: [] },
  {
    id: "impairment_line",
    isOccasional: true,
    label: "Impairments by line",
    kind: "flow",
    unit: "usd",
    role: "part",
    tags: lineTags,
  },
  {
    id: "impairment_hint",
    isOccasional: true,
    label: "Signs of impairments",
    kind: "flow",
    unit: "usd",
    role: "part",
    tags: [
      { tag: "us-gaap:RestructuringCostsAndAssetImpairmentCharges", because: "With costs of restructuring." },
      { tag: "us-gaap:RestructuringSettlementAndImpairmentProvisions", because: "As above." },
      { tag: "us-gaap:GainLossOnSalesOfAssetsAndAssetImpairmentCharges", because: "With gains on sales." },
      { tag: "us-gaap:ImpairmentChargeOnReclassifiedAssets" },
      { tag: "us-gaap:DisposalGroupNotDiscontinuedOperationLossGainOnWriteDown" },
      { tag: "us-gaap:EffectiveIncomeTaxRateReconciliationNondeductibleExpenseImpairmentLosses" },
      { tag: "us-gaap:IncomeTaxReconciliationNondeductibleExpenseImpairmentLosses" },
    ],
  },
  {
    id: "impairment_beside",
    isOccasional: true,
    label: "Impairments of what is no long-lived asset",
    kind: "flow",
    unit: "usd",
    role: "part",
    tags: [
      { tag: "us-gaap:EquityMethodInvestmentOtherThanTemporaryImpairment", because: "Below operating income." },
      { tag: "us-gaap:EquitySecuritiesWithoutReadilyDeterminableFairValueImpairmentLossAnnualAmount" },
      { tag: "us-gaap:ImpairmentOfInvestments" },
      { tag: "us-gaap:CostmethodInvestmentsOtherThanTemporaryImpairment" },
      { tag: "us-gaap:OtherThanTemporaryImpairmentLossesInvestmentsPortionRecognizedInEarningsNet" },
      { tag: "us-gaap:InventoryWriteDown", because: "A cost of what is sold." },
    ],
  },
];

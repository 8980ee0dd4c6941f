import type { FactDefinition } from "./definition";
import { nameFact } from "./fact-name";

/** Facts of the assets side of the balance sheet. */
export const assetDefinitions: readonly FactDefinition[] = [
  {
    id: "ifrs_assets",
    label: "Total assets of a balance sheet by IFRS",
    kind: "balance",
    unit: "usd",
    role: "part",
    tags: [{ tag: "ifrs-full:Assets", because: "Only tells that a company reports by rules that are not read." }],
  },
  {
    ...nameFact("total_assets"),
    tags: [{ tag: "us-gaap:Assets" }],
    derive: [
      {
        because: "The total of the other side of the balance sheet.",
        terms: [{ fact: "liabilities_and_equity", sign: 1 }],
      },
    ],
  },
  {
    id: "liabilities_and_equity",
    label: "Liabilities and equity",
    kind: "balance",
    unit: "usd",
    role: "part",
    tags: [{ tag: "us-gaap:LiabilitiesAndStockholdersEquity" }],
  },
  {
    ...nameFact("current_assets"),
    tags: [{ tag: "us-gaap:AssetsCurrent" }],
  },
  {
    ...nameFact("cash"),
    tags: [
      { tag: "us-gaap:CashAndCashEquivalentsAtCarryingValue", because: "The usual line, without restricted cash." },
      { tag: "us-gaap:CashAndDueFromBanks", because: "Of banks.", mayBePart: true },
      { tag: "us-gaap:Cash", because: "Without equivalents.", mayBePart: true },
    ],
    derive: [
      {
        because: "Cash with restricted cash, less the restricted part.",
        isWhole: true,
        terms: [
          { fact: "cash_with_restricted", sign: 1 },
          { fact: "restricted_cash", sign: -1 },
        ],
      },
    ],
    plausibility: ["cash_part"],
  },
  {
    id: "cash_with_restricted",
    label: "Cash with restricted cash",
    kind: "balance",
    unit: "usd",
    role: "part",
    tags: [
      { tag: "us-gaap:CashCashEquivalentsRestrictedCashAndRestrictedCashEquivalents" },
      {
        tag: "us-gaap:CashCashEquivalentsRestrictedCashAndRestrictedCashEquivalentsIncludingDisposalGroupAndDiscontinuedOperations",
      },
    ],
  },
  {
    id: "restricted_cash",
    isOccasional: true,
    label: "Restricted cash",
    kind: "balance",
    unit: "usd",
    role: "part",
    fallbacks: ["no_restricted_cash"],
    tags: [
      { tag: "us-gaap:RestrictedCash" },
      { tag: "us-gaap:RestrictedCashAndCashEquivalents" },
      { tag: "us-gaap:RestrictedCashAndCashEquivalentsAtCarryingValue", mayBePart: true },
      { tag: "us-gaap:RestrictedCashCurrent", mayBePart: true },
      { tag: "us-gaap:RestrictedCashNoncurrent", mayBePart: true },
    ],
  },
  {
    ...nameFact("short_term_investments"),
    isOccasional: true,
    fallbacks: ["current_assets_explained"],
    tags: [
      { tag: "us-gaap:ShortTermInvestments", because: "The total line." },
      { tag: "us-gaap:MarketableSecuritiesCurrent", because: "The total line of many biotechs." },
      { tag: "us-gaap:AvailableForSaleSecuritiesDebtSecuritiesCurrent", mayBePart: true },
      { tag: "us-gaap:DebtSecuritiesAvailableForSaleExcludingAccruedInterestCurrent", mayBePart: true },
      { tag: "us-gaap:AvailableForSaleSecuritiesCurrent", because: "Before 2018.", mayBePart: true },
      { tag: "us-gaap:DebtSecuritiesCurrent", mayBePart: true },
      { tag: "us-gaap:DebtSecuritiesHeldToMaturityAmortizedCostAfterAllowanceForCreditLossCurrent", mayBePart: true },
      { tag: "us-gaap:HeldToMaturitySecuritiesCurrent", mayBePart: true },
      { tag: "us-gaap:TradingSecuritiesCurrent", mayBePart: true },
      { tag: "us-gaap:EquitySecuritiesFvNiCurrentAndNoncurrent", mayBePart: true },
      { tag: "us-gaap:EquitySecuritiesFvNi", mayBePart: true },
      { tag: "us-gaap:OtherShortTermInvestments", mayBePart: true },
      { tag: "us-gaap:CertificatesOfDepositAtCarryingValue", mayBePart: true },
    ],
    derive: [
      {
        because: "Cash with short-term investments, less cash.",
        terms: [
          { fact: "cash_and_investments", sign: 1 },
          { fact: "cash", sign: -1 },
        ],
      },
    ],
  },
  {
    id: "cash_and_investments",
    label: "Cash with short-term investments",
    kind: "balance",
    unit: "usd",
    role: "part",
    tags: [{ tag: "us-gaap:CashCashEquivalentsAndShortTermInvestments" }],
  },
  {
    ...nameFact("receivables"),
    tags: [
      { tag: "us-gaap:AccountsReceivableNetCurrent", because: "The usual line." },
      { tag: "us-gaap:ReceivablesNetCurrent", because: "With other receivables." },
      { tag: "us-gaap:AccountsAndOtherReceivablesNetCurrent" },
      { tag: "us-gaap:AccountsNotesAndLoansReceivableNetCurrent" },
      { tag: "us-gaap:AccountsReceivableNet", because: "Of balance sheets without a current part." },
      { tag: "us-gaap:PremiumsAndOtherReceivablesNet", because: "Of insurers.", mayBePart: true },
    ],
  },
  {
    ...nameFact("inventory"),
    fallbacks: ["current_assets_explained"],
    tags: [
      { tag: "us-gaap:InventoryNet", because: "The total line." },
      { tag: "us-gaap:InventoryRealEstate", because: "Of builders.", mayBePart: true },
      { tag: "us-gaap:EnergyRelatedInventory", mayBePart: true },
      { tag: "us-gaap:InventoryNetOfAllowancesCustomerAdvancesAndProgressBillings", mayBePart: true },
      { tag: "us-gaap:RetailRelatedInventoryMerchandise", mayBePart: true },
      { tag: "us-gaap:InventoryFinishedGoodsNetOfReserves", mayBePart: true },
      { tag: "us-gaap:InventoryFinishedGoods", mayBePart: true },
    ],
  },
  {
    id: "other_current_assets",
    label: "Other current assets",
    kind: "balance",
    unit: "usd",
    role: "part",
    tags: [
      { tag: "us-gaap:PrepaidExpenseAndOtherAssetsCurrent", line: "prepaid" },
      { tag: "us-gaap:PrepaidExpenseCurrent", line: "prepaid_only" },
      { tag: "us-gaap:OtherAssetsCurrent", line: "other" },
      { tag: "us-gaap:ContractWithCustomerAssetNetCurrent", line: "contract" },
      { tag: "us-gaap:UnbilledReceivablesCurrent", line: "contract" },
      { tag: "us-gaap:IncomeTaxesReceivable", line: "tax" },
      { tag: "us-gaap:AssetsOfDisposalGroupIncludingDiscontinuedOperationCurrent", line: "disposal" },
      { tag: "us-gaap:AssetsHeldForSaleNotPartOfDisposalGroupCurrent", line: "held" },
      { tag: "us-gaap:OtherReceivablesNetCurrent", line: "receivable" },
      { tag: "us-gaap:NontradeReceivablesCurrent", line: "receivable" },
      { tag: "us-gaap:DeferredCostsCurrent", line: "deferred" },
      { tag: "us-gaap:CapitalizedContractCostNetCurrent", line: "deferred" },
      { tag: "us-gaap:DepositsAssetsCurrent", line: "deposit" },
      { tag: "us-gaap:DerivativeAssetsCurrent", line: "derivative" },
    ],
  },
  {
    ...nameFact("ppe_net"),
    tags: [
      { tag: "us-gaap:PropertyPlantAndEquipmentNet", because: "The usual line." },
      {
        tag: "us-gaap:PropertyPlantAndEquipmentAndFinanceLeaseRightOfUseAssetAfterAccumulatedDepreciationAndAmortization",
        because: "With assets under finance leases, where they are one line.",
      },
      { tag: "us-gaap:RealEstateInvestmentPropertyNet", because: "Of REITs." },
      { tag: "us-gaap:PublicUtilitiesPropertyPlantAndEquipmentNet", because: "Of utilities." },
      { tag: "us-gaap:OilAndGasPropertySuccessfulEffortMethodNet", because: "Of producers.", mayBePart: true },
      { tag: "us-gaap:OilAndGasPropertyFullCostMethodNet", because: "Of producers.", mayBePart: true },
      { tag: "us-gaap:PropertyPlantAndEquipmentOtherNet", mayBePart: true },
    ],
  },
  {
    ...nameFact("goodwill"),
    tags: [{ tag: "us-gaap:Goodwill" }],
  },
  {
    ...nameFact("intangibles"),
    tags: [
      { tag: "us-gaap:IntangibleAssetsNetExcludingGoodwill", because: "With those of indefinite life." },
      { tag: "us-gaap:FiniteLivedIntangibleAssetsNet", mayBePart: true },
      { tag: "us-gaap:OtherIntangibleAssetsNet", mayBePart: true },
      { tag: "us-gaap:IndefiniteLivedIntangibleAssetsExcludingGoodwill", mayBePart: true },
    ],
    derive: [
      {
        because: "Intangible assets with goodwill, less goodwill.",
        terms: [
          { fact: "intangibles_with_goodwill", sign: 1 },
          { fact: "goodwill", sign: -1 },
        ],
      },
    ],
  },
  {
    id: "intangibles_with_goodwill",
    label: "Intangible assets with goodwill",
    kind: "balance",
    unit: "usd",
    role: "part",
    tags: [{ tag: "us-gaap:IntangibleAssetsNetIncludingGoodwill" }],
  },
];

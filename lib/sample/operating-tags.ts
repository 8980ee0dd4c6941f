import type { SampleCompany } from "./company";
import type { Random } from "./random";
import { line, one, type TagLine } from "./tag-line";

/** The tags of revenue. */
export function listRevenueLines(company: SampleCompany, random: Random): readonly TagLine[] {
  const contract = "RevenueFromContractWithCustomerExcludingAssessedTax";
  const total = line("income", "Revenues", "Revenues", one("revenue"), true);
  const part = line("income", contract, "Revenue from contracts with customers", one("contractRevenue"), true);
  if (company.industry.kind === "biotech") return [random.chance(0.5) ? { ...part, terms: one("revenue") } : total];
  if (company.industry.sics.includes(7359)) return [total, part];
  // Where the whole revenue is from contracts, both tags say the same; where it is not, a filer gives the total too.
  return random.pickWeighted<readonly TagLine[]>([
    [[{ ...part, terms: one("revenue") }], 60],
    [[total], 26],
    [[total, part], 10],
    [[{ ...part, tag: "RevenueFromContractWithCustomerIncludingAssessedTax", terms: one("revenue") }], 4],
  ]);
}

/** The tags of income, cash flow and assets of a company that is no lender. */
export function listOperatingLines(company: SampleCompany, random: Random): readonly TagLine[] {
  const { kind } = company.industry;
  const realEstate = kind === "reit";
  const sells = kind === "operating";
  const lines = [
    line("income", "OperatingIncomeLoss", "Operating income (loss)", one("operatingIncome"), true),
    line("income", "ResearchAndDevelopmentExpense", "Research and development expense", one("rdExpense")),
    line("cash", "PaymentsToAcquireBusinessesNetOfCashAcquired", "Payments to acquire businesses", one("acquisitions")),
    line(
      "cash",
      realEstate && random.chance(0.5)
        ? "PaymentsForCapitalImprovements"
        : "PaymentsToAcquirePropertyPlantAndEquipment",
      "Capital expenditure",
      one("capitalExpenditure"),
      true,
    ),
    line("balance", "IntangibleAssetsNetExcludingGoodwill", "Intangible assets, net", one("intangibles")),
    line(
      "balance",
      realEstate ? "RealEstateInvestmentPropertyNet" : "PropertyPlantAndEquipmentNet",
      "Property, net",
      one("property"),
    ),
    line("balance", random.chance(0.8) ? "OtherAssetsNoncurrent" : "OtherAssets", "Other assets", one("otherAssets")),
    line("balance", "MinorityInterest", "Noncontrolling interest", one("minorityInterest")),
    line(
      "income",
      "NetIncomeLossAttributableToNoncontrollingInterest",
      "Net income of noncontrolling interest",
      one("minorityIncome"),
    ),
    line("income", "GoodwillImpairmentLoss", "Goodwill impairment", one("impairment")),
  ];
  if (random.chance(0.5))
    lines.push(line("income", "ProfitLoss", "Net income including noncontrolling interest", one("profitLoss")));
  if (random.chance(0.55)) {
    lines.push(
      line(
        "income",
        "SellingGeneralAndAdministrativeExpense",
        "Selling, general and administrative",
        one("sgaExpense"),
      ),
    );
  } else if (sells) {
    lines.push(
      line("income", "GeneralAndAdministrativeExpense", "General and administrative", [
        ["sgaExpense", 1],
        ["sellingExpense", -1],
      ]),
      line("income", "SellingAndMarketingExpense", "Selling and marketing", one("sellingExpense")),
    );
  } else lines.push(line("income", "GeneralAndAdministrativeExpense", "General and administrative", one("sgaExpense")));
  if (sells && random.chance(0.88)) {
    lines.push(
      line(
        "income",
        random.chance(0.55) ? "CostOfRevenue" : "CostOfGoodsAndServicesSold",
        "Cost of revenue",
        one("costOfRevenue"),
        true,
      ),
    );
    if (random.chance(0.6)) lines.push(line("income", "GrossProfit", "Gross profit", one("grossProfit")));
  }
  if (!realEstate) {
    lines.push(
      line("balance", "AssetsCurrent", "Current assets", one("currentAssets"), true),
      line("balance", "LiabilitiesCurrent", "Current liabilities", one("currentLiabilities"), true),
      line("balance", "AccountsReceivableNetCurrent", "Receivables", one("receivables")),
      line("balance", "InventoryNet", "Inventory", one("inventory")),
      line(
        "balance",
        "PrepaidExpenseAndOtherAssetsCurrent",
        "Prepaid and other current assets",
        one("otherCurrentAssets"),
      ),
      line(
        "balance",
        random.chance(0.6) ? "ShortTermInvestments" : "MarketableSecuritiesCurrent",
        "Short-term investments",
        one("shortTermInvestments"),
      ),
    );
  }
  const depreciation = random.pickWeighted([
    ["DepreciationDepletionAndAmortization", 60],
    ["DepreciationAmortizationAndAccretionNet", 12],
    ["DepreciationAndAmortization", 20],
    ["split", 8],
  ]);
  if (depreciation === "split") {
    lines.push(
      line("cash", "Depreciation", "Depreciation", one("depreciation"), true),
      line("cash", "AmortizationOfIntangibleAssets", "Amortization of intangible assets", one("amortization"), true),
    );
  } else
    lines.push(
      line(
        "cash",
        depreciation,
        "Depreciation and amortization",
        [
          ["depreciation", 1],
          ["amortization", 1],
        ],
        true,
      ),
    );
  return lines;
}

/** Most filers left InterestExpense for InterestExpenseNonoperating with the taxonomy of 2023, in their own time. */
export function listInterestLines(random: Random): readonly TagLine[] {
  const interest = (tag: string, years: Pick<TagLine, "from" | "until">): TagLine => ({
    ...line("income", tag, "Interest expense", one("interestExpense"), true),
    ...years,
  });
  const paid = line("cash", "InterestPaidNet", "Interest paid, net", one("interestPaid"));
  const changed = random.integer(2023, 2025);
  const habit = random.pickWeighted<readonly TagLine[]>([
    [[interest("InterestExpense", {})], 30],
    [
      [interest("InterestExpense", { until: changed - 1 }), interest("InterestExpenseNonoperating", { from: changed })],
      48,
    ],
    [[interest("InterestExpenseDebt", {})], 7],
    [[interest("InterestExpenseNonoperating", { from: 2022 }), interest("InterestExpense", { until: 2021 })], 8],
    [[], 7],
  ]);
  return random.chance(0.7) || habit.length === 0 ? [...habit, paid] : habit;
}

import { describe, expect, it } from "vitest";
import { boundMark } from "#lib/fact/filed/entry";
import { selectFacts } from "#lib/fact/select";
import { buildBalanceSheets, buildEntries, buildPeriods, day } from "../../support/build-entries";

const year2024 = "2024-01-01..2024-12-31 @ 2025-02-20";
const year = "2025-01-01..2025-12-31 @ 2026-02-20";
const yearEnd = "2025-12-31 @ 2026-02-20";
const asOf = day("2026-03-01");
const company = [...buildPeriods(year2024, year), ...buildBalanceSheets(1000, 600, "2024-12-31 @ 2025-02-20", yearEnd)];

/** `"revenue Revenues": 10` is a flow of the year; a fact of balances at the year end. */
function select(flows: Readonly<Record<string, number>>, balances: Readonly<Record<string, number>> = {}) {
  const build = (values: Readonly<Record<string, number>>, period: string) =>
    Object.entries(values).flatMap(([key, value]) => {
      const [fact = "", tag = ""] = key.split(" ");
      return buildEntries({ fact, tag: `us-gaap:${tag}`, values: { [period]: value } });
    });
  return selectFacts([...company, ...build(flows, year), ...build(balances, yearEnd)], asOf);
}

describe("the whole instead of a part", () => {
  it("F-8: is the revenue of a bank as net interest and other income, not its fees from contracts (Stellar)", () => {
    const facts = select({
      "revenue RevenueFromContractWithCustomerIncludingAssessedTax": 6,
      "net_interest InterestIncomeExpenseNet": 402,
      "noninterest_income NoninterestIncome": 22,
    });
    expect(facts.get("revenue")).toMatchObject({ value: 424, method: "derived" });
  });

  it("leaves a larger figure of the filer as it is", () => {
    const facts = select({
      "revenue RevenueFromContractWithCustomerIncludingAssessedTax": 500,
      "net_interest InterestIncomeExpenseNet": 402,
      "noninterest_income NoninterestIncome": 22,
    });
    expect(facts.get("revenue")).toMatchObject({ value: 500, method: "reported" });
  });

  it("F-8: is the provision of a bank with its commitments (FB Financial)", () => {
    const facts = select({
      "provision_credit_losses ProvisionForLoanLossesExpensed": 33,
      "net_interest InterestIncomeExpenseNet": 516,
      "net_interest_after_provision InterestIncomeExpenseAfterProvisionForLoanLoss": 473,
    });
    expect(facts.get("provision_credit_losses")).toMatchObject({ value: 43 });
  });

  it("F-8: is the cash of a bank with what it has at other banks (Merchants)", () => {
    const facts = select(
      {},
      {
        "cash CashAndDueFromBanks": 16,
        "cash_with_restricted CashCashEquivalentsRestrictedCashAndRestrictedCashEquivalents": 212,
      },
    );
    expect(facts.get("cash")).toMatchObject({ value: 212 });
  });

  it("F-8: is the larger of two figures for depreciation (Essential Properties)", () => {
    const facts = select({
      "depreciation_amortization DepreciationDepletionAndAmortization": 147,
      "depreciation_amortization DepreciationAndAmortization": 153,
    });
    expect(facts.get("depreciation_amortization")).toMatchObject({ value: 153 });
  });

  it("F-1: is the exact figure of two in one filing where the other is rounded (Central Garden)", () => {
    const facts = select({
      "revenue Revenues": 3_129_100_000,
      "revenue RevenueFromContractWithCustomerExcludingAssessedTax": 3_129_064_000,
    });
    expect(facts.get("revenue")).toMatchObject({ value: 3_129_064_000 });
  });
});

describe("interest expense from other lines", () => {
  const debt = { "debt_noncurrent LongTermDebtNoncurrent": 500 };

  it("F-6: is interest income less net interest income of a lender (Armour)", () => {
    const flows = {
      "interest_income InterestIncomeDebtSecuritiesOperating": 800,
      "net_interest InterestIncomeExpenseNet": 158,
    };
    expect(select(flows, debt).get("interest_expense")).toMatchObject({ value: 642, method: "derived" });
  });

  it("F-6: is all interest of a bank under the one tag that banks have used since 2024 (Midland States, 2024)", () => {
    const facts = select({
      "interest_reported InterestExpenseOperating": 189_782_000,
      "net_interest InterestIncomeExpenseNet": 236_346_000,
    });
    expect(facts.get("interest_expense")).toMatchObject({ value: 189_782_000, method: "reported" });
    expect(facts.get("net_interest_income")).toMatchObject({ value: 236_346_000 });
  });

  it("F-6: is what the other results leave, where interest paid bears it out (CSG)", () => {
    const withPaid = (paid: number) =>
      select(
        {
          "nonoperating_income NonoperatingIncomeExpense": -28,
          "other_nonoperating_income OtherNonoperatingIncomeExpense": -4,
          "investment_income InvestmentIncomeInterest": 5,
          "interest_paid InterestPaidNet": paid,
          "debt_cost_amortization AmortizationOfFinancingCosts": 3,
        },
        debt,
      ).get("interest_expense");
    expect(withPaid(25)).toMatchObject({ value: 29, detail: expect.stringContaining("bears it out") });
    expect(withPaid(40)).toMatchObject({ known: false });
  });

  it("F-8: is the larger of two figures under a tag that is the whole wherever it has more (Neogen)", () => {
    const flows = { "interest_reported InterestExpense": 38, "interest_reported InterestExpenseOther": 71 };
    expect(select(flows, debt).get("interest_expense")).toMatchObject({ value: 71 });
    const part = { ...flows, "interest_reported InterestExpenseOther": 12 };
    expect(select(part, debt).get("interest_expense")).toMatchObject({ value: 38 });
  });

  it("F-8: goes on with a tag that once was larger than the preferred one, and not with one that was smaller (Neogen)", () => {
    const build = (other: number) =>
      selectFacts(
        [
          ...company,
          ...buildEntries(
            { fact: "interest_reported", tag: "us-gaap:InterestExpense", values: { [year2024]: 38 } },
            {
              fact: "interest_reported",
              tag: "us-gaap:InterestExpenseOther",
              values: { [year2024]: other, [year]: 60 },
            },
          ),
        ],
        asOf,
      ).get("interest_expense");
    expect(build(71)).toMatchObject({ value: 60 });
    expect(build(20)).toMatchObject({ known: false, reason: "conflict" });
  });
});

describe("earnings before interest of a builder", () => {
  const houses = { "inventory InventoryRealEstate": 500 };
  const incurred = { "inventory_interest_incurred RealEstateInventoryCapitalizedInterestCostsIncurred": 80 };
  const inCost = (value: number) => ({
    "interest_in_cost_of_sales RealEstateInventoryCapitalizedInterestCostsCostOfSales1": value,
  });
  const operating = { "operating_income OperatingIncomeLoss": 300 };

  it("F-9: have the interest that is in cost of sales (Tri Pointe)", () => {
    const facts = select({ ...operating, ...incurred, ...inCost(106) }, houses);
    expect(facts.get("ebit")).toMatchObject({ value: 406, method: "derived" });
    const expensed = {
      "interest_reported InterestExpense": 5,
      "pretax_income IncomeLossFromContinuingOperationsBeforeIncomeTaxes": 190,
    };
    expect(select({ ...expensed, ...incurred, ...inCost(60) }, houses).get("ebit")).toMatchObject({ value: 255 });
  });

  it("F-29: have interest once that was capitalised and is reported as an expense of the year (Century Communities)", () => {
    const flows = {
      "interest_reported InterestExpenseDebt": 84,
      "pretax_income IncomeLossFromContinuingOperationsBeforeIncomeTaxes": 190,
    };
    expect(select({ ...flows, ...incurred, ...inCost(60) }, houses).get("ebit")).toMatchObject({ value: 254 });
  });

  it("F-9: are missing where that interest is not told, or is of a side line only (LGI Homes, Dream Finders)", () => {
    const known = { known: false, reason: "not_reported" };
    expect(select({ ...operating, ...incurred }, houses).get("ebit")).toMatchObject(known);
    expect(select({ ...operating, ...incurred, ...inCost(1) }, houses).get("ebit")).toMatchObject(known);
  });

  it("F-9: are operating income of a company that capitalises interest into plants", () => {
    const flows = { "interest_reported InterestExpense": 0, "interest_incurred InterestCostsIncurred": 80 };
    expect(select({ ...operating, ...flows }).get("ebit")).toMatchObject({ value: 300 });
  });
});

describe("net interest income", () => {
  it("is not the net interest of a company that is no bank", () => {
    const facts = select({ "net_interest InterestIncomeExpenseNonoperatingNet": -20 });
    expect(facts.get("net_interest_income")).toMatchObject({ known: false });
  });
});

describe("spending on property", () => {
  const other = { "property_expenditure PaymentsToAcquireOtherPropertyPlantAndEquipment": 3 };

  it("F-10: has the wells of a producer beside its other property (Northern Oil and Gas)", () => {
    const facts = select({ ...other, "oil_gas_expenditure PaymentsToExploreAndDevelopOilAndGasProperties": 1250 });
    expect(facts.get("capital_expenditure")).toMatchObject({ value: 1253, method: "derived" });
  });

  it("F-10: does not count wells twice where the line of property has them", () => {
    const facts = select({
      "property_expenditure PaymentsToAcquirePropertyPlantAndEquipment": 1260,
      "oil_gas_expenditure PaymentsToExploreAndDevelopOilAndGasProperties": 1250,
    });
    expect(facts.get("capital_expenditure")).toMatchObject({ value: 1260, method: "reported" });
  });

  it("F-10: is refused where it is a trifle beside the wear of much property: a side line (Sunrun)", () => {
    const build = (spending: number) =>
      select(
        {
          "property_expenditure PaymentsToAcquirePropertyPlantAndEquipment": spending,
          "depreciation_amortization DepreciationDepletionAndAmortization": 100,
        },
        { "ppe_net PropertyPlantAndEquipmentNet": 400 },
      ).get("capital_expenditure");
    expect(build(4)).toMatchObject({ known: false, reason: "conflict" });
    expect(build(5)).toMatchObject({ value: 5 });
  });

  it("F-48: is refused below half of depreciation where investing took much more (Middlesex Water)", () => {
    const build = (tag: string, more: Readonly<Record<string, number>> = {}, property = 800) =>
      select(
        {
          [`property_expenditure ${tag}`]: 5,
          "depreciation_amortization DepreciationDepletionAndAmortization": 32,
          "investing_cash_flow NetCashProvidedByUsedInInvestingActivities": -101,
          ...more,
        },
        { "ppe_net PropertyPlantAndEquipmentNet": property },
      ).get("capital_expenditure");
    expect(build("PaymentsToAcquireWaterSystems")).toMatchObject({ known: false, reason: "conflict" });
    const bought = { "acquisition_payment PaymentsToAcquireBusinessesNetOfCashAcquired": 80 };
    expect(build("PaymentsToAcquireWaterSystems", bought)).toMatchObject({ value: 5 });
    expect(build("PaymentsToAcquireWaterSystems", {}, 290)).toMatchObject({ value: 5 });
    expect(build("PaymentsForCapitalImprovements")).toMatchObject({ value: 5 });
  });

  it("F-13: is not concluded to be zero where buildings are bought (Essential Properties)", () => {
    const build = (bought: Readonly<Record<string, number>>) =>
      select({
        "operating_cash_flow NetCashProvidedByUsedInOperatingActivities": 50,
        "investing_cash_flow NetCashProvidedByUsedInInvestingActivities": -40,
        "investing_payment PaymentsToAcquireInvestments": 40,
        ...bought,
      }).get("capital_expenditure");
    expect(build({})).toMatchObject({ value: 0, method: "inferred" });
    expect(build({ "spending_hint PaymentsToAcquireBuildings": 1 })).toMatchObject({ known: false });
    expect(build({ "real_estate_expenditure PaymentsToAcquireRealEstate": 40 })).toMatchObject({ known: false });
  });

  it("has ships and vehicles, not what is beside them (International Seaways)", () => {
    const facts = select({
      "property_expenditure PaymentsToAcquireOtherPropertyPlantAndEquipment": 1,
      "property_expenditure PaymentsForProceedsFromProductiveAssets": 340,
    });
    expect(facts.get("capital_expenditure")).toMatchObject({ value: 340 });
  });

  it("F-10: is refused where one filing gives clearly more as productive assets (SkyWest), and not for a trifle", () => {
    const build = (assets: number) =>
      select({
        "property_expenditure PaymentsToAcquirePropertyPlantAndEquipment": 100,
        "property_expenditure PaymentsToAcquireProductiveAssets": assets,
      }).get("capital_expenditure");
    expect(build(111)).toMatchObject({ known: false, reason: "conflict" });
    expect(build(109)).toMatchObject({ value: 100 });
  });

  it("F-10: is refused as a trifle under the tag of a side line even where little property is tagged (Sunrun)", () => {
    const build = (tag: string) =>
      select({
        [`property_expenditure ${tag}`]: 1,
        "depreciation_amortization DepreciationDepletionAndAmortization": 100,
      }).get("capital_expenditure");
    expect(build("PaymentsForProceedsFromProductiveAssets")).toMatchObject({ known: false, reason: "conflict" });
    expect(build("PaymentsToAcquirePropertyPlantAndEquipment")).toMatchObject({ value: 1 });
  });

  it("F-19: is refused below zero: a slip of sign (Sonic Automotive)", () => {
    const facts = select({ "property_expenditure PaymentsToAcquirePropertyPlantAndEquipment": -150 });
    expect(facts.get("capital_expenditure")).toMatchObject({ known: false, reason: "conflict" });
  });
});

describe("depreciation of a rental company", () => {
  const depreciation = { "depreciation_amortization DepreciationDepletionAndAmortization": 224 };
  const rental = { "rental_equipment_depreciation EquipmentExpense": 856 };
  const purchases = { "rental_equipment_expenditure PaymentsToAcquireEquipmentOnLease": 1097 };

  it("F-10: has that of the equipment that it rents out (Herc)", () => {
    const facts = select({ ...depreciation, ...rental, ...purchases });
    expect(facts.get("depreciation_amortization")).toMatchObject({ value: 1080 });
  });

  it("F-10: has no equipment expense of a company that buys none to rent out", () => {
    expect(select({ ...depreciation, ...rental }).get("depreciation_amortization")).toMatchObject({ value: 224 });
  });
});

describe("shares outstanding", () => {
  const cover = (date: string, value: number) =>
    buildEntries({
      fact: "shares_outstanding",
      tag: "dei:EntityCommonStockSharesOutstanding",
      unit: "shares",
      values: { [`${date} @ 2026-02-20`]: value },
    });
  const sheet = buildEntries({
    fact: "shares_outstanding",
    tag: "us-gaap:CommonStockSharesOutstanding",
    unit: "shares",
    values: { [yearEnd]: 33_400_000 },
  });

  it("F-14: are those of the cover, not the balance sheet's of some weeks before (Herc)", () => {
    const facts = selectFacts([...company, ...cover("2026-02-13", 33_393_051), ...sheet], asOf);
    expect(facts.get("shares_outstanding")).toMatchObject({ value: 33_393_051, end: day("2026-02-13") });
  });

  it("F-14: are those of the balance sheet where the cover gives none", () => {
    expect(selectFacts([...company, ...sheet], asOf).get("shares_outstanding")).toMatchObject({ value: 33_400_000 });
  });

  it("F-14: are the average without dilution where there are classes only, and say so (Sphere)", () => {
    const average = (fact: string, tag: string, value: number) =>
      buildEntries({ fact, tag: `us-gaap:${tag}`, unit: "shares", values: { [year]: value } });
    const facts = selectFacts(
      [
        ...company,
        ...average("diluted_shares", "WeightedAverageNumberOfDilutedSharesOutstanding", 45_298_000),
        ...average("basic_shares", "WeightedAverageNumberOfSharesOutstandingBasic", 36_069_000),
      ],
      asOf,
    );
    expect(facts.get("shares_outstanding")).toMatchObject({
      value: 36_069_000,
      method: "derived",
      detail: expect.stringContaining("average basic count"),
    });
  });
});

describe("a share count that the newest report lacks", () => {
  /** JBG Smith, 2025: an average of 67 million over the year, 59 million on the cover of the report before. */
  const count = (fact: string, tag: string, values: Readonly<Record<string, number>>) =>
    buildEntries({ fact, tag, unit: "shares", values });
  const select = (cover: number, coverPeriod = "2025-10-24 @ 2025-10-28") =>
    selectFacts(
      [
        ...company,
        ...buildPeriods("2025-01-01..2025-09-30 @ 2025-10-28", "2025-07-01..2025-09-30 @ 2025-10-28"),
        ...buildBalanceSheets(1000, 600, "2025-09-30 @ 2025-10-28"),
        ...count("basic_shares", "us-gaap:WeightedAverageNumberOfSharesOutstandingBasic", { [year]: 67_361_000 }),
        ...count("shares_outstanding", "dei:EntityCommonStockSharesOutstanding", { [coverPeriod]: cover }),
      ],
      asOf,
    ).get("shares_outstanding");

  it("F-14: is that of the cover of the report before, not the average of a year, and says so", () => {
    expect(select(59_181_298)).toMatchObject({
      value: 59_181_298,
      end: day("2025-10-24"),
      detail: expect.stringContaining("cover of the report before"),
    });
  });

  it("F-14: is the average where that cover is older, of one class, or from before a split", () => {
    expect(select(59_181_298, "2025-04-25 @ 2025-04-29")).toMatchObject({ value: 67_361_000 });
    expect(select(20_000_000)).toMatchObject({ value: 67_361_000 });
    expect(select(673_000_000)).toMatchObject({ value: 67_361_000 });
  });
});

describe("a share count of one class", () => {
  it("F-14: gives way to the average of all classes (Mirion)", () => {
    const count = (fact: string, tag: string, period: string, value: number) =>
      buildEntries({ fact, tag, unit: "shares", values: { [period]: value } });
    const build = (cover: number) =>
      selectFacts(
        [
          ...company,
          ...count("shares_outstanding", "dei:EntityCommonStockSharesOutstanding", "2026-02-10 @ 2026-02-20", cover),
          ...count("basic_shares", "us-gaap:WeightedAverageNumberOfSharesOutstandingBasic", year, 200_000_000),
        ],
        asOf,
      ).get("shares_outstanding");
    expect(build(19_000_000)).toMatchObject({ value: 200_000_000, detail: expect.stringContaining("one class") });
    expect(build(150_000_000)).toMatchObject({ value: 150_000_000 });
  });
});

describe("figures of two bases", () => {
  const halfOf = (start: string, end: string, filed: string) => `${start}..${end} @ ${filed}`;
  const half = halfOf("2025-07-01", "2025-12-31", "2026-02-04");
  const priorHalf = halfOf("2024-07-01", "2024-12-31", "2025-02-05");
  const priorHalfAnew = halfOf("2024-07-01", "2024-12-31", "2026-02-04");
  const fiscalYear = "2024-07-01..2025-06-30 @ 2025-08-20";
  const fiscalYearAnew = "2024-07-01..2025-06-30 @ 2026-01-28";
  const build = (values: Readonly<Record<string, number>>) =>
    selectFacts(
      [
        ...buildPeriods(half, priorHalf, fiscalYear),
        ...buildEntries({ fact: "revenue", tag: "us-gaap:Revenues", values }),
      ],
      day("2026-03-01"),
    ).get("revenue");

  it("F-3: are not combined when a part was filed anew with another value by over 1% of the year", () => {
    const values = { [fiscalYear]: 1000, [half]: 540, [priorHalf]: 500 };
    expect(build({ ...values, [priorHalfAnew]: 489 })).toMatchObject({ known: false, reason: "conflict" });
    expect(build({ ...values, [priorHalfAnew]: 491 })).toMatchObject({ value: 1049 });
  });

  it("F-11: are not subtracted when the annual report restated the year before and the nine months had not (PROG)", () => {
    const prior = "2023-07-01..2024-06-30";
    const nine = "2024-07-01..2025-03-31 @ 2025-05-05";
    const priorNine = "2023-07-01..2024-03-31 @ 2024-05-05";
    const quarterOf = (restatedPrior: number) =>
      selectFacts(
        [
          ...buildPeriods(fiscalYear, nine),
          ...buildEntries({
            fact: "revenue",
            tag: "us-gaap:Revenues",
            values: {
              [`${prior} @ 2024-08-20`]: 1000,
              [`${prior} @ 2025-08-20`]: restatedPrior,
              [priorNine]: 750,
              [nine]: 780,
              [fiscalYear]: 900,
            },
          }),
        ],
        day("2025-09-01"),
      ).get("revenue_q");
    expect(quarterOf(800)).toMatchObject({ known: false, reason: "conflict" });
    expect(quarterOf(1000)).toMatchObject({ value: 120 });
  });

  it("F-3: are combined when the year had been filed anew as well, shortly before (ePlus)", () => {
    const values = { [fiscalYear]: 1000, [fiscalYearAnew]: 900, [half]: 540, [priorHalf]: 500, [priorHalfAnew]: 440 };
    expect(build(values)).toMatchObject({ value: 1000 });
  });
});

describe("long-term debt under the tag of its later part", () => {
  const repayments = "LongTermDebtMaturitiesRepaymentsOfPrincipal";
  const debt = {
    "long_term_debt LongTermDebt": 274,
    "debt_noncurrent LongTermDebtNoncurrent": 274,
    "debt_current LongTermDebtCurrent": 4,
  };

  it("F-4: is not added to its current part when the schedule of repayments sums to it (Rush)", () => {
    const schedule = {
      [`debt_due_1y ${repayments}InNextTwelveMonths`]: 4,
      [`debt_due_3y ${repayments}InYearThree`]: 270,
    };
    const facts = select({}, { ...debt, ...schedule });
    expect(facts.get("total_debt")).toMatchObject({ value: 274 });
    expect(facts.get("debt_noncurrent")).toMatchObject({ value: 270 });
  });

  it("F-4: has a larger kind of debt beside a total that cannot have it (Mirion)", () => {
    const facts = select(
      {},
      { "debt_noncurrent LongTermDebtNoncurrent": 100, "debt_noncurrent ConvertibleDebtNoncurrent": 170 },
    );
    expect(facts.get("total_debt")).toMatchObject({ value: 270 });
    const within = select(
      {},
      { "debt_noncurrent LongTermDebtNoncurrent": 200, "debt_noncurrent ConvertibleDebtNoncurrent": 170 },
    );
    expect(within.get("total_debt")).toMatchObject({ value: 200 });
  });

  it("F-4: is the later part under the tag of all of it when the principal says so (Avanos)", () => {
    const build = (principal: number) =>
      select(
        {},
        {
          "long_term_debt LongTermDebt": 90,
          "long_term_debt DebtInstrumentCarryingAmount": principal,
          "debt_current LongTermDebtCurrent": 10,
        },
      ).get("total_debt");
    expect(build(101)).toMatchObject({ value: 100 });
    expect(build(91)).toMatchObject({ value: 90 });
  });

  it("F-4: is added to it when nothing says that it has it", () => {
    expect(select({}, debt).get("total_debt")).toMatchObject({ value: 278 });
  });
});

describe("dividends paid", () => {
  it("F-19: are in conflict below zero, as buybacks and share issues are: a slip of sign (Sonic Automotive)", () => {
    const facts = select({
      "dividends_paid PaymentsOfDividendsCommonStock": -49,
      "buybacks PaymentsForRepurchaseOfCommonStock": -82,
      "stock_issued ProceedsFromIssuanceOfCommonStock": -1,
    });
    for (const id of ["dividends_paid", "buybacks", "stock_issued"]) {
      expect(facts.get(id), id).toMatchObject({ known: false, reason: "conflict" });
    }
  });

  it("F-19: are in conflict far below those declared: the rest has a tag of the filer's own (Xenia)", () => {
    const build = (declared: Readonly<Record<string, number>>) =>
      select({ "dividends_paid PaymentsOfDividendsCommonStock": 20, ...declared }).get("dividends_paid");
    expect(build({ "distribution_hint DividendsCommonStockCash": 55 })).toMatchObject({ reason: "conflict" });
    expect(build({ "distribution_hint DividendsCommonStockCash": 38 })).toMatchObject({ value: 20 });
    // What a bank's subsidiary pays to its parent is under DividendsCash beside the dividends of the parent.
    const both = { "distribution_hint DividendsCommonStockCash": 21, "distribution_hint DividendsCash": 200 };
    expect(build(both)).toMatchObject({ value: 20 });
  });

  it("F-19: are not those on preferred shares where those on common shares may be a part (Middlesex Water)", () => {
    const filed = (tag: string, before: number, now: number | null) => ({
      fact: "dividends_paid",
      tag: `us-gaap:${tag}`,
      values: { [year2024]: before, ...(now === null ? {} : { [year]: now }) },
    });
    const entries = buildEntries(
      filed("PaymentsOfDividends", 26, null),
      filed("PaymentsOfDividendsCommonStock", 23, 25),
      filed("PaymentsOfDividendsPreferredStockAndPreferenceStock", 3, 3),
    );
    expect(selectFacts([...company, ...entries], asOf).get("dividends_paid")).toMatchObject({ reason: "conflict" });
  });
});

describe("earnings before interest and tax from pretax income", () => {
  const flows = {
    "pretax_income IncomeLossFromContinuingOperationsBeforeIncomeTaxesExtraordinaryItemsNoncontrollingInterest": 403,
    "interest_reported InterestExpenseNonoperating": 33,
  };
  const sold = { "property_sale_gain GainLossOnSaleOfProperties": 238 };

  it("F-20: leave out gains on property sold, which pay no interest of another year (Terreno)", () => {
    expect(select(flows).get("ebit")).toMatchObject({ value: 436 });
    expect(select({ ...flows, ...sold }).get("ebit")).toMatchObject({ value: 198, method: "derived" });
  });

  it("are operating income where that is reported, whatever the filer counts in it", () => {
    const facts = select({ ...flows, ...sold, "operating_income OperatingIncomeLoss": 430 });
    expect(facts.get("ebit")).toMatchObject({ value: 430 });
  });
});

describe("debt of a second-hand file", () => {
  const build = (debt: number, before = debt, form = "CSV") =>
    selectFacts(
      [
        ...company,
        ...buildEntries(
          {
            fact: "total_debt",
            tag: "file:total_debt",
            values: { [yearEnd]: debt, "2024-12-31 @ 2025-02-20": before },
          },
          { fact: "interest_expense", tag: "file:interest_expense", form, values: { [year]: 40 } },
        ),
      ],
      asOf,
    ).get("total_debt");

  it("F-59: is in conflict above all liabilities, or where it cannot bear the interest (Dana)", () => {
    expect(build(500)).toMatchObject({ value: 500 });
    expect(build(700)).toMatchObject({ known: false, reason: "conflict" });
    expect(build(100)).toMatchObject({ known: false, reason: "conflict" });
    // Debt that was repaid within the year bore its interest before.
    expect(build(100, 400)).toMatchObject({ value: 100 });
    // The most that interest may be says nothing of debt.
    expect(build(100, 100, `CSV${boundMark}`)).toMatchObject({ value: 100 });
  });
});

describe("revenue of a second-hand file", () => {
  const build = (revenue: number) =>
    selectFacts(
      [
        ...company,
        ...buildEntries(
          { fact: "revenue", tag: "file:revenue", values: { [year]: revenue } },
          { fact: "operating_income", tag: "file:operating_income", values: { [year]: 477 } },
        ),
      ],
      asOf,
    ).get("revenue");

  it("F-21: is in conflict below operating income: it is one line of several (Valaris)", () => {
    expect(build(12)).toMatchObject({ known: false, reason: "conflict" });
    expect(build(2400)).toMatchObject({ value: 2400 });
  });
});

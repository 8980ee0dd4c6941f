import { describe, expect, it } from "vitest";
import { selectFacts } from "#lib/fact/select";
import { buildBalanceSheets, buildEntries, buildPeriods, day, type TagFigures } from "../../../support/build-entries";

const yearEnd = "2025-12-31 @ 2026-02-20";
const year = "2025-01-01..2025-12-31 @ 2026-02-20";
const lastYear = "2024-01-01..2024-12-31 @ 2025-02-20";
const asOf = day("2026-03-01");
const company = [...buildPeriods(year), ...buildBalanceSheets(1000, 600, yearEnd)];

const select = (...figures: readonly TagFigures[]) => selectFacts([...company, ...buildEntries(...figures)], asOf);
const balance = (fact: string, tag: string, value: number): TagFigures => ({ fact, tag, values: { [yearEnd]: value } });
const flow = (fact: string, tag: string, value: number, period = year): TagFigures => ({
  fact,
  tag,
  values: { [period]: value },
});

const currentAssets = [
  balance("current_assets", "us-gaap:AssetsCurrent", 100),
  balance("cash", "us-gaap:CashAndCashEquivalentsAtCarryingValue", 50),
  balance("receivables", "us-gaap:AccountsReceivableNetCurrent", 35),
];
const financing = flow("financing_cash_flow", "us-gaap:NetCashProvidedByUsedInFinancingActivities", -5);

describe("zero from absence", () => {
  it("F-13: holds for short-term investments and inventory when other lines explain nine tenths of current assets", () => {
    const facts = select(...currentAssets, balance("other_current_assets", "us-gaap:OtherAssetsCurrent", 10));
    expect(facts.get("short_term_investments")).toMatchObject({ value: 0, method: "inferred" });
    expect(facts.get("inventory")).toMatchObject({ value: 0, method: "inferred" });
  });

  it("F-13: does not hold when more than a tenth of current assets is unexplained", () => {
    expect(select(...currentAssets).get("short_term_investments")).toMatchObject({ known: false });
  });

  const whole = [...currentAssets, balance("other_current_assets", "us-gaap:OtherAssetsCurrent", 10)];
  const full = [...currentAssets, balance("other_current_assets", "us-gaap:OtherAssetsCurrent", 15)];

  it.each([
    ["short_term_investments", flow("investing_payment", "us-gaap:PaymentsToAcquireShortTermInvestments", 9)],
    [
      "short_term_investments",
      flow("investing_proceeds", "us-gaap:ProceedsFromSaleAndMaturityOfMarketableSecurities", 9),
    ],
    ["short_term_investments", balance("securities_hint", "us-gaap:AvailableForSaleSecuritiesDebtSecurities", 9)],
    ["inventory", flow("inventory_change", "us-gaap:IncreaseDecreaseInInventories", -2)],
  ])("F-40: does not hold for %s that flows and notes show (%o), unless other lines leave no room", (id, sign) => {
    expect(select(...whole, sign).get(id)).toMatchObject({ known: false, reason: "not_reported" });
    expect(select(...full, sign).get(id)).toMatchObject({ value: 0, method: "inferred" });
  });

  it("F-40: does not hold for inventory that a note counts, whichever line has it (Casella)", () => {
    const supplies = balance("inventory_hint", "us-gaap:OtherInventory", 9);
    expect(select(...full, supplies).get("inventory")).toMatchObject({ known: false });
  });

  it("F-40: holds in spite of signs that are a trifle of assets, or of an older balance sheet", () => {
    const trifle = flow("investing_payment", "us-gaap:PaymentsToAcquireShortTermInvestments", 4);
    const sold: TagFigures = {
      fact: "securities_hint",
      tag: "us-gaap:AvailableForSaleSecuritiesDebtSecurities",
      values: { "2024-12-31 @ 2025-02-20": 90 },
    };
    expect(select(...whole, trifle, sold).get("short_term_investments")).toMatchObject({ value: 0 });
  });

  it("F-13: holds for dividends when the cash-flow statement is whole and nothing tells of any", () => {
    expect(select(financing).get("dividends_paid")).toMatchObject({
      value: 0,
      method: "inferred",
      start: day("2025-01-01"),
    });
    expect(select().get("dividends_paid")).toMatchObject({ known: false });
  });

  it("F-13: does not hold for dividends that the statement of equity shows", () => {
    const facts = select(financing, flow("distribution_hint", "us-gaap:DividendsCommonStockCash", 3));
    expect(facts.get("dividends_paid")).toMatchObject({ known: false });
  });

  it.each([
    ["stock_issued", flow("other_issues", "us-gaap:ProceedsFromWarrantExercises", 52)],
    ["stock_issued", flow("other_issues", "us-gaap:ProceedsFromIssuanceOfPrivatePlacement", 52)],
    ["dividends_paid", flow("capital_distribution", "us-gaap:PaymentsOfCapitalDistribution", 3)],
  ])("F-49: does not hold for %s beside a line of its kind (%o)", (id, line) => {
    expect(select(financing).get(id)).toMatchObject({ value: 0, method: "inferred" });
    expect(select(financing, line).get(id)).toMatchObject({ known: false });
  });

  it.each([
    [
      "stock_issued",
      "shares_outstanding",
      "dei:EntityCommonStockSharesOutstanding",
      40_000_000,
      40_700_000,
      42_500_000,
    ],
    ["buybacks", "treasury_stock", "us-gaap:TreasuryStockCommonValue", 50, 51, 80],
  ])("F-49: does not hold for %s where %s grew", (id, fact, tag, before, same, grown) => {
    const unit = fact === "shares_outstanding" ? "shares" : "USD";
    const find = (now: number) =>
      select(financing, { fact, tag, unit, values: { "2024-12-31 @ 2025-02-20": before, [yearEnd]: now } }).get(id);
    expect(find(same)).toMatchObject({ value: 0, method: "inferred" });
    expect(find(grown)).toMatchObject({ known: false });
  });

  it("F-49: does not hold for dividends where retained earnings lack them, unless buybacks may have taken them", () => {
    const retained = (now: number): TagFigures => ({
      fact: "retained_earnings",
      tag: "us-gaap:RetainedEarningsAccumulatedDeficit",
      values: { "2024-12-31 @ 2025-02-20": 100, [yearEnd]: now },
    });
    const income = select().get("net_income");
    const value = income.known ? income.value : 0;
    expect(select(financing, retained(100 + value)).get("dividends_paid")).toMatchObject({ value: 0 });
    expect(select(financing, retained(70 + value)).get("dividends_paid")).toMatchObject({ known: false });
    const buybacks = flow("buybacks", "us-gaap:PaymentsForRepurchaseOfCommonStock", 30);
    expect(select(financing, retained(70 + value), buybacks).get("dividends_paid")).toMatchObject({ value: 0 });
  });

  it("F-13: does not hold for buybacks of the last year that may only have lost their tag", () => {
    const facts = select(financing, flow("buybacks", "us-gaap:PaymentsForRepurchaseOfCommonStock", 3, lastYear));
    expect(facts.get("buybacks")).toMatchObject({ known: false });
  });

  it("F-13: holds for minority interest when liabilities and equity are all of assets", () => {
    expect(select().get("minority_interest")).toMatchObject({ value: 0, method: "inferred" });
  });

  it("F-13: does not hold for minority interest when a rest remains", () => {
    const entries = [
      ...buildPeriods(year),
      ...buildEntries(
        balance("total_assets", "us-gaap:Assets", 1000),
        balance("liabilities_reported", "us-gaap:Liabilities", 600),
        balance("equity_reported", "us-gaap:StockholdersEquity", 300),
      ),
    ];
    expect(selectFacts(entries, asOf).get("minority_interest")).toMatchObject({ known: false });
  });

  it("F-13: holds for income tax of a company that shows none in any statement (a REIT)", () => {
    expect(select().get("income_tax")).toMatchObject({ value: 0, method: "inferred" });
    const paid = select(flow("tax_hint", "us-gaap:IncomeTaxesPaidNet", 1));
    expect(paid.get("income_tax")).toMatchObject({ known: false });
  });

  it("adds what it was concluded from to no sum", () => {
    const pretax = select().get("pretax_income");
    expect(pretax).toMatchObject({ known: true, method: "derived" });
    const parts = pretax.known ? pretax.parts : [];
    expect(parts.map(({ entry }) => entry.fact)).toEqual(["net_income"]);
    expect(pretax).toMatchObject({ value: parts[0]?.entry.value });
  });

  it("F-30: holds for capital expenditure only where other lines explain investing, and hardly anything wears", () => {
    const investing = flow("investing_cash_flow", "us-gaap:NetCashProvidedByUsedInInvestingActivities", -500);
    const securities = flow("investing_payment", "us-gaap:PaymentsToAcquireInvestments", 500);
    const find = (...more: readonly TagFigures[]) => select(investing, ...more).get("capital_expenditure");
    expect(find(securities)).toMatchObject({ value: 0, method: "inferred" });
    expect(find()).toMatchObject({ known: false });
    expect(select().get("capital_expenditure")).toMatchObject({ known: false });
    const property = balance("ppe_net", "us-gaap:PropertyPlantAndEquipmentNet", 30);
    expect(find(securities, property)).toMatchObject({ known: false });
    const wear = flow("depreciation_amortization", "us-gaap:DepreciationDepletionAndAmortization", 20);
    expect(find(securities, wear)).toMatchObject({ known: false });
  });

  it("F-30: does not hold for payments that may be in other financing, but for what retained earnings say of dividends", () => {
    const other = flow("other_financing", "us-gaap:ProceedsFromPaymentsForOtherFinancingActivities", -50);
    for (const id of ["dividends_paid", "buybacks", "stock_issued"]) {
      expect(select(financing).get(id), id).toMatchObject({ value: 0, method: "inferred" });
      expect(select(financing, other).get(id), id).toMatchObject({ known: false });
    }
    const retained: TagFigures = {
      fact: "retained_earnings",
      tag: "us-gaap:RetainedEarningsAccumulatedDeficit",
      values: { [yearEnd]: 201, "2024-12-31 @ 2026-02-20": 200 },
    };
    expect(select(financing, other, retained).get("dividends_paid")).toMatchObject({
      value: 0,
      detail: expect.stringContaining("Retained earnings changed by net income alone."),
    });
  });

  it("F-13: does not hold for other facts: what is not reported is missing", () => {
    for (const id of ["goodwill", "receivables", "rd_expense", "depreciation_amortization", "undrawn_credit"]) {
      expect(select(...currentAssets, financing).get(id), id).toMatchObject(
        id === "receivables" ? { known: true } : { known: false, reason: "not_reported" },
      );
    }
  });
});

describe("a line that is gone", () => {
  const before = "2025-01-01..2025-09-30 @ 2025-11-01";
  const pretax = "us-gaap:IncomeLossFromContinuingOperationsBeforeIncomeTaxes";
  const both = (fact: string, tag: string, value: number): TagFigures => ({
    fact,
    tag,
    values: { [before]: Math.round(value * 0.7), [year]: value },
  });
  const sum = [both("pretax_income", pretax, 80), both("net_income_with_minority", "us-gaap:ProfitLoss", 60)];
  const earlier = flow("income_tax", "us-gaap:IncomeTaxExpenseBenefit", 14, before);

  it("F-46: is what pretax income and the profit of all leave", () => {
    expect(select(...sum, earlier).get("income_tax_fy")).toMatchObject({ value: 20, method: "derived" });
  });

  it("F-46: is missing where something else stands in the sum, or the filer never gave it", () => {
    const sold = both("discontinued_income", "us-gaap:IncomeLossFromDiscontinuedOperationsNetOfTax", 5);
    expect(select(...sum, earlier, sold).get("income_tax_fy")).toMatchObject({ known: false });
    const paid = flow("tax_hint", "us-gaap:IncomeTaxesPaidNet", 1);
    expect(select(...sum, paid).get("income_tax_fy")).toMatchObject({ known: false });
  });
});

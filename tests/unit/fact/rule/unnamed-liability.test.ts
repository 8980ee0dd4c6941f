import { describe, expect, it } from "vitest";
import { selectFacts } from "#lib/fact/select";
import { buildBalanceSheets, buildEntries, buildPeriods, day } from "../../../support/build-entries";

const yearEnd = "2025-12-31 @ 2026-02-20";
const lastYearEnd = "2024-12-31 @ 2025-02-20";
const year = "2025-01-01..2025-12-31 @ 2026-02-20";
const lastYear = "2024-01-01..2024-12-31 @ 2025-02-20";
const asOf = day("2026-03-01");

const company = [...buildPeriods(year, lastYear), ...buildBalanceSheets(1000, 700, lastYearEnd, yearEnd)];

type Amounts = Readonly<Record<string, number>>;

/** `"debt_current LongTermDebtCurrent": 10` is a balance at the year end; flows are of this year and the last. */
function select(balances: Amounts, flows: Amounts = {}) {
  const build = (amounts: Amounts, ...periods: readonly string[]) =>
    Object.entries(amounts).flatMap(([key, value]) => {
      const [fact = "", tag = ""] = key.split(" ");
      const values = Object.fromEntries(periods.map((period) => [period, value]));
      return buildEntries({ fact, tag: `us-gaap:${tag}`, values });
    });
  return selectFacts([...company, ...build(balances, yearEnd), ...build(flows, lastYear, year)], asOf);
}

/** A dealer, of whose current liabilities 200 of 300 have a tag of its own. */
const dealer = {
  "current_liabilities LiabilitiesCurrent": 300,
  "trade_payables AccountsPayableCurrent": 40,
  "other_current_liabilities AccruedLiabilitiesCurrent": 50,
  "inventory InventoryNet": 300,
  "debt_current LongTermDebtCurrent": 10,
  "debt_noncurrent LongTermDebtNoncurrent": 190,
};
const steady = { "interest_reported InterestExpense": 14, "interest_paid InterestPaidNet": 14 };

describe("debt under tags of the filer's own", () => {
  it("F-41: is not known where liabilities without a name finance the inventory (Rush Enterprises)", () => {
    const facts = select(dealer, steady);
    for (const id of ["total_debt", "debt_current", "debt_due_1y"]) {
      expect(facts.get(id), id).toMatchObject({ known: false, reason: "not_reported" });
    }
    expect(facts.get("debt_noncurrent")).toMatchObject({ value: 190 });
  });

  it("F-41: is not suspected where suppliers finance the inventory, or there is hardly any", () => {
    const supplied = {
      ...dealer,
      "trade_payables AccountsPayableCurrent": 100,
      "current_liabilities LiabilitiesCurrent": 360,
    };
    expect(select(supplied, steady).get("total_debt")).toMatchObject({ value: 200 });
    expect(select({ ...dealer, "inventory InventoryNet": 100 }, steady).get("total_debt")).toMatchObject({
      value: 200,
    });
  });

  it("F-41: is not known where interest is paid on more than what is (Group 1 Automotive)", () => {
    const supplied = {
      ...dealer,
      "trade_payables AccountsPayableCurrent": 100,
      "current_liabilities LiabilitiesCurrent": 360,
    };
    const more = { "interest_reported InterestExpense": 14, "interest_paid InterestPaidNet": 20 };
    expect(select(supplied, more).get("total_debt")).toMatchObject({ known: false, reason: "not_reported" });
  });

  it("F-41: is not suspected where lines with names make up current liabilities", () => {
    const named = { ...dealer, "other_current_liabilities CustomerDepositsCurrent": 180 };
    expect(select(named, steady).get("total_debt")).toMatchObject({ value: 200 });
  });

  it("F-41: is suspected beside unsplit liabilities where interest is high for the known debt (mortgage REITs)", () => {
    const lender = { "debt_line SecuredDebt": 250, "debt_line UnsecuredDebt": 50 };
    const interest = { "interest_reported InterestExpense": 24 };
    expect(select(lender, interest).get("total_debt")).toMatchObject({ known: false, reason: "not_reported" });
    const named = { ...lender, "other_liabilities OtherLiabilities": 300 };
    expect(select(named, interest).get("total_debt")).toMatchObject({ value: 300 });
  });
});

describe("secured borrowing", () => {
  const warehouse = { "debt_beside WarehouseAgreementBorrowings": 90 };

  it("F-42: is beside a total that says nothing of it", () => {
    expect(select({ ...warehouse, "long_term_debt LongTermDebt": 400 }).get("total_debt")).toMatchObject({
      value: 490,
    });
  });

  it("F-42: is in a total that it makes with other lines (Century Communities)", () => {
    const lines = { "debt_line NotesPayable": 260, "debt_line LineOfCredit": 50, "long_term_debt LongTermDebt": 400 };
    expect(select({ ...warehouse, ...lines }).get("total_debt")).toMatchObject({ value: 400 });
  });

  it("F-42: is in a total that leaves no room beside other liabilities (Dream Finders)", () => {
    const balance = { "other_liabilities OtherLiabilities": 170, "other_liabilities AccruedIncomeTaxes": 130 };
    expect(select({ ...warehouse, ...balance, "long_term_debt LongTermDebt": 400 }).get("total_debt")).toMatchObject({
      value: 400,
    });
  });

  it("F-42: that is junior is in what is subordinated where a bank has no room for both (Stellar)", () => {
    const bank = { "deposits Deposits": 600, "other_liabilities OtherLiabilities": 55 };
    const debt = {
      "debt_line SubordinatedDebt": 45,
      "debt_line JuniorSubordinatedDebentureOwedToUnconsolidatedSubsidiaryTrust": 12,
    };
    expect(select({ ...bank, ...debt }).get("total_debt")).toMatchObject({ value: 45 });
    expect(select({ ...bank, ...debt, "other_liabilities OtherLiabilities": 40 }).get("total_debt")).toMatchObject({
      value: 57,
    });
  });
});

describe("finance leases of a company without other debt", () => {
  const leases = { "finance_leases FinanceLeaseLiability": 4 };
  const zero = { "long_term_debt LongTermDebt": 0 };

  it.each([
    ["nothing shows debt (Boot Barn)", {}],
    ["the lines of debt are zero (Metallus)", zero],
  ])("F-43: are its debt where %s, and its lines of debt are zero", (_, lines) => {
    const facts = select({ ...leases, ...lines });
    expect(facts.get("total_debt")).toMatchObject({ value: 4, method: "derived" });
    for (const id of ["debt_noncurrent", "debt_due_2y"]) expect(facts.get(id), id).toMatchObject({ value: 0 });
  });

  it("F-43: that are due within a year are in no line of later debt (Noble)", () => {
    const later = {
      "debt_noncurrent LongTermDebtNoncurrent": 190,
      "finance_leases_current FinanceLeaseLiabilityCurrent": 9,
    };
    expect(select({ ...leases, ...later }).get("total_debt")).toMatchObject({ value: 199 });
  });

  it("F-43: of the annual report stand for those of its quarters", () => {
    const quarters = buildBalanceSheets(1000, 700, "2026-03-31 @ 2026-05-01");
    const entries = [
      ...company,
      ...quarters,
      ...buildPeriods("2026-01-01..2026-03-31 @ 2026-05-01"),
      ...buildEntries({ fact: "finance_leases", tag: "us-gaap:FinanceLeaseLiability", values: { [yearEnd]: 4 } }),
    ];
    expect(selectFacts(entries, day("2026-05-10")).get("total_debt")).toMatchObject({ value: 4 });
  });

  it("F-43: bear the interest that filings give for them, none where they are a trifle, and else it is not known", () => {
    const both = (value: number) =>
      buildEntries({
        fact: "finance_leases",
        tag: "us-gaap:FinanceLeaseLiability",
        values: { [lastYearEnd]: value, [yearEnd]: value },
      });
    const find = (value: number, flows: Amounts = {}) =>
      selectFacts(
        [
          ...company,
          ...both(value),
          ...Object.entries(flows).flatMap(([tag, amount]) =>
            buildEntries({ fact: "finance_lease_interest", tag, values: { [year]: amount } }),
          ),
        ],
        asOf,
      ).get("interest_expense");
    expect(find(4)).toMatchObject({ value: 0, method: "inferred" });
    expect(find(40)).toMatchObject({ known: false });
    expect(find(40, { "us-gaap:FinanceLeaseInterestExpense": 2 })).toMatchObject({ value: 2 });
  });
});

describe("interest that is paid and not expensed", () => {
  const debt = { "long_term_debt LongTermDebt": 400 };

  it("F-45: in two years running shows that the expense is a part (OPENLANE)", () => {
    const find = (expense: number, paid: number) =>
      select(debt, { "interest_reported InterestExpense": expense, "interest_paid InterestPaidNet": paid }).get(
        "interest_expense",
      );
    expect(find(8, 30)).toMatchObject({ known: false, reason: "not_reported" });
    expect(find(24, 30)).toMatchObject({ value: 24 });
  });

  it("F-45: leaves nothing smaller than that part to stand for it (Walker & Dunlop)", () => {
    const lender = {
      "interest_reported InterestExpenseOperating": 20,
      "interest_paid InterestPaidNet": 40,
      "interest_income InterestAndDividendIncomeOperating": 9,
      "net_interest_income InterestIncomeExpenseNet": -3,
    };
    expect(select(debt, lender).get("interest_expense")).toMatchObject({ known: false, reason: "not_reported" });
  });

  it("F-45: says nothing where it was capitalised, or in a single year", () => {
    const capitalized = {
      "interest_reported InterestExpense": 8,
      "interest_paid InterestPaidNet": 30,
      "interest_capitalized InterestCostsIncurredCapitalized": 21,
    };
    expect(select(debt, capitalized).get("interest_expense")).toMatchObject({ value: 8 });
    const once = [
      ...company,
      ...buildEntries(
        { fact: "long_term_debt", tag: "us-gaap:LongTermDebt", values: { [yearEnd]: 400 } },
        { fact: "interest_reported", tag: "us-gaap:InterestExpense", values: { [lastYear]: 8, [year]: 8 } },
        { fact: "interest_paid", tag: "us-gaap:InterestPaidNet", values: { [lastYear]: 9, [year]: 30 } },
      ),
    ];
    expect(selectFacts(once, asOf).get("interest_expense")).toMatchObject({ value: 8 });
  });
});

describe("current liabilities that are told in full", () => {
  const told = {
    "current_liabilities LiabilitiesCurrent": 187_775,
    "trade_payables AccountsPayableCurrent": 38_353,
    "other_current_liabilities AccruedLiabilitiesCurrent": 105_336,
    "operating_lease_current OperatingLeaseLiabilityCurrent": 44_086,
    "other_current_liabilities EmployeeRelatedLiabilitiesCurrent": 27_543,
    "long_term_debt LongTermDebt": 85_000,
  };

  it("F-58: have no debt among them (BJ's Restaurants)", () => {
    expect(select(told).get("debt_current")).toMatchObject({ value: 0, method: "inferred" });
    expect(select(told).get("debt_due_1y")).toMatchObject({ value: 0 });
  });

  it("F-58: may have some where a part is not told, or the schedule says so", () => {
    const short = { ...told, "current_liabilities LiabilitiesCurrent": 187_776 };
    expect(select(short).get("debt_current")).toMatchObject({ reason: "not_reported" });
    const due = {
      ...told,
      "debt_due_1y LongTermDebtMaturitiesRepaymentsOfPrincipalInNextTwelveMonths": 5000,
      "debt_due_2y LongTermDebtMaturitiesRepaymentsOfPrincipalInYearTwo": 80_000,
    };
    expect(select(due).get("debt_current")).toMatchObject({ reason: "not_reported" });
  });

  it("F-58: agree by chance where figures are coarse", () => {
    const coarse = Object.fromEntries(
      Object.entries(told).map(([key, value]) => [key, Math.round(value / 1000) * 1000]),
    );
    const exact = { ...coarse, "operating_lease_current OperatingLeaseLiabilityCurrent": 45_000 };
    expect(select(exact).get("debt_current")).toMatchObject({ reason: "not_reported" });
  });

  it("F-58: say nothing beside a line of current debt", () => {
    expect(select({ ...told, "debt_current LongTermDebtCurrent": 10 }).get("debt_current")).toMatchObject({
      value: 10,
    });
  });
});

import { describe, expect, it } from "vitest";
import { selectFacts } from "#lib/fact/select";
import { buildBalanceSheets, buildEntries, buildPeriods, day } from "../../../support/build-entries";

const yearEnd = "2025-12-31 @ 2026-02-20";
const year = "2025-01-01..2025-12-31 @ 2026-02-20";
const asOf = day("2026-03-01");

const company = [
  ...buildPeriods(year),
  ...buildBalanceSheets(1000, 600, "2024-12-31 @ 2025-02-20", yearEnd),
  ...buildEntries({ fact: "current_liabilities", tag: "us-gaap:LiabilitiesCurrent", values: { [yearEnd]: 200 } }),
];

/** `"debt_current LongTermDebtCurrent": 10` is a balance at the year end. */
function select(balances: Readonly<Record<string, number>>, flows: Readonly<Record<string, number>> = {}) {
  const build = (values: Readonly<Record<string, number>>, period: string) =>
    Object.entries(values).flatMap(([key, value]) => {
      const [fact = "", tag = ""] = key.split(" ");
      return buildEntries({ fact, tag: `us-gaap:${tag}`, values: { [period]: value } });
    });
  return selectFacts([...company, ...build(balances, yearEnd), ...build(flows, year)], asOf);
}

describe("total debt", () => {
  it("F-4: is debt due within a year plus debt due after a year", () => {
    const facts = select({ "debt_current LongTermDebtCurrent": 10, "debt_noncurrent LongTermDebtNoncurrent": 190 });
    expect(facts.get("total_debt")).toMatchObject({ value: 200, method: "derived" });
    expect(facts.get("debt_current")).toMatchObject({ value: 10 });
    expect(facts.get("debt_noncurrent")).toMatchObject({ value: 190 });
  });

  it("F-4: adds short-term borrowings to the current part of long-term debt", () => {
    const facts = select({
      "debt_current LongTermDebtCurrent": 10,
      "debt_current ShortTermBorrowings": 25,
      "debt_noncurrent LongTermDebtNoncurrent": 190,
    });
    expect(facts.get("debt_current")).toMatchObject({ value: 35 });
    expect(facts.get("total_debt")).toMatchObject({ value: 225 });
  });

  it("F-4: counts one amount under two tags once (Matson)", () => {
    const facts = select({
      "debt_current LongTermDebtCurrent": 39,
      "debt_current ShortTermBorrowings": 39,
      "debt_noncurrent LongTermDebtNoncurrent": 190,
    });
    expect(facts.get("total_debt")).toMatchObject({ value: 229 });
  });

  it("F-4: sums the lines by kind where there is no total line", () => {
    const facts = select({
      "debt_current ConvertibleNotesPayableCurrent": 20,
      "debt_noncurrent ConvertibleLongTermNotesPayable": 80,
      "debt_noncurrent SecuredLongTermDebt": 100,
    });
    expect(facts.get("total_debt")).toMatchObject({ value: 200 });
  });

  it("F-4: takes the current part for zero when the balance sheet shows current liabilities without it, and says so", () => {
    const facts = select({ "debt_noncurrent LongTermDebtNoncurrent": 190 });
    expect(facts.get("debt_current")).toMatchObject({ value: 0, method: "inferred" });
    expect(facts.get("total_debt")).toMatchObject({
      value: 190,
      detail: expect.stringContaining("none due within a year"),
    });
  });

  it("F-4: does not take the current part for zero when all debt or the schedule says that there is more (Sunrun)", () => {
    const lines = { "debt_noncurrent ConvertibleDebtNoncurrent": 70 };
    const whole = select({ ...lines, "long_term_debt LongTermDebt": 400 });
    expect(whole.get("debt_current")).toMatchObject({ known: false });
    expect(whole.get("debt_noncurrent")).toMatchObject({ known: false });
    expect(whole.get("total_debt")).toMatchObject({ value: 400 });
    const due = { "debt_due_1y LongTermDebtMaturitiesRepaymentsOfPrincipalInNextTwelveMonths": 5 };
    expect(select({ ...lines, ...due }).get("debt_current")).toMatchObject({ known: false });
    expect(select(lines).get("debt_current")).toMatchObject({ value: 0, method: "inferred" });
  });

  it("F-4: takes a larger total of the notes, because then the lines were not all of it", () => {
    const facts = select({ "debt_noncurrent LongTermDebtNoncurrent": 100, "long_term_debt LongTermDebt": 150 });
    expect(facts.get("total_debt")).toMatchObject({ value: 150 });
  });

  it("F-4: keeps the balance sheet when the total of the notes differs by issue costs only", () => {
    const facts = select({ "debt_noncurrent LongTermDebtNoncurrent": 100, "long_term_debt LongTermDebt": 103 });
    expect(facts.get("total_debt")).toMatchObject({ value: 100 });
  });

  it("F-4: does not add short-term borrowings twice to a total that has them", () => {
    const facts = select({
      "debt_current ShortTermBorrowings": 149,
      "debt_noncurrent LongTermDebtNoncurrent": 2,
      "long_term_debt LongTermDebt": 151,
    });
    expect(facts.get("total_debt")).toMatchObject({ value: 151 });
  });

  it("F-4: takes all long-term debt for its later part where both are the principal of a credit line (Trupanion)", () => {
    const facts = select({
      "debt_current LongTermDebtCurrent": 10,
      "long_term_debt LongTermDebt": 101.8,
      "debt_line LineOfCredit": 112.5,
    });
    expect(facts.get("total_debt").known && facts.get("total_debt")).toMatchObject({ value: 111.8 });
  });

  it("F-4: drops a current part that exceeds current liabilities (a slip of the filer)", () => {
    const facts = select({
      "debt_current LongTermDebtAndCapitalLeaseObligationsCurrent": 201,
      "debt_noncurrent LongTermDebtNoncurrent": 199,
    });
    expect(facts.get("total_debt")).toMatchObject({ value: 199 });
  });

  it("F-4: refuses debt above total liabilities", () => {
    const facts = select({ "debt_noncurrent LongTermDebtNoncurrent": 700 });
    expect(facts.get("total_debt")).toMatchObject({ known: false, reason: "conflict" });
  });

  it("F-4: does not take one kind of debt for all of it when interest shows more", () => {
    const partial = { "debt_line LineOfCredit": 100 };
    expect(select(partial, { "interest_reported InterestExpense": 40 }).get("total_debt")).toMatchObject({
      known: false,
      reason: "not_reported",
    });
    expect(select(partial, { "interest_reported InterestExpense": 6 }).get("total_debt")).toMatchObject({ value: 100 });
  });

  it("F-4: does not take the zero of one line for no debt when there is interest", () => {
    const zero = { "debt_line LineOfCredit": 0 };
    expect(select(zero, { "interest_reported InterestExpense": 2.1 }).get("total_debt")).toMatchObject({
      known: false,
    });
    expect(select(zero, { "interest_reported InterestExpense": 1.9 }).get("total_debt")).toMatchObject({ value: 0 });
    expect(select(zero).get("total_debt")).toMatchObject({ value: 0 });
  });
});

describe("total debt of a balance sheet without current parts", () => {
  const withoutCurrent = [...buildPeriods(year), ...buildBalanceSheets(1000, 600, "2024-12-31 @ 2025-02-20", yearEnd)];
  const selectUnclassified = (balances: Readonly<Record<string, number>>, interest?: number) =>
    selectFacts(
      [
        ...withoutCurrent,
        ...Object.entries(balances).flatMap(([key, value]) => {
          const [fact = "", tag = ""] = key.split(" ");
          return buildEntries({ fact, tag: `us-gaap:${tag}`, values: { [yearEnd]: value } });
        }),
        ...(interest === undefined
          ? []
          : buildEntries({ fact: "interest_reported", tag: "us-gaap:InterestExpense", values: { [year]: interest } })),
      ],
      asOf,
    ).get("total_debt");

  it("F-4: adds short-term borrowings to the lines by kind (Tri Pointe)", () => {
    const balances = {
      "debt_current ShortTermBorrowings": 9,
      "debt_line LoansPayable": 45,
      "debt_line SeniorNotes": 64,
    };
    expect(selectUnclassified(balances)).toMatchObject({ value: 118 });
  });

  it("F-4: is the schedule of repayments where the lines are less (M/I Homes)", () => {
    const repayments = "LongTermDebtMaturitiesRepaymentsOfPrincipal";
    const balances = {
      "debt_line WarehouseAgreementBorrowings": 27,
      [`debt_due_1y ${repayments}InNextTwelveMonths`]: 27,
      [`debt_due_3y ${repayments}InYearThree`]: 40,
      [`debt_due_5y ${repayments}InYearFive`]: 30,
    };
    expect(selectUnclassified(balances)).toMatchObject({ value: 97, detail: expect.stringContaining("schedule") });
  });

  it("F-4: is the lines by kind where interest shows that a total is a part (Saul Centers)", () => {
    const balances = {
      "long_term_debt LongTermDebt": 46,
      "debt_line LineOfCredit": 14,
      "debt_line SecuredDebt": 106,
    };
    expect(selectUnclassified(balances, 7)).toMatchObject({ value: 120 });
    expect(selectUnclassified(balances, 2)).toMatchObject({ value: 46 });
  });

  it("F-4: is not a single line whose interest is over 10%: lenders borrow in many ways (Ellington)", () => {
    expect(selectUnclassified({ "debt_beside SecuritiesSoldUnderAgreementsToRepurchase": 100 }, 11)).toMatchObject({
      known: false,
    });
    const named = { "other_liabilities OtherLiabilities": 450 };
    expect(
      selectUnclassified({ "debt_beside SecuritiesSoldUnderAgreementsToRepurchase": 100, ...named }, 9),
    ).toMatchObject({ value: 100 });
  });

  it("F-4: does not count a line that is the total of the others", () => {
    const balances = { "debt_line LoansPayable": 45, "debt_line SeniorNotes": 64, "debt_line NotesPayable": 109 };
    expect(selectUnclassified(balances)).toMatchObject({ value: 109 });
  });
});

describe("finance leases", () => {
  const leases = { "finance_leases FinanceLeaseLiability": 40 };

  it("F-4: are the debt of a company that shows interest and no other debt (Axcelis)", () => {
    const point = select(leases, { "interest_reported InterestExpense": 5 }).get("total_debt");
    expect(point).toMatchObject({ value: 40, detail: expect.stringContaining("finance leases") });
  });

  it("F-4: are not taken for all of the debt when they cannot explain the interest", () => {
    expect(select(leases, { "interest_reported InterestExpense": 9 }).get("total_debt")).toMatchObject({
      known: false,
    });
  });

  it("F-4: are added to debt that cannot bear the interest, where they bear a good part of it (Kohl's)", () => {
    const debt = { ...leases, "debt_noncurrent LongTermDebtNoncurrent": 100 };
    const withInterest = (interest: number, ofLeases: number) =>
      select(debt, {
        "interest_reported InterestExpense": interest,
        "finance_lease_interest FinanceLeaseInterestExpense": ofLeases,
      }).get("total_debt");
    expect(withInterest(13, 4)).toMatchObject({ value: 140, detail: expect.stringContaining("finance leases") });
    expect(withInterest(11, 4)).toMatchObject({ value: 100 });
    expect(withInterest(13, 3)).toMatchObject({ value: 100 });
  });

  it("F-4: are not added to debt that the balance sheet shows", () => {
    const point = select({ ...leases, "debt_noncurrent LongTermDebtNoncurrent": 100 }).get("total_debt");
    expect(point).toMatchObject({ value: 100 });
  });
});

describe("no debt", () => {
  /** All but a tenth of assets of what is due after a year. */
  const named = { "deferred_tax_liability DeferredIncomeTaxLiabilitiesNet": 300 };

  it("F-52: is not concluded where over 15% of assets is due after a year to nobody knows whom", () => {
    const owe = (tax: number) => select({ "deferred_tax_liability DeferredIncomeTaxLiabilitiesNet": tax });
    expect(owe(250).get("total_debt")).toMatchObject({ value: 0, method: "inferred" });
    expect(owe(249).get("total_debt")).toMatchObject({ known: false });
  });

  it("F-5: is concluded from a whole balance sheet without any sign of debt, and marked as concluded", () => {
    const facts = select(named);
    expect(facts.get("total_debt")).toMatchObject({ value: 0, method: "inferred" });
    expect(facts.get("debt_current")).toMatchObject({ value: 0, method: "inferred" });
    expect(facts.get("debt_due_2y")).toMatchObject({ value: 0, method: "inferred" });
  });

  it.each([
    ["an amount in another tag", { "debt_line NotesPayable": 5 }, {}],
    ["a schedule", { "debt_due_2y LongTermDebtMaturitiesRepaymentsOfPrincipalInYearTwo": 5 }, {}],
    ["a fair value", { "debt_hint LongTermDebtFairValue": 5 }, {}],
    ["a repayment", {}, { "debt_flow RepaymentsOfLongTermDebt": 5 }],
    ["interest", {}, { "interest_reported InterestExpense": 2 }],
    ["interest paid", {}, { "interest_paid InterestPaidNet": 2 }],
    ["net interest expense", {}, { "net_interest InterestIncomeExpenseNonoperatingNet": -2 }],
  ])("F-5: is not concluded when there is %s", (_sign, balances, flows) => {
    const point = select({ ...named, ...balances }, flows).get("total_debt");
    expect(point.known && point.value === 0).toBe(false);
  });

  it("F-5: is concluded in spite of the fee for an unused credit line (under 0.1% of assets)", () => {
    const facts = select(named, { "interest_reported InterestExpense": 0.9 });
    expect(facts.get("total_debt")).toMatchObject({ value: 0, method: "inferred" });
  });

  it("F-5: is concluded in spite of borrowing that is a trifle (Insteel borrows and repays 0.06% of its assets)", () => {
    const facts = select(named, { "debt_flow RepaymentsOfLongTermDebt": 0.9 });
    expect(facts.get("total_debt")).toMatchObject({ value: 0, method: "inferred" });
  });

  it("F-5: is not concluded without total liabilities", () => {
    const entries = [
      ...buildPeriods(year),
      ...buildEntries({ fact: "total_assets", tag: "us-gaap:Assets", values: { [yearEnd]: 1000 } }),
    ];
    expect(selectFacts(entries, asOf).get("total_debt")).toMatchObject({ known: false });
  });

  it("F-5: is never concluded from a file that names facts itself", () => {
    const entries = buildEntries(
      { fact: "net_income", tag: "file:net_income", values: { [year]: 5 } },
      { fact: "total_assets", tag: "file:total_assets", values: { [yearEnd]: 100 } },
      { fact: "total_liabilities", tag: "file:total_liabilities", values: { [yearEnd]: 40 } },
    );
    const facts = selectFacts(entries, asOf);
    expect(facts.get("total_liabilities")).toMatchObject({ value: 40 });
    expect(facts.get("total_debt")).toMatchObject({ known: false, reason: "not_reported" });
    expect(facts.get("dividends_paid")).toMatchObject({ known: false });
  });
});

describe("interest expense", () => {
  const debt = { "debt_noncurrent LongTermDebtNoncurrent": 400 };

  it("F-6: is missing when there is debt and no interest is reported: it is never zero", () => {
    expect(select(debt).get("interest_expense")).toMatchObject({ known: false, reason: "not_reported" });
  });

  it("F-6: is zero when there was no debt at either end", () => {
    const earlier = buildEntries(
      {
        fact: "current_liabilities",
        tag: "us-gaap:LiabilitiesCurrent",
        values: { "2024-12-31 @ 2025-02-20": 200 },
      },
      {
        fact: "deferred_tax_liability",
        tag: "us-gaap:DeferredIncomeTaxLiabilitiesNet",
        values: { "2024-12-31 @ 2025-02-20": 300, [yearEnd]: 300 },
      },
    );
    const facts = selectFacts([...company, ...earlier], asOf);
    expect(facts.get("interest_expense")).toMatchObject({ value: 0, method: "inferred" });
  });

  it("F-6: is the net figure only when cash is too small to hide income in it", () => {
    const net = { "net_interest InterestIncomeExpenseNonoperatingNet": -30 };
    const withCash = (cash: number) =>
      select({ ...debt, "cash CashAndCashEquivalentsAtCarryingValue": cash }, net).get("interest_expense");
    expect(withCash(20)).toMatchObject({
      value: 30,
      method: "derived",
      detail: expect.stringContaining("net of interest"),
    });
    expect(withCash(59)).toMatchObject({ value: 30, detail: expect.stringContaining("over 10%") });
    expect(withCash(61)).toMatchObject({ known: false });
  });

  it("F-6: is the net figure with a little more cash where the interest that was paid bears it out", () => {
    const withPaid = (paid: number) =>
      select(
        { ...debt, "cash CashAndCashEquivalentsAtCarryingValue": 80 },
        { "net_interest InterestIncomeExpenseNonoperatingNet": -30, "interest_paid InterestPaidNet": paid },
      ).get("interest_expense");
    expect(withPaid(31)).toMatchObject({ value: 30, detail: expect.stringContaining("over 14%") });
    expect(withPaid(20)).toMatchObject({ known: false });
    expect(withPaid(50)).toMatchObject({ known: false });
  });

  it("F-7: of a builder is what was incurred, for it is capitalised into houses (LGI Homes files an expense of 0)", () => {
    const flows = {
      "interest_reported InterestExpense": 0,
      "inventory_interest_incurred RealEstateInventoryCapitalizedInterestCostsIncurred": 27,
    };
    expect(select(debt, flows).get("interest_expense")).toMatchObject({
      value: 27,
      detail: expect.stringContaining("builder"),
    });
  });

  it("F-7: is what was incurred where most of it was capitalised, and the expense elsewhere", () => {
    const withExpense = (expense: number) =>
      select(debt, {
        "interest_reported InterestExpense": expense,
        "interest_incurred InterestCostsIncurred": 30,
      }).get("interest_expense");
    expect(withExpense(14)).toMatchObject({ value: 30 });
    expect(withExpense(16)).toMatchObject({ value: 16 });
  });

  it("F-7: is interest incurred less what was capitalised where no expense is reported (Minerals Technologies)", () => {
    const flows = {
      "interest_incurred InterestCostsIncurred": 61,
      "interest_capitalized InterestCostsIncurredCapitalized": 1.5,
    };
    expect(select(debt, flows).get("interest_expense")).toMatchObject({ value: 59.5, method: "derived" });
  });

  it("F-8: is not a figure below net interest expense: that is a part of it (Grocery Outlet files 0 under one tag)", () => {
    const flows = {
      "interest_reported InterestExpenseOther": 0,
      "net_interest InterestIncomeExpenseNonoperatingNet": -27,
    };
    expect(select(debt, flows).get("interest_expense")).toMatchObject({
      known: false,
      detail: "The filings report only a part of interest expense. It is $0, while net interest expense is $27.",
    });
  });

  it("F-8: is the whole of two tags in one filing, whichever joined an old series (WisdomTree)", () => {
    const earlier = "2024-01-01..2024-12-31 @ 2025-02-20";
    const facts = selectFacts(
      [
        ...company,
        ...buildEntries(
          { fact: "interest_reported", tag: "us-gaap:InterestExpense", values: { [earlier]: 12 } },
          { fact: "interest_reported", tag: "us-gaap:InterestExpenseDebt", values: { [earlier]: 12, [year]: 2 } },
          { fact: "interest_reported", tag: "us-gaap:InterestExpenseNonoperating", values: { [year]: 30 } },
        ),
      ],
      asOf,
    );
    expect(facts.get("interest_expense")).toMatchObject({ value: 30 });
  });

  it("F-6: is never taken from a net figure that is income", () => {
    const facts = select(
      { ...debt, "cash CashAndCashEquivalentsAtCarryingValue": 1 },
      { "net_interest InterestIncomeExpenseNonoperatingNet": 30 },
    );
    expect(facts.get("interest_expense")).toMatchObject({ known: false });
  });

  it("F-12: of the annual report serves within the year while debt has not grown", () => {
    const build = (debtNow: number) => {
      const quarterEnd = "2026-03-31 @ 2026-05-05";
      return selectFacts(
        [
          ...buildPeriods(year, "2025-01-01..2025-03-31 @ 2025-05-05", "2026-01-01..2026-03-31 @ 2026-05-05"),
          ...buildBalanceSheets(1000, 600, yearEnd, quarterEnd),
          ...buildEntries(
            { fact: "interest_reported", tag: "us-gaap:InterestExpense", values: { [year]: 20 } },
            { fact: "debt_current", tag: "us-gaap:DebtCurrent", values: { [yearEnd]: 1, [quarterEnd]: 1 } },
            {
              fact: "debt_noncurrent",
              tag: "us-gaap:LongTermDebtNoncurrent",
              values: { [yearEnd]: 400, [quarterEnd]: debtNow },
            },
          ),
        ],
        day("2026-05-06"),
      ).get("interest_expense");
    };
    expect(build(400)).toMatchObject({
      value: 20,
      end: day("2025-12-31"),
      detail: expect.stringContaining("once a year"),
    });
    expect(build(500)).toMatchObject({ known: false, detail: expect.stringContaining("Debt has grown") });
  });
});

describe("schedule of repayments", () => {
  const buckets = (values: readonly number[], rolling = "") =>
    Object.fromEntries(
      values.map((value, index) => {
        const names = ["NextTwelveMonths", "YearTwo", "YearThree", "YearFour", "YearFive"];
        const name = names[index];
        const tag = name
          ? `In${rolling && name === "NextTwelveMonths" ? "NextRollingTwelveMonths" : rolling + name}`
          : `${rolling ? "InRollingAfterYearFive" : "AfterYearFive"}`;
        const fact = index < 5 ? `debt_due_${index + 1}y` : "debt_due_after";
        return [`${fact} LongTermDebtMaturitiesRepaymentsOfPrincipal${tag}`, value];
      }),
    );
  const debt = { "long_term_debt LongTermDebt": 400 };

  it("F-15: is used when its years sum to long-term debt", () => {
    const facts = select({ ...debt, ...buckets([10, 20, 30, 40, 100, 200]) });
    expect(facts.get("debt_due_1y")).toMatchObject({ value: 10 });
    expect(facts.get("debt_due_after")).toMatchObject({ value: 200 });
  });

  it("F-15: has zero in the years that it leaves out while it sums to long-term debt", () => {
    const facts = select({ ...debt, ...buckets([10, 20, 30, 40, 300]) });
    expect(facts.get("debt_due_after")).toMatchObject({ value: 0, method: "inferred" });
  });

  it("F-15: is not used when it misses long-term debt by more than 5%", () => {
    const facts = select({ ...debt, ...buckets([10, 20, 30, 40, 100, 175]) });
    expect(facts.get("debt_due_2y")).toMatchObject({ known: false, detail: expect.stringContaining("within 5%") });
  });

  it("F-15: is not mixed from two families of tags", () => {
    const rolling = Object.entries(buckets([10, 20, 30, 40, 100, 200], "Rolling")).slice(0, 3);
    const fiscal = Object.entries(buckets([10, 20, 30, 40, 100, 200])).slice(3);
    const facts = select({ ...debt, ...Object.fromEntries([...rolling, ...fiscal]) });
    expect(facts.get("debt_due_2y")).toMatchObject({ known: false });
  });

  it("F-15: may be a rolling one", () => {
    const facts = select({ ...debt, ...buckets([10, 20, 30, 40, 100, 200], "Rolling") });
    expect(facts.get("debt_due_3y")).toMatchObject({ value: 30 });
  });

  it("F-15: gives way to current debt for the first year when there is none", () => {
    const facts = select({ "debt_current LongTermDebtCurrent": 15, "debt_noncurrent LongTermDebtNoncurrent": 385 });
    expect(facts.get("debt_due_1y")).toMatchObject({ value: 15 });
    expect(facts.get("debt_due_2y")).toMatchObject({ known: false });
  });

  const lines = { "debt_current LongTermDebtCurrent": 10, "debt_noncurrent LongTermDebtNoncurrent": 390 };

  it("F-44: has short-term lines that it leaves out in its first year (Middlesex Water)", () => {
    const facts = select({
      ...lines,
      "debt_current ShortTermBorrowings": 60,
      ...buckets([10, 20, 30, 40, 100, 200]),
    });
    expect(facts.get("total_debt")).toMatchObject({ value: 460 });
    expect(facts.get("debt_due_1y")).toMatchObject({ value: 70, method: "derived" });
    expect(facts.get("debt_due_2y")).toMatchObject({ value: 20 });
  });

  it("F-44: leaves out finance leases, which have one of their own", () => {
    const leases = { "finance_leases FinanceLeaseLiability": 60, "long_term_debt LongTermDebt": 400 };
    const facts = select({ ...lines, ...leases, ...buckets([10, 20, 30, 40, 100, 200]) });
    expect(facts.get("total_debt")).toMatchObject({ value: 460 });
    expect(facts.get("debt_due_1y")).toMatchObject({ value: 10 });
    expect(facts.get("debt_due_after")).toMatchObject({ value: 200 });
  });

  it("F-44: is not used where there is other later debt, whatever total of the note it sums to (Integra)", () => {
    const facts = select({
      ...debt,
      "debt_current LongTermDebtCurrent": 10,
      "debt_noncurrent LongTermDebtNoncurrent": 390,
      "debt_noncurrent NotesPayableToBankNoncurrent": 140,
      ...buckets([10, 20, 30, 40, 100, 200]),
    });
    expect(facts.get("total_debt")).toMatchObject({ value: 540 });
    for (const id of ["debt_due_2y", "debt_due_after"]) expect(facts.get(id), id).toMatchObject({ known: false });
  });
});

describe("lines of debt beside each other", () => {
  const later = { "debt_noncurrent LongTermDebtNoncurrent": 380 };

  it("F-27: counts a current line that is larger than the current part of long-term debt (Middlesex Water)", () => {
    const lines = { ...later, "debt_current LongTermDebtCurrent": 8, "debt_current NotesPayableCurrent": 28 };
    expect(select(lines).get("total_debt")).toMatchObject({ value: 416 });
  });

  it("F-27: counts a credit line and notes to banks whatever their size (Sanfilippo, American States Water)", () => {
    const lines = { ...later, "debt_current LongTermDebtCurrent": 20, "debt_current LinesOfCreditCurrent": 10 };
    expect(select(lines).get("total_debt")).toMatchObject({ value: 410 });
    expect(select({ ...lines, "debt_noncurrent NotesPayableToBankNoncurrent": 140 }).get("total_debt")).toMatchObject({
      value: 550,
    });
  });

  it("F-27: does not count lines that add up to the current part (Standard Motor)", () => {
    const lines = {
      "debt_current LongTermDebtCurrent": 52,
      "debt_current LinesOfCreditCurrent": 30,
      "debt_current OtherLongTermDebtCurrent": 22,
    };
    expect(select({ ...later, ...lines }).get("total_debt")).toMatchObject({ value: 432 });
  });

  it("F-27: counts what was borrowed on transferred receivables (OPENLANE)", () => {
    const beside = { "debt_beside TransfersAccountedForAsSecuredBorrowingsAssociatedLiabilitiesCarryingAmount": 150 };
    expect(select({ ...later, "debt_current LongTermDebtCurrent": 5, ...beside }).get("total_debt")).toMatchObject({
      value: 535,
      detail: expect.stringContaining("secured borrowing beside it"),
    });
  });

  it("F-27: withholds lines that cannot bear the interest, unless the debt was repaid meanwhile (Champion)", () => {
    const lines = { "debt_noncurrent LongTermDebtNoncurrent": 24 };
    const interest = { "interest_reported InterestExpense": 8, "interest_paid InterestPaidNet": 8 };
    expect(select(lines, interest).get("total_debt")).toMatchObject({ known: false, reason: "not_reported" });
    const repaid = { ...interest, "debt_flow RepaymentsOfLongTermDebt": 60 };
    expect(select(lines, repaid).get("total_debt")).toMatchObject({ value: 24 });
  });

  it("F-28: adds finance leases where the note's total is the lines, and not where it is the lines less the leases", () => {
    const lines = { ...later, "finance_leases FinanceLeaseLiability": 40 };
    expect(select({ ...lines, "long_term_debt LongTermDebt": 380 }).get("total_debt")).toMatchObject({ value: 420 });
    expect(select({ ...lines, "long_term_debt LongTermDebt": 340 }).get("total_debt")).toMatchObject({ value: 380 });
    expect(select(lines).get("total_debt")).toMatchObject({
      value: 380,
      detail: expect.stringContaining("Nothing tells whether $40 of finance leases are in it."),
    });
  });

  it("F-28: adds the leases of the part whose line has none (Monro), and none to a total that names them", () => {
    const monro = {
      "debt_current LongTermDebtAndCapitalLeaseObligationsCurrent": 37,
      "debt_noncurrent LongTermDebtNoncurrent": 45,
      "finance_leases_current FinanceLeaseLiabilityCurrent": 37,
      "finance_leases_noncurrent FinanceLeaseLiabilityNoncurrent": 166,
    };
    expect(select(monro).get("total_debt")).toMatchObject({ value: 248 });
    const named = {
      ...later,
      "finance_leases FinanceLeaseLiability": 40,
      "total_debt DebtAndCapitalLeaseObligations": 382,
    };
    expect(select(named).get("total_debt")).toMatchObject({ value: 380 });
  });
});

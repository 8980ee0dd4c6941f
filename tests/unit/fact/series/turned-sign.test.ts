import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { selectFacts } from "#lib/fact/select";
import { buildEntries, day, type TagFigures } from "../../../support/build-entries";

const asOf = day("2026-05-15");
const periods = [
  "2024-01-01..2024-12-31 @ 2025-02-20",
  "2025-01-01..2025-03-31 @ 2025-05-01",
  "2025-01-01..2025-06-30 @ 2025-08-01",
  "2025-01-01..2025-09-30 @ 2025-11-01",
  "2025-01-01..2025-12-31 @ 2026-02-20",
  "2026-01-01..2026-03-31 @ 2026-05-01",
] as const;
const shares = [0.95, 0.25, 0.5, 0.75, 1, 0.26] as const;
const trailing = 1 + 0.26 - 0.25;

function flow(fact: string, tag: string, perYear: number, changed: Readonly<Record<string, number>> = {}): TagFigures {
  const values = Object.fromEntries(
    periods.map((period, index) => [period, Math.round(perYear * (shares[index] ?? 0))]),
  );
  return { fact, tag: `us-gaap:${tag}`, values: { ...values, ...changed } };
}

const frame: readonly TagFigures[] = [
  flow("net_income", "NetIncomeLoss", 40_000_000),
  flow("operating_cash_flow", "NetCashProvidedByUsedInOperatingActivities", 56_000_000),
  {
    fact: "total_assets",
    tag: "us-gaap:Assets",
    values: { "2025-12-31 @ 2026-02-20": 600_000_000, "2026-03-31 @ 2026-05-01": 600_000_000 },
  },
];

function select(...figures: readonly TagFigures[]) {
  return selectFacts(buildEntries(...frame, ...figures), asOf);
}

const [, firstQuarter, half, , year] = periods;
const awards = "ShareBasedCompensation";
const sumOfQuarter = "2025-04-01..2025-06-30 @ 2025-08-01";

describe("a turned sign", () => {
  const oneWay = [
    { column: "capital_expenditure", fact: "property_expenditure", tag: "PaymentsToAcquirePropertyPlantAndEquipment" },
    { column: "rd_expense", fact: "rd_expense", tag: "ResearchAndDevelopmentExpense" },
    {
      column: "depreciation_amortization",
      fact: "depreciation_amortization",
      tag: "DepreciationDepletionAndAmortization",
    },
    { column: "dividends_paid", fact: "dividends_paid", tag: "PaymentsOfDividends" },
  ];

  it.each(oneWay)("F-36: of a cost that never comes back is meant the other way ($column)", ({ column, fact, tag }) => {
    fc.assert(
      fc.property(fc.subarray([0, 1, 2, 3, 4, 5]), (turned) => {
        const changed = Object.fromEntries(
          turned.map((index) => [periods[index] ?? "", -Math.round(20_000_000 * (shares[index] ?? 0))]),
        );
        const figure = select(flow(fact, tag, 20_000_000, changed)).get(column);
        expect(figure).toMatchObject({ known: true });
        if (figure.known) expect(figure.value).toBeCloseTo(20_000_000 * trailing, 0);
      }),
    );
  });

  it("F-36: of other payments and awards shows by another filing of the same period (Cinemark)", () => {
    const filing = { [firstQuarter.replace(/@.*/, "@ 2026-05-01")]: -2_500_000, [periods[5]]: -2_600_000 };
    for (const [fact, tag, column] of [
      ["stock_compensation", awards, "stock_compensation"],
      ["interest_reported", "InterestExpense", "interest_expense"],
      ["buybacks", "PaymentsForRepurchaseOfCommonStock", "buybacks"],
    ] as const) {
      const figure = select(flow(fact, tag, 10_000_000, filing)).get(column);
      expect(figure).toMatchObject({ value: 10_100_000, detail: expect.stringContaining("The sign is turned.") });
      // A trace shows what was filed.
      if (figure.known) {
        expect(figure.parts.reduce((sum, { entry, sign }) => sum + sign * entry.value, 0)).toBe(figure.value);
        expect(figure.parts.map(({ entry }) => entry.value)).toContain(-2_600_000);
      }
    }
  });

  it("F-36: shows by two periods that leave the amount", () => {
    const facts = select(flow("stock_compensation", awards, 10_000_000, { [sumOfQuarter]: -2_500_000 }));
    expect(facts.get("stock_compensation_q[-3q]")).toMatchObject({ value: 2_500_000 });
  });

  it("F-36: is none where awards were forfeited, or interest was earned", () => {
    const forfeited = flow("stock_compensation", awards, 10_000_000, { [periods[5]]: -900_000 });
    expect(select(forfeited).get("stock_compensation_q")).toMatchObject({ value: -900_000 });
    const earned = flow("interest_reported", "InterestExpense", -10_000_000);
    expect(select(earned).get("interest_expense")).toMatchObject({ known: false });
  });

  it("F-36: leaves awards missing where they are steady and only the newest period is below zero", () => {
    const odd = flow("stock_compensation", awards, 10_000_000, { [periods[5]]: -2_600_000 });
    expect(select(odd).get("stock_compensation_q")).toMatchObject({ known: false, reason: "conflict" });
  });

  it("F-36: of income tax shows by pretax and net income of the same filing, a cost or a benefit", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -90_000, max: 90_000 }),
        fc.integer({ min: -30_000, max: 30_000 }).filter((tax) => Math.abs(tax) > 10),
        fc.boolean(),
        (pretax, tax, isTurned) => {
          const yearly = (fact: string, tag: string, value: number): TagFigures => ({
            fact,
            tag: `us-gaap:${tag}`,
            values: { [year]: value * 1_000 },
          });
          const facts = selectFacts(
            buildEntries(
              ...frame.slice(1),
              yearly("pretax_income", "IncomeLossFromContinuingOperationsBeforeIncomeTaxes", pretax),
              yearly("income_tax", "IncomeTaxExpenseBenefit", isTurned ? -tax : tax),
              yearly("net_income", "NetIncomeLoss", pretax - tax),
            ),
            asOf,
          );
          expect(facts.get("income_tax_fy")).toMatchObject({ value: tax * 1_000 });
        },
      ),
    );
  });

  it("F-36: of income tax is no finding where the sum does not hold either way", () => {
    const sums = { [half]: 5_000_000 };
    const facts = select(
      flow("pretax_income", "IncomeLossFromContinuingOperationsBeforeIncomeTaxes", 60_000_000),
      flow("income_tax", "IncomeTaxExpenseBenefit", -7_000_000, sums),
    );
    expect(facts.get("income_tax_fy")).toMatchObject({ value: -7_000_000 });
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { factDefinitions } from "#lib/fact/definition/catalogue";
import { factColumns } from "#lib/fact/definition/fact-columns";
import type { CompanyFacts } from "#lib/fact/select";
import { beginning, buildFigures, type Figures, selectFigures } from "../../support/build-checked";

/** Digits in a row that nobody reads at a glance, and a grouped number without a currency. */
const rawNumber = /\d{5,}|(?<![$\d,.])\d{1,3}(?:,\d{3})+/;

const columnIds = factColumns.map(({ id }) => id);

function listDetails(facts: CompanyFacts): readonly string[] {
  return [...columnIds.map((id) => facts.get(id).detail), ...facts.listChecks().map(({ detail }) => detail)].filter(
    (detail) => typeof detail === "string",
  );
}

/** `fact@tag` for every tag of every fact, and for files that name the fact. */
const keys = factDefinitions.flatMap(({ id, tags, role }) => [
  ...tags.map(({ tag }) => `${id}@${tag}`),
  ...(role === "public" ? [`${id}@file:${id}`] : []),
]);

const figures: fc.Arbitrary<Figures> = fc.dictionary(
  fc.constantFrom(...keys),
  fc.integer({ min: -900_000_000_000, max: 900_000_000_000 }),
  { maxKeys: 120 },
);

describe("the detail of a figure", () => {
  it.each([
    [
      "capital_expenditure",
      {
        "property_expenditure@us-gaap:PaymentsToAcquirePropertyPlantAndEquipment": 3_086_421,
        "depreciation_amortization@us-gaap:DepreciationDepletionAndAmortization": 123_456_789,
        total_assets: 900_000_000,
        liabilities_and_equity: 900_000_000,
        ppe_net: 500_000_000,
      },
      "Property wears by $123m in the period. Spending of $3.09m is too little for it. It is a part of all spending.",
    ],
    [
      "buybacks",
      { buybacks: -48_800_000 },
      "The filing gives −$48.8m of share buybacks for 2025-12-31. The sign is wrong.",
    ],
    [
      "dividends_paid",
      { dividends_paid: 604_000, distribution_hint: 24_600_000 },
      "The cash flow shows dividends of $604k. Dividends declared are $24.6m. The former are a part.",
    ],
    [
      "revenue",
      { "revenue@file:revenue": 12_000_000, "operating_income@file:operating_income": 477_000_000 },
      "Revenue of $12m for 2025-12-31 is below operating income of $477m. It is a part of all revenue.",
    ],
  ])("F-22: of %s has its amounts with their unit", (id, given, detail) => {
    expect(selectFigures({ revenue: 1, ...given }).get(id)).toEqual({ known: false, reason: "conflict", detail });
  });

  it("F-22: has no number of five digits or more that is not written for people, whatever was filed", () => {
    let amountCount = 0;
    fc.assert(
      fc.property(figures, figures, (now, before) => {
        const details = listDetails(selectFigures(now, buildFigures(before, undefined, beginning)));
        for (const detail of details) expect(detail).not.toMatch(rawNumber);
        amountCount += details.filter((detail) => detail.includes("$")).length;
      }),
      { numRuns: 60 },
    );
    // 50 to 137 in 150 runs with other seeds: the bound tells a property that met amounts from one that met none.
    expect(amountCount, "details with an amount").toBeGreaterThan(10);
  });

  it("F-22: is of whole sentences", () => {
    fc.assert(
      fc.property(figures, (now) => {
        for (const detail of listDetails(selectFigures(now))) expect(detail).toMatch(/^[A-Z].*\.$/);
      }),
      { numRuns: 40 },
    );
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { factDefinitions } from "#lib/fact/definition/catalogue";
import { factColumns } from "#lib/fact/definition/fact-columns";
import { selectFacts } from "#lib/fact/select";
import { beginning, buildFigures, type Figures } from "../../../support/build-checked";
import { day } from "../../../support/build-entries";

const columnIds = factColumns.map(({ id }) => id);
const keys = factDefinitions.flatMap(({ id, tags }) => tags.map(({ tag }) => `${id}@${tag}`));
const amount = fc.integer({ min: -900_000_000_000, max: 900_000_000_000 });
const figures: fc.Arbitrary<Figures> = fc.dictionary(fc.constantFrom(...keys), amount, { maxKeys: 80 });

/** The same figures in another currency, as a filer gives them beside its dollars. */
function buildForeign(figures: Figures) {
  return [...buildFigures(figures), ...buildFigures(figures, undefined, beginning)].map((entry) => ({
    ...entry,
    unit: entry.unit.includes("USD") ? entry.unit.replace("USD", "EUR") : "EUR",
  }));
}

function answer(entries: Parameters<typeof selectFacts>[0]) {
  const facts = selectFacts(entries, day("2026-03-01"));
  return columnIds.map((id) => ({ id, figure: facts.get(id) }));
}

describe("entries in another unit", () => {
  it("F-23: never change a known figure, nor stand in one, wherever they come", () => {
    fc.assert(
      fc.property(figures, figures, (own, foreign) => {
        const base = buildFigures({ total_assets: 1000, liabilities_and_equity: 1000, revenue: 1, ...own });
        const before = answer(base);
        const first = answer([...buildForeign(foreign), ...base]);
        const last = answer([...base, ...buildForeign(foreign)]);
        expect(first).toEqual(last);
        for (const [index, { id, figure }] of first.entries()) {
          if (!figure.known) continue;
          // A figure may be known in another way where a conclusion from silence is no longer drawn, and never by the amount.
          expect(
            figure.parts.map(({ entry }) => entry.unit).filter((unit) => unit.startsWith("EUR")),
            id,
          ).toEqual([]);
          const plain = before[index]?.figure;
          if (plain?.known && plain.method !== "inferred") expect(figure.value, id).toBe(plain.value);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("F-23: say that there is such a thing and never how much", () => {
    fc.assert(
      fc.property(figures, figures, fc.integer({ min: 2, max: 1_000_000 }), (own, foreign, factor) => {
        const base = buildFigures({ total_assets: 1000, liabilities_and_equity: 1000, revenue: 1, ...own });
        const other = Object.fromEntries(Object.entries(foreign).map(([key, value]) => [key, value * factor]));
        expect(answer([...buildForeign(other), ...base])).toEqual(answer([...buildForeign(foreign), ...base]));
      }),
      { numRuns: 60 },
    );
  });

  it("F-23: speak against a zero that would be concluded from their absence", () => {
    const whole: Figures = {
      total_assets: 900_000_000,
      liabilities_and_equity: 900_000_000,
      "liabilities_reported@us-gaap:Liabilities": 300_000_000,
      revenue: 400_000_000,
      operating_cash_flow: 50_000_000,
    };
    const alone = selectFacts(buildFigures(whole), day("2026-03-01")).get("total_debt");
    expect(alone).toMatchObject({ known: true, value: 0, method: "inferred" });
    const foreign = buildForeign({ "debt_noncurrent@us-gaap:LongTermDebtNoncurrent": 120_000_000 });
    expect(selectFacts([...foreign, ...buildFigures(whole)], day("2026-03-01")).get("total_debt").known).toBe(false);
  });
});

import { describe, expect, it } from "vitest";
import { createTableBuilder } from "#lib/column/builder";
import { crossChecks } from "#lib/fact/check/cross-check";
import type { FactEntry } from "#lib/fact/filed/entry";
import { computeCompanyColumns } from "#lib/server/snapshot/column/company-columns";
import { FactFiller } from "#lib/server/snapshot/column/fact-filler";
import { getReason } from "#lib/util/missing";
import { buildFigures, type Figures } from "../../../../support/build-checked";
import { day } from "../../../../support/build-entries";

const columns = ["data_source", "core_known_share", "restated", "filing_age_days", "period_age_days", "failed_checks"];
const sound: Figures = {
  revenue: 1000,
  net_income: 75,
  pretax_income: 100,
  income_tax: 25,
  total_assets: 1000,
  liabilities_and_equity: 1000,
};

function fill(...companies: readonly (readonly FactEntry[])[]) {
  const builder = createTableBuilder(
    companies.length,
    columns.map((id) => ({ id, type: id === "data_source" ? "text" : "number" })),
  );
  const filler = new FactFiller(builder, day("2026-03-01"), false, columns, companies.length);
  for (const [row, entries] of companies.entries()) {
    const computed = computeCompanyColumns(entries, filler.request);
    if (typeof computed !== "string") filler.fill([row], computed);
  }
  const failed = builder.build().getVector("failed_checks");
  if (failed?.type !== "number") throw new Error("failed_checks is a column of numbers");
  return {
    counts: filler.counts,
    failed: companies.map((_, row) => getReason(failed.reasons[row] ?? 0) ?? failed.values[row]),
  };
}

describe("columns of facts", () => {
  it("count the failed cross-checks of each company, and have none where there are no figures", () => {
    const { failed } = fill(buildFigures(sound), buildFigures({ ...sound, net_income: 130, cash: 5000 }), []);
    expect(failed).toEqual([0, 2, "not_reported"]);
  });

  it("count the companies that pass and fail each cross-check, those with filings only", () => {
    const secondHand = buildFigures({ ...sound, cash: 5000 }).map(
      (entry): FactEntry => ({ ...entry, tag: `file:${entry.fact}`, accession: "file:figures.csv" }),
    );
    const { counts } = fill(buildFigures(sound), buildFigures({ ...sound, net_income: 130 }), secondHand);
    expect(counts).toMatchObject({
      rows_from_filings: 2,
      rows_from_second_hand: 1,
      check_net_income_holds: 1,
      check_net_income_fails: 1,
      check_balance_totals_holds: 2,
      check_within_assets_fails: 0,
    });
    expect(Object.keys(counts).filter((key) => key.startsWith("check_")).length).toBe(2 * crossChecks.length);
  });
});

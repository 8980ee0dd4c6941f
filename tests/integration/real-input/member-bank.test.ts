import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { selectFacts } from "#lib/fact/select";
import { parseCompanyFacts } from "#lib/source/company-facts";
import { day } from "../../support/build-entries";
import { findRealInput, noRealInput } from "../../support/find-real-input";
import { requireValue } from "../../support/read-fixture";

const folder = findRealInput();
const file = folder === null ? "" : join(folder, "../evidence/companyfacts/CIK0001466026.json");
const isThere = existsSync(file);

describe.skipIf(!isThere)(`a bank's annual report as filed since 2024 (${isThere ? file : noRealInput})`, () => {
  const select = () => {
    const { entries } = requireValue(parseCompanyFacts(readFileSync(file, "utf8")));
    return selectFacts(entries, day("2025-07-05"));
  };

  // Midland States Bancorp, 10-K for 2024.
  it.each([
    ["net_income", 38_044_000],
    ["total_assets", 7_506_809_000],
    ["net_interest_income", 236_346_000],
    ["interest_expense", 189_782_000],
  ])("gives %s as %d dollars", (fact, value) => {
    expect(select().get(fact)).toMatchObject({ known: true, value });
  });

  it("has deposits that show a bank", () => {
    const facts = select();
    const [deposits, assets] = [facts.get("deposits"), facts.get("total_assets")];
    expect(deposits.known && assets.known && deposits.value / assets.value).toBeGreaterThan(0.8);
  });
});

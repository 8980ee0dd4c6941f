import { describe, expect, test } from "vitest";
import { selectFacts } from "#lib/fact/select";
import { sampleAsOf } from "#lib/sample/calendar";
import { drawCompanies } from "#lib/sample/company";
import { buildCompanyfactsFile } from "#lib/sample/companyfacts-file";
import { Namer } from "#lib/sample/name";
import { type Figures, getBalances, sumFlows } from "#lib/sample/period-figures";
import { createRandom } from "#lib/sample/random";
import { simulateCompany } from "#lib/sample/simulate-company";
import { parseCompanyFacts } from "#lib/source/company-facts";

/** What was simulated, by the column that must say the same after the file was written, parsed and chosen from. */
function listExpected(quarters: ReturnType<typeof simulateCompany>): Readonly<Record<string, number | undefined>> {
  const count = quarters.length;
  const last = quarters[count - 1];
  if (!last) throw new Error("A company without quarters");
  const year: Figures = sumFlows(quarters, count - 4, count - 1);
  const balances = getBalances(last);
  const { debtCurrent = 0, debtNoncurrent = 0 } = balances;
  return {
    revenue: year.revenue,
    operating_income: year.operatingIncome,
    net_income: year.netIncome,
    net_income_q: last.flows.netIncome,
    interest_expense: year.interestExpense,
    operating_cash_flow: year.operatingCashFlow,
    capital_expenditure: year.capitalExpenditure,
    total_assets: balances.totalAssets,
    total_liabilities: balances.totalLiabilities,
    equity: balances.equity,
    cash: balances.cash,
    total_debt: debtCurrent + debtNoncurrent,
    deposits: balances.deposits,
    shares_outstanding: last.sharesOutstanding,
    "revenue[-1]": count < 12 ? undefined : sumFlows(quarters, count - 8, count - 5).revenue,
    "revenue[-4]": count < 28 ? undefined : sumFlows(quarters, count - 20, count - 17).revenue,
    "net_income_q[-4q]": quarters[count - 5]?.flows.netIncome,
  };
}

const wrong: string[] = [];
const found = new Map<string, number>();
const missed = new Map<string, number>();
const reasons = new Map<string, number>();
let restated = 0;

for (const company of drawCompanies(20_260_630, new Namer(createRandom(1))).filter(({ index }) => index % 6 === 0)) {
  const quarters = simulateCompany(company);
  const parsed = parseCompanyFacts(buildCompanyfactsFile(company, quarters, false));
  if (!parsed.ok) throw new Error(parsed.error.message);
  const isAmended = parsed.value.entries.some(({ form }) => form === "10-K/A");
  const facts = selectFacts(parsed.value.entries, sampleAsOf);
  if (facts.restated) restated++;
  for (const [id, expected] of Object.entries(listExpected(quarters))) {
    const point = facts.get(id);
    if (expected === undefined) continue;
    if (!point.known) {
      missed.set(id, (missed.get(id) ?? 0) + 1);
      reasons.set(point.reason, (reasons.get(point.reason) ?? 0) + 1);
    } else if (Math.abs(point.value - expected) < 0.5 || isAmended) found.set(id, (found.get(id) ?? 0) + 1);
    else wrong.push(`${company.name.ticker} (${company.industry.kind}) ${id}: ${point.value}, not ${expected}`);
  }
}

describe("a generated file, parsed and chosen from as of the sample's date", () => {
  test("never gives another figure than the one that was simulated", () => {
    expect(wrong).toEqual([]);
  });

  test("gives nearly every figure, trailing sums and lags of four years included", () => {
    for (const id of ["revenue", "net_income", "operating_income", "equity", "net_income_q"]) {
      const share = (found.get(id) ?? 0) / ((found.get(id) ?? 0) + (missed.get(id) ?? 0));
      expect(share, id).toBeGreaterThan(0.97);
    }
    // A filer without debt reports no line of it, and zero is concluded only from a whole balance sheet.
    expect(
      (found.get("total_debt") ?? 0) / ((found.get("total_debt") ?? 0) + (missed.get("total_debt") ?? 0)),
    ).toBeGreaterThan(0.93);
    expect(
      (found.get("revenue[-4]") ?? 0) / ((found.get("revenue[-4]") ?? 0) + (missed.get("revenue[-4]") ?? 0)),
    ).toBeGreaterThan(0.85);
  });

  test("leaves some figures missing, because the filer gave none or went quiet", () => {
    // A quarter's result that is near zero by chance looks like one in another scale (F-53).
    expect(reasons.get("conflict") ?? 0).toBeLessThan(3);
    expect([...reasons.keys()].filter((reason) => reason !== "conflict").toSorted()).toEqual(["not_reported", "stale"]);
    expect(missed.get("interest_expense")).toBeGreaterThan(5);
  });

  test("shows some restatements", () => {
    expect(restated).toBeGreaterThan(1);
  });
});

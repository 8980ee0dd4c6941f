import { describe, expect, it } from "vitest";
import { factDefinitions, findFact, findFactOfTag, publicFacts } from "#lib/fact/definition/catalogue";
import { parseColumnId } from "#lib/fact/definition/column-id";
import { factColumns } from "#lib/fact/definition/fact-columns";
import { factNames } from "#lib/fact/definition/fact-name";

/** The ids that files, links and exports of users rely on. A change here is a rename: it needs an alias. */
const permanentIds =
  `revenue cost_of_revenue gross_profit rd_expense sga_expense operating_income ebit interest_expense interest_paid
  pretax_income income_tax net_income depreciation_amortization stock_compensation operating_cash_flow
  capital_expenditure dividends_paid buybacks stock_issued diluted_shares eps_diluted net_interest_income
  provision_credit_losses total_assets current_assets cash short_term_investments receivables inventory ppe_net goodwill
  intangibles total_liabilities current_liabilities debt_current debt_noncurrent total_debt equity minority_interest
  retained_earnings shares_outstanding undrawn_credit debt_due_1y debt_due_2y debt_due_3y debt_due_4y debt_due_5y
  debt_due_after variable_rate_debt deposits loans_net allowance nonperforming_loans cet1_ratio
  premiums_earned property_at_cost
  net_interest_expense nondebt_liabilities equity_method_income impairments fleet_disposals
  operating_lease_liability preferred_stock`.split(/\s+/);

describe("fact catalogue", () => {
  it("has every permanent id, and no public id beside them", () => {
    expect(publicFacts.map(({ id }) => id).toSorted()).toEqual(permanentIds.toSorted());
  });

  it("defines every named fact, in the order of the names", () => {
    expect(publicFacts.map(({ id, label, kind, unit }) => ({ id, label, kind, unit }))).toEqual(factNames);
  });

  it("declares each id once", () => {
    const ids = factDefinitions.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("gives each tag to one fact only, so that a filing's figure is stored once", () => {
    const tags = factDefinitions.flatMap((definition) => definition.tags.map(({ tag }) => tag));
    expect(tags.filter((tag, index) => tags.indexOf(tag) !== index)).toEqual([]);
    expect(findFactOfTag("us-gaap:Revenues")?.id).toBe("revenue");
    expect(findFactOfTag("us-gaap:NoSuchTag")).toBeUndefined();
  });

  it("derives facts only from facts that exist and are of the same kind", () => {
    for (const definition of factDefinitions) {
      for (const { fact } of (definition.derive ?? []).flatMap(({ terms }) => terms)) {
        expect(findFact(fact)?.kind, `${definition.id} from ${fact}`).toBe(definition.kind);
      }
    }
  });

  it("finds every public fact by a tag, by a sum or by a rule", () => {
    for (const { id, tags, derive, rule } of publicFacts) {
      expect(tags.length + (derive?.length ?? 0) + (rule ? 1 : 0), id).toBeGreaterThan(0);
    }
  });
});

describe("fact columns", () => {
  it("are the twelve months, fiscal year and quarter of a flow, the day and fiscal year end of a balance", () => {
    const ids = factColumns.map(({ id }) => id);
    expect(ids.filter((id) => id.startsWith("revenue"))).toEqual(["revenue", "revenue_fy", "revenue_q"]);
    expect(ids.filter((id) => id.startsWith("total_assets"))).toEqual(["total_assets", "total_assets_fy"]);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("are all understood when asked for, at the lag that they allow", () => {
    for (const { id, lag } of factColumns) {
      expect(parseColumnId(id)?.lag, id).toBe(0);
      expect(parseColumnId(`${id}[-2]`) === null, id).toBe(lag === "quarter");
      expect(parseColumnId(`${id}[-2q]`) === null, id).toBe(lag === "year");
    }
  });

  it.each(["profit", "revenue[1]", "revenue[-1q]", "equity_q", "revenue_q[-1]", "revenue[-]", "Revenue"])(
    "does not understand %s",
    (id) => {
      expect(parseColumnId(id)).toBeNull();
    },
  );
});

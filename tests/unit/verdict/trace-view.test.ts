import { describe, expect, it } from "vitest";
import { createEvaluator } from "#lib/expr/evaluate";
import { parse } from "#lib/expr/parse";
import { buildPolicyScope } from "#lib/verdict/policy/policy-scope";
import { buildTraceView, type TraceView } from "#lib/verdict/trace-view";
import { buildSource, type Row } from "../../support/build-source";
import { omit, standardCompany } from "../../support/standard-company";

const scope = buildPolicyScope();

function view(text: string, row: Row = standardCompany): TraceView {
  const parsed = parse(text);
  if (!parsed.ok) throw new Error(parsed.error[0]?.message);
  return buildTraceView(createEvaluator(buildSource([row]), scope).trace(parsed.value, 0), scope.policy);
}

const figures: Row = { ...standardCompany, ebit: 60_100_000, interest_expense: 31_600_000, total_debt: 500_000_000 };

describe("a trace for people", () => {
  it("writes a metric as an equation of labelled figures", () => {
    const cover = view("interest_cover", figures);
    expect(cover.label).toBe("Interest cover");
    expect(cover.value).toBe("1.90x");
    expect(cover.equation).toBe("Earnings before interest and tax $60.1m / Interest expense $31.6m");
  });

  it("keeps what has a name in the tree, each once, down to the base columns", () => {
    const cover = view("interest_cover", figures);
    const columns = cover.inputs.map(({ columnId }) => columnId).filter((id) => id !== null);
    expect(columns).toContain("ebit");
    expect(columns).toContain("interest_expense");
    expect(new Set(columns).size).toBe(columns.length);
  });

  it("sets brackets where the operations need them and nowhere else", () => {
    expect(view("(cash + ebit) / (total_debt - cash)", { ...figures, cash: 10_000_000 }).equation).toBe(
      "(Cash and equivalents $10m + Earnings before interest and tax $60.1m) / (Total debt $500m − Cash and equivalents $10m)",
    );
    expect(view("ebit - (cash - ebit)", { ...figures, cash: 10_000_000 }).equation).toContain("− (Cash");
    expect(view("ebit + cash * 2", { ...figures, cash: 10_000_000 }).equation).not.toContain("(");
  });

  it("names the lag of a figure", () => {
    expect(view("revenue[-1] / revenue").inputs.map(({ label }) => label)).toEqual([
      "Revenue, a year before",
      "Revenue",
    ]);
    expect(view("net_income_q[-1q]").label).toMatch(/, a quarter before$/);
  });

  it("says a truth as true, false or unknown, and an absent figure with its reason", () => {
    expect(view("ebit > 0", figures).value).toBe("True");
    expect(view("ebit < 0", figures).value).toBe("False");
    const lacking = omit(figures, "interest_expense", "interest_paid");
    expect(view("interest_expense > 0", lacking).value).toBe("Unknown");
    expect(view("interest_expense", lacking).missing).toMatch(/^Not reported/);
  });

  it("shows the outcome of a choice, not the choice", () => {
    expect(view("if(ebit > 0, cash, total_debt)", { ...figures, cash: 10_000_000 }).equation).toBe(
      "Cash and equivalents $10m",
    );
  });

  it("gives a column no equation: its filings explain it", () => {
    expect(view("ebit", figures)).toMatchObject({ columnId: "ebit", equation: null, formula: null, inputs: [] });
  });
});

import { describe, expect, it, test } from "vitest";
import { factColumns } from "#lib/fact/definition/fact-columns";
import { isIngredient } from "#lib/metric/name/usual";
import { buildPolicyScope } from "#lib/verdict/policy/policy-scope";
import { listFindable, listNames, listSubjects } from "#lib/workbench/column/metric-subject";
import { searchSubjects } from "#lib/workbench/column/search-names";

const scope = buildPolicyScope();
const subjects = listSubjects(scope);
const findable = listFindable(subjects);
const names = listNames(scope, subjects);

const find = (text: string, list = findable) => searchSubjects(list, text).map(({ id }) => id);

describe("what a manager types, and what comes first", () => {
  test.each([
    ["net income", ["net_income"]],
    ["net inc", ["net_income"]],
    ["net_income", ["net_income"]],
    ["debt", ["total_debt", "net_debt", "net_debt_to_ebitda", "debt_to_equity"]],
    ["leverage", ["net_debt_to_ebitda", "debt_to_equity", "debt_to_ebitda"]],
    ["lever", ["net_debt_to_ebitda"]],
    ["profit", ["net_income", "operating_income", "gross_profit"]],
    ["pe", ["pe"]],
    ["P/E", ["pe"]],
    ["ev/ebitda", ["ev_to_ebitda"]],
    ["price / book", ["pb"]],
    ["margin", ["operating_margin", "net_margin", "gross_margin"]],
    ["cash burn", ["annual_burn", "cash_runway"]],
    ["dilution", ["share_growth_1y", "share_growth_3y"]],
    ["cover", ["interest_cover", "ebitda_cover"]],
    ["cov", ["interest_cover"]],
    ["interest coverage", ["interest_cover"]],
    ["cash", ["cash", "fcf", "operating_cash_flow"]],
    ["free cash flow", ["fcf"]],
    ["growth", ["revenue_growth_1y"]],
    ["sales", ["revenue"]],
    ["capex", ["capital_expenditure"]],
    ["market cap", ["market_cap"]],
    ["mkt cap", ["market_cap"]],
    ["yield", ["dividend_yield"]],
    ["refinancing", ["refinancing_wall"]],
    ["maturity", ["due_24m"]],
    ["sector", ["sector"]],
    ["verdict", ["verdict"]],
    ["ebitda debt", ["net_debt_to_ebitda", "debt_to_ebitda"]],
    ["r&d", ["rd_expense"]],
    ["z-score", ["altman_z"]],
  ])("%j: %j", (text, first) => {
    expect(find(text).slice(0, first.length)).toEqual(first);
    // The completion draws on more names, and ranks them alike.
    expect(find(text, names)[0]).toBe(first[0]);
  });

  it("finds nothing by what nothing is called, and all by nothing, in the order of the list", () => {
    expect(find("no such thing at all")).toEqual([]);
    expect(find("?!")).toEqual([]);
    expect(find("  ")).toEqual(findable.map(({ id }) => id));
  });

  it("finds every name first by its label and by its id", () => {
    const toPlain = (label: string) =>
      label
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, " ")
        .trim();
    const labels = findable.map(({ label }) => toPlain(label));
    const unique = findable.filter(({ label }) => labels.filter((other) => other === toPlain(label)).length === 1);
    const missed = unique.filter(({ id, label }) => find(label)[0] !== id || find(id)[0] !== id);
    expect(missed.map(({ id }) => [id, find(id)[0]])).toEqual([]);
  });

  it("narrows as one goes on typing a label: the name is never lost", () => {
    for (const { id, label } of findable) {
      for (let length = 1; length <= label.length; length += 1) {
        const typed = label.slice(0, length);
        if (!/[a-z0-9]/i.test(typed)) continue;
        expect(find(typed), `${id} by "${typed}"`).toContain(id);
      }
    }
  });

  it("finds by names alone where it is asked to", () => {
    const described = findable.find(({ id }) => id === "accruals")?.description.toLowerCase() ?? "";
    const [word = ""] = described.match(/[a-z]{8,}/g)?.filter((part) => !"accruals".includes(part)) ?? [];
    expect(find(word)).toContain("accruals");
    expect(searchSubjects(findable, word, "names").map(({ id }) => id)).not.toContain("accruals");
  });
});

describe("internals never show", () => {
  const ids = new Set(names.map(({ id }) => id));

  it("no rule, no number of a policy or a scenario, no helper, no part of a score; the score of the policy is one to rank by", () => {
    const periods = new Set<string>(factColumns.map(({ id }) => id));
    const listed = new Set(subjects.map(({ id }) => id));
    expect([...ids].filter((id) => !periods.has(id) && !listed.has(id))).toEqual([]);
    expect([...ids].filter(isIngredient)).toEqual([]);
    expect([...ids].filter((id) => /^(policy|stress)_|^[wr]\d/.test(id))).toEqual(["policy_score"]);
    expect([...ids].filter((id) => scope.find(id)?.kind === "parameter")).toEqual([]);
  });

  test.each(["policy_first_cover_fixed_most", "w1_cover", "r3", "beneish_dsri", "average_debt", "rate_shift"])(
    "%s is a name of the language and not listed",
    (id) => {
      expect(scope.find(id)).toBeDefined();
      expect(find(id, names)).not.toContain(id);
    },
  );
});

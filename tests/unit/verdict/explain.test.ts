import { describe, expect, it } from "vitest";
import { createEvaluator } from "#lib/expr/evaluate";
import { type Explanation, explain, type RuleExplanation } from "#lib/verdict/explain";
import { judge, readVerdict } from "#lib/verdict/judge";
import { buildPolicyScope } from "#lib/verdict/policy/policy-scope";
import { policyV1 } from "#lib/verdict/policy/version-1/policy-v1";
import { buildSource, type Row } from "../../support/build-source";
import { omit, standardBank, standardCompany } from "../../support/standard-company";

const scope = buildPolicyScope({ policy: policyV1 });
const resilient: Row = { ...standardCompany, shares_outstanding: 99 };

function explainRow(row: Row, others: readonly Row[] = [], isStressed = false): Explanation {
  const source = buildSource([row, ...others]);
  const evaluator = createEvaluator(source, scope);
  return explain({ evaluator, source, scope, judgement: judge(evaluator, policyV1, { isStressed }) }, 0);
}

function getRule(explanation: Explanation, id: string): RuleExplanation {
  const found = explanation.rules.find(({ rule }) => rule.id === id);
  if (!found) throw new Error(`There is no rule ${id}.`);
  return found;
}

describe("an explained verdict", () => {
  it("names the rules that settle it and says each in figures", () => {
    const explanation = explainRow({ ...resilient, ebit: 30 });
    expect(explanation.verdict).toBe("weak");
    expect(explanation.sentence).toBe("Weak: interest not covered.");
    const w1 = getRule(explanation, "w1");
    expect(w1).toMatchObject({ state: "true", isDecisive: true });
    expect(w1.sentence).toBe("Interest cover: 1.00x, below 1.25x.");
    expect(w1.metric).toMatchObject({ id: "interest_cover", value: { type: "number", value: 1 } });
    expect(w1.limit).toMatchObject({ id: "w1_cover", value: { type: "number", value: 1.25 } });
    expect(w1.distance).toMatchObject({ from: 1, to: 1.25, change: 0.25 });
    expect(w1.distance?.text).toBe("Interest cover would have to rise by 0.25x to 1.25x.");
  });

  it("P-7: says of a financial's percentiles in words, and which figure a rule lacks", () => {
    const peers = Array.from({ length: 24 }, (_, at) => ({ ...standardBank, equity: 500 + 40 * at }));
    const explanation = explainRow(omit(standardBank, "nonperforming_loans"), peers);
    for (const id of ["r8", "r9"]) expect(getRule(explanation, id).sentence).not.toMatch(/[(_]|pct/);
    expect(getRule(explanation, "r8").sentence).toMatch(
      /^Equity over assets among its peers: [0-9.]+%, (above|below) 20(\.0)?%\.$/,
    );
    expect(getRule(explanation, "r9").sentence).toMatch(
      /^Return on assets among its peers: [0-9.]+%, above 20(\.0)?%\.$/,
    );
    expect(getRule(explanation, "r10")).toMatchObject({
      state: "unknown",
      sentence: "Not known for lack of nonperforming loans (not reported).",
    });
  });

  it("of a rule can be traced to base columns, by which the filings are found", () => {
    const columns: string[] = [];
    const stack = [createEvaluator(buildSource([resilient]), scope).trace({ kind: "name", id: "w1" }, 0)];
    for (let node = stack.pop(); node; node = stack.pop()) {
      if (node.columnId !== undefined) columns.push(node.columnId);
      stack.push(...node.inputs);
    }
    expect(columns).toContain("ebit");
    expect(columns).toContain("interest_expense");
  });

  it("leaves out rules that do not speak of the company", () => {
    const w1 = getRule(explainRow(standardBank), "w1");
    expect(w1).toMatchObject({ state: "not_applicable", isDecisive: false, metric: null });
  });

  it("does not hold a ratio against a company where something else settles the rule", () => {
    const heavy = { ...resilient, total_debt: 1_400, "total_debt[-1]": 1_400 };
    const w6 = getRule(explainRow(heavy), "w6");
    expect(w6.metric?.value).toEqual({ type: "number", value: 6.25 });
    expect(w6.state).toBe("false");
    expect(w6.sentence).toMatch(/^Equity[^:]*: \$400, above \$0\.$/);
    expect(w6.distance).toBeNull();
  });

  it("tells a value from the limit that it rounds to", () => {
    const w1 = getRule(explainRow({ ...resilient, ebit: 37.49 }), "w1");
    expect(w1.sentence).toBe("Interest cover: 1.2497x, below 1.25x.");
  });

  it("says that there is no debt where that is what settles a rule", () => {
    const r2 = getRule(explainRow({ ...resilient, total_debt: 0, debt_noncurrent: 0 }), "r2");
    expect(r2).toMatchObject({ state: "true", distance: null });
    expect(r2.sentence).toBe("Total debt: $0, equal to $0.");
  });

  it("throws for a row that is not there", () => {
    const source = buildSource([resilient]);
    const evaluator = createEvaluator(source, scope);
    const target = { evaluator, source, scope, judgement: judge(evaluator, policyV1) };
    expect(() => explain(target, 1)).toThrow(RangeError);
  });
});

describe("a company that is not rated", () => {
  it("lists the figures that leave it open, and only those", () => {
    const explanation = explainRow({ ...omit(resilient, "undrawn_credit"), debt_current: 250 });
    expect(explanation.verdict).toBe("not_rated");
    expect(explanation.missing).toEqual([{ id: "undrawn_credit", label: "Undrawn credit", reason: "not_reported" }]);
    expect(explanation.sentence).toBe("Not rated: one figure could still change the answer.");
    const w4 = getRule(explanation, "w4");
    expect(w4).toMatchObject({ state: "unknown", isDecisive: true });
    expect(w4.sentence).toBe("Not known for lack of undrawn credit (not reported).");
    expect(explanation.flips).toEqual([]);
  });

  it("does not ask for what a resilient rule lacks once another one is false", () => {
    const explanation = explainRow({
      ...omit(resilient, "undrawn_credit", "gross_profit"),
      debt_current: 250,
      net_income_q: -1,
    });
    expect(explanation.rules.filter((rule) => rule.isDecisive).map(({ rule }) => rule.id)).toEqual(["w4"]);
  });

  it("keeps the reason of each figure, with its lag in words", () => {
    const explanation = explainRow({
      ...resilient,
      interest_expense: { missing: "conflict" },
      "shares_outstanding[-1]": { missing: "stale" },
      "diluted_shares[-1]": { missing: "stale" },
    });
    expect(explanation.missing).toContainEqual({
      id: "interest_expense",
      label: "Interest expense",
      reason: "conflict",
    });
    expect(explanation.missing.find(({ id }) => id === "diluted_shares[-1]")).toMatchObject({
      label: expect.stringMatching(/, a year before$/),
      reason: "stale",
    });
  });

  it("says that shells are not judged", () => {
    const explanation = explainRow({ sic: 6770 });
    expect(explanation).toMatchObject({ verdict: "not_rated", missing: [], flips: [] });
    expect(explanation.sentence).toBe("Not rated: the policy does not judge companies of this kind.");
  });
});

describe("flips", () => {
  it("begin with the smallest single change that changes the verdict", () => {
    const { flips } = explainRow({ ...resilient, ebit: 30 });
    expect(flips[0]).toMatchObject({ verdict: "mixed" });
    const sizes = flips.map(({ share }) => Math.abs(share));
    expect(sizes).toEqual(sizes.toSorted((left, right) => left - right));
    const ebit = flips.find(({ driver }) => driver === "ebit");
    // Cover is 1.25x at an EBIT of 37.5, 25% above 30.
    expect(ebit?.share).toBeGreaterThanOrEqual(0.25);
    expect(ebit?.share).toBeLessThan(0.255);
  });

  it("hold when the change is made", () => {
    for (const row of [resilient, { ...resilient, ebit: 30 }, { ...resilient, net_income_q: -5 }]) {
      for (const { driver, to, verdict } of explainRow(row).flips) {
        const columns = driver === "ebit" ? ["ebit", "operating_income"] : [driver];
        const changed = { ...row };
        for (const column of columns) {
          const scale = to / (row[columns[0] ?? ""] as number);
          changed[column] = (row[column] as number) * scale;
        }
        const evaluator = createEvaluator(buildSource([changed]), scope);
        expect(readVerdict(judge(evaluator, policyV1), 0), driver).toBe(verdict);
      }
    }
  });

  it("never take debt, interest or cash below zero", () => {
    for (const { driver, to } of explainRow({ ...resilient, ebit: 30 }).flips) {
      if (["total_debt", "interest_expense", "cash", "shares_outstanding"].includes(driver)) {
        expect(to).toBeGreaterThanOrEqual(0);
      }
    }
  });

  it("VD-2: hold rules that compare with peers as they are", () => {
    const peers = Array.from({ length: 30 }, (_, index) => ({ ...resilient, operating_cash_flow: 100 + index }));
    const loose = { ...resilient, operating_cash_flow: 80 };
    const explanation = explainRow(loose, peers);
    expect(getRule(explanation, "r6").state).toBe("false");
    expect(explanation.verdict).toBe("mixed");
    expect(explanation.flips.every(({ verdict }) => verdict !== "resilient")).toBe(true);
  });

  it("are found for a verdict under a scenario", () => {
    const explanation = explainRow({ ...resilient, ebit: 50 }, [], true);
    expect(explanation.verdict).not.toBe("not_rated");
    expect(explanation.flips.length).toBeGreaterThan(0);
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createEvaluator } from "#lib/expr/evaluate";
import { readValue } from "#lib/expr/read-value";
import { createUniverse } from "#lib/screen/universe/universe";
import { judge, readRuleState, readVerdict } from "#lib/verdict/judge";
import { defaultPolicy, findPolicy, policies } from "#lib/verdict/policy/catalogue";
import { defaultVersion, describePolicy, listPolicyChanges, resolvePolicy } from "#lib/verdict/policy/choice";
import { editPolicy, type Policy } from "#lib/verdict/policy/policy";
import { buildPolicyScope } from "#lib/verdict/policy/policy-scope";
import { policyV1 } from "#lib/verdict/policy/version-1/policy-v1";
import { policyV2 } from "#lib/verdict/policy/version-2/policy-v2";
import { buildSource, type Row } from "../../../support/build-source";
import { buildRandomSnapshot } from "../../../support/random-snapshot";
import { omit, standardBank, standardCompany } from "../../../support/standard-company";

function judgeOne(row: Row, policy: Policy = policyV2) {
  const judged = judge(createEvaluator(buildSource([row]), buildPolicyScope({ policy })), policy);
  const states = new Map(judged.rules.map((entry) => [entry.rule.id, readRuleState(entry, 0)]));
  return { verdict: readVerdict(judged, 0), state: (id: string) => states.get(id) };
}

/** Every figure of two quarters, of twelve months and of the year before is known. */
const company: Row = {
  ...standardCompany,
  shares_outstanding: 101,
  "shares_outstanding[-1]": 100,
  impairments: 0,
  impairments_q: 0,
  "impairments_q[-1q]": 0,
  ebit_q: 38,
  "ebit_q[-1q]": 37,
  net_income_q: 25,
  "net_income_q[-1q]": 20,
  "net_income_q[-4q]": 15,
  operating_cash_flow: 130,
  "operating_cash_flow[-1]": 90,
  "operating_cash_flow[-2]": 80,
  "capital_expenditure[-1]": 60,
  "capital_expenditure[-2]": 60,
  "fleet_disposals[-1]": 0,
  "fleet_disposals[-2]": 0,
  operating_cash_flow_q: 35,
  "operating_cash_flow_q[-1q]": 30,
  capital_expenditure: 60,
  capital_expenditure_q: 15,
  "capital_expenditure_q[-1q]": 15,
  fleet_disposals: 0,
  fleet_disposals_q: 0,
  "fleet_disposals_q[-1q]": 0,
  total_assets: 1_000,
  total_liabilities: 500,
  equity: 500,
  total_debt: 300,
  cash: 120,
  short_term_investments: 30,
  debt_current: 20,
  debt_noncurrent: 180,
};

/** The same in trouble: it loses money, burns cash and owes more than it has. */
const failing: Row = {
  ...company,
  ebit: -60,
  ebit_q: -15,
  "ebit_q[-1q]": -15,
  pretax_income: -90,
  net_income: -90,
  net_income_q: -25,
  "net_income_q[-1q]": -20,
  operating_cash_flow: -70,
  operating_cash_flow_q: -20,
  "operating_cash_flow_q[-1q]": -15,
};

/** Earnings did not pay the interest of 30, 25 and 100 in three years; cash of 220 less 180 did. */
const uncovered: Row = {
  ...company,
  ebit: 20,
  "ebit[-1]": 20,
  "ebit[-2]": 20,
  "impairments[-1]": 0,
  "impairments[-2]": 0,
  pretax_income: -10,
  operating_cash_flow: 70,
  "operating_cash_flow[-1]": 80,
  "operating_cash_flow[-2]": 70,
};

describe("policy version 2", () => {
  it("calls a sound company resilient and a failing one weak", () => {
    expect(judgeOne(company).verdict).toBe("resilient");
    const { verdict, state } = judgeOne(failing);
    expect(verdict).toBe("weak");
    expect(["w1", "w3", "w8"].map(state)).toEqual(["true", "true", "false"]);
    expect(judgeOne({ ...failing, total_liabilities: 830, equity: 170 }).state("w8")).toBe("true");
  });

  it("P-12: asks for cover of debt that matters, of net debtors who burn cash", () => {
    const w1 = (change: Row) => judgeOne({ ...failing, ...change }).state("w1");
    expect(w1({ total_debt: 49, debt_current: 5 })).toBe("false");
    expect(w1({ cash: 290 })).toBe("false");
    expect(w1({ operating_cash_flow: 61 })).toBe("false");
    expect(w1({ ebit: 31, pretax_income: 1 })).toBe("false");
    expect(w1({ ebit: 29, pretax_income: -1 })).toBe("true");
  });

  it("P-13: takes no impairment, no single payment and no season for trouble", () => {
    const written = {
      ebit: -60,
      impairments: 200,
      ebit_q: -170,
      impairments_q: 200,
      net_income: -90,
      net_income_q: -180,
    };
    const oneOff = judgeOne({ ...failing, ...written });
    expect(["w1", "w3", "w8"].map(oneOff.state)).toEqual(["false", "false", "false"]);
    const ended = judgeOne({ ...failing, operating_cash_flow_q: 40, "operating_cash_flow_q[-1q]": 35 });
    expect(ended.state("w3")).toBe("false");
    const seasonal = judgeOne({ ...company, net_income_q: -5, "net_income_q[-1q]": 40, "net_income_q[-4q]": -4 });
    expect(seasonal.state("r1")).toBe("true");
    expect(seasonal.verdict).toBe("resilient");
  });

  it("P-14: counts undrawn credit and what is sold in the trade, and asks what is due of who tells of credit", () => {
    expect(judgeOne({ ...failing, undrawn_credit: 0 }).state("w3")).toBe("true");
    expect(judgeOne({ ...failing, undrawn_credit: 400 }).state("w3")).toBe("false");
    expect(judgeOne({ ...failing, fleet_disposals: 140 }).state("w1")).toBe("false");
    const due = { debt_current: 280, undrawn_credit: 50 };
    expect(judgeOne({ ...failing, ...due }).state("w4")).toBe("true");
    expect(judgeOne({ ...failing, ...due, undrawn_credit: 200 }).state("w4")).toBe("false");
    const silent = judgeOne({ ...omit(failing, "undrawn_credit"), debt_current: 280 });
    expect(silent.state("w4")).toBe("not_applicable");
  });

  it("P-15: means the owners all together where solvency is meant", () => {
    const parent = { equity: -50, total_liabilities: 500 };
    expect(judgeOne({ ...failing, ...parent }).state("w6")).toBe("false");
    expect(judgeOne({ ...failing, equity: -50, total_liabilities: 1_050 }).state("w6")).toBe("true");
    expect(judgeOne({ ...company, total_liabilities: 750, equity: 250 }).state("r11")).toBe("false");
  });

  it("P-16: lets shares pay for a business that earns its part, and accruals be high where cash is higher", () => {
    const r7 = (change: Row) => judgeOne({ ...company, ...change }).state("r7");
    expect(r7({ shares_outstanding: 104 })).toBe("true");
    expect(r7({ shares_outstanding: 120, revenue: 1_000, "revenue[-1]": 800 })).toBe("true");
    expect(r7({ shares_outstanding: 120, revenue: 900, "revenue[-1]": 800 })).toBe("false");
    expect(r7({ shares_outstanding: 140, revenue: 2_000, "revenue[-1]": 800 })).toBe("false");
    expect(judgeOne({ ...company, net_income: 120, operating_cash_flow: 121 }).state("r6")).toBe("true");
  });

  it("P-17: holds lenders to more equity than managers of funds", () => {
    const financial: Row = { ...company, sector: "Financials", equity: 200, total_liabilities: 800 };
    const state = (sic: number, id: string) => judgeOne({ ...financial, sic }).state(id);
    expect(state(6162, "r8_lender")).toBe("false");
    expect(state(6282, "r8_lender")).toBe("not_applicable");
    const owing = { ...financial, sic: 6162, equity: -20, total_liabilities: 1_020 };
    expect(judgeOne(owing).state("w6_financial")).toBe("false");
    expect(judgeOne({ ...owing, net_income: -10 }).state("w6_financial")).toBe("true");
  });

  it("P-21: judges brokers and managers of funds by cover, and not by equity or cash that is their clients'", () => {
    const manager: Row = { ...company, sector: "Financials", sic: 6282 };
    expect(judgeOne(manager).verdict).toBe("resilient");
    // Little equity, and purchases of funds that it consolidates in the cash flow of operations (CNS).
    const thin: Row = { ...manager, equity: 80, total_liabilities: 920, operating_cash_flow: -120 };
    expect(judgeOne(thin).verdict).toBe("resilient");
    for (const id of ["r5", "r6", "r8", "r9", "r11"]) expect(judgeOne(thin).state(id), id).toBe("not_applicable");
    // What it earns does not cover its debt three times, or the debt is heavy.
    expect(judgeOne({ ...thin, ebit: 60, pretax_income: 30 }).state("r2")).toBe("false");
    expect(judgeOne({ ...thin, total_debt: 900, debt_current: 20 }).state("r4")).toBe("false");
    const losing = judgeOne({ ...failing, sector: "Financials", sic: 6211 });
    expect(losing.verdict).toBe("weak");
    expect(["w1", "w3"].map(losing.state)).toEqual(["true", "true"]);
    expect(judgeOne(thin, policyV1).state("r2")).toBe("not_applicable");
  });

  it("P-22: takes for the burn of a REIT what operations take, since its spending buys buildings", () => {
    const reit: Row = { ...failing, sector: "Real Estate", sic: 6798, revenue: 100 };
    expect(judgeOne({ ...reit, operating_cash_flow: 40 }).state("w3")).toBe("false");
    expect(judgeOne(omit({ ...reit, operating_cash_flow: 40 }, "capital_expenditure")).state("w3")).toBe("false");
    expect(judgeOne({ ...reit, cash: 60, short_term_investments: 0, undrawn_credit: 0 }).state("w3")).toBe("true");
  });

  it("P-23: takes debt as light or heavy by the investments that filings tell of, and never by silence on debt", () => {
    // Net debt of 500 less 120 of cash is over three times EBITDA of 120 with no investments told.
    const silent = omit(
      { ...company, ebit: 80, total_debt: 500, depreciation_amortization: 40 },
      "short_term_investments",
    );
    expect(judgeOne({ ...silent, current_assets: 900 }).state("r4")).toBe("false");
    expect(judgeOne({ ...silent, total_debt: 470, current_assets: 900 }).state("r4")).toBe("true");
    expect(judgeOne(omit({ ...silent, total_liabilities: 900 }, "total_debt")).state("r4")).toBe("unknown");
  });

  it("P-23: by what filings tell of apart, no verdict flips when a figure becomes known (V3)", () => {
    // What counts only where filings tell of it (P-13, P-14, P-18, P-23), and what says which company it is.
    const told =
      /^(?:impairments|undrawn_credit|fleet_disposals|short_term_investments|operating_lease_liability|preferred_stock)/;
    const ids = Object.keys(company).filter(
      (id) => !told.test(id) && !["ticker", "sector", "data_source", "sic"].includes(id),
    );
    const companies: readonly Row[] = [
      company,
      failing,
      { ...company, ebit: 32 },
      { ...company, total_debt: 480, debt_current: 100 },
      { ...failing, total_liabilities: 1_050, equity: -50 },
      // Resilient by its debt, and not by all its liabilities, which are the most that it may owe.
      { ...company, total_liabilities: 690, equity: 310, ebit: 100, total_debt: 200 },
      { ...company, sector: "Real Estate", sic: 6798, revenue: 100 },
      { ...company, sector: "Financials", sic: 6282 },
      uncovered,
      { ...uncovered, "operating_cash_flow[-1]": 20, "operating_cash_flow[-2]": 30 },
      { ...uncovered, ebit: -1, "ebit[-1]": -1, "ebit[-2]": -1, "operating_cash_flow[-1]": -90 },
      { ...company, net_income_q: -5, "net_income_q[-1q]": 40 },
    ];
    const findFlips = (gaps: readonly (readonly [at: number, left: readonly string[]])[]) => {
      const rows = [...companies, ...gaps.map(([at, left]) => omit(companies[at] ?? {}, ...left))];
      const judged = judge(createEvaluator(buildSource(rows), buildPolicyScope({ policy: policyV2 })), policyV2);
      return gaps.filter(([at], index) => {
        const partial = readVerdict(judged, companies.length + index);
        return partial !== "not_rated" && partial !== readVerdict(judged, at);
      });
    };
    expect(findFlips(companies.flatMap((_, at) => ids.map((id) => [at, [id]] as const)))).toEqual([]);
    const gap = fc.tuple(fc.nat({ max: companies.length - 1 }), fc.subarray(ids, { maxLength: 8 }));
    fc.assert(
      fc.property(fc.array(gap, { minLength: 150, maxLength: 150 }), (gaps) => {
        expect(findFlips(gaps)).toEqual([]);
      }),
      { numRuns: 8 },
    );
  });

  it("P-18: counts leases and preferred shares as debt as far as its number says", () => {
    const tenant = { ...company, operating_lease_liability: 600, preferred_stock: 0, total_debt: 300 };
    expect(judgeOne(tenant).state("r4")).toBe("true");
    const edited = editPolicy(policyV2, { adjusted_debt_share: 1 });
    if (!edited.ok) throw new Error(edited.error);
    expect(judgeOne(tenant, edited.value).state("r4")).toBe("false");
  });

  it("P-19: ranks by what is earned on equity where that is a loss, and by the cushion beyond", () => {
    const score = (row: Row) => {
      const evaluator = createEvaluator(buildSource([row]), buildPolicyScope({ policy: policyV2 }));
      const value = readValue(evaluator.evaluate({ kind: "name", id: "policy_score" }), 0);
      return value.type === "number" ? value.value : null;
    };
    // (90 + 70) / 2 of equity of 500 is 16%, of which 15% count; equity is half of assets.
    expect(score(company)).toBeCloseTo(0.65, 9);
    // (-90 - 130) / 2 of 500.
    expect(score(failing)).toBeCloseTo(-0.22, 9);
    expect(score({ ...failing, total_liabilities: 990 })).toBeCloseTo(-2.2, 9);
  });

  it("P-26: calls nobody a zombie who paid the interest of three years out of cash", () => {
    const w2 = (change: Row) => judgeOne({ ...uncovered, ...change }).state("w2");
    expect(w2({})).toBe("false");
    // A good year, and two in which more was spent than came in.
    expect(w2({ "operating_cash_flow[-1]": 20, "operating_cash_flow[-2]": 30 })).toBe("true");
    // Neither of w1, for which the twelve months count.
    expect(judgeOne({ ...uncovered, "operating_cash_flow[-1]": 20 }).state("w1")).toBe("false");
    expect(w2({ "operating_cash_flow[-2]": 30, "operating_cash_flow[-1]": 20, "ebit[-1]": 26 })).toBe("false");
  });

  it("P-27: takes a loss where the same quarter a year before was a profit for no season", () => {
    const r1 = (change: Row) => judgeOne({ ...company, "net_income_q[-1q]": 40, ...change }).state("r1");
    expect(r1({ net_income_q: -5 })).toBe("false");
    expect(r1({ net_income_q: -5, "net_income_q[-4q]": -1 })).toBe("true");
    expect(r1({ net_income_q: -50, "net_income_q[-4q]": -60 })).toBe("false");
    expect(judgeOne(omit({ ...company, net_income_q: -5 }, "net_income_q[-4q]")).state("r1")).toBe("unknown");
    expect(judgeOne(omit(company, "net_income_q[-4q]")).state("r1")).toBe("true");
  });

  it("P-28: calls nobody resilient who owes more than it owns, of whatever group", () => {
    const groups: readonly Row[] = [
      company,
      { ...company, sector: "Health Care", sic: 2836 },
      { ...company, sector: "Real Estate", sic: 6798, revenue: 100 },
      { ...company, sector: "Financials", sic: 6282 },
      { ...company, sector: "Financials", sic: 6162 },
      { ...company, sector: "Financials", sic: 6311 },
      { ...standardBank, total_liabilities: 940, "net_income_q[-1q]": 3, "net_income_q[-4q]": 3 },
    ];
    const resilient = groups.filter((row) => judgeOne(row).verdict === "resilient");
    expect(resilient.length).toBeGreaterThanOrEqual(4);
    fc.assert(
      fc.property(fc.constantFrom(...groups), fc.double({ min: 1, max: 5, noNaN: true }), (row, share) => {
        const { verdict } = judgeOne({ ...row, total_liabilities: Number(row.total_assets) * share });
        expect(verdict).not.toBe("resilient");
      }),
      { numRuns: 60 },
    );
    expect(judgeOne({ ...company, sector: "Financials", sic: 6282, total_liabilities: 1_001 }).state("r12")).toBe(
      "false",
    );
  });

  it("P-29: settles what the missing figure cannot change", () => {
    // Operations bring in no cash, whatever was spent.
    const unspent = ["capital_expenditure", "capital_expenditure[-1]", "capital_expenditure[-2]"];
    expect(judgeOne(omit(failing, ...unspent)).state("w1")).toBe("true");
    expect(judgeOne(omit(failing, ...unspent)).state("r5")).toBe("false");
    const burning = {
      ...uncovered,
      operating_cash_flow: -10,
      "operating_cash_flow[-1]": 5,
      "operating_cash_flow[-2]": 4,
    };
    expect(judgeOne(omit(burning, ...unspent)).state("w2")).toBe("true");
    expect(judgeOne(omit(uncovered, ...unspent)).state("w2")).toBe("unknown");
    // Three years of losses with debt, whatever the interest was.
    const losing = {
      ...burning,
      ebit: -20,
      "ebit[-1]": -20,
      "ebit[-2]": -1,
      "total_debt[-1]": 300,
      "total_debt[-2]": 300,
    };
    const interest = ["interest_expense", "interest_expense[-1]", "interest_expense[-2]"];
    expect(judgeOne(omit(losing, ...interest)).state("w2")).toBe("true");
    expect(judgeOne(omit({ ...losing, "ebit[-2]": 1 }, ...interest)).state("w2")).toBe("unknown");
    expect(judgeOne(omit({ ...losing, "total_debt[-2]": 0 }, ...interest)).state("w2")).not.toBe("true");
    // The noncurrent part of debt alone is too heavy, whatever the rest is.
    const heavy = omit({ ...company, total_liabilities: 900, ebit: 80, debt_noncurrent: 600 }, "total_debt");
    expect(judgeOne(heavy).state("r4")).toBe("false");
    expect(judgeOne({ ...heavy, debt_noncurrent: 200 }).state("r4")).toBe("unknown");
  });

  it("P-30: takes short-term investments that nobody tells of for half of assets at most", () => {
    const untold = ["short_term_investments", "current_assets"];
    const owing = { ...failing, total_liabilities: 1_050, equity: -50 };
    expect(judgeOne(omit({ ...owing, total_debt: 700 }, ...untold)).state("w1")).toBe("true");
    expect(judgeOne(omit({ ...owing, total_debt: 700 }, ...untold)).state("w6")).toBe("true");
    expect(judgeOne(omit({ ...owing, total_debt: 600 }, ...untold)).state("w1")).toBe("unknown");
    expect(judgeOne(omit({ ...owing, total_debt: 600 }, ...untold)).state("w6")).toBe("unknown");
    // Where current assets are told, they are the most.
    expect(
      judgeOne(omit({ ...owing, total_debt: 600, current_assets: 450 }, "short_term_investments")).state("w6"),
    ).toBe("true");
  });

  it("P-20: is shipped beside version 1, and each judges where it is asked for", () => {
    expect(policies.map(({ version }) => version)).toEqual([1, 2]);
    for (const { version } of policies) {
      expect(resolvePolicy({ version: String(version), values: {} })).toEqual({
        ok: true,
        value: findPolicy(String(version)),
      });
    }
    // What the versions differ about: equity of a twentieth of assets.
    const thin: Row = { ...company, equity: 50, total_liabilities: 950 };
    expect([judgeOne(thin, policyV1).state("r2"), judgeOne(thin).state("r11")]).toEqual(["true", "false"]);
  });

  it("P-31: judges where nobody asks for another version, whatever else is asked", () => {
    expect(defaultPolicy).toBe(policyV2);
    expect(defaultVersion).toBe(2);
    expect(resolvePolicy(null)).toEqual({ ok: true, value: policyV2 });
    const changed = resolvePolicy({ version: null, values: { w1_cover: 2 } });
    expect(changed.ok && [changed.value.version, listPolicyChanges(changed.value)]).toEqual([2, { w1_cover: 2 }]);
    expect(buildPolicyScope().policy).toBe(policyV2);
    expect(createUniverse(buildRandomSnapshot(10, 1)).judgement.policy).toBe(policyV2);
    // Only the other version needs a word.
    expect([describePolicy(policyV2), describePolicy(policyV1)]).toEqual([null, policyV1.label]);
  });
});

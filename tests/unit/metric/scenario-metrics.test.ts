import { describe, expect, it } from "vitest";
import { stressMetrics } from "#lib/stress/build-stress";
import { buildPolicyScope } from "#lib/verdict/policy/policy-scope";
import { policyV1 } from "#lib/verdict/policy/version-1/policy-v1";
import type { Row } from "../../support/build-source";
import { readPlain } from "../../support/read-metric";
import { omit, standardBank } from "../../support/standard-company";

const scope = buildPolicyScope({ policy: policyV1 });

/** The worked example of the methodology: interest of 6% on 500, of which 40% floats and 150 falls due in two years. */
const company: Row = {
  ticker: "STD",
  sector: "Industrials",
  sic: 3500,
  base_rate: 0.0425,
  ebit: 60,
  interest_expense: 30,
  total_debt: 500,
  "total_debt[-1]": 500,
  variable_rate_debt: 200,
  debt_due_1y: 50,
  debt_due_2y: 100,
  total_liabilities: 900,
};

/** 30 + 500 x 40% x 2%, + 90 x (4.25% + 2% + 4.42% - 6%), + 60 x (4.42% - 3%): rated B at 2.0x, B- after the shift. */
const interest = 30 + 4 + 90 * 0.0467 + 60 * 0.0142;
const headroom = (60 / 1.5 - 30 - 90 * 0.0125) / (200 + 90);

interface Case {
  readonly known: number;
  readonly withoutDebt: string | number;
  /** Of a company whose EBIT is not reported; a number where the metric does not read it. */
  readonly withoutEbit?: number;
  readonly withoutInterest: string | number;
}

const none = "(no_debt)";
const silent = "(not_reported)";

const cases: Readonly<Record<string, Case>> = {
  stressed_cover_low: { known: 60 / interest, withoutDebt: none, withoutInterest: silent },
  stressed_cover_high: { known: 60 / interest, withoutDebt: none, withoutInterest: silent },
  stressed_interest: { known: interest, withoutDebt: none, withoutInterest: silent },
  stressed_interest_rise: { known: interest / 30, withoutDebt: none, withoutInterest: silent },
  rate_headroom: { known: headroom, withoutDebt: none, withoutInterest: silent },
  rate_headroom_low: { known: headroom, withoutDebt: none, withoutInterest: silent },
  rate_headroom_high: { known: headroom, withoutDebt: none, withoutInterest: silent },
  ebit_headroom: { known: 0.25, withoutDebt: none, withoutInterest: silent },
  // A quarter of debt is the most that it may cost: 125 a year, rated D, + 4 + 90 x (4.25% + 2% + 19% - 25%).
  interest_most: { known: 30, withoutDebt: 30, withoutEbit: 30, withoutInterest: 125 },
  interest_least: { known: 30, withoutDebt: 30, withoutEbit: 30, withoutInterest: silent },
  ebit_low: { known: 60, withoutDebt: 60, withoutInterest: 60 },
  policy_cover: { known: 60 / interest, withoutDebt: "(not_meaningful)", withoutInterest: silent },
  policy_cover_low: { known: 60 / interest, withoutDebt: none, withoutInterest: 60 / 129.225 },
  policy_cover_high: { known: 60 / interest, withoutDebt: none, withoutInterest: 60 / 129.225 },
};

function expectPlain(id: string, row: Row, expected: string | number): void {
  const actual = readPlain(id, row, scope);
  if (typeof expected === "number") expect(actual, id).toBeCloseTo(expected, 9);
  else expect(actual, id).toBe(expected);
}

/** Percentiles among financial companies, each with an input that it cannot do without. */
const financialCases = { capital_percentile: "equity", roa_percentile: "net_income" } as const;

describe("metrics of the scenario and of policy version 1", () => {
  it.each(Object.entries(financialCases))("%s is of financials alone, and missing without its input", (id, input) => {
    expectPlain(id, standardBank, 0.5);
    expectPlain(id, omit(standardBank, input), silent);
    expectPlain(id, { ...standardBank, total_assets: 0, "total_assets[-1]": 0 }, "(not_meaningful)");
    expectPlain(id, company, "(not_applicable)");
  });

  it("have a case each", () => {
    const ids = [...stressMetrics, ...policyV1.metrics].map(({ id }) => id);
    expect([...Object.keys(cases), ...Object.keys(financialCases)].toSorted()).toEqual(ids.toSorted());
  });

  it.each(Object.entries(cases))(
    "%s is worked out by hand, missing without its inputs, and not of banks",
    (id, values) => {
      expectPlain(id, company, values.known);
      expectPlain(id, { ...company, total_debt: 0 }, values.withoutDebt);
      expectPlain(id, omit(company, "ebit"), values.withoutEbit ?? silent);
      expectPlain(id, omit(company, "interest_expense"), values.withoutInterest);
      expectPlain(id, { ...company, sector: "Financials", sic: 6022 }, "(not_applicable)");
    },
  );

  it("is bounded by what was paid in cash where interest is not reported", () => {
    const paid = (amount: number) => ({ ...omit(company, "interest_expense"), interest_paid: amount });
    // Twice what was paid, a tenth of debt at least, a quarter of debt at most.
    expectPlain("interest_most", paid(28), 56);
    expectPlain("interest_most", paid(10), 50);
    expectPlain("interest_most", paid(90), 125);
  });

  it("P-11: is bounded by net interest and by what liquidity may earn where interest is not reported gross", () => {
    const net = {
      ...omit(company, "interest_expense"),
      net_interest_expense: 20,
      cash: 60,
      short_term_investments: 40,
    };
    // 5% of liquidity, now or a year before.
    expectPlain("interest_most", net, 25);
    expectPlain("interest_most", { ...net, "cash[-1]": 100, "short_term_investments[-1]": 100 }, 30);
    expectPlain("interest_least", net, 20);
    // Never less than what was paid, nor more than the other bound.
    expectPlain("interest_most", { ...net, interest_paid: 26 }, 26);
    expectPlain("interest_most", { ...net, net_interest_expense: 124 }, 125);
    expectPlain("interest_most", omit(net, "cash"), 125);
    // A rise of rates is not in a net figure.
    expectPlain("stressed(interest_least)", net, silent);
    expectPlain("stressed(interest_most)", net, 125);
  });

  it("P-11: bounds EBIT from below by pretax income, of companies whose EBIT is no other figure", () => {
    const builder = { ...omit(company, "ebit"), pretax_income: 40 };
    expectPlain("ebit_low", builder, 40);
    expectPlain("ebit_low", { ...builder, ebit: 60 }, 60);
    expectPlain("ebit_low", { ...builder, sector: "Real Estate", sic: 6798 }, "(not_applicable)");
  });

  it("is not meaningful where interest is nil, or EBIT is a loss", () => {
    expectPlain("policy_cover", { ...company, interest_expense: 0 }, "(not_meaningful)");
    expectPlain("stressed_interest_rise", { ...company, interest_expense: 0 }, "(not_meaningful)");
    expectPlain("ebit_headroom", { ...company, ebit: -5 }, "(not_meaningful)");
    expectPlain("ebit_headroom", { ...company, ebit: 30 }, -0.5);
  });
});

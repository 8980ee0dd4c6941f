import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createEvaluator } from "#lib/expr/evaluate";
import { judge, type RuleJudgement, readRuleState, readVerdict, settle } from "#lib/verdict/judge";
import { editPolicy, type Rule } from "#lib/verdict/policy/policy";
import { buildPolicyScope } from "#lib/verdict/policy/policy-scope";
import { policyV1 } from "#lib/verdict/policy/version-1/policy-v1";
import { verdictIds } from "#lib/verdict/verdict";
import { buildSource, type Row } from "../../support/build-source";
import { buildTruth, type Truth } from "../../support/build-truth";
import { omit, standardBank, standardCompany } from "../../support/standard-company";

const truths: readonly Truth[] = [true, false, null];
const scope = buildPolicyScope({ policy: policyV1 });

function buildRule(side: Rule["side"], id = "w1"): Rule {
  const source = { kind: "own_choice", text: "Test." } as const;
  return { id, side, label: id, description: "Test.", applies: "1 = 1", formula: "1 = 1", measure: null, source };
}

function settleOne(judged: Truth, rules: readonly (readonly [Rule["side"], applies: Truth, state: Truth])[]): string {
  const judgements = rules.map(
    ([side, applies, state]): RuleJudgement => ({
      rule: buildRule(side),
      applies: buildTruth([applies]),
      state: buildTruth([state]),
    }),
  );
  return verdictIds[settle(buildTruth([judged]), judgements)[0] ?? -1] ?? "none";
}

/** Kleene's and, not. */
function meet(left: Truth, right: Truth): Truth {
  return left === false || right === false ? false : left === null || right === null ? null : true;
}

function turn(truth: Truth): Truth {
  return truth === null ? null : !truth;
}

function decide(isJudged: Truth, isWeak: Truth, isResilient: Truth): string {
  if (isJudged !== true) return "not_rated";
  if (isWeak === true) return "weak";
  return isWeak === null || isResilient === null ? "not_rated" : isResilient ? "resilient" : "mixed";
}

function judgeRows(rows: readonly Row[], isStressed = false) {
  return judge(createEvaluator(buildSource(rows), scope), policyV1, { isStressed });
}

function judgeOne(row: Row): string {
  return readVerdict(judgeRows([row]), 0);
}

describe("the verdict of a weak and a resilient side", () => {
  it.each<[Truth, Truth, string]>([
    [true, true, "weak"],
    [true, false, "weak"],
    [true, null, "weak"],
    [false, true, "resilient"],
    [false, false, "mixed"],
    [false, null, "not_rated"],
    [null, true, "not_rated"],
    [null, false, "not_rated"],
    [null, null, "not_rated"],
  ])("weak %s, resilient %s is %s", (weak, resilient, verdict) => {
    const rules = [["weak", true, weak] as const, ["resilient", true, resilient] as const];
    expect(settleOne(true, rules)).toBe(verdict);
    for (const judged of [false, null]) expect(settleOne(judged, rules)).toBe("not_rated");
  });
});

describe("rules", () => {
  it("V1: make a company weak when any weak one is true, whatever is unknown", () => {
    expect(
      settleOne(true, [
        ["weak", true, null],
        ["weak", true, true],
        ["resilient", true, null],
      ]),
    ).toBe("weak");
  });

  it("V1: leave a company open when a weak one is unknown, even where every resilient one is true", () => {
    expect(
      settleOne(true, [
        ["weak", true, null],
        ["resilient", true, true],
      ]),
    ).toBe("not_rated");
  });

  it("V1: make a company mixed when a resilient one is false, although another is unknown", () => {
    expect(
      settleOne(true, [
        ["weak", true, false],
        ["resilient", true, false],
        ["resilient", true, null],
      ]),
    ).toBe("mixed");
  });

  it("V2: are left out where they do not apply, and do not count as unknown", () => {
    expect(
      settleOne(true, [
        ["weak", false, null],
        ["weak", false, true],
        ["resilient", true, true],
      ]),
    ).toBe("resilient");
    expect(
      settleOne(true, [
        ["weak", true, false],
        ["resilient", false, false],
        ["resilient", true, true],
      ]),
    ).toBe("resilient");
  });

  it("V2: are unknown where it is unknown whether they apply, unless they would say nothing", () => {
    expect(
      settleOne(true, [
        ["weak", null, true],
        ["resilient", true, true],
      ]),
    ).toBe("not_rated");
    expect(
      settleOne(true, [
        ["weak", null, false],
        ["resilient", true, true],
      ]),
    ).toBe("resilient");
    expect(
      settleOne(true, [
        ["weak", true, false],
        ["resilient", null, false],
      ]),
    ).toBe("not_rated");
    expect(
      settleOne(true, [
        ["weak", true, false],
        ["resilient", null, true],
      ]),
    ).toBe("resilient");
  });

  it("do not rate a company that the policy does not judge", () => {
    expect(settleOne(false, [["weak", true, true]])).toBe("not_rated");
  });

  it("V3: never flip a settled verdict when an unknown becomes known", () => {
    const truth = fc.constantFrom<Truth>(...truths);
    const rule = fc.tuple(fc.constantFrom<Rule["side"]>("weak", "resilient"), truth, truth);
    fc.assert(
      fc.property(fc.array(rule, { minLength: 1, maxLength: 8 }), fc.nat(), fc.boolean(), (rules, at, value) => {
        const before = settleOne(true, rules);
        const index = at % rules.length;
        const after = settleOne(
          true,
          rules.map((entry, place) => {
            if (place !== index) return entry;
            const [side, applies, state] = entry;
            return [side, applies ?? value, state ?? value] as const;
          }),
        );
        if (before !== "not_rated") expect(after).toBe(before);
      }),
      { numRuns: 2_000 },
    );
  });

  it("rate every company of which all is known", () => {
    const rule = fc.tuple(fc.constantFrom<Rule["side"]>("weak", "resilient"), fc.boolean(), fc.boolean());
    fc.assert(
      fc.property(fc.array(rule, { maxLength: 8 }), (rules) => {
        expect(settleOne(true, rules)).not.toBe("not_rated");
      }),
    );
  });

  it("say of many rows what Kleene's logic says of each", () => {
    const truth = fc.constantFrom<Truth>(true, false, null);
    const rows = fc.array(truth, { minLength: 70, maxLength: 70 });
    const rule = fc.record({ side: fc.constantFrom<Rule["side"]>("weak", "resilient"), applies: rows, state: rows });
    fc.assert(
      fc.property(rows, fc.array(rule, { maxLength: 6 }), (judged, rules) => {
        const verdicts = settle(
          buildTruth(judged),
          rules.map(({ side, applies, state }) => ({
            rule: buildRule(side),
            applies: buildTruth(applies),
            state: buildTruth(state),
          })),
        );
        judged.forEach((isJudged, row) => {
          const fires = rules
            .filter(({ side }) => side === "weak")
            .map(({ applies, state }) => meet(applies[row] ?? null, state[row] ?? null));
          const passes = rules
            .filter(({ side }) => side === "resilient")
            .map(({ applies, state }) => turn(meet(applies[row] ?? null, turn(state[row] ?? null))));
          const isWeak = turn(fires.map(turn).reduce(meet, true));
          const isResilient = passes.reduce(meet, true);
          expect(verdictIds[verdicts[row] ?? -1]).toBe(decide(isJudged, isWeak, isResilient));
        });
      }),
      { numRuns: 200 },
    );
  });

  it("are settled for rows beyond the first word of bits alike", () => {
    const states = Array.from({ length: 70 }, (_, row): Truth => truths[row % 3] ?? null);
    const judgements: RuleJudgement[] = [
      { rule: buildRule("weak"), applies: buildTruth(states.map(() => true)), state: buildTruth(states) },
      {
        rule: buildRule("resilient"),
        applies: buildTruth(states.map(() => true)),
        state: buildTruth(states.map(() => false)),
      },
    ];
    const verdicts = settle(buildTruth(states.map(() => true)), judgements);
    states.forEach((state, row) => {
      expect(verdictIds[verdicts[row] ?? -1]).toBe(state === null ? "not_rated" : state ? "weak" : "mixed");
    });
  });
});

describe("policy version 1", () => {
  it("rates a company of which all is known", () => {
    expect(judgeOne({ ...standardCompany, shares_outstanding: 99 })).toBe("resilient");
  });

  it("counts the verdicts of all rows", () => {
    const judgement = judgeRows([{ ...standardCompany, shares_outstanding: 99 }, { sector: "Energy" }]);
    expect(judgement.counts).toEqual({ resilient: 1, mixed: 0, weak: 0, not_rated: 1 });
  });

  it.each<[string, Row]>([
    ["w1", { ebit: 30 }],
    ["w1", { ebit: -1, interest_expense: { missing: "not_reported" } }],
    ["w2", { ebit: 20, "ebit[-1]": 20, "ebit[-2]": 90, "interest_expense[-2]": 100 }],
    ["w3", { net_income: -10, operating_cash_flow: -200 }],
    ["w4", { debt_current: 320 }],
    ["w5", { ebit: 40, retained_earnings: -900, price: 1, market_cap_quoted: 100, current_assets: 100 }],
    ["w6", { equity: -10, ebit: -20 }],
    ["w6", { equity: -10, total_debt: 1_200 }],
  ])("makes a company weak by %s", (id, change) => {
    const judgement = judgeRows([{ ...standardCompany, ...change }]);
    const rule = judgement.rules.find((entry) => entry.rule.id === id);
    expect(rule && readRuleState(rule, 0)).toBe("true");
    expect(readVerdict(judgement, 0)).toBe("weak");
  });

  it.each<[string, Row]>([
    ["r1", { net_income_q: -1 }],
    ["r2", { ebit: 80 }],
    ["r3", { ebit: 95, interest_expense: 31, base_rate: 0.2, debt_due_2y: 310 }],
    ["r4", { total_debt: 900, "total_debt[-1]": 900 }],
    [
      "r5",
      {
        "net_income[-1]": 200,
        operating_cash_flow: 85,
        "revenue[-1]": 1_200,
        "current_assets[-1]": 500,
        debt_noncurrent: 700,
      },
    ],
    ["r7", { "shares_outstanding[-1]": 90 }],
  ])("makes a company mixed by %s", (id, change) => {
    const judgement = judgeRows([{ ...standardCompany, shares_outstanding: 99, ...change }]);
    const rule = judgement.rules.find((entry) => entry.rule.id === id);
    expect(rule && readRuleState(rule, 0)).toBe("false");
    expect(readVerdict(judgement, 0)).toBe("mixed");
  });

  it("does not judge shells, and says nothing of companies of which nothing is known", () => {
    expect(judgeOne({ sic: 6770 })).toBe("not_rated");
    expect(judgeOne({ sector: "Industrials", sic: 3500 })).toBe("not_rated");
    expect(judgeOne({})).toBe("not_rated");
  });

  it("does not judge a bank by interest cover, leverage, runway, Altman or Piotroski", () => {
    const judgement = judgeRows([{ ...standardBank, ebit: -5, total_debt: 100, interest_expense: 90 }]);
    const states = new Map(judgement.rules.map((entry) => [entry.rule.id, readRuleState(entry, 0)]));
    for (const id of ["w1", "w1_reit", "w2", "w3", "w4", "w5", "w6", "r2", "r3", "r4", "r5", "r6"]) {
      expect(states.get(id), id).toBe("not_applicable");
    }
    for (const id of ["w2_financial", "w6_financial", "w7", "r1", "r7", "r8", "r9", "r10"]) {
      expect(states.get(id), id).not.toBe("not_applicable");
    }
  });

  it("makes a bank weak by its Texas ratio or its core capital", () => {
    expect(judgeOne({ ...standardBank, nonperforming_loans: 60 })).toBe("weak");
    expect(judgeOne({ ...standardBank, equity: 60, cet1_ratio: 0.06 })).toBe("weak");
  });

  it("P-5: needs no core capital ratio of a bank whose tangible equity is above the limit anyway", () => {
    const w7 = (row: Row): string => {
      const entry = judgeRows([row]).rules.find(({ rule }) => rule.id === "w7");
      return entry ? readRuleState(entry, 0) : "none";
    };
    expect(w7(omit(standardBank, "cet1_ratio"))).toBe("false");
    expect(w7({ ...omit(standardBank, "cet1_ratio"), equity: 60 })).toBe("unknown");
    expect(w7(omit(standardBank, "nonperforming_loans"))).toBe("unknown");
  });

  it("P-4: judges a REIT by EBITDA", () => {
    const reit: Row = {
      ...standardCompany,
      sic: 6798,
      sector: "Real Estate",
      property_at_cost: 900,
      shares_outstanding: 99,
      ebit: 30,
      depreciation_amortization: 90,
      interest_expense: 30,
      total_debt: 600,
      "total_debt[-1]": 600,
    };
    expect(judgeOne(reit)).toBe("resilient");
    expect(judgeOne({ ...reit, sic: 3500, sector: "Industrials" })).toBe("weak");
    expect(judgeOne({ ...reit, depreciation_amortization: 10 })).toBe("weak");
  });
});

describe("a figure that is not reported", () => {
  const resilient: Row = { ...standardCompany, shares_outstanding: 99 };

  it.each([
    "undrawn_credit",
    "variable_rate_debt",
    "debt_due_1y",
    "debt_due_2y",
    "debt_current",
    "short_term_investments",
    "inventory",
    "interest_paid",
    "total_debt[-1]",
    "gross_profit[-1]",
    "sic",
    "minority_interest",
    "market_cap_quoted",
  ])("%s, does not matter where it could not change the answer", (id) => {
    expect(judgeOne(omit(resilient, id))).toBe("resilient");
  });

  it("P-1: an unreported credit line matters where it could save the company", () => {
    const short = { ...resilient, debt_current: 250 };
    expect(judgeOne(short)).toBe("resilient");
    expect(judgeOne(omit(short, "undrawn_credit"))).toBe("not_rated");
    expect(judgeOne({ ...omit(short, "undrawn_credit"), debt_current: 220 })).toBe("resilient");
  });

  it("P-2: unreported interest never counts as covered, but is bounded by what debt can cost", () => {
    const silent = omit(resilient, "interest_expense");
    expect(judgeOne(silent)).toBe("not_rated");
    expect(judgeOne({ ...silent, ebit: 900 })).toBe("resilient");
    expect(judgeOne({ ...silent, ebit: -5 })).toBe("weak");
    expect(judgeOne({ ...silent, interest_paid: 20, ebit: 150 })).toBe("resilient");
  });

  it("unreported short-term investments matter for a runway only between what is sure and what is possible", () => {
    const burning = {
      ...omit(resilient, "short_term_investments"),
      net_income: -90,
      operating_cash_flow: -60,
      debt_current: 0,
    };
    // Burn 120 a year: cash 120 is 12 months; nothing else could be liquid but 70 of other current assets.
    expect(judgeOne({ ...burning, cash: 125, ebit: 150 })).toBe("mixed");
    expect(judgeOne({ ...burning, cash: 100, ebit: 150 })).toBe("not_rated");
    expect(judgeOne({ ...burning, cash: 40, current_assets: 300, ebit: 150 })).toBe("weak");
  });

  it("V3: never flips a verdict once it becomes known, for any set of figures left out of a company", () => {
    // Without its SIC code a company is another company.
    const ids = Object.keys(standardCompany).filter((id) => !["ticker", "sector", "data_source", "sic"].includes(id));
    const companies: readonly Row[] = [
      resilient,
      { ...resilient, ebit: 32 },
      { ...resilient, net_income: -10, operating_cash_flow: -90 },
      { ...resilient, debt_current: 290 },
      { ...resilient, ebit: 80, equity: -20 },
    ];
    const gap = fc.tuple(fc.nat({ max: companies.length - 1 }), fc.subarray(ids, { maxLength: 8 }));
    fc.assert(
      fc.property(fc.array(gap, { minLength: 150, maxLength: 150 }), (gaps) => {
        const rows = gaps.map(([at, left]) => omit(companies[at] ?? {}, ...left));
        const judgement = judgeRows([...companies, ...rows]);
        gaps.forEach(([at, left], index) => {
          const partial = readVerdict(judgement, companies.length + index);
          if (partial !== "not_rated") expect(partial, left.join(" ")).toBe(readVerdict(judgement, at));
        });
      }),
      { numRuns: 8 },
    );
  });
});

describe("an interval that filings leave open", () => {
  it("VD-1: makes a verdict fragile where its other end would change it, and only there", () => {
    // Cover 3.2 whatever happens to rates if nothing floats and nothing falls due; below 1.5 if all does.
    const open = {
      ...omit(standardCompany, "variable_rate_debt"),
      shares_outstanding: 99,
      ebit: 96,
      base_rate: 0.01,
      debt_due_1y: 0,
      debt_due_2y: 0,
      total_debt: 600,
      "total_debt[-1]": 600,
      cash: 200,
    };
    const policy = editPolicy(policyV1, { r3_rate_shift: 0.06 });
    if (!policy.ok) throw new Error(policy.error);
    const evaluator = createEvaluator(
      buildSource([open, { ...open, variable_rate_debt: 0 }, { ...open, variable_rate_debt: 600 }]),
      buildPolicyScope({ policy: policy.value }),
    );
    const judgement = judge(evaluator, policy.value);
    expect([0, 1, 2].map((row) => readVerdict(judgement, row))).toEqual(["mixed", "resilient", "mixed"]);
    expect([...judgement.fragile]).toEqual([1, 0, 0]);
  });
});

describe("judging under a scenario", () => {
  it("P-6: reads the same rules on stressed figures", () => {
    const thin = { ...standardCompany, shares_outstanding: 99, ebit: 95, net_income: 20, net_income_q: 5 };
    expect(readVerdict(judgeRows([thin]), 0)).toBe("resilient");
    expect(readVerdict(judgeRows([thin], true), 0)).not.toBe("resilient");
  });

  it("ST-4: does not rate financials, whose stress is not modelled", () => {
    expect(readVerdict(judgeRows([standardBank], true), 0)).toBe("not_rated");
  });
});

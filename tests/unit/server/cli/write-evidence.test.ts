import { describe, expect, test } from "vitest";
import type { Evidence } from "#lib/evidence/result";
import { writeEvidence, writeStore } from "#lib/server/cli/write-evidence";
import { policyV1 } from "#lib/verdict/policy/version-1/policy-v1";

const where = { policy: "1", sample: "all", outcome: "solvency", horizon: 12, period: "choose" } as const;
const none = { resilient: 0, mixed: 0, weak: 0, not_rated: 0 };

const evidence: Evidence = {
  samples: [{ year: 2011, isPriced: true, companies: 530, least: 72e6, most: 4_130e6 }],
  origins: [
    {
      policy: "1",
      year: 2011,
      n: 4,
      pairs: { ...{ resilient: none, mixed: none, not_rated: none }, weak: { ...none, weak: 3, mixed: 1 } },
    },
  ],
  verdicts: [
    {
      policy: "1",
      sample: "all",
      period: "choose",
      n: 100,
      counts: { resilient: 14, mixed: 60, weak: 6, not_rated: 20 },
    },
  ],
  rates: [{ kind: "rate", ...where, verdict: "weak", n: 90, unknown: 7, rate: 0.128, low: 0.073, high: 0.184 }],
  comparisons: [
    {
      result: {
        kind: "comparison",
        ...where,
        baseline: "altman",
        side: "weak",
        share: 0.06,
        n: 97,
        difference: 0.051,
        low: -0.006,
        high: 0.1,
      },
      isOwnShare: true,
      policyRate: 0.13,
      baselineRate: 0.08,
      baselineInterval: { low: 0.04, high: 0.12 },
      missing: 12,
      byYear: new Map([[2011, 0.031]]),
    },
    {
      result: {
        kind: "comparison",
        ...where,
        baseline: "altman",
        side: "weak",
        share: 0.05,
        n: 97,
        difference: null,
        low: null,
        high: null,
      },
      isOwnShare: false,
      policyRate: null,
      baselineRate: null,
      baselineInterval: { low: null, high: null },
      missing: 12,
      byYear: new Map(),
    },
  ],
  cases: [],
  aucs: [
    {
      kind: "auc",
      ...where,
      baseline: "altman",
      n: 97,
      auc: 0.825,
      baseline_auc: 0.677,
      difference: 0.148,
      low: 0.043,
      high: 0.264,
    },
  ],
};

describe("the evidence in plain text", () => {
  const text = writeEvidence(evidence);

  test("has n in every cell, the unknown beside, and the interval", () => {
    expect(text).toContain("12.8 (7.3 to 18.4) n 90, 7");
    expect(text).toMatch(
      /altman\s+97\s+12\s+6\.0%\s+\+5\.1 \(-0\.6 to \+10\.0\)\s+2011 \+3\.1\s+no claim\s+0\.825, 0\.677/,
    );
  });

  test("says where a policy flags too few, and where the prices are from", () => {
    expect(text).toContain("14 (14.0%, too few)");
    expect(text).toContain("6 (6.0%)");
    expect(text).toMatch(/still listed in 2021/);
  });

  test("says how many verdicts differ by the filings", () => {
    expect(text).toContain("1 of 4 verdicts differ (25.0%; 2011 n 4)");
  });
});

test("the store is described with what was left out, the hashes and those that were ever judged", () => {
  const files = [
    {
      name: "a.csv",
      sha256: "0",
      rowCount: 1_200,
      dropped: new Map([
        ["no_cik", 3],
        ["unreadable", 0],
      ]),
    },
  ];
  const hashes = new Map([[policyV1, "abc"]]);
  expect(writeStore(files, hashes, [])).toEqual([
    "a.csv: 1,200 rows; left out: no_cik 3",
    "Policy 1: abc",
    "No policy has been judged.",
  ]);
  expect(writeStore([], new Map(), ["abc", "def"])).toEqual(["Hashes that were ever judged: abc, def"]);
});

import { describe, expect, test } from "vitest";
import { evidenceChoices, isChosen, readEvidenceChoice } from "#lib/evidence/evidence-choice";
import { keepEvidence, readKeptEvidence, writeKeptEvidence } from "#lib/evidence/kept-evidence";
import { periodIds } from "#lib/evidence/period";
import { hashPolicy } from "#lib/evidence/policy-hash";
import { headlineIds } from "#lib/evidence/result";
import { runEvidence } from "#lib/evidence/run-evidence";
import { policies } from "#lib/verdict/policy/catalogue";
import { policyV1 } from "#lib/verdict/policy/version-1/policy-v1";
import { buildCompanies, buildPrices, buildYear } from "@/tests/support/build-evidence";

const kept = readKeptEvidence();
const digits = 3;

describe("the kept evidence", () => {
  test("EV-16: is of the policies as they are now", async () => {
    const current = await Promise.all(
      policies.map(async (policy) => ({ version: String(policy.version), hash: await hashPolicy(policy) })),
    );
    // After a change of a policy: npm run evidence -- --keep
    expect(kept.policies).toEqual(current);
  });

  test("has rates, comparisons and companies that agree with each other", () => {
    expect(kept.comparisons.length).toBeGreaterThan(100);
    for (const each of kept.comparisons) {
      const rate = kept.rates.find(
        (other) => other.policy === each.policy && isChosen(other, each) && other.verdict === each.side,
      );
      const name = `${each.policy} ${each.period} ${each.sample} ${each.horizon} ${each.outcome} ${each.baseline}`;
      if (each.policyRate !== null) expect(rate?.rate, name).toBeCloseTo(each.policyRate, digits);
      if (each.difference === null || each.policyRate === null || each.baselineRate === null) continue;
      const gain = each.side === "weak" ? each.policyRate - each.baselineRate : each.baselineRate - each.policyRate;
      expect(each.difference, name).toBeCloseTo(gain, digits);
      expect(each.low ?? 1, name).toBeLessThanOrEqual(each.high ?? 0);
    }
    const wholes = kept.rates.filter(
      ({ sample, horizon, verdict, outcome }) =>
        sample === "all" && horizon === 24 && verdict === "weak" && headlineIds.some((id) => id === outcome),
    );
    expect(wholes.length).toBeGreaterThan(0);
    for (const { policy, period, outcome, n, unknown, rate } of wholes) {
      const cases = kept.cases.filter(
        (each) => each.policy === policy && each.period === period && each.verdict === "weak",
      );
      const failed = cases.map((each) => each.failed[outcome as (typeof headlineIds)[number]]);
      expect(failed.filter((each) => each === null)).toHaveLength(unknown);
      expect(failed.filter((each) => typeof each === "boolean")).toHaveLength(n);
      expect(failed.filter(Boolean).length / n).toBeCloseTo(rate ?? -1, digits);
    }
  });

  test("has rates of whole companies: n counts those of which it is known what followed", () => {
    const { rates } = kept;
    for (const { rate, n } of rates) {
      if (rate === null) continue;
      // A rate is kept to four digits after the point.
      expect(Math.abs(rate * n - Math.round(rate * n))).toBeLessThanOrEqual(n * 0.00005 + 1e-9);
    }
  });

  test("is written and read without loss, also of few companies", () => {
    const companies = buildCompanies(
      [1, 2, 3].flatMap((cik) => [2009, 2010, 2011, 2012, 2013, 2014].map((year) => buildYear(cik, year, {}))),
      new Map([1, 2, 3].map((cik) => [cik, buildPrices("2011-02", "2016-01")])),
    );
    const steps = runEvidence(companies, {
      periods: ["choose"],
      policies: [policyV1],
      judging: [policyV1],
      filedByCik: new Map(),
    });
    let step = steps.next();
    while (!step.done) step = steps.next();
    const file = { name: "a.csv", sha256: "0", rowCount: 10, dropped: new Map([["no_cik", 2]]) };
    const made = keepEvidence(step.value, { files: [file], policies: [{ version: "1", hash: "h" }] });
    expect(made.files).toEqual([{ ...file, dropped: 2 }]);
    expect(made.rates.length).toBeGreaterThan(0);
    expect(JSON.parse(writeKeptEvidence(made))).toEqual(made);
  });
});

describe("the choice in the address", () => {
  test("is read where it is one, and is the newest period and the headline otherwise", () => {
    const usual = { period: "look", outcome: "solvency", sample: "all", horizon: 24 };
    expect(readEvidenceChoice({}, ["choose", "look"])).toEqual(usual);
    const odd = { period: "judge", outcome: ["solvency_all"], sample: "__proto__", horizon: "24.0" };
    expect(readEvidenceChoice(odd, ["choose", "look"])).toEqual(usual);
    for (const [key, values] of Object.entries(evidenceChoices)) {
      for (const value of values) {
        expect(readEvidenceChoice({ [key]: String(value) }, periodIds)).toMatchObject({ [key]: value });
      }
    }
  });
});

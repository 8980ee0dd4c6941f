import { describe, expect, test } from "vitest";
import { companiesMin } from "#lib/evidence/compare/comparison";
import { measurePeriod } from "#lib/evidence/measure-period";
import { baselineIds } from "#lib/evidence/past/baseline";
import { judgeSample } from "#lib/evidence/past/judge-sample";
import { pickSamples } from "#lib/evidence/past/pick-sample";
import { getVerdictDay } from "#lib/evidence/period";
import { type Evidence, listResults } from "#lib/evidence/result";
import { countSteps, type EvidenceRequest, runEvidence } from "#lib/evidence/run-evidence";
import type { EvidenceCompany } from "#lib/evidence/store/company";
import { policyV1 } from "#lib/verdict/policy/version-1/policy-v1";
import { buildCompanies, buildPrices, buildYear, type VendorRow } from "@/tests/support/build-evidence";

const request: EvidenceRequest = {
  periods: ["choose"],
  policies: [policyV1],
  judging: [policyV1],
  filedByCik: new Map(),
};

function run(companies: readonly EvidenceCompany[]): { readonly evidence: Evidence; readonly steps: number } {
  const steps = runEvidence(companies, request);
  for (let count = 0; ; count += 1) {
    const step = steps.next();
    if (step.done) return { evidence: step.value, steps: count };
  }
}

/** Every eighth company does not pay its interest out of earnings; every second of these loses its equity in 2013. */
function buildRows(count: number): readonly VendorRow[] {
  return Array.from({ length: count }, (_, index) => index + 1).flatMap((cik) => {
    const isPoor = cik % 8 === 0;
    const poor = isPoor ? { operating_income: 10e6, pretax_income: 8e6, net_income: 5e6 } : {};
    const sound = { operating_cash_flow: (130 + (cik % 40)) * 1e6 };
    const read = (year: number): VendorRow => {
      const lost = year === 2013 && cik % 16 === 0 ? { equity: -1e6 } : {};
      return buildYear(cik, year, { ...sound, ...poor, ...lost });
    };
    return [2009, 2010, 2011, 2012, 2013, 2014].map(read);
  });
}

function buildUniverse(count: number) {
  const prices = buildPrices("2011-02", "2016-01");
  return buildCompanies(buildRows(count), new Map(Array.from({ length: count }, (_, index) => [index + 1, prices])));
}

describe("a run", () => {
  const companies = buildUniverse(40);
  const { evidence, steps } = run(companies);

  test("gives the same in any order of the companies", () => {
    expect(run(companies.toReversed()).evidence).toEqual(evidence);
  });

  test("says beforehand how many steps it takes", () => {
    expect(countSteps(request)).toBe(steps);
  });

  test("rates what followed each verdict, with the companies that were in the state left out", () => {
    const find = (horizon: number, verdict: string) =>
      evidence.rates.find(
        (rate) =>
          rate.sample === "all" &&
          rate.outcome === "negative_equity" &&
          rate.horizon === horizon &&
          rate.verdict === verdict,
      );
    // Five of forty are weak in each of three years. Of these two lose their equity in the report of 2013, which is
    // published in March 2014: within a year of June 2013, and within two of June 2012.
    expect(find(12, "weak")).toMatchObject({ n: 15, unknown: 0, rate: 2 / 15 });
    expect(find(24, "weak")).toMatchObject({ n: 15, unknown: 0, rate: 4 / 15 });
    expect(find(24, "resilient")?.rate ?? 0).toBe(0);
  });

  test("claims nothing of forty companies", () => {
    expect(evidence.comparisons.length).toBeGreaterThan(100);
    expect(evidence.comparisons.filter(({ result }) => result.difference !== null)).toEqual([]);
    expect(evidence.aucs.filter(({ difference }) => difference !== null)).toEqual([]);
  });

  test("counts the verdicts of each sample", () => {
    const [all, profitable] = evidence.verdicts;
    expect(all).toMatchObject({ sample: "all", n: 120 });
    expect(profitable).toMatchObject({ sample: "profitable", n: 120, counts: { weak: 15 } });
    expect(evidence.samples.map(({ year, isPriced, companies: count }) => [year, isPriced, count])).toEqual(
      [2011, 2012, 2013].flatMap((year) => [
        [year, true, 40],
        [year, false, 0],
      ]),
    );
  });

  test("gives results in the form of the file, of the samples with prices alone", () => {
    const results = listResults(evidence);
    expect(new Set(results.map(({ sample }) => sample))).toEqual(new Set(["all", "profitable"]));
    expect(new Set(results.map(({ kind }) => kind))).toEqual(new Set(["rate", "comparison", "auc"]));
    const keys = (kind: string) => Object.keys(results.find((result) => result.kind === kind) ?? {}).sort();
    expect(keys("rate")).toEqual(
      [
        "kind",
        "policy",
        "sample",
        "outcome",
        "horizon",
        "period",
        "verdict",
        "n",
        "unknown",
        "rate",
        "low",
        "high",
      ].sort(),
    );
    expect(keys("comparison")).toEqual(
      [
        ...["kind", "policy", "baseline", "sample", "outcome", "horizon", "period"],
        ...["side", "share", "n", "difference", "low", "high"],
      ].sort(),
    );
  });

  test("compares policy 1 with every baseline but itself", () => {
    const compared = new Set(evidence.comparisons.map(({ result }) => result.baseline));
    expect([...compared].sort()).toEqual(baselineIds.filter((id) => id !== "policy_1").toSorted());
  });
});

test("a policy that foresees what a baseline does not is better, above 300 companies", () => {
  const companies = buildUniverse(40);
  const members = [2011, 2012, 2013].flatMap((year) => {
    const day = getVerdictDay(year);
    return judgeSample(pickSamples(companies, day)[0], day, year, [policyV1]);
  });
  // Eight companies of each: the measures are those of one.
  const many = members.flatMap((member) =>
    Array.from({ length: 8 }, (_, copy) => ({
      ...member,
      company: { ...member.company, cik: member.company.cik * 8 + copy },
    })),
  );
  const where = { policy: "1", sample: "all", horizon: 24, period: "choose" } as const;
  const { comparisons } = measurePeriod(many, where);
  expect(8 * companies.length).toBeGreaterThanOrEqual(companiesMin);
  const find = (baseline: string) =>
    comparisons.find(
      ({ result, isOwnShare }) =>
        isOwnShare && result.baseline === baseline && result.side === "weak" && result.outcome === "solvency",
    );
  // All earn money in this universe, and cover says what the policy says.
  expect(find("profitable")?.result.low).toBeGreaterThan(0);
  expect(find("profitable")?.result.difference).toBeCloseTo(4 / 15 - 4 / 120, 10);
  expect(find("interest_cover")?.result.difference).toBeCloseTo(0, 10);
  expect([...(find("profitable")?.byYear.keys() ?? [])]).toEqual([2011, 2012, 2013]);
  const shuffled = measurePeriod(many.toReversed(), where);
  expect(shuffled.comparisons).toEqual(comparisons);
});

test("company-years of which nothing more is known are counted apart, and are in no comparison", () => {
  const companies = buildUniverse(40);
  const day = getVerdictDay(2013);
  const members = judgeSample(pickSamples(companies, day)[0], day, 2013, [policyV1]).map((member, index) => {
    const { company, base } = member;
    return index < 10 ? { ...member, company: { ...company, reports: [base] } } : member;
  });
  const { rates, comparisons } = measurePeriod(members, { policy: "1", sample: "all", horizon: 12, period: "choose" });
  const sum = (outcome: string, read: (rate: (typeof rates)[number]) => number) =>
    rates.filter((rate) => rate.outcome === outcome).reduce((total, rate) => total + read(rate), 0);
  expect([sum("negative_equity", ({ n }) => n), sum("negative_equity", ({ unknown }) => unknown)]).toEqual([30, 10]);
  expect(sum("unknown_end", ({ n, rate }) => n * (rate ?? 0))).toBeCloseTo(10, 10);
  // Prices tell of all of them.
  expect(sum("return_under_minus_50", ({ n }) => n)).toBe(40);
  const compared = comparisons.filter(({ result }) => result.outcome === "negative_equity");
  expect(new Set(compared.map(({ result }) => result.n))).toEqual(new Set([30]));
});

import { expect, test } from "vitest";
import {
  type CoverageSubject,
  computeKnownShare,
  getSourceMask,
  listCoverageSubjects,
  measureCoverage,
} from "#lib/coverage/coverage";
import { coverageTargets, measureTargets } from "#lib/coverage/coverage-target";
import { listMissingCompanies } from "#lib/coverage/missing-companies";
import { createEvaluator } from "#lib/expr/evaluate";
import type { ScreenTarget } from "#lib/screen/run/run-screen";
import { defaultPolicy } from "#lib/verdict/policy/catalogue";
import { buildPolicyScope } from "#lib/verdict/policy/policy-scope";
import { buildSource, type Row } from "../../support/build-source";

const missing = (reason: "not_reported" | "conflict" | "stale") => ({ missing: reason }) as const;

/** Four companies: two with filings, one second-hand, one without figures. */
const rows: readonly Row[] = [
  {
    ticker: "AAA",
    name: "Aaa",
    sector: "Energy",
    data_source: "filings",
    weight: 0.4,
    period_age_days: 40,
    sic: 3500,
    revenue: 100,
    total_debt: 50,
    interest_expense: missing("conflict"),
    ebit: 10,
  },
  {
    ticker: "BBB",
    name: "Bbb",
    sector: "Energy",
    data_source: "filings",
    weight: 0.3,
    period_age_days: 40,
    sic: 3500,
    revenue: 100,
    total_debt: 0,
    interest_expense: 0,
    ebit: 10,
  },
  {
    ticker: "CCC",
    name: "Ccc",
    sector: "Financials",
    data_source: "second_hand",
    weight: 0.2,
    period_age_days: 40,
    sic: 6021,
    revenue: missing("stale"),
    total_debt: 20,
  },
  { ticker: "DDD", name: "Ddd", data_source: "none", data_gap: "ifrs" },
];

function buildTarget(table: readonly Row[] = rows): ScreenTarget {
  const source = buildSource(table);
  const scope = buildPolicyScope();
  return { evaluator: createEvaluator(source, scope), scope, rowCount: source.rowCount };
}

function requireSubject(id: string): CoverageSubject {
  const subject = listCoverageSubjects(defaultPolicy).find((candidate) => candidate.id === id);
  if (!subject) throw new Error(`There is no subject ${id}.`);
  return subject;
}

function measure(id: string, source: "all" | "figures" | "filings" = "all") {
  const target = buildTarget();
  const [coverage] = measureCoverage(target, [requireSubject(id)], getSourceMask(target, source));
  if (!coverage) throw new Error("One subject has one coverage.");
  return coverage;
}

test("what is known is counted by number and by index weight, what is not by its reason", () => {
  const { total, known, missing: reasons } = measure("revenue");
  expect(total.count).toBe(4);
  expect(total.weight).toBeCloseTo(0.9, 12);
  expect(known).toEqual({ count: 2, weight: 0.7 });
  expect(reasons.stale).toEqual({ count: 1, weight: 0.2 });
  expect(reasons.not_reported).toEqual({ count: 1, weight: 0 });
  expect(reasons.conflict.count).toBe(0);
});

test("a constituent without a weight counts by number and weighs nothing", () => {
  expect(measure("revenue").missing.not_reported).toEqual({ count: 1, weight: 0 });
});

test("sectors add up to the whole, and constituents without a sector have a place of their own, the last", () => {
  const { sectors, total, known } = measure("revenue");
  expect(sectors.map(({ sector }) => sector)).toEqual(["Energy", "Financials", null]);
  expect(sectors.reduce((sum, sector) => sum + sector.total.count, 0)).toBe(total.count);
  expect(sectors.reduce((sum, sector) => sum + sector.known.count, 0)).toBe(known.count);
  expect(sectors[0]?.known).toEqual({ count: 2, weight: 0.7 });
  expect(sectors[1]?.known).toEqual({ count: 0, weight: 0 });
});

test("constituents with filings are those of EDGAR, with figures also the second-hand ones", () => {
  expect(measure("revenue", "filings").total.count).toBe(2);
  expect(measure("revenue", "figures").total.count).toBe(3);
});

test("where a metric does not apply, or there is no debt to measure, nothing is lacking", () => {
  // AAA conflict; BBB no debt; CCC is a bank; DDD has nothing.
  const coverage = measure("interest_cover");
  expect(coverage.missing.no_debt.count).toBe(1);
  expect(coverage.missing.not_applicable.count).toBe(1);
  expect(coverage.missing.conflict.count).toBe(1);
  expect(computeKnownShare(coverage).count).toBe(0);
  const known = { count: 3, weight: 0.6 };
  const total = { count: 5, weight: 1 };
  const none = { count: 0, weight: 0 };
  const reasons = { not_reported: none, not_meaningful: none, stale: none, conflict: none, unknown: none };
  const aside = { not_applicable: { count: 1, weight: 0.1 }, no_debt: { count: 1, weight: 0.1 } };
  const share = computeKnownShare({ total, known, missing: { ...reasons, ...aside } });
  expect(share.count).toBe(1);
  expect(share.weight).toBeCloseTo(0.75, 12);
});

test("a share of nothing is none, not 100%", () => {
  const target = buildTarget();
  const [coverage] = measureCoverage(target, [requireSubject("revenue")], new Uint8Array(rows.length));
  expect(coverage && computeKnownShare(coverage)).toEqual({ count: null, weight: null });
});

test("every fact and every metric is a subject, each once", () => {
  const ids = listCoverageSubjects(defaultPolicy).map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ["revenue", "debt_due_after", "interest_cover"]) expect(ids).toContain(id);
});

test("every target names a fact or metric, and is held against companies with filings that are not stale", () => {
  for (const { id } of coverageTargets) expect(() => requireSubject(id)).not.toThrow();
  const find = (table: readonly Row[], id: string) => {
    const outcome = measureTargets(buildTarget(table)).find(({ target }) => target.id === id);
    return outcome && { of: outcome.total.count, share: outcome.share, isReached: outcome.isReached };
  };
  expect(find(rows, "revenue")).toEqual({ of: 2, share: 1, isReached: true });
  const quiet = rows.map((row) => (row["ticker"] === "BBB" ? { ...row, period_age_days: 400 } : row));
  expect(find(quiet, "revenue")).toEqual({ of: 1, share: 1, isReached: true });
});

test("interest is asked of companies with debt alone", () => {
  const outcome = measureTargets(buildTarget()).find(({ target }) => target.id === "interest_expense");
  expect(outcome?.total.count).toBe(1);
  expect(outcome).toMatchObject({ share: 0, isReached: false });
});

test("whoever lacks a figure is listed with the reason, the heaviest first", () => {
  const target = buildTarget();
  const listed = listMissingCompanies(target, requireSubject("revenue"), getSourceMask(target, "all"), null);
  expect(listed.map(({ ticker, reason }) => [ticker, reason])).toEqual([
    ["CCC", "stale"],
    ["DDD", "not_reported"],
  ]);
  expect(listed[1]?.detail).toBe("No figures: reports by IFRS.");
});

test("a metric that does not apply is no lack, and one that lacks says which figure and why", () => {
  const target = buildTarget();
  const listed = listMissingCompanies(target, requireSubject("interest_cover"), getSourceMask(target, "figures"), null);
  expect(listed.map(({ ticker }) => ticker)).toEqual(["AAA"]);
  expect(listed[0]?.detail).toMatch(/^Interest expense: In conflict/);
});

import { describe, expect, it } from "vitest";
import { policies } from "#lib/verdict/policy/catalogue";
import { listPolicyMetrics } from "#lib/verdict/policy/policy-metric";
import { findEntries, readFind } from "@/components/methodology/find-entries";

describe.each(policies.map((policy) => [policy.version, policy] as const))("the entries of version %i", (_, policy) => {
  it("are all there while nothing is looked for", () => {
    const found = findEntries(policy, "");
    expect(found.rules).toEqual(policy.rules);
    expect(found.metrics).toEqual(listPolicyMetrics(policy));
  });

  it("are found by their own id and by their label in any case", () => {
    for (const rule of policy.rules) {
      expect(findEntries(policy, rule.id).rules).toContain(rule);
      expect(findEntries(policy, rule.label.toUpperCase()).rules).toContain(rule);
    }
    for (const metric of listPolicyMetrics(policy)) expect(findEntries(policy, metric.id).metrics).toContain(metric);
  });

  it("must hold every word, in any order", () => {
    const found = findEntries(policy, "interest cover");
    expect(findEntries(policy, "  cover   interest ")).toEqual(found);
    expect(found.metrics.length).toBeGreaterThan(0);
    expect(found.metrics.length).toBeLessThan(listPolicyMetrics(policy).length);
    expect(findEntries(policy, "interest nowhere-to-be-found")).toEqual({ rules: [], metrics: [] });
  });
});

it("what is looked for is bounded, and nothing where the address gives none", () => {
  expect(readFind(null)).toBe("");
  expect(readFind(`  ${"cover ".repeat(100)}`)).toHaveLength(80);
});

import { describe, expect, test } from "vitest";
import { judgedPolicies } from "#lib/evidence/judged-policies";
import { admitToJudge, hashPolicy } from "#lib/evidence/policy-hash";
import { editPolicy, type Policy } from "#lib/verdict/policy/policy";
import { policyV1 } from "#lib/verdict/policy/version-1/policy-v1";

const [firstRule, ...otherRules] = policyV1.rules;
const [firstMetric, ...otherMetrics] = policyV1.metrics;
if (firstRule === undefined || firstMetric === undefined) throw new Error("Policy 1 has rules and metrics.");

describe("the hash of a policy", () => {
  test("is the same each time, and 64 hexadecimal digits", async () => {
    expect(await hashPolicy(policyV1)).toMatch(/^[0-9a-f]{64}$/);
    expect(await hashPolicy({ ...policyV1 })).toBe(await hashPolicy(policyV1));
  });

  const edited = editPolicy(policyV1, { w1_cover: 1.3 });
  const changes: readonly (readonly [string, Policy])[] = [
    ["a number", edited.ok ? edited.value : policyV1],
    ["a rule", { ...policyV1, rules: [{ ...firstRule, formula: "total_debt > $1" }, ...otherRules] }],
    ["whom a rule is for", { ...policyV1, rules: [{ ...firstRule, applies: "group = other" }, ...otherRules] }],
    ["a rule fewer", { ...policyV1, rules: otherRules }],
    ["a metric", { ...policyV1, metrics: [{ ...firstMetric, formula: "interest_expense" }, ...otherMetrics] }],
    ["a name", { ...policyV1, definitions: policyV1.definitions.slice(1) }],
    ["who is judged", { ...policyV1, applies: "group = other" }],
  ];

  test.each(changes)("changes with %s", async (_, changed) => {
    expect(await hashPolicy(changed)).not.toBe(await hashPolicy(policyV1));
  });

  test("does not change with a label or a description", async () => {
    const renamed = {
      ...policyV1,
      label: "Other",
      rules: [{ ...firstRule, label: "Other", description: "Other." }, ...otherRules],
    };
    expect(await hashPolicy(renamed)).toBe(await hashPolicy(policyV1));
  });
});

describe("a policy is judged", () => {
  test("EV-14: only where its hash is committed; the refusal names the hash and the list", () => {
    const refused = admitToJudge("abc", ["def"]);
    expect(refused.ok ? "" : refused.error).toMatch(/abc.*judged-policies/s);
    expect(admitToJudge("def", ["def"])).toEqual({ ok: true, value: "def" });
  });

  test("EV-14: once written down, hashes are whole and each stands once", () => {
    expect(judgedPolicies.filter((hash) => !/^[0-9a-f]{64}$/.test(hash))).toEqual([]);
    expect(new Set(judgedPolicies).size).toBe(judgedPolicies.length);
  });
});

import { computeSha256 } from "#lib/column/sha256";
import { fail, type Result, succeed } from "#lib/util/result";
import type { Policy } from "#lib/verdict/policy/policy";

/** The hash of what decides a policy's verdicts: its rules, numbers, metrics and names, without labels and prose. */
export function hashPolicy({ applies, parameters, rules, metrics, definitions }: Policy): Promise<string> {
  const deciding = {
    applies,
    parameters: parameters.map(({ id, value }) => [id, value]),
    rules: rules.map((rule) => [rule.id, rule.side, rule.applies, rule.formula, rule.favourable ?? null]),
    metrics: metrics.map((metric) => [metric.id, metric.formula, metric.applies ?? null]),
    definitions: definitions.map((each) => [each.id, "formula" in each ? each.formula : null]),
  };
  return computeSha256(new TextEncoder().encode(JSON.stringify(deciding)));
}

/**
 * Refuses a policy whose hash is not in a committed list: what was not written down before may have been fitted to what
 * it is judged by. The error is a sentence with the hash.
 */
export function admitToJudge(hash: string, committed: readonly string[]): Result<string, string> {
  if (committed.includes(hash)) return succeed(hash);
  return fail(
    `The policy with the hash ${hash} is not judged: lib/evidence/judged-policies.ts does not list it. Commit the hash ` +
      "there before its verdicts are held against what followed.",
  );
}

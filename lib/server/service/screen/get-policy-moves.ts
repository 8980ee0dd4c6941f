import "server-only";
import { buildPolicyAnswer } from "#lib/contract/policy";
import type { PolicyMoves } from "#lib/contract/policy-moves";
import { readValue } from "#lib/expr/read-value";
import type { Universe } from "#lib/screen/universe/universe";
import { listMoves } from "#lib/verdict/list-moves";
import { listPolicyChanges, type PolicyChoice } from "#lib/verdict/policy/choice";
import type { Policy } from "#lib/verdict/policy/policy";
import { getUniverse, type UniverseRequest } from "./get-universe";

/**
 * What the policy of a request says of all companies beside the one that it is held against, on the same data: the same
 * policy with its own numbers where some are changed, the version that a named policy is made from, else the policy that
 * judges by default. Both are universes of the one door. Throws what getUniverse throws.
 */
export async function getPolicyMoves(request: UniverseRequest): Promise<PolicyMoves> {
  const { universe, snapshot, open } = await getUniverse(request);
  const held = chooseHeld(universe.scope.policy, request.policy ?? null);
  const { universe: before } = await getUniverse({ ...request, hash: snapshot.id, asOf: null, policy: held });
  const moves = listMoves(before.judgement, universe.judgement);
  const weights = open.base.evaluator.evaluateNumber({ kind: "name", id: "weight" });
  const weigh = (row: number): number => (weights.reasons[row] === 0 ? (weights.values[row] ?? 0) : 0);
  const read = (id: string, row: number): string | null => {
    const value = readValue(universe.evaluator.evaluate({ kind: "name", id }), row);
    return value.type === "text" ? value.value : null;
  };
  return {
    snapshot,
    after: describeJudging(universe),
    before: describeJudging(before),
    moves: moves
      .toSorted((left, right) => weigh(right.row) - weigh(left.row))
      .map(({ row, from, to, now, gone }) => ({
        ticker: read("ticker", row) ?? "",
        name: read("name", row) ?? "",
        sector: read("sector", row),
        from,
        to,
        now: now.map(({ label }) => label),
        gone: gone.map(({ label }) => label),
      })),
  };
}

function chooseHeld(policy: Policy, asked: PolicyChoice | null): PolicyChoice | null {
  const isChanged = Object.keys(listPolicyChanges(policy)).length > 0;
  const version = { version: String(policy.version), values: {} };
  if (policy.named === undefined) return isChanged ? version : null;
  return isChanged && asked !== null ? { ...asked, values: {} } : version;
}

function describeJudging({ scope: { policy }, judgement }: Universe): PolicyMoves["after"] {
  return { ...buildPolicyAnswer(policy), label: policy.label, counts: { ...judgement.counts } };
}

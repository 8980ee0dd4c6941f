import { expect, it } from "vitest";
import { policies } from "#lib/verdict/policy/catalogue";
import { draftPolicy } from "#lib/verdict/policy/policy-draft";
import { unshareDraft } from "@/components/methodology/own/plain-draft";

/** Every object in a value, as often as it is met. */
function listObjects(value: unknown): object[] {
  if (typeof value !== "object" || value === null) return [];
  return [value, ...Object.values(value).flatMap(listObjects)];
}

it.each(policies.map((policy) => [policy.label, policy] as const))(
  "a draft of %s goes to the server as plain values, none of which is another one",
  (_, policy) => {
    const draft = draftPolicy(policy);
    const plain = unshareDraft(draft);
    const objects = listObjects(plain);
    expect(plain).toEqual(draft);
    expect(new Set(objects).size).toBe(objects.length);
  },
);

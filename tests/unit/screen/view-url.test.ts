import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parsePolicyUrl } from "#lib/screen/policy-url";
import { parseScreenUrl } from "#lib/screen/screen-url";
import { buildCompanyHref, buildViewSearch, plainView } from "#lib/screen/view-url";
import { policies } from "#lib/verdict/policy/catalogue";
import type { PolicyChoice } from "#lib/verdict/policy/choice";
import type { Policy } from "#lib/verdict/policy/policy";
import { draftPolicy } from "#lib/verdict/policy/policy-draft";

const choices = fc.constantFrom(...policies).chain(({ version, parameters }) =>
  fc.record({
    version: fc.constantFrom(null, String(version)),
    values: fc.dictionary(
      fc.constantFrom(...parameters.map(({ id }) => id)),
      fc.double({ min: 0, max: 9, noNaN: true }),
    ),
  }),
);

function read(search: string): PolicyChoice | null {
  const policy = parsePolicyUrl(new URLSearchParams(search));
  if (!policy.ok) throw new Error(JSON.stringify(policy.error));
  return policy.value;
}

describe("the search part that keeps a link on the view of its page", () => {
  it("names the snapshot before the day, and nothing for the newest data under the default policy", () => {
    expect(buildViewSearch(plainView)).toBe("");
    expect(buildViewSearch({ ...plainView, asOf: "2025-06-30" })).toBe("?asof=2025-06-30");
    expect(buildViewSearch({ ...plainView, asOf: "2025-06-30", snapshot: "abc" })).toBe("?snapshot=abc");
    expect(buildViewSearch({ ...plainView, policy: { version: "2", values: { w1_cover: 1.5 } } })).toBe(
      "?policy=2&p.w1_cover=1.5",
    );
    expect(buildCompanyHref("BRK B", "?policy=2")).toBe("/company/BRK%20B?policy=2");
  });

  it("S-7: keeps every policy, from a screen too", () => {
    fc.assert(
      fc.property(choices, (policy) => {
        const isNone = policy.version === null && Object.keys(policy.values).length === 0;
        const search = buildViewSearch({ ...plainView, policy });
        const wanted = isNone ? null : { version: policy.version, values: { ...policy.values } };
        expect(read(search)).toEqual(wanted);
        const screen = parseScreenUrl(new URLSearchParams(`q=roic > 5%25&${search.slice(1)}`));
        expect(screen.ok && buildViewSearch(screen.value)).toBe(search);
      }),
    );
  });
});

it("refuses a version or a number that is given twice", () => {
  for (const text of ["policy=1&policy=2", "p.w1_cover=1&p.w1_cover=2"]) {
    const policy = parsePolicyUrl(new URLSearchParams(text));
    expect(policy.ok).toBe(false);
    expect(!policy.ok && policy.error[0]?.message).toContain("more than once");
  }
});

it("names a policy by its slug, and never writes its rules into an address", () => {
  const version = "@V1StGXR8_Z5jdHi6";
  const named = { ...draftPolicy(policies[0] as Policy), slug: version.slice(1), name: "Mine", revision: 3 };
  const search = buildViewSearch({ ...plainView, policy: { version, values: { w1_cover: 1.5 }, named } });
  expect(search).toBe("?policy=%40V1StGXR8_Z5jdHi6&p.w1_cover=1.5");
  expect(read(search)).toEqual({ version, values: { w1_cover: 1.5 } });
  for (const wrong of ["@", "@short", "@../../etc", `@${"a".repeat(41)}`, "@has a blank"]) {
    expect(parsePolicyUrl(new URLSearchParams({ policy: wrong })).ok, wrong).toBe(false);
  }
});

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AppError } from "#lib/contract/app-error";
import { namedPoliciesMax } from "#lib/contract/named-policy";
import { deleteNamedPolicy } from "#lib/server/service/policy/delete-named-policy";
import { isOwnPolicy, listNamedPolicies } from "#lib/server/service/policy/list-named-policies";
import { renameNamedPolicy } from "#lib/server/service/policy/rename-named-policy";
import { changeNamedPolicy, createNamedPolicy } from "#lib/server/service/policy/save-named-policy";
import { listSavedScreens } from "#lib/server/service/saved-screen/list-saved-screens";
import { saveScreen } from "#lib/server/service/saved-screen/save-screen";
import { getUniverse } from "#lib/server/service/screen/get-universe";
import { tryPolicy } from "#lib/server/service/screen/try-policy";
import type { Rule } from "#lib/verdict/policy/policy";
import { draftPolicy, type PolicyDraft } from "#lib/verdict/policy/policy-draft";
import { writeSlug } from "#lib/verdict/policy/policy-slug";
import { policyV2 } from "#lib/verdict/policy/version-2/policy-v2";
import { addPerson, openSmallInstallation, type SmallInstallation } from "../../support/small-installation";

let installation: SmallInstallation;
let ada: string;
let eve: string;

beforeAll(async () => {
  installation = await openSmallInstallation();
  [ada, eve] = [await addPerson("ada"), await addPerson("eve")];
});

afterAll(() => installation.remove());

const plain = draftPolicy(policyV2);

/** Version 2 with a sign of weakness that is true of companies with less revenue than an amount, such as "$1b". */
function writeDraft(formula: string): PolicyDraft {
  const rule: Rule = {
    id: "own_1",
    side: "weak",
    label: "Mine",
    description: "It has little revenue.",
    applies: plain.applies,
    formula,
    measure: null,
    source: { kind: "own_choice", text: "Written by its owner." },
  };
  return { ...plain, rules: [...plain.rules, rule] };
}

async function catchError(answer: Promise<unknown>): Promise<Partial<AppError>> {
  return answer.then(
    () => ({}),
    (error: AppError) => error,
  );
}

async function countWeak(slug: string): Promise<number> {
  const { universe } = await getUniverse({ policy: { version: writeSlug(slug), values: {} } });
  return universe.judgement.counts.weak;
}

describe("a named policy", () => {
  it("judges by what it says now: a change is seen by the next request, and by no earlier answer", async () => {
    const { slug, revision } = await createNamedPolicy(ada, "Everybody", writeDraft("revenue >= 0"));
    const most = await countWeak(slug);
    expect(most).toBeGreaterThan(0);
    const change = { name: "Everybody", draft: writeDraft("revenue < 0"), revision };
    expect((await changeNamedPolicy(ada, slug, change)).revision).toBe(revision + 1);
    expect(await countWeak(slug)).toBeLessThan(most);
    expect(await catchError(changeNamedPolicy(ada, slug, change))).toMatchObject({
      code: "conflict",
      message: expect.stringContaining("changed in another window"),
    });
    await deleteNamedPolicy(ada, slug);
    expect(await catchError(countWeak(slug))).toMatchObject({
      code: "invalid_request",
      message: `There is no policy @${slug}. Its owner may have deleted it.`,
    });
  });

  it("of somebody else is judged by and copied, and neither listed, renamed, changed nor deleted", async () => {
    const { slug, revision } = await createNamedPolicy(ada, "Mine", writeDraft("revenue < $1b"));
    const change = { name: "Hers", draft: plain, revision };
    for (const act of [
      () => renameNamedPolicy(eve, slug, "Hers"),
      () => changeNamedPolicy(eve, slug, change),
      () => deleteNamedPolicy(eve, slug),
    ]) {
      expect(await catchError(act())).toMatchObject({ code: "not_found" });
    }
    expect(await listNamedPolicies(eve)).toEqual([]);
    expect([await isOwnPolicy(ada, slug), await isOwnPolicy(eve, slug)]).toEqual([true, false]);
    expect(await countWeak(slug)).toBeGreaterThan(0);
    await renameNamedPolicy(ada, slug, "Still mine");
    expect((await listNamedPolicies(ada)).map(({ name }) => name)).toContain("Still mine");
    await deleteNamedPolicy(ada, slug);
  });

  it("is refused with each fault by its rule and the place, and nothing is kept", async () => {
    const refused = await catchError(createNamedPolicy(ada, "Wrong", writeDraft("revenue > 0 and revenu < 1")));
    expect(refused).toMatchObject({
      code: "invalid_request",
      places: [{ at: "rules.own_1.formula", text: "revenue > 0 and revenu < 1", start: 16, end: 22 }],
    });
    expect(await tryPolicy(writeDraft("revenu < 1"), "127.0.0.1")).toMatchObject({
      faults: [{ ruleId: "own_1", part: "formula", span: { start: 0, end: 6 } }],
      moves: null,
    });
    const { faults, moves } = await tryPolicy(writeDraft("revenue >= 0"), "127.0.0.1");
    expect(faults).toEqual([]);
    expect(moves?.before).toMatchObject({ version: 2, changed: {} });
    expect(moves?.after.named).toEqual({ slug: null, name: "Draft" });
    expect(moves?.moves.every(({ to, now }) => to !== "weak" || now.includes("Mine"))).toBe(true);
    expect(await listNamedPolicies(ada)).toEqual([]);
  });

  it("is kept by a saved screen, which says by its slug when it is gone", async () => {
    const { slug } = await createNamedPolicy(ada, "Kept", writeDraft("revenue >= 0"));
    await saveScreen(ada, "Weak by mine", `policy=${writeSlug(slug)}&q=verdict%20%3D%20weak`);
    const [saved] = await listSavedScreens(ada);
    expect(new URLSearchParams(saved?.screen.search).get("policy")).toBe(writeSlug(slug));
    expect(saved?.counts?.count).toBe(await countWeak(slug));
    await deleteNamedPolicy(ada, slug);
    const [gone] = await listSavedScreens(ada);
    expect(gone).toMatchObject({ counts: null, problem: expect.stringContaining(`@${slug}`) });
  });

  it("is one of so many of its owner, and has a name of its own among them", async () => {
    for (let count = 0; count < namedPoliciesMax; count += 1) await createNamedPolicy(eve, `Policy ${count}`, plain);
    expect(await catchError(createNamedPolicy(eve, "One more", plain))).toMatchObject({ code: "limit_reached" });
    const [first, second] = await listNamedPolicies(eve);
    const taken = { code: "conflict", places: [{ at: "name" }] };
    expect(await catchError(renameNamedPolicy(eve, first?.slug ?? "", second?.name.toUpperCase() ?? ""))).toMatchObject(
      taken,
    );
    await deleteNamedPolicy(eve, first?.slug ?? "");
    expect(await catchError(createNamedPolicy(eve, second?.name ?? "", plain))).toMatchObject(taken);
  });
});

"use server";

import { refresh } from "next/cache";
import { headers } from "next/headers";
import { z } from "zod";
import type { ActionResult } from "#lib/contract/action-result";
import { AppError } from "#lib/contract/app-error";
import { policySlugSchema, savePolicySchema, tryPolicySchema } from "#lib/contract/named-policy";
import type { TriedPolicy } from "#lib/contract/policy-moves";
import { listNameSchema } from "#lib/contract/watchlist";
import { readNetworkAddress } from "#lib/server/auth/network-address";
import { requireUser } from "#lib/server/auth/session";
import { runAction } from "#lib/server/http/action";
import { deleteNamedPolicy } from "#lib/server/service/policy/delete-named-policy";
import { loadPolicyChoice } from "#lib/server/service/policy/load-policy-choice";
import { renameNamedPolicy } from "#lib/server/service/policy/rename-named-policy";
import { changeNamedPolicy, createNamedPolicy } from "#lib/server/service/policy/save-named-policy";
import { tryPolicy } from "#lib/server/service/screen/try-policy";
import type { NamedPolicy } from "#lib/verdict/policy/policy-draft";
import { writeSlug } from "#lib/verdict/policy/policy-slug";

/** What a named policy says: whoever has the slug may read it. */
export async function readPolicyAction(input: unknown): Promise<ActionResult<NamedPolicy>> {
  return runAction(z.strictObject({ slug: policySlugSchema }), input, async ({ slug }) => {
    const loaded = await loadPolicyChoice({ version: writeSlug(slug), values: {} });
    if (loaded?.named === undefined) throw new AppError("not_found", `There is no policy ${writeSlug(slug)}.`);
    return loaded.named;
  });
}

/** What is wrong with a draft, or who changes verdict by it. Nothing is kept, so that nobody has to be signed in. */
export async function tryPolicyAction(input: unknown): Promise<ActionResult<TriedPolicy>> {
  return runAction(tryPolicySchema, input, async ({ draft }) => tryPolicy(draft, readNetworkAddress(await headers())));
}

/** Keeps a policy of the visitor's; the slug and the revision are those to go on editing. */
export async function savePolicyAction(
  input: unknown,
): Promise<ActionResult<{ readonly slug: string; readonly revision: number }>> {
  return runAction(savePolicySchema, input, async ({ name, draft, replaces }) => {
    const user = await requireUser();
    const { slug, revision } =
      replaces === null
        ? await createNamedPolicy(user.id, name, draft)
        : await changeNamedPolicy(user.id, replaces.slug, { name, draft, revision: replaces.revision });
    return { slug, revision };
  });
}

export async function renamePolicyAction(input: unknown): Promise<ActionResult> {
  return runAction(z.strictObject({ slug: policySlugSchema, name: listNameSchema }), input, async ({ slug, name }) => {
    const user = await requireUser();
    await renameNamedPolicy(user.id, slug, name);
    refresh();
    return null;
  });
}

export async function deletePolicyAction(input: unknown): Promise<ActionResult> {
  return runAction(z.strictObject({ slug: policySlugSchema }), input, async ({ slug }) => {
    const user = await requireUser();
    await deleteNamedPolicy(user.id, slug);
    refresh();
    return null;
  });
}

"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import type { ActionResult } from "#lib/contract/action-result";
import { listNameSchema, ownedIdSchema } from "#lib/contract/watchlist";
import { requireUser } from "#lib/server/auth/session";
import { runAction } from "#lib/server/http/action";
import { deleteSavedScreen } from "#lib/server/service/saved-screen/delete-saved-screen";
import { renameSavedScreen } from "#lib/server/service/saved-screen/rename-saved-screen";
import { saveScreen } from "#lib/server/service/saved-screen/save-screen";

const saveSchema = z.strictObject({ name: listNameSchema, search: z.string().max(20_000), isReplacing: z.boolean() });

export async function saveScreenAction(input: unknown): Promise<ActionResult> {
  return runAction(saveSchema, input, async ({ name, search, isReplacing }) => {
    const user = await requireUser();
    await saveScreen(user.id, name, search, isReplacing);
    return null;
  });
}

export async function renameSavedScreenAction(input: unknown): Promise<ActionResult> {
  return runAction(z.strictObject({ id: ownedIdSchema, name: listNameSchema }), input, async ({ id, name }) => {
    const user = await requireUser();
    await renameSavedScreen(user.id, id, name);
    refresh();
    return null;
  });
}

export async function deleteSavedScreenAction(input: unknown): Promise<ActionResult> {
  return runAction(z.strictObject({ id: ownedIdSchema }), input, async ({ id }) => {
    const user = await requireUser();
    await deleteSavedScreen(user.id, id);
    refresh();
    return null;
  });
}

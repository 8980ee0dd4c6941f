"use server";

import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { z } from "zod";
import { changePasswordSchema, signUpSchema } from "#lib/contract/account";
import type { ActionResult } from "#lib/contract/action-result";
import { readNetworkAddress } from "#lib/server/auth/network-address";
import { requireUser } from "#lib/server/auth/session";
import { signOut } from "#lib/server/auth/sign-out";
import { runAction } from "#lib/server/http/action";
import { changePassword } from "#lib/server/service/account/change-password";
import { deleteAccount } from "#lib/server/service/account/delete-account";
import { endAllSessions } from "#lib/server/service/account/end-all-sessions";
import { signUp } from "#lib/server/service/account/sign-up";

export async function signUpAction(input: unknown): Promise<ActionResult> {
  return runAction(signUpSchema, input, async (given) => {
    await signUp(given, readNetworkAddress(await headers()));
    return null;
  });
}

export async function signOutAction(): Promise<void> {
  await signOut();
  redirect("/screen");
}

export async function changePasswordAction(input: unknown): Promise<ActionResult> {
  return runAction(changePasswordSchema, input, async ({ current, next }) => {
    await changePassword(await requireUser(), current, next);
    return null;
  });
}

export async function endAllSessionsAction(): Promise<ActionResult> {
  return runAction(z.undefined(), undefined, async () => {
    await endAllSessions(await requireUser());
    await signOut();
    return null;
  });
}

export async function deleteAccountAction(input: unknown): Promise<ActionResult> {
  return runAction(z.strictObject({ password: z.string().min(1).max(1000) }), input, async ({ password }) => {
    await deleteAccount(await requireUser(), password);
    await signOut();
    return null;
  });
}

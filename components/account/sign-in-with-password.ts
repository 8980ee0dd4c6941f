import { signIn } from "next-auth/react";
import { parseRefusalCode, type SignInRefusal } from "#lib/contract/sign-in-refusal";
import { solveTask } from "./solve-task";

export type SignInAnswer =
  | { readonly ok: true }
  /** Null: the email or the password is wrong. */
  | { readonly ok: false; readonly refusal: SignInRefusal | null };

/** While others guess, a task may be too short by the time that it is solved; then the next one is, so often. */
const tasksMax = 6;

/**
 * Signs in, and solves the task that the server may ask for first, which takes some seconds, seldom a minute; `onTask` is called
 * as it begins. Throws when the server cannot be reached.
 */
export async function signInWithPassword(
  credentials: { readonly email: string; readonly password: string },
  onTask: () => void = () => undefined,
): Promise<SignInAnswer> {
  let solution = "";
  for (let tasks = 0; ; tasks += 1) {
    const answer = await signIn("credentials", { ...credentials, solution, redirect: false });
    if (answer?.ok) return { ok: true };
    if (answer?.error === "CredentialsSignin") return { ok: false, refusal: null };
    const refusal = parseRefusalCode(answer?.error ?? "");
    if (refusal.task === null || tasks === tasksMax) return { ok: false, refusal };
    onTask();
    solution = await solveTask(refusal.task);
  }
}

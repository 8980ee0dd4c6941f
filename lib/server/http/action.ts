import "server-only";
import { randomUUID } from "node:crypto";
import { unstable_rethrow } from "next/navigation";
import type { z } from "zod";
import type { ActionResult } from "#lib/contract/action-result";
import { AppError } from "#lib/contract/app-error";
import { buildProblem } from "#lib/contract/problem";
import { getLogger } from "#lib/server/log";
import { toRefusal } from "#lib/server/outage";

/**
 * Runs a server action: parses what came, runs one use case, and turns refusals into an answer that a form can show.
 * Redirects pass through; anything else is logged and answered without a detail.
 */
export async function runAction<Schema extends z.ZodType, Value>(
  schema: Schema,
  input: unknown,
  run: (input: z.output<Schema>) => Promise<Value>,
): Promise<ActionResult<Value>> {
  const parsed = schema.safeParse(input);
  if (!parsed.success) {
    const fields: Record<string, string> = {};
    for (const issue of parsed.error.issues) fields[issue.path.join(".") || "form"] ??= issue.message;
    return { ok: false, message: "Some of this cannot be used. See the marked fields.", fields, signIn: false };
  }
  try {
    return { ok: true, value: await run(parsed.data) };
  } catch (thrown) {
    unstable_rethrow(thrown);
    const error = toRefusal(thrown);
    const requestId = randomUUID();
    if (!(error instanceof AppError)) getLogger().error({ err: error, requestId }, "action failed");
    const problem = buildProblem(error, requestId);
    return {
      ok: false,
      message: error instanceof AppError ? problem.detail : `${problem.detail} (${requestId})`,
      fields: Object.fromEntries((problem.errors ?? []).map((place) => [place.at, place.message])),
      signIn: problem.code === "sign_in_required",
    };
  }
}

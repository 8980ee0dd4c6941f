import type { AppError } from "./app-error";
import { type ErrorCode, errorCodes } from "./error-code";
import { parseTask, TaskRequiredError } from "./sign-in-task";

// next-auth hands a form nothing of a refused sign-in but one word in an address.

/** A refusal of a sign-in as one word: its code, and after a colon for how many seconds it holds, or the task. */
export function buildRefusalCode(refusal: AppError): string {
  if (refusal instanceof TaskRequiredError) return `${refusal.code}:${refusal.task}`;
  const { code, retryAfterSeconds } = refusal;
  return retryAfterSeconds === undefined ? code : `${code}:${Math.ceil(retryAfterSeconds)}`;
}

/** A refusal as the form reads it. */
export interface SignInRefusal {
  readonly code: ErrorCode;
  readonly retryAfterSeconds: number | null;
  /** The task to be solved, with the code "task_required". */
  readonly task: string | null;
}

/** That word read again. Of one that is none of them, the code is "internal". */
export function parseRefusalCode(word: string): SignInRefusal {
  const [, code = "", detail = ""] = /^([a-z_]+)(?::([\w.-]{1,140}))?$/.exec(word) ?? [];
  const seconds = /^\d{1,6}$/.test(detail) ? Number(detail) : null;
  const task = parseTask(detail) === null ? null : detail;
  const isKnown = Object.hasOwn(errorCodes, code) && (detail === "" || seconds !== null || task !== null);
  if (!isKnown) return { code: "internal", retryAfterSeconds: null, task: null };
  return { code: code as ErrorCode, retryAfterSeconds: seconds, task };
}

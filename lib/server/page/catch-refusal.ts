import "server-only";
import { AppError } from "#lib/contract/app-error";

/** What an answer comes to, or the refusal that a page shows in its place. Throws every other error on. */
export async function catchRefusal<Value>(answer: Promise<Value>): Promise<Value | AppError> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
}

import "server-only";
import { AppError } from "#lib/contract/app-error";
import { isOutage, toRefusal } from "#lib/server/outage";

/**
 * What an answer comes to, or the refusal that a page shows in its place. Throws every other error on, and refusals for
 * what is away for a while: these are answered with 503, and not with a page that is kept or shown as found.
 */
export async function catchRefusal<Value>(answer: Promise<Value>): Promise<Value | AppError> {
  try {
    return await answer;
  } catch (error) {
    // Notes a fault of the disk as well, so that the front door knows why the page failed.
    const known = toRefusal(error);
    if (known instanceof AppError && !isOutage(known)) return known;
    throw error;
  }
}

/** What an answer comes to, or null while what it needs is away: for a part that a page can do without. */
export async function catchOutage<Value>(answer: Promise<Value>): Promise<Value | null> {
  try {
    return await answer;
  } catch (error) {
    if (isOutage(error)) return null;
    throw error;
  }
}

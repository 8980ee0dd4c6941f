import "server-only";
import { AppError } from "#lib/contract/app-error";
import { getSingleton } from "#lib/util/singleton.mjs";
import { describeFileFault } from "./file-fault";
import { getLogger } from "./log";

/** What the server stands on and may lose for a while. */
export type Support = "database" | "disk of the database" | "data folder";

interface Outages {
  /** When any of them was found away last: a reading of performance.now. */
  lastAtMs: number;
  /** When the outages that go on began. */
  readonly since: Map<Support, number>;
  /** A server says in its log what a command says on the terminal. */
  isLogged: boolean;
}

const outages = getSingleton(
  "outages",
  (): Outages => ({ lastAtMs: Number.NEGATIVE_INFINITY, since: new Map<Support, number>(), isLogged: false }),
);

/** Has outages logged from now on: by the process that serves. */
export function logOutages(): void {
  outages.isLogged = true;
}

/** Notes that something could not do what it was asked for. Logged once, with what to do, until it works again. */
export function noteOutage(of: Support, advice: string): void {
  outages.lastAtMs = performance.now();
  if (outages.since.has(of)) return;
  outages.since.set(of, outages.lastAtMs);
  if (outages.isLogged) getLogger().error({ advice }, `the ${of} has a fault`);
}

/** Notes that it works. */
export function noteRecovery(of: Support): void {
  const since = outages.since.get(of);
  if (since === undefined) return;
  outages.since.delete(of);
  if (outages.isLogged)
    getLogger().info({ seconds: Math.round((performance.now() - since) / 1000) }, `the ${of} works again`);
}

/** Whether anything was found away since a moment (a reading of performance.now): a request that failed may say so. */
export function wasOutageSince(atMs: number): boolean {
  return outages.lastAtMs >= atMs;
}

/** Next evaluates a module once for each bundle, so that one process has several classes of one name. */
const mark = Symbol.for("ballast.outage");

const retryAfterSeconds = 5;

/** Something that the server stands on is away, and nothing is wrong with what was asked. The message is for visitors. */
export class OutageError extends Error {
  readonly [mark] = true;
  /** Next hands it to the browser in the place of the message, so that the page can say what is the matter. */
  readonly digest = "unavailable";
}

/** Errors of opening the database, by name: whatever the cause, what needs it cannot be answered now. */
const openingFaults = new Set(["FolderLockedError", "DatabaseFolderError", "MigrationError"]);

/**
 * What a request is refused with that ran into an outage: of the database, or of the disk under the data folder. Every
 * other error comes back as it is: a refusal stays one, and a bug a bug.
 */
export function toRefusal(error: unknown): unknown {
  if (error instanceof AppError || !(error instanceof Error)) return error;
  if (isOwnerGone(error)) return new AppError("sign_in_required", "This account was deleted.", { cause: error });
  const options = { retryAfterSeconds, cause: error };
  if (mark in error) return new AppError("unavailable", error.message, options);
  if (openingFaults.has(error.name)) {
    return new AppError(
      "unavailable",
      "The database does not answer at the moment. Try again in a few seconds.",
      options,
    );
  }
  const advice = describeFileFault(error, "a file of the data folder");
  if (advice === null) return error;
  noteOutage("data folder", advice);
  const message = "The server cannot use its disk at the moment. What needs no saving is answered. Try again later.";
  return new AppError("unavailable", message, options);
}

/** Whether a row was refused since its owner was deleted meanwhile: Prisma's code, and the constraint of an owner. */
function isOwnerGone(error: Error): boolean {
  if (!("code" in error) || error.code !== "P2003") return false;
  return /owner_?id/i.test(`${error.message} ${JSON.stringify("meta" in error ? error.meta : null)}`);
}

/** Whether something fails because a support of the server is away for a while, and not for what was asked. */
export function isOutage(error: unknown): boolean {
  const refusal = toRefusal(error);
  return refusal instanceof AppError && refusal.code === "unavailable";
}

import "server-only";
import { linkSync, readdirSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { makeFolders } from "#lib/server/file-fault";
import { readRegularTextSync } from "#lib/server/read-file";
import { getOwnIdentity, getProcessState } from "./process-identity";

/** A folder is in use by another process. The message says by which and what to do. */
export class FolderLockedError extends Error {
  override readonly name = "FolderLockedError";
  readonly pid: number;

  constructor(message: string, pid: number) {
    super(message);
    this.pid = pid;
  }
}

/** A held lock. `release` is synchronous, so that it can run while the process exits. */
export interface ProcessLock {
  readonly file: string;
  release(): void;
}

/** No system gives out a larger one. */
const pidMax = 2 ** 31 - 1;
/** Tickets are named by eight digits. A name with more is none of ours, and no number follows it. */
const ticketNumberMax = 99_999_999;

const ticketSchema = z.object({
  pid: z.int().min(1).max(pidMax),
  host: z.string(),
  bootId: z.string().nullable(),
  startMark: z.string().nullable(),
  token: z.string(),
  command: z.string(),
  takenAt: z.string(),
  released: z.boolean(),
});
type Ticket = z.infer<typeof ticketSchema>;

const beatMs = 5_000;
const silenceMs = 60_000;

/**
 * Takes the lock kept in `lockFolder` on behalf of `guarded`, the folder that one process at a time may open. Throws
 * FolderLockedError while another process holds it; a lock left behind by a process that is gone is taken over.
 *
 * The lock is a row of numbered tickets, each created whole and exclusively (a hard link to a finished file); the
 * highest number counts. A ticket that is over is never removed before a higher one exists, so two processes that
 * both find a ticket stale compete for the same next number and one of them wins. Removing and re-creating one lock
 * file has no such guarantee: the slower process can remove the faster one's fresh lock.
 */
export function takeProcessLock(lockFolder: string, guarded: string): ProcessLock {
  makeFolders(lockFolder);
  for (;;) {
    const newest = Math.max(0, ...listTickets(lockFolder));
    if (newest > 0) refuseWhileHeld(join(lockFolder, ticketName(newest)), guarded);
    const number = newest + 1;
    if (number > ticketNumberMax) throw buildSpent(lockFolder, newest);
    const file = join(lockFolder, ticketName(number));
    if (!createWhole(file, makeTicket(false))) continue;
    // A slow process may create a number that has been passed and removed meanwhile: then a higher one is there.
    if (Math.max(...listTickets(lockFolder)) !== number) {
      rmSync(file, { force: true });
      continue;
    }
    for (const older of listTickets(lockFolder)) {
      if (older < number) rmSync(join(lockFolder, ticketName(older)), { force: true, recursive: true });
    }
    return holdLock(file);
  }
}

/** One ticket a start never comes to this; somebody has made the file. */
function buildSpent(lockFolder: string, number: number): FolderLockedError {
  return new FolderLockedError(
    `${join(lockFolder, ticketName(number))} has the last number that a lock can have. See that no other process uses ` +
      "the folder, remove the file, and run this again.",
    0,
  );
}

function holdLock(file: string): ProcessLock {
  // Other hosts (containers that share the folder) cannot ask for the process; they look at the age of the file.
  const beat = setInterval(() => {
    const now = new Date();
    try {
      utimesSync(file, now, now);
    } catch {
      clearInterval(beat);
    }
  }, beatMs);
  beat.unref();
  let released = false;
  const release = () => {
    if (released) return;
    released = true;
    clearInterval(beat);
    process.off("exit", release);
    try {
      replaceWhole(file, makeTicket(true));
    } catch {
      // The folder is gone or read-only. A ticket of a process that has ended counts as stale anyway.
    }
  };
  process.on("exit", release);
  return { file, release };
}

function refuseWhileHeld(file: string, guarded: string): void {
  const ticket = readTicket(file);
  if (ticket === null) refuseWhileYoung(file, guarded);
  if (ticket === null || ticket.released) return;
  const state = getProcessState(ticket);
  if (state === "gone") return;
  if (state === "unknown" && isOlder(file, silenceMs)) return;
  const own = state === "alive" && ticket.pid === process.pid;
  const holder = own
    ? "this process itself"
    : `process ${ticket.pid} (${ticket.command})${state === "unknown" ? ` on ${ticket.host}` : ""}`;
  throw new FolderLockedError(
    `The database in ${guarded} is in use by ${holder}, since ${ticket.takenAt}. ` +
      "The embedded database can be opened by one process at a time. Stop that process" +
      `${own ? "" : ` (kill ${ticket.pid})`}, or choose another folder with BALLAST_HOME, ` +
      "or use a PostgreSQL server with DATABASE_URL.",
    ticket.pid,
  );
}

/** Where hard links are missing, a ticket may be seen before its content. One that stays without is damaged. */
function refuseWhileYoung(file: string, guarded: string): void {
  if (isOlder(file, beatMs)) return;
  throw new FolderLockedError(
    `The database in ${guarded} is being opened by another process. Wait a few seconds and try again.`,
    0,
  );
}

function makeTicket(released: boolean): Ticket {
  const command = process.argv.slice(1, 3).join(" ") || process.title;
  return { ...getOwnIdentity(), command, takenAt: new Date().toISOString(), released };
}

const ticketBytesMax = 64 * 1024;

/** Null for a ticket that is gone or cannot be read. */
function readTicket(file: string): Ticket | null {
  try {
    return ticketSchema.parse(JSON.parse(readRegularTextSync(file, ticketBytesMax)));
  } catch {
    return null;
  }
}

/**
 * Whether a file was changed last so long ago, or in a time that is yet to come: some clock ran ahead when it was. Clocks of
 * hosts that work differ by less than a day.
 */
function isOlder(file: string, ms: number): boolean {
  const age = Date.now() - readModifiedMs(file);
  return age > ms || age < -dayMs;
}

const dayMs = 86_400_000;

function readModifiedMs(file: string): number {
  try {
    return statSync(file).mtimeMs;
  } catch {
    return 0;
  }
}

function listTickets(folder: string): readonly number[] {
  return readdirSync(folder)
    .map((name) => /^(\d{8})\.json$/.exec(name)?.[1])
    .filter((digits) => digits !== undefined)
    .map(Number);
}

function ticketName(number: number): string {
  return `${String(number).padStart(8, "0")}.json`;
}

/** Creates the file with its whole content, or returns false when it is there already. */
function createWhole(file: string, ticket: Ticket): boolean {
  const draft = writeDraft(file, ticket);
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === "EEXIST") return false;
    if (code !== "EPERM" && code !== "ENOTSUP" && code !== "ENOSYS") throw error;
    return createPlain(file, ticket);
  } finally {
    rmSync(draft, { force: true });
  }
}

/** For file systems without hard links: exclusive too, but a reader may see it before its content. */
function createPlain(file: string, ticket: Ticket): boolean {
  try {
    writeFileSync(file, JSON.stringify(ticket), { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

function replaceWhole(file: string, ticket: Ticket): void {
  renameSync(writeDraft(file, ticket), file);
}

function writeDraft(file: string, ticket: Ticket): string {
  const draft = `${file}.${ticket.token}.draft`;
  writeFileSync(draft, JSON.stringify(ticket));
  return draft;
}

import "server-only";
import { OutageError } from "#lib/server/outage";

/**
 * Why a database does nothing that it is asked for, although there is nothing wrong with what was asked: it does not
 * answer, has no room, takes no changes, has lost content, or has ended inside this process.
 */
export type DatabaseFaultKind = "away" | "full" | "read_only" | "damaged" | "ended";

/** What a visitor is told, by kind: no host, folder or cause. */
const messages: Readonly<Record<DatabaseFaultKind, string>> = {
  away: "The database does not answer at the moment. Try again in a few seconds.",
  ended: "The database does not answer at the moment. Try again in a few seconds.",
  full: "There is no room to save anything at the moment. What is there can be read. Try again later.",
  read_only: "Nothing can be saved at the moment. What is there can be read. Try again later.",
  damaged: "The database cannot read a part of its data. Whoever runs this server finds the place in its log.",
};

/**
 * The database has a fault: visitors get `message`, whoever runs the program `advice`. Without a code, since Prisma makes
 * an error of its own of every one that has a code.
 */
export class DatabaseFaultError extends OutageError {
  readonly kind: DatabaseFaultKind;
  /** What happened, where, and what to do: for terminals and the log. */
  readonly advice: string;

  constructor(kind: DatabaseFaultKind, place: string, cause: unknown, advice = describe(kind, place, cause)) {
    super(messages[kind], { cause });
    this.name = "DatabaseFaultError";
    this.kind = kind;
    this.advice = advice;
  }
}

/** The fault behind what a driver threw, or null where the statement itself is at fault. */
export function findDatabaseFault(error: unknown): DatabaseFaultKind | null {
  for (const each of listCauses(error)) {
    const kind = classify(each);
    if (kind !== null) return kind;
  }
  return null;
}

/** Whether the server said nothing at all: it hangs, or the network loses everything. */
export function isSilence(error: unknown): boolean {
  return listCauses(error).some((each) => silencePattern.test(readText(each, "message") ?? ""));
}

/** What is to be thrown in the place of a driver's error: a DatabaseFaultError, or the error as it is. */
export function toDatabaseFault(error: unknown, place: string): unknown {
  if (error instanceof DatabaseFaultError) return error;
  const kind = findDatabaseFault(error);
  return kind === null ? error : new DatabaseFaultError(kind, place, error);
}

const socketCodes = new Set([
  ...["ECONNREFUSED", "ECONNRESET", "ETIMEDOUT", "EPIPE", "ENOTFOUND", "EAI_AGAIN"],
  ...["EHOSTUNREACH", "ENETUNREACH", "ECONNABORTED"],
]);
const adapterKinds = new Set(["DatabaseNotReachable", "ConnectionClosed", "SocketTimeout", "TooManyConnections"]);
/** SQLSTATE codes: of connections, of a server that stops or starts, of too many connections. */
const awayPattern = /^(08...|57P0[1-5]|53300)$/;
const damagePattern = /^XX00[12]$/;
/** Said by the driver without any code. */
const lostPattern =
  /^(Connection terminated|Client has encountered a connection error|Query read timeout|timeout exceeded when trying to connect|Client was closed|Cannot use a pool after)/;
const silencePattern = /^(Query read timeout|timeout exceeded when trying to connect)/;
/** The embedded engine ends by a trap of WebAssembly, or was ended by one before. */
const endedPattern =
  /^(PGlite (is closed|is closing|failed)|unreachable$|memory access out of bounds|Aborted\(|program has already aborted)/;

function classify(error: object): DatabaseFaultKind | null {
  const code = readText(error, "originalCode") ?? readText(error, "code") ?? "";
  if (code === "53100" || code === "ENOSPC" || code === "EDQUOT") return "full";
  if (code === "25006" || code === "EROFS") return "read_only";
  if (damagePattern.test(code)) return "damaged";
  if (awayPattern.test(code) || socketCodes.has(code)) return "away";
  if (adapterKinds.has(readText(error, "kind") ?? "")) return "away";
  const message = readText(error, "message") ?? "";
  // The engine reports a failed write as an error of its own, with the system's words.
  if (/No space left on device|Disk quota exceeded/.test(message)) return "full";
  if (/Read-only file system/.test(message)) return "read_only";
  if (lostPattern.test(message)) return "away";
  const isTrap = error instanceof WebAssembly.RuntimeError || readText(error, "name") === "ExitStatus";
  return isTrap || endedPattern.test(message) ? "ended" : null;
}

function readText(from: object, name: string): string | null {
  const value: unknown = Reflect.get(from, name);
  return typeof value === "string" ? value : null;
}

const depthMax = 8;

function listCauses(error: unknown): readonly object[] {
  const found: object[] = [];
  const visit = (each: unknown, depth: number) => {
    if (typeof each !== "object" || each === null || depth > depthMax || found.includes(each)) return;
    found.push(each);
    visit(Reflect.get(each, "cause"), depth + 1);
    const inner: unknown = Reflect.get(each, "errors");
    if (Array.isArray(inner)) for (const one of inner) visit(one, depth + 1);
  };
  visit(error, 0);
  return found;
}

function describe(kind: DatabaseFaultKind, place: string, cause: unknown): string {
  const reason = readReason(cause);
  switch (kind) {
    case "away":
      return `The database at ${place} does not answer (${reason}). See that it runs; nothing here has to be started anew.`;
    case "ended":
      return `The database in ${place} has ended (${reason}). It is opened again at the next request.`;
    case "full":
      return `The disk of the database at ${place} is full (${reason}). Make room there and run this again; what was saved before is kept.`;
    case "read_only":
      return `The database at ${place} takes no changes (${reason}). Make its disk or the server writable, and run this again.`;
    case "damaged":
      return `The database at ${place} is damaged (${reason}). ${restoreAdvice}`;
  }
}

/** How to go on with a database that has lost content. */
export const restoreAdvice =
  "Put a backup into a new folder: set BALLAST_HOME to one and run npm run restore -- --from FILE. Without a backup, " +
  "set BALLAST_HOME to a new folder and load the data again; accounts, screens and lists are then lost.";

function readReason(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(readReason).join("; ");
  return error instanceof Error ? error.message.trim() : String(error);
}

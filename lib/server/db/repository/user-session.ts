import "server-only";
import type { Database } from "#lib/server/db/database";
import { type User, userSelect } from "./user";

/** A sign-in, as the cookie of a browser names it. */
export interface SessionKey {
  readonly sessionId: string;
  readonly userId: string;
  /** The user's number when the password was checked: a password that was changed meanwhile ends the session. */
  readonly sessionVersion: number;
}

/** Begins a session. Returns its id. */
export async function insertSessionRow(database: Database, ownerId: string, expiresAt: Date): Promise<string> {
  const { id } = await database.client.userSession.create({ data: { ownerId, expiresAt }, select: { id: true } });
  return id;
}

/** The user of a session that has not ended by the time given; null for any other. One query, by the keys. */
export function findSessionUser(database: Database, key: SessionKey, at: Date): Promise<User | null> {
  const { userId, sessionVersion, sessionId } = key;
  return database.client.user.findUnique({
    where: { id: userId, sessionVersion, sessions: { some: { id: sessionId, expiresAt: { gt: at } } } },
    select: userSelect,
  });
}

/** Ends one session of the user. False when there was none. */
export async function removeSessionRow(database: Database, ownerId: string, id: string): Promise<boolean> {
  const { count } = await database.client.userSession.deleteMany({ where: { id, ownerId } });
  return count > 0;
}

/** Ends the user's sessions but the newest `keep`, and removes everybody's that are over by the time given. */
export async function pruneSessionRows(database: Database, ownerId: string, keep: number, at: Date): Promise<void> {
  const older = await database.client.userSession.findMany({
    where: { ownerId },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    skip: keep,
    select: { id: true },
  });
  await database.client.userSession.deleteMany({
    where: { OR: [{ expiresAt: { lte: at } }, { ownerId, id: { in: older.map(({ id }) => id) } }] },
  });
}

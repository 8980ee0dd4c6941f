import "server-only";
import type { Database } from "#lib/server/db/database";
import type { Prisma } from "#lib/server/db/generated/client";
import { fail, type Result, succeed } from "#lib/util/result";
import { isUniqueViolation } from "./prisma-error";

/** Somebody with an account. Never carries the password hash. */
export interface User {
  readonly id: string;
  /** Trimmed and in lower case. */
  readonly email: string;
  readonly name: string | null;
  /** A session made under another number is over. */
  readonly sessionVersion: number;
  readonly createdAt: Date;
}

/** What a sign-in is checked against. */
export interface UserCredentials extends User {
  readonly passwordHash: string | null;
}

/** What is read of a user. */
export const userSelect = {
  id: true,
  email: true,
  name: true,
  sessionVersion: true,
  createdAt: true,
} satisfies Prisma.UserSelect;

/** The spelling under which an address is kept: two that differ in case or outer blanks are one account. */
export function normaliseEmail(email: string): string {
  return email.trim().toLowerCase();
}

/** Makes an account. The address must have been checked; a taken one is refused. */
export async function insertUserRow(
  database: Database,
  user: { readonly email: string; readonly name: string | null; readonly passwordHash: string | null },
): Promise<Result<User, "email_taken">> {
  const data = { ...user, email: normaliseEmail(user.email) };
  try {
    return succeed(await database.client.user.create({ data, select: userSelect }));
  } catch (error) {
    if (isUniqueViolation(error)) return fail("email_taken");
    throw error;
  }
}

/** The user with the address, with what a sign-in needs, or null. */
export function findUserCredentials(database: Database, email: string): Promise<UserCredentials | null> {
  return database.client.user.findUnique({
    where: { email: normaliseEmail(email) },
    select: { ...userSelect, passwordHash: true },
  });
}

/** Sets the password and ends every session of the user. Null when there is no such user. */
export function updatePassword(database: Database, id: string, passwordHash: string): Promise<User | null> {
  return countUp(database, id, { passwordHash });
}

/** Ends every session of the user. Null when there is no such user. */
export function endSessions(database: Database, id: string): Promise<User | null> {
  return countUp(database, id, {});
}

/** The number ends the sessions that begin at this very moment, too; their rows are then of no more use. */
async function countUp(
  database: Database,
  id: string,
  change: { readonly passwordHash?: string },
): Promise<User | null> {
  return database.client.$transaction(async (tx) => {
    const [user] = await tx.user.updateManyAndReturn({
      where: { id },
      data: { ...change, sessionVersion: { increment: 1 } },
      select: userSelect,
    });
    await tx.userSession.deleteMany({ where: { ownerId: id } });
    return user ?? null;
  });
}

/** Removes the account with all that it owns. False when there was none. */
export async function removeUserRow(database: Database, id: string): Promise<boolean> {
  const { count } = await database.client.user.deleteMany({ where: { id } });
  return count > 0;
}

import "server-only";
import type { Database } from "#lib/server/db/database";
import type { Prisma } from "#lib/server/db/generated/client";
import { fail, type Result, succeed } from "#lib/util/result";
import { holdOwner } from "./hold-owner";
import { isUniqueViolation } from "./prisma-error";

/** A policy that its owner keeps, but for what it says. */
export interface NamedPolicyEntry {
  readonly slug: string;
  readonly name: string;
  readonly baseVersion: number;
  readonly revision: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** With what it says, which is read by a schema before it is used. */
export interface NamedPolicyRow extends NamedPolicyEntry {
  readonly content: unknown;
}

/** What is written of a policy. */
export interface NamedPolicyContent {
  readonly name: string;
  readonly baseVersion: number;
  readonly content: Prisma.InputJsonObject;
}

const entrySelect = {
  slug: true,
  name: true,
  baseVersion: true,
  revision: true,
  createdAt: true,
  updatedAt: true,
} satisfies Prisma.NamedPolicySelect;

const rowSelect = { ...entrySelect, content: true } satisfies Prisma.NamedPolicySelect;

/** The owner's policies, the one changed last first. */
export async function listNamedPolicyRows(database: Database, ownerId: string): Promise<readonly NamedPolicyEntry[]> {
  return database.client.namedPolicy.findMany({
    where: { ownerId },
    orderBy: [{ updatedAt: "desc" }, { slug: "asc" }],
    select: entrySelect,
  });
}

/** The policy of a slug, whoever asks: a link to its verdicts opens them for everybody. Null where there is none. */
export async function findNamedPolicyRow(database: Database, slug: string): Promise<NamedPolicyRow | null> {
  return database.client.namedPolicy.findUnique({ where: { slug }, select: rowSelect });
}

/** Whether the policy of a slug is the owner's. */
export async function isPolicyOwner(database: Database, ownerId: string, slug: string): Promise<boolean> {
  return (await database.client.namedPolicy.count({ where: { slug, ownerId } })) > 0;
}

/**
 * Keeps a policy. Refused where the owner keeps `most`, however many are kept at once, and for a name that the owner uses
 * already, in any case.
 */
export async function insertNamedPolicyRow(
  database: Database,
  ownerId: string,
  { name, baseVersion, content }: NamedPolicyContent,
  most: number,
): Promise<Result<NamedPolicyEntry, "name_taken" | "limit_reached">> {
  const data = { ownerId, name: name.trim(), baseVersion, content };
  try {
    return await database.client.$transaction(async (tx) => {
      await holdOwner(tx, ownerId);
      if ((await tx.namedPolicy.count({ where: { ownerId } })) >= most) return fail("limit_reached");
      return succeed(await tx.namedPolicy.create({ data, select: entrySelect }));
    });
  } catch (error) {
    if (isUniqueViolation(error)) return fail("name_taken");
    throw error;
  }
}

/**
 * Changes name or content, and counts the revision up. With `revision`, only what has not been changed since: `stale`
 * where it has.
 */
export async function updateNamedPolicyRow(
  database: Database,
  ownerId: string,
  slug: string,
  { revision, ...change }: Partial<NamedPolicyContent> & { readonly revision?: number },
): Promise<Result<NamedPolicyEntry, "not_found" | "name_taken" | "stale">> {
  const data = { ...change, ...(change.name === undefined ? {} : { name: change.name.trim() }) };
  try {
    const [row] = await database.client.namedPolicy.updateManyAndReturn({
      where: { slug, ownerId, ...(revision === undefined ? {} : { revision }) },
      data: { ...data, revision: { increment: 1 } },
      select: entrySelect,
    });
    if (row !== undefined) return succeed(row);
    return fail((await isPolicyOwner(database, ownerId, slug)) ? "stale" : "not_found");
  } catch (error) {
    if (isUniqueViolation(error)) return fail("name_taken");
    throw error;
  }
}

/** Removes the owner's policy. False when there is none. */
export async function removeNamedPolicyRow(database: Database, ownerId: string, slug: string): Promise<boolean> {
  const { count } = await database.client.namedPolicy.deleteMany({ where: { slug, ownerId } });
  return count > 0;
}

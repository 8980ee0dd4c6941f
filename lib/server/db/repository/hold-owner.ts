import "server-only";
import type { Queryable } from "#lib/server/db/database";

/**
 * Lets one transaction at a time change how many things the owner has: another that asks waits for the end of this one, and
 * then sees what it did. So what is counted after this call is still true when something is added.
 */
export async function holdOwner(tx: Queryable, ownerId: string): Promise<void> {
  await tx.$queryRaw`select id from app_user where id = ${ownerId} for no key update`;
}

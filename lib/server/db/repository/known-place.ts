import "server-only";
import type { Database } from "#lib/server/db/database";

/** Notes that a user signed in from a place, and forgets all but the `keep` places used last. */
export async function saveKnownPlace(
  database: Database,
  ownerId: string,
  place: string,
  options: { readonly at: Date; readonly keep: number },
): Promise<void> {
  await database.client.knownPlace.upsert({
    where: { ownerId_place: { ownerId, place } },
    create: { ownerId, place, lastAt: options.at },
    update: { lastAt: options.at },
  });
  const older = await database.client.knownPlace.findMany({
    where: { ownerId },
    orderBy: { lastAt: "desc" },
    skip: options.keep,
    select: { place: true },
  });
  if (older.length === 0) return;
  await database.client.knownPlace.deleteMany({ where: { ownerId, place: { in: older.map((row) => row.place) } } });
}

/** Whether the user signed in from the place at the time given or later. */
export async function isKnownPlace(database: Database, ownerId: string, place: string, since: Date): Promise<boolean> {
  const where = { ownerId, place, lastAt: { gte: since } };
  return (await database.client.knownPlace.findFirst({ where, select: { place: true } })) !== null;
}

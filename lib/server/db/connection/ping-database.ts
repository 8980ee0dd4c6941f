import "server-only";
import { getDatabase } from "#lib/server/db/database";

/** Asks the database for nothing, to see that it answers. Throws when it does not. */
export async function pingDatabase(): Promise<void> {
  await (await getDatabase()).client.$queryRaw`select 1`;
}

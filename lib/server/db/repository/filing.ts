import "server-only";
import type { Day } from "#lib/fact/filed/entry";
import type { Database } from "#lib/server/db/database";

/** The day on which the oldest filing that was loaded was made, or null when none was. */
export async function findOldestFilingDay(database: Database, sample: boolean): Promise<Day | null> {
  const { _min } = await database.client.filing.aggregate({ where: { company: { sample } }, _min: { filedDay: true } });
  return _min.filedDay;
}

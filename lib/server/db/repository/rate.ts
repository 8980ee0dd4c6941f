import "server-only";
import type { Day } from "#lib/fact/filed/entry";
import type { Database, DatabaseView } from "#lib/server/db/database";
import { formatArrayLiteral } from "#lib/server/db/number-list";

/** A market rate on a day, as a ratio (0.0425). */
export interface RatePoint {
  readonly day: Day;
  readonly value: number;
}

/** Stores points of a series; a day that is there already takes the new value. The last of equal days counts. */
export async function saveRates(database: Database, seriesId: string, points: readonly RatePoint[]): Promise<void> {
  const byDay = new Map(points.map((point) => [point.day, point.value]));
  await database.client.$executeRaw`
    insert into rate (series_id, day, value)
    select ${seriesId}::text, day, value
    from unnest(${formatArrayLiteral(byDay.keys())}::int4[], ${formatArrayLiteral(byDay.values())}::float8[])
      as listed(day, value)
    on conflict (series_id, day) do update set value = excluded.value`;
}

/** The points of a series from the oldest, within the days given (both included). */
export function readRates(
  database: DatabaseView,
  seriesId: string,
  range: { readonly fromDay?: Day; readonly toDay?: Day } = {},
): Promise<readonly RatePoint[]> {
  const { fromDay, toDay } = range;
  return database.client.rate.findMany({
    where: {
      seriesId,
      day: { ...(fromDay === undefined ? {} : { gte: fromDay }), ...(toDay === undefined ? {} : { lte: toDay }) },
    },
    orderBy: { day: "asc" },
    select: { day: true, value: true },
  });
}

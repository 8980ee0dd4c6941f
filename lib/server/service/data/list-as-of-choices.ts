import "server-only";
import type { AsOfChoices } from "#lib/contract/as-of";
import { formatDay, getMonthEnd, parseDay } from "#lib/fact/filed/day";
import type { Day } from "#lib/fact/filed/entry";
import { getDatabase } from "#lib/server/db/database";
import { listIndexSnapshots } from "#lib/server/db/repository/index";
import { isOutage } from "#lib/server/outage";
import { screenedIndex } from "#lib/server/snapshot/build-snapshot";
import type { LoadedSnapshot } from "#lib/server/snapshot/snapshot-store";
import { getCurrentSnapshot, readOldestDay } from "#lib/server/snapshot/snapshot-store";
import { assert } from "#lib/util/assert";

const quarterEndsOffered = 8;

// One entry a table that the snapshot store keeps: the lists change when a new snapshot is published.
const choices = new WeakMap<LoadedSnapshot, Promise<AsOfChoices>>();

/**
 * The past days that are worth offering: those of known lists of constituents, and the ends of the last quarters. Null
 * without data, while the database is away, and while another process has the embedded one open.
 */
export async function listAsOfChoices(): Promise<AsOfChoices | null> {
  const current = await getCurrentSnapshot();
  if (current === null) return null;
  const reading = choices.get(current) ?? readChoices(current);
  choices.set(current, reading);
  try {
    return await reading;
  } catch (error) {
    choices.delete(current);
    if (isOutage(error)) return null;
    throw error;
  }
}

async function readChoices({ info }: LoadedSnapshot): Promise<AsOfChoices> {
  const newest = parseDay(info.asOf);
  assert(newest !== null, "a snapshot has a date");
  const lists = await listIndexSnapshots(await getDatabase(), { indexId: screenedIndex, sample: info.sample });
  const oldest = (await readOldestDay()) ?? newest;
  const listDays = lists.map(({ asOfDay }) => asOfDay).filter((day) => day < newest);
  return {
    newest: info.asOf,
    oldest: formatDay(oldest),
    oldestList: formatDay(Math.min(newest, ...lists.map(({ asOfDay }) => asOfDay))),
    listDays: listDays.map(formatDay),
    quarterEnds: listQuarterEnds(newest, oldest).map(formatDay),
  };
}

function listQuarterEnds(newest: Day, oldest: Day): readonly Day[] {
  const ends: Day[] = [];
  for (let months = 0; ends.length < quarterEndsOffered && months < 60; months++) {
    const end = getMonthEnd(newest, -months);
    const month = Number(formatDay(end).slice(5, 7));
    if (month % 3 === 0 && end < newest && end >= oldest) ends.push(end);
  }
  return ends;
}

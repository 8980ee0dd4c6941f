import "server-only";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { formatDay } from "#lib/fact/filed/day";
import type { Day } from "#lib/fact/filed/entry";
import type { Database, DatabaseView, Queryable } from "#lib/server/db/database";
import { failRun, listRuns, type RunReport, readRunSkips, startRun } from "#lib/server/db/repository/ingest-run";
import {
  allDays,
  type DayRange,
  type LoadedList,
  listLoadedFigures,
  listLoadedLists,
  listLoadedPrices,
  listLoadedRates,
  removeFiguresSince,
  removeLists,
  removePrices,
  removeRates,
  removeVerdictRecords,
  removeVerdictRecordsSince,
} from "#lib/server/db/repository/loaded";
import { findCurrentSnapshotRow, type SnapshotRow } from "#lib/server/db/repository/snapshot";
import { type BuiltSnapshot, buildSnapshot, screenedIndex } from "#lib/server/snapshot/build-snapshot";
import { publishBuiltSnapshotWithin, repairPointerFile } from "#lib/server/snapshot/publish-snapshot";
import { formatCountOf } from "#lib/util/number-text";
import { IngestError } from "./ingest-error";
import { describeFigures, describeList, describeSeries } from "./list-loaded";
import { getSourcesFolder } from "./live/fetch-live";
import { nameHoldings } from "./live/file-name";
import { takeSourcesLock } from "./live/run-live";
import { SourceCache } from "./live/source-cache";
import type { Progress } from "./progress";
import { measureKnownShares } from "./report";

/** What is to be taken back. */
export type ForgetRequest =
  | { readonly kind: "lists"; readonly day: Day }
  | { readonly kind: "prices" | "rates"; readonly days: DayRange }
  /** The figures that this run and those after it brought. */
  | { readonly kind: "figures"; readonly runId: number };

export interface ForgetOptions {
  readonly request: ForgetRequest;
  /** BALLAST_HOME. */
  readonly home: string;
  /** Lists after this day are not what remains to be screened. */
  readonly today: Day;
  /** Told what will go, before anything does; false leaves everything as it is. */
  readonly confirm: (lines: readonly string[]) => Promise<boolean>;
}

export interface ForgetReport {
  readonly runId: number;
  readonly hash: string;
  readonly asOf: Day;
  readonly rowCount: number;
}

/** What goes, and how. */
interface Plan {
  readonly lines: readonly string[];
  readonly lists: readonly LoadedList[];
  /** Fetched files that would bring it back, within the folder of sources. */
  readonly files: readonly string[];
  remove(tx: Queryable): Promise<unknown>;
}

const transactionMs = 30 * 60_000;

/**
 * Takes back what was loaded by mistake, and publishes the snapshot of what remains: all in one transaction, so that a
 * run which is killed leaves everything as it was. Companies, accounts and whatever else was loaded stay. Null when the
 * user says no. Throws IngestError where there is no such thing, with what there is, and where nothing would be left to
 * screen; RunInProgressError while another run is under way.
 */
export async function forgetLoaded(
  database: Database,
  options: ForgetOptions,
  progress: Progress,
): Promise<ForgetReport | null> {
  const { request, home } = options;
  await repairPointerFile(database, home);
  // A live run would bring back the very list from the folder of fetched sources.
  const lock = takeSourcesLock(home);
  try {
    const plan = await planRemoval(database, request, home);
    const lists = (await listLoadedLists(database)).filter(({ indexId }) => indexId === screenedIndex);
    const stood = { lists, left: listRemainder(plan, lists, options) };
    if (!(await options.confirm(plan.lines))) return null;
    const run = await startRun(database, { kind: "forget", sample: false });
    try {
      const built = await database.client.$transaction(
        (tx) => removeAndPublish(tx, run.id, { plan, ...stood }, options, progress),
        { timeout: transactionMs, maxWait: 60_000 },
      );
      progress.finish();
      await repairPointerFile(database, home);
      await removeFiles(home, plan.files);
      return { runId: run.id, hash: built.hash, asOf: built.asOf, rowCount: built.table.rowCount };
    } catch (error) {
      await failRun(database, run.id, error instanceof Error ? error.message : String(error)).catch(() => undefined);
      throw error;
    }
  } finally {
    lock.release();
  }
}

async function planRemoval(database: DatabaseView, request: ForgetRequest, home: string): Promise<Plan> {
  switch (request.kind) {
    case "lists":
      return planLists(await listLoadedLists(database), request.day, home);
    case "prices":
    case "rates":
      return planSeries(database, request.kind, request.days);
    case "figures":
      return planFigures(database, request.runId);
  }
}

function planLists(all: readonly LoadedList[], day: Day, home: string): Plan {
  const lists = all.filter(({ asOfDay }) => asOfDay === day);
  const folder = getSourcesFolder(home);
  const files = (["russell2000", "sp500", "sp600"] as const)
    .map((indexId) => nameHoldings(indexId, day))
    .filter((name) => existsSync(join(folder, name)));
  if (lists.length + files.length === 0) {
    throw new IngestError(`No list of constituents of ${formatDay(day)} is loaded. ${nameAll(all.map(describeList))}`);
  }
  const own = lists.filter(({ sourceName }) => !files.includes(sourceName));
  return {
    lists,
    files,
    lines: [
      ...lists.map(describeList),
      ...(lists.some(isScreened) ? ["  what the policies said of the snapshots that were made from it"] : []),
      ...files.map((name) => `  the fetched file ${join(folder, name)}`),
      ...own.map(({ sourceName }) => `  (not the file ${sourceName} itself: loading it again brings the list back)`),
    ],
    async remove(tx) {
      for (const list of lists.filter(isScreened)) {
        const days = findDaysOf(list, all.filter(isScreened));
        await removeVerdictRecords(tx, { universe: screenedIndex, days, since: list.createdAt });
      }
      await removeLists(
        tx,
        lists.map(({ id }) => id),
      );
    },
  };
}

/** The days whose snapshots are made from a list: up to the next one, and all days before the oldest. */
function findDaysOf({ asOfDay }: LoadedList, all: readonly LoadedList[]): DayRange {
  const days = all.map((list) => list.asOfDay);
  const later = days.filter((day) => day > asOfDay);
  const isOldest = days.every((day) => day >= asOfDay);
  return {
    from: isOldest ? allDays.from : asOfDay,
    to: later.length === 0 ? allDays.to : Math.min(...later) - 1,
  };
}

async function planSeries(database: DatabaseView, kind: "prices" | "rates", days: DayRange): Promise<Plan> {
  const [list, remove] = kind === "prices" ? [listLoadedPrices, removePrices] : [listLoadedRates, removeRates];
  const found = await list(database, days);
  if (found.length === 0) {
    const span =
      days.from === days.to ? `of ${formatDay(days.from)}` : `from ${formatDay(days.from)} to ${formatDay(days.to)}`;
    throw new IngestError(`No ${kind} ${span} are loaded. ${nameAll((await list(database)).map(describeSeries))}`);
  }
  return { lists: [], files: [], lines: found.map(describeSeries), remove: (tx) => remove(tx, days) };
}

async function planFigures(database: DatabaseView, runId: number): Promise<Plan> {
  const all = await listLoadedFigures(database);
  const found = all.filter((figures) => figures.runId >= runId);
  if (!all.some((figures) => figures.runId === runId)) {
    throw new IngestError(`Run ${runId} has brought no figures. ${nameAll(all.map(describeFigures))}`);
  }
  return {
    lists: [],
    files: [],
    lines: [
      ...found.map(describeFigures),
      "  what the policies said in these runs",
      "  (files that are right are read again by the next npm run ingest)",
    ],
    async remove(tx) {
      await removeVerdictRecordsSince(tx, runId);
      await removeFiguresSince(tx, runId);
    },
  };
}

function nameAll(lines: readonly string[]): string {
  return lines.length === 0 ? "There is nothing of the kind." : `There are:\n${lines.join("\n")}`;
}

function isScreened({ indexId }: LoadedList): boolean {
  return indexId === screenedIndex;
}

/** The lists that can be screened afterwards, newest first. Throws IngestError where there is none. */
function listRemainder(
  { lists }: Plan,
  screened: readonly LoadedList[],
  { today }: ForgetOptions,
): readonly LoadedList[] {
  const gone = new Set(lists.map(({ id }) => id));
  const left = screened.filter(({ id, asOfDay }) => !gone.has(id) && asOfDay <= today);
  if (left.length > 0) return left;
  throw new IngestError(
    "Without it there would be no list of constituents to screen, so nothing was changed. Load the right one first " +
      "(npm run ingest -- --from DIR), then take this one back.",
  );
}

async function removeAndPublish(
  tx: Queryable,
  runId: number,
  stood: { readonly plan: Plan; readonly lists: readonly LoadedList[]; readonly left: readonly LoadedList[] },
  options: ForgetOptions,
  progress: Progress,
): Promise<BuiltSnapshot> {
  const { plan } = stood;
  const view = { client: tx };
  const before = await findCurrentSnapshotRow(view, screenedIndex);
  await plan.remove(tx);
  const built = await buildSnapshot(view, {
    sample: false,
    home: options.home,
    asOf: chooseDay(before, stood, options.today),
    onStart: (companyCount) => progress.start("Building columns", companyCount),
    onCompany: () => progress.advance(),
  });
  if (built === null) throw new IngestError("No list of constituents is left.");
  // The sample stays what is shown where it was.
  const isCurrent = before === null || !before.sample;
  const report = await describeRun(view, built, plan, options);
  await publishBuiltSnapshotWithin(tx, options.home, built, { runId, report, isCurrent });
  return built;
}

/** The day that was current, unless it stood on what is gone: then the day of the newest list that is left. */
function chooseDay(
  before: SnapshotRow | null,
  {
    plan,
    lists,
    left,
  }: { readonly plan: Plan; readonly lists: readonly LoadedList[]; readonly left: readonly LoadedList[] },
  today: Day,
): Day {
  const newest = left[0]?.asOfDay ?? today;
  if (before === null || before.sample || before.asOfDay > today) return newest;
  const stoodOn = lists.find(({ asOfDay }) => asOfDay <= before.asOfDay) ?? lists.at(-1);
  return plan.lists.some(({ id }) => id === stoodOn?.id) ? newest : before.asOfDay;
}

/** What the newest run knew of its sources, without what is gone. */
async function describeRun(
  view: DatabaseView,
  built: BuiltSnapshot,
  { lists, lines }: Plan,
  { request }: ForgetOptions,
): Promise<RunReport> {
  const known = (await listRuns(view, 100)).find(({ status, sample }) => status === "done" && !sample);
  const isGone = (kind: string, day: Day | null) =>
    lists.some(({ indexId, asOfDay }) => kind === `holdings ${indexId}` && day === asOfDay);
  const sources = known?.sources.filter(({ kind, asOfDay }) => !isGone(kind, asOfDay)) ?? [];
  return {
    // Figures that are gone must be read again, also from a file that has not changed.
    sources: request.kind === "figures" ? sources.map(({ fingerprint: _, ...source }) => source) : sources,
    counts: { ...known?.counts, ...built.info.counts, facts_read: 0, facts_stored: 0 },
    coverage: measureKnownShares(built),
    skipped: [
      { subject: "Taken back", place: null, why: lines.map((line) => line.trim()).join("; ") },
      ...(known === undefined ? [] : await readRunSkips(view, known.id)),
    ],
  };
}

/** Removes fetched files, so that the next live run does not bring back what is gone. */
async function removeFiles(home: string, names: readonly string[]): Promise<void> {
  if (names.length === 0) return;
  const cache = await SourceCache.open(getSourcesFolder(home));
  for (const name of names) cache.remove(name);
}

/** The report as lines for a person. */
export function formatForgetReport({ runId, hash, asOf, rowCount }: ForgetReport): readonly string[] {
  return [
    "",
    `Taken back. Snapshot ${hash.slice(0, 12)} of ${formatDay(asOf)}, run ${runId}: ${formatCountOf(rowCount, "constituent")}`,
    "",
    'Next: npm run up, or npm run screen -- "net_income > 0"',
  ];
}

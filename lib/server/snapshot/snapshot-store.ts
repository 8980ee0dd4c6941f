import "server-only";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { LRUCache } from "lru-cache";
import { decodeSnapshot, readSnapshot } from "#lib/column/snapshot";
import type { SnapshotInfo } from "#lib/column/snapshot-header";
import type { ColumnTable } from "#lib/column/table";
import { AppError } from "#lib/contract/app-error";
import type { CacheUse } from "#lib/contract/health";
import { formatDay } from "#lib/fact/filed/day";
import type { Day } from "#lib/fact/filed/entry";
import { getByteCache } from "#lib/server/byte-cache";
import { FolderLockedError } from "#lib/server/db/connection/process-lock";
import { type Database, getDatabase } from "#lib/server/db/database";
import { findOldestFilingDay } from "#lib/server/db/repository/filing";
import { getNewestRunId } from "#lib/server/db/repository/ingest-run";
import {
  findCurrentSnapshotRow,
  findSnapshotRow,
  findSnapshotRowOfDay,
  type SnapshotRow,
} from "#lib/server/db/repository/snapshot";
import { getEnvironment } from "#lib/server/env";
import { describeFileFault, isFileFault } from "#lib/server/file-fault";
import { LastAnswers } from "#lib/server/last-answer";
import { getLogger } from "#lib/server/log";
import { isOutage, noteOutage, noteRecovery } from "#lib/server/outage";
import { SharedWork } from "#lib/server/shared-work";
import { assert } from "#lib/util/assert";
import { getSingleton } from "#lib/util/singleton.mjs";
import { isBuildQueued, queueBuild } from "./build-queue";
import { type BuiltSnapshot, buildSnapshot, screenedIndex } from "./build-snapshot";
import { writeFactAnswers } from "./fact-answers-file";
import { limitPastDays } from "./limit-past-days";
import { findPointer, keepBuiltSnapshot } from "./publish-snapshot";
import {
  isSnapshotHash,
  noteSnapshotUse,
  packSnapshotBytes,
  readPastDayPointer,
  readPointerFile,
  readSnapshotFile,
  type SnapshotForm,
  type SnapshotPointerFile,
  writePastDayPointer,
  writePointerFile,
  writeSnapshotFiles,
} from "./snapshot-file";

/** A snapshot in memory. */
export interface LoadedSnapshot {
  /** SHA-256 of the file, in hex. */
  readonly hash: string;
  readonly info: SnapshotInfo;
  readonly table: ColumnTable;
  /** The file's content, of which the columns are views: read, never write. */
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** How long a pointer that was read is believed. A new snapshot is seen by every process after this. */
const pointerAgeMsMax = 2_000;

/** Tables that are kept in memory. A snapshot that links refer to is read again when it was not among them. */
const keptSnapshots = 6;

/** A past day that is in memory alone. */
interface HeldDay {
  readonly hash: string;
  readonly runId: number;
}

interface Store {
  /** By folder and hash. Only what was found: hashes that nobody published must not push the current table out. */
  readonly tables: LRUCache<string, LoadedSnapshot>;
  readonly loading: SharedWork<LoadedSnapshot | null>;
  /** Files that are being written anew. */
  readonly restoring: SharedWork<void>;
  /** When the use of a file was noted last. */
  readonly usedAt: Map<string, number>;
  /** By folder, run and day: the past days that could not be saved, as long as their tables are kept. */
  readonly heldDays: LRUCache<string, HeldDay>;
  /** By server: the current hash, and the newest run of sample and real data. */
  readonly currentHashes: LastAnswers<string | null>;
  readonly newestRuns: LastAnswers<number | null>;
  pointer: { readonly hash: Promise<string | null>; readonly readAtMs: number; readonly home: string } | undefined;
}

// One process needs one copy of each table.
const store = getSingleton(
  "snapshots",
  (): Store => ({
    tables: new LRUCache({ max: keptSnapshots }),
    loading: new SharedWork(),
    restoring: new SharedWork(),
    usedAt: new Map(),
    heldDays: new LRUCache({ max: keptSnapshots }),
    currentHashes: new LastAnswers(),
    newestRuns: new LastAnswers(),
    pointer: undefined,
  }),
);

/**
 * The snapshot that screens run on unless they say otherwise, or null before the first is published. Throws AppError
 * "unavailable" when its file is missing or damaged and cannot be made anew.
 */
export async function getCurrentSnapshot(): Promise<LoadedSnapshot | null> {
  const hash = await readCurrentHash();
  if (hash === null) return null;
  const snapshot = await getSnapshot(hash);
  if (snapshot === null) {
    noteOutage("data folder", `The snapshot ${hash} is missing or damaged, and cannot be built again.`);
    throw new AppError(
      "unavailable",
      `The file snapshots/snapshot-${hash}.bin of the data folder is missing or damaged, and cannot be built again ` +
        "here. Stop the program that has the database open and try again, run the ingest again, or give all servers " +
        "the same snapshots folder.",
    );
  }
  return snapshot;
}

/** The snapshot with the hash (of any age), or null when there is none. */
export function getSnapshot(hash: string): Promise<LoadedSnapshot | null> {
  if (!isSnapshotHash(hash)) return Promise.resolve(null);
  const { home } = getEnvironment();
  const key = `${home}\n${hash}`;
  const kept = store.tables.get(key);
  if (kept !== undefined) return Promise.resolve(kept);
  return store.loading.share(key, async () => {
    const loaded = await loadSnapshot(home, hash);
    if (loaded !== null) store.tables.set(key, loaded);
    return loaded;
  });
}

/** How much of the memory the tables take that are kept: the bytes of their files, of which their columns are views. */
export function describeSnapshotCache(): CacheUse {
  let bytes = 0;
  for (const table of store.tables.values()) bytes += table.bytes.length;
  return { name: "snapshots", entries: store.tables.size, bytes, maxBytes: null };
}

/**
 * The universe as it was known on a past day: the holdings on or before it and the filings up to it. Built at the first
 * call (seconds), one day after another, and kept as a file; calls for a day that is being built share its build. Null
 * when nothing is loaded that had been filed by then. `visitor` is whom a build is counted against (null: nobody).
 * Throws FolderLockedError when the day is not built yet and another process has the embedded database open, AppError
 * "too_many_requests" beyond what may be built.
 */
export async function getSnapshotAsOf(asOf: Day, visitor: string | null = null): Promise<LoadedSnapshot | null> {
  const current = await getCurrentSnapshot();
  if (current === null || current.info.asOf === formatDay(asOf)) return current;
  const { home } = getEnvironment();
  const { sample } = current.info;
  const runId = await readNewestRun(home, sample);
  if (runId === null) return null;
  const key = `${home}\n${runId}\n${asOf}`;
  const held = findHeldDay(home, key);
  if (held !== null) return held;
  const pointer = await findDayPointer(home, formatDay(asOf));
  const kept = pointer?.runId === runId ? await getSnapshot(pointer.hash) : null;
  if (kept !== null) return kept;
  const database = await getDatabase();
  const recorded = await findSnapshotRowOfDay(database, { universe: screenedIndex, sample, asOfDay: asOf, runId });
  const loaded = recorded && (await getSnapshot(recorded.hash));
  if (loaded) {
    await tolerateFileFault("the pointer to a past day was written anew", () =>
      writePastDayPointer(home, loaded.info.asOf, { hash: loaded.hash, runId }),
    );
    return loaded;
  }
  const oldest = await findOldestFilingDay(database, sample);
  if (oldest === null || asOf < oldest) return null;
  if (visitor !== null && !isBuildQueued(key)) await limitPastDays(database, visitor);
  const hash = await queueBuild(key, visitor, async () => {
    const built = await buildSnapshot(database, { sample, asOf, maxRunId: runId, home });
    if (built === null) return null;
    try {
      await keepBuiltSnapshot(database, home, built, runId);
      noteRecovery("data folder");
    } catch (error) {
      if (!isOutage(error)) throw error;
      getLogger().warn({ err: error }, "a past day was built and is kept in memory alone");
      store.tables.set(`${home}\n${built.hash}`, openBuilt(built));
      store.heldDays.set(key, { hash: built.hash, runId });
    }
    return built.hash;
  });
  return hash === null ? null : getSnapshot(hash);
}

/** A past day that could not be saved, from memory: to build it for each request would take all of the server. */
function findHeldDay(home: string, key: string): LoadedSnapshot | null {
  const held = store.heldDays.get(key);
  return (held && store.tables.get(`${home}\n${held.hash}`)) ?? null;
}

/** The run whose figures a past day was built from that could not be saved; null for any other snapshot. */
export function findHeldRunId(hash: string): number | null {
  for (const held of store.heldDays.values()) if (held.hash === hash) return held.runId;
  return null;
}

/** The pointer to a past day. Null where its file is gone, damaged or no file: the database knows what it said. */
async function findDayPointer(home: string, asOf: string): Promise<SnapshotPointerFile | null> {
  try {
    return await readPastDayPointer(home, asOf);
  } catch (error) {
    if (!(error instanceof AppError) && !isFileFault(error)) throw error;
    getLogger().warn({ err: error }, "the pointer to a past day cannot be read");
    return null;
  }
}

/** The newest run whose figures past days are built from, also where another process has the database open. */
async function readNewestRun(home: string, sample: boolean): Promise<number | null> {
  const { databaseUrl } = getEnvironment();
  if (databaseUrl === null) return (await readPointer(home))?.runId ?? null;
  const key = `${databaseUrl}\n${sample}`;
  // A past day that is built goes on being served, as the current one does.
  return store.newestRuns.ask(key, async () => getNewestRunId(await getDatabase(), sample));
}

/** The oldest day that anything is known of, or null without data or while another process has the database open. */
export async function readOldestDay(): Promise<Day | null> {
  const [database, current] = [await getDatabaseIfFree(), await getCurrentSnapshot()];
  return database === null || current === null ? null : findOldestFilingDay(database, current.info.sample);
}

/** The day of a snapshot that was recorded once, also where its file is gone; null for a hash that nobody recorded. */
export async function findSnapshotDay(hash: string): Promise<Day | null> {
  const database = isSnapshotHash(hash) ? await getDatabaseIfFree() : null;
  return (database && (await findSnapshotRow(database, hash)))?.asOfDay ?? null;
}

/** Room for the current snapshot in both forms, and for some that sealed links refer to. */
const fileCacheBytes = 48 * 1024 * 1024;
/** The order of use decides which files are pruned, over weeks. */
const useNotedEveryMs = 60_000;

/** The bytes of a snapshot's file in the form asked for, shared: read, never write. Null when there is none. */
export async function readSnapshotBytes(hash: string, form: SnapshotForm): Promise<Uint8Array<ArrayBuffer> | null> {
  const { home } = getEnvironment();
  const key = `${home}\n${hash}`;
  const bytes = await getByteCache("snapshot files", fileCacheBytes).keep(`${key}\n${form}`, () =>
    readOrRestoreFile(home, hash, form),
  );
  const now = performance.now();
  if (bytes !== null && now - (store.usedAt.get(key) ?? Number.NEGATIVE_INFINITY) > useNotedEveryMs) {
    store.usedAt.clear();
    store.usedAt.set(key, now);
    await noteSnapshotUse(home, hash);
  }
  return bytes;
}

async function readOrRestoreFile(
  home: string,
  hash: string,
  form: SnapshotForm,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const read = () =>
    readSnapshotFile(home, hash, form).catch((error: unknown) => {
      if (isFileFault(error)) return null;
      throw error;
    });
  const bytes = await read();
  if (bytes !== null) return bytes;
  await store.restoring.share(`${home}\n${hash}`, () => restoreFiles(home, hash));
  return (await read()) ?? (await encodeLoaded(hash, form));
}

/** A snapshot as its file would be, for a disk that takes no files. */
async function encodeLoaded(hash: string, form: SnapshotForm): Promise<Uint8Array<ArrayBuffer> | null> {
  const loaded = await getSnapshot(hash);
  return loaded === null || form === "plain" ? (loaded?.bytes ?? null) : packSnapshotBytes(loaded.bytes);
}

/** Writes what is missing of a snapshot's files: all that were removed, or the packed one that is younger than it. */
async function restoreFiles(home: string, hash: string): Promise<void> {
  // The table may still be in memory while its file was removed: loaded anew, it is checked, and written if need be.
  store.tables.delete(`${home}\n${hash}`);
  store.loading.forget(`${home}\n${hash}`);
  const loaded = await getSnapshot(hash);
  if (loaded === null) return;
  await tolerateFileFault("the files of a snapshot were written anew", () =>
    writeSnapshotFiles(home, hash, loaded.bytes),
  );
}

/** Forgets the pointer, so that the next call reads it anew. For the process that has just published. */
export function forgetCurrentSnapshot(): void {
  store.pointer = undefined;
  store.currentHashes.forget();
}

function readCurrentHash(): Promise<string | null> {
  const { home, databaseUrl } = getEnvironment();
  const now = performance.now();
  const { pointer } = store;
  if (pointer && pointer.home === home && now - pointer.readAtMs < pointerAgeMsMax) return pointer.hash;
  const known = pointer?.home === home ? pointer.hash : null;
  const hash = databaseUrl === null ? readPointerHash(home, known) : readDatabaseHash(databaseUrl);
  store.pointer = { hash, readAtMs: now, home };
  hash.catch(forgetCurrentSnapshot);
  return hash;
}

async function readPointerHash(home: string, known: Promise<string | null> | null): Promise<string | null> {
  try {
    return (await readPointer(home))?.hash ?? null;
  } catch (error) {
    return serveKnown(known, error);
  }
}

/**
 * The pointer file of an embedded database, written anew from the database where it is gone or damaged and this process
 * may open it. Where the file cannot be written, what the database says counts all the same.
 */
async function readPointer(home: string): Promise<SnapshotPointerFile | null> {
  let damage: unknown = null;
  const pointer = await readPointerFile(home).catch((error: unknown) => {
    damage = error;
    return null;
  });
  if (pointer !== null) return pointer;
  // Where there is no database yet, asking for data does not make one.
  const database = existsSync(join(home, "db")) ? await getDatabaseIfFree() : null;
  const found = database && (await findPointer(database));
  if (found === null) {
    if (damage !== null) {
      noteOutage("data folder", describeFileFault(damage) ?? String(damage));
      throw damage;
    }
    return null;
  }
  await tolerateFileFault("the pointer to the current snapshot was written anew", () => writePointerFile(home, found));
  return found;
}

/** What was current last goes on being served while the database is away or hangs: it is in memory. */
function readDatabaseHash(databaseUrl: string): Promise<string | null> {
  return store.currentHashes.ask(
    databaseUrl,
    async () => (await findCurrentSnapshotRow(await getDatabase(), screenedIndex))?.hash ?? null,
  );
}

async function serveKnown(known: Promise<string | null> | null, error: unknown): Promise<string> {
  const last = await known?.catch(() => null);
  if (!last) throw error;
  return last;
}

async function loadSnapshot(home: string, hash: string): Promise<LoadedSnapshot | null> {
  // A file that cannot be read is one that is not there: it is built again.
  const bytes = await readSnapshotFile(home, hash, "plain").catch((error: unknown) => {
    if (!isFileFault(error)) throw error;
    getLogger().warn({ err: error }, "a snapshot's file cannot be read");
    return null;
  });
  const snapshot = bytes === null ? null : await readSnapshot(bytes, hash);
  if (bytes !== null && snapshot?.ok) {
    await noteSnapshotUse(home, hash);
    return { hash, ...snapshot.value, bytes };
  }
  return rebuildSnapshot(home, hash);
}

/**
 * A file that is missing (a replica with a disk of its own) or damaged is built again from the database. The same facts
 * give the same bytes, so the hash tells whether it is the same snapshot.
 */
async function rebuildSnapshot(home: string, hash: string): Promise<LoadedSnapshot | null> {
  const database = await getDatabaseIfFree();
  const recorded: SnapshotRow | null = database && (await findSnapshotRow(database, hash));
  if (!database || !recorded) return null;
  return queueBuild(`${home}\n${hash}`, null, async () => {
    const { sample, asOfDay, runId } = recorded;
    const built = await buildSnapshot(database, { sample, asOf: asOfDay, maxRunId: runId, home });
    if (built?.hash !== hash) return null;
    await tolerateFileFault("a snapshot was built again and is kept in memory alone", async () => {
      await writeSnapshotFiles(home, hash, built.bytes);
      await writeFactAnswers(home, hash, built.answers);
    });
    return openBuilt(built);
  });
}

function openBuilt({ hash, bytes }: BuiltSnapshot): LoadedSnapshot {
  const decoded = decodeSnapshot(bytes);
  assert(decoded.ok, "a snapshot that was just built can be read");
  return { hash, ...decoded.value, bytes };
}

/** Screening goes on where the disk is full or read-only: what would have been written is in memory. */
async function tolerateFileFault(what: string, write: () => Promise<void>): Promise<void> {
  try {
    await write();
    noteRecovery("data folder");
  } catch (error) {
    const advice = describeFileFault(error);
    if (advice === null) throw error;
    noteOutage("data folder", `${advice} (${what})`);
  }
}

async function getDatabaseIfFree(): Promise<Database | null> {
  try {
    return await getDatabase();
  } catch (error) {
    if (error instanceof FolderLockedError) return null;
    throw error;
  }
}

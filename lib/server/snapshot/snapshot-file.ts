import "server-only";
import { mkdir, readdir, rm, stat, utimes } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { z } from "zod";
import { packSnapshot, unpackSnapshot } from "#lib/column/packed-snapshot";
import { packingVersion } from "#lib/column/packing-version";
import { AppError } from "#lib/contract/app-error";
import { isFileFault } from "#lib/server/file-fault";
import { type OpenFile, openRegularFile, readRegularFile, readRegularText } from "#lib/server/read-file";
import { removeDrafts, replaceFile } from "#lib/server/replace-file";
import { assert } from "#lib/util/assert";

const gzipAsync = promisify(gzip);

/** In which form a file holds a snapshot: as it is, or packed and gzipped for the way to a browser. */
export type SnapshotForm = "plain" | "packed";

const extensions: Readonly<Record<SnapshotForm, string>> = { plain: ".bin", packed: `.packed-${packingVersion}.gz` };

/** Of a snapshot: the Russell 2000 takes some 40 MB. Of a pointer: a line. */
const maxBytes = { snapshot: 1024 * 1024 * 1024, pointer: 64 * 1024 };

/** A draft that is older belongs to a process that was killed. */
const draftAgeMsMin = 3_600_000;

const hashPattern = /^[0-9a-f]{64}$/;

/** Whether the text has the form of a snapshot's hash; anything else never becomes part of a path. */
export function isSnapshotHash(text: string): boolean {
  return hashPattern.test(text);
}

/**
 * Writes the snapshot's two files (plain and packed) into `home`/snapshots. Each appears whole or not at all, and the
 * plain one last. Files that are there already are left as they are, unless the disk has changed them. Throws when what
 * was packed does not give the same bytes back.
 */
export async function writeSnapshotFiles(home: string, hash: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  const folder = join(home, "snapshots");
  await mkdir(folder, { recursive: true });
  if (await isComplete(home, hash, bytes)) return;
  const packed = await packSnapshotBytes(bytes);
  await removeDrafts(folder, draftAgeMsMin);
  await replaceFile(getPath(home, hash, "packed"), packed, { flush: "content and name" });
  await replaceFile(getPath(home, hash, "plain"), bytes, { flush: "content and name" });
}

/** The packed form of a snapshot. Throws when it does not give the same bytes back. */
export async function packSnapshotBytes(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const packed = packSnapshot(bytes);
  const unpacked = unpackSnapshot(packed);
  assert(unpacked.ok && Buffer.compare(unpacked.value, bytes) === 0, "a packed snapshot gives the same bytes back");
  return new Uint8Array(await gzipAsync(packed, { level: 9 }));
}

/** The bytes of a snapshot's file, in a buffer of their own, or null when the file is not there. */
export async function readSnapshotFile(
  home: string,
  hash: string,
  form: SnapshotForm = "plain",
): Promise<Uint8Array<ArrayBuffer> | null> {
  if (!isSnapshotHash(hash)) return null;
  return nullWhereAbsent(readRegularFile(getPath(home, hash, form), maxBytes.snapshot));
}

/** Opens a prepared file of the snapshot, or null when there is none (also for a text that is no hash). */
export async function openSnapshotFileIn(home: string, hash: string, form: SnapshotForm): Promise<OpenFile | null> {
  if (!isSnapshotHash(hash)) return null;
  return nullWhereAbsent(openRegularFile(getPath(home, hash, form)));
}

/** What is read of a file, or null when the file is not there. */
async function nullWhereAbsent<Read>(reading: Promise<Read>): Promise<Read | null> {
  try {
    return await reading;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}

/** When the snapshot's file was last read into memory, or null when it is not there. */
export async function getSnapshotUse(home: string, hash: string): Promise<number | null> {
  const stats = await stat(getPath(home, hash, "plain")).catch(() => null);
  return stats?.mtimeMs ?? null;
}

/** Notes that the snapshot's file has been used now. A file system that refuses this loses nothing but the order. */
export async function noteSnapshotUse(home: string, hash: string): Promise<void> {
  const now = new Date();
  await utimes(getPath(home, hash, "plain"), now, now).catch(() => undefined);
}

/** Removes everything that belongs to a snapshot, the plain file first: without it the others count for nothing. */
export async function removeSnapshotFiles(home: string, hash: string): Promise<void> {
  const plain = getPath(home, hash, "plain");
  await rm(plain, { force: true });
  const folder = join(home, "snapshots");
  for (const name of await readdir(folder).catch(() => [])) {
    if (name.startsWith(`snapshot-${hash}.`)) await rm(join(folder, name), { force: true });
  }
}

const pointerSchema = z.strictObject({
  hash: z.string().regex(hashPattern),
  /** Of the current snapshot: the newest finished run. Of a past day: the run whose figures it was built from. */
  runId: z.int(),
});

/** Which snapshot is current, as a file beside an embedded database that only one process can open. */
export type SnapshotPointerFile = z.infer<typeof pointerSchema>;

export async function writePointerFile(home: string, pointer: SnapshotPointerFile): Promise<void> {
  await writePointer(home, currentPointer, pointer);
}

/** The pointer file's content, or null when there is none. Throws AppError "unavailable" when it is damaged. */
export function readPointerFile(home: string): Promise<SnapshotPointerFile | null> {
  return readPointer(home, currentPointer);
}

/** Notes which snapshot is that of a past day (an ISO date), for commands that cannot open the database. */
export async function writePastDayPointer(home: string, asOf: string, pointer: SnapshotPointerFile): Promise<void> {
  await writePointer(home, getPastDayName(asOf), pointer);
}

/** The snapshot of a past day (an ISO date) and the run it was built from, or null. Throws AppError "unavailable" when the file is damaged. */
export function readPastDayPointer(home: string, asOf: string): Promise<SnapshotPointerFile | null> {
  return readPointer(home, getPastDayName(asOf));
}

const currentPointer = "current.json";

function getPastDayName(asOf: string): string {
  assert(/^\d{4}-\d{2}-\d{2}$/.test(asOf), "a past day is named by its ISO date");
  return `as-of-${asOf}.json`;
}

async function writePointer(home: string, name: string, pointer: SnapshotPointerFile): Promise<void> {
  const folder = join(home, "snapshots");
  await mkdir(folder, { recursive: true });
  await replaceFile(join(folder, name), `${JSON.stringify(pointer)}\n`, { flush: "content and name" });
}

async function readPointer(home: string, name: string): Promise<SnapshotPointerFile | null> {
  const text = await nullWhereAbsent(readRegularText(join(home, "snapshots", name), maxBytes.pointer));
  if (text === null) return null;
  try {
    return pointerSchema.parse(JSON.parse(text));
  } catch {
    throw new AppError(
      "unavailable",
      `The file snapshots/${name} of the data folder is damaged. Remove it and start the server or an ingest, which ` +
        "writes it again.",
    );
  }
}

function getPath(home: string, hash: string, form: SnapshotForm): string {
  assert(isSnapshotHash(hash), "a snapshot's hash has 64 hexadecimal digits");
  return join(home, "snapshots", `snapshot-${hash}${extensions[form]}`);
}

async function isComplete(home: string, hash: string, bytes: Uint8Array): Promise<boolean> {
  try {
    const packed = await openSnapshotFileIn(home, hash, "packed");
    await packed?.handle.close();
    if (!packed) return false;
    const present = await readSnapshotFile(home, hash, "plain");
    return present !== null && Buffer.compare(present, bytes) === 0;
  } catch (error) {
    // What cannot be read, or is no file, is written anew in its place.
    if (isFileFault(error)) return false;
    throw error;
  }
}

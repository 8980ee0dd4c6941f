import "server-only";
import { type FileHandle, readdir } from "node:fs/promises";
import { join, relative } from "node:path";
import { openRegularFile } from "#lib/server/read-file";

/** A page of a table or an index that PostgreSQL cannot have written. */
export interface DamagedPage {
  /** From the database's folder. */
  readonly file: string;
  /** Of how many pages, counted from 0. */
  readonly page: number;
}

/** What is wrong in a folder: the first few pages, and how many there are. */
export interface PageDamage {
  readonly first: DamagedPage;
  readonly count: number;
}

const pageBytes = 8192;
const chunkBytes = 128 * pageBytes;
const headerBytes = 24;
/** Size of a page and version of its layout, as every page since PostgreSQL 8.3 has them. */
const sizeAndLayout = pageBytes + 4;
const knownFlags = 0x0007;
const pointerBytes = 4;
/** How a line pointer is used: not at all, for a row, for a way to another line, or for a row that is gone. */
const [unused, normal] = [0, 1];

/**
 * Looks at every page of every table and index below `folder`, and gives those that cannot be pages: noise, a piece of
 * another file. PGlite makes its databases without checksums, and PostgreSQL itself then reads such a page without a
 * word, or fails at it long after the start. Null where all are sound. A page that a power failure has cut in the middle
 * passes, since the log mends it. What damage leaves every header and line pointer right is not found.
 */
export async function findPageDamage(folder: string): Promise<PageDamage | null> {
  let first: DamagedPage | null = null;
  let count = 0;
  const buffer = Buffer.alloc(chunkBytes);
  for (const path of await listRelationFiles(folder)) {
    const { handle } = await openRegularFile(path);
    try {
      for await (const page of findDamagedPages(handle, buffer)) {
        first ??= { file: relative(folder, path), page };
        count += 1;
      }
    } finally {
      await handle.close();
    }
  }
  return first && { first, count };
}

async function* findDamagedPages(handle: FileHandle, buffer: Buffer): AsyncGenerator<number> {
  for (let start = 0; ; start += chunkBytes) {
    const length = await readWhole(handle, buffer, start);
    // What stands after the last whole page was being added when the process ended, and is added again.
    for (let at = 0; at + pageBytes <= length; at += pageBytes) {
      if (!isSound(buffer.subarray(at, at + pageBytes))) yield (start + at) / pageBytes;
    }
    if (length < chunkBytes) return;
  }
}

async function readWhole(handle: FileHandle, buffer: Buffer, start: number): Promise<number> {
  let length = 0;
  while (length < buffer.length) {
    const { bytesRead } = await handle.read(buffer, length, buffer.length - length, start + length);
    if (bytesRead === 0) break;
    length += bytesRead;
  }
  return length;
}

/** Whether the bytes can be a page: one that is new and empty, or one whose header and line pointers are possible. */
export function isSound(page: Buffer): boolean {
  const [lower, upper, special] = [page.readUInt16LE(12), page.readUInt16LE(14), page.readUInt16LE(16)];
  // A page that was added and not written yet is all zeros.
  if (upper === 0) return page.every((byte) => byte === 0);
  const flags = page.readUInt16LE(10);
  if (page.readUInt16LE(18) !== sizeAndLayout || (flags & ~knownFlags) !== 0) return false;
  if (lower < headerBytes || lower > upper || upper > special || special > pageBytes || special % 8 !== 0) return false;
  // Only tables have nothing of their own at the end of a page; what stands before it in an index may be no line pointer.
  return special < pageBytes || (lower % pointerBytes === 0 && hasSoundLines(page, lower, upper));
}

/** Each line of a table's page lies between the free room and the end. A cut page has the lines of either half. */
function hasSoundLines(page: Buffer, lower: number, upper: number): boolean {
  for (let at = headerBytes; at < lower; at += pointerBytes) {
    const pointer = page.readUInt32LE(at);
    const offset = pointer & 0x7fff;
    const use = (pointer >>> 15) & 0x3;
    const length = pointer >>> 17;
    if (use === unused && length !== 0) return false;
    if (use === normal && (offset < upper || offset + length > pageBytes)) return false;
  }
  return true;
}

const relationPattern = /^\d+(\.\d+)?$/;

/** Tables and indexes, without the maps of free and of visible rows, which PostgreSQL makes anew. */
async function listRelationFiles(folder: string): Promise<readonly string[]> {
  const bases = (await readdir(join(folder, "base"))).filter((name) => /^\d+$/.test(name));
  const folders = [join(folder, "global"), ...bases.map((name) => join(folder, "base", name))];
  const files: string[] = [];
  for (const each of folders) {
    for (const name of await readdir(each)) if (relationPattern.test(name)) files.push(join(each, name));
  }
  return files.sort();
}

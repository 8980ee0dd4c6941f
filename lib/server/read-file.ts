import "server-only";
import { closeSync, constants, fstatSync, openSync, readSync, type Stats } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";

/** A file that is open for reading. The caller closes `handle` (a read stream does so by itself). */
export interface OpenFile {
  readonly handle: FileHandle;
  readonly sizeBytes: number;
}

/**
 * Opens a regular file, or a link to one. What never ends or never begins (a device, a pipe, a socket) is refused without
 * waiting for it. Rejects as the file system does, with EFTYPE for what is no regular file; `describeFileFault` has a
 * sentence for each.
 */
export async function openRegularFile(path: string): Promise<OpenFile> {
  const handle = await open(path, openFlags);
  try {
    const stats = await handle.stat();
    refuseOtherKind(path, stats);
    return { handle, sizeBytes: stats.size };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/** As openRegularFile, for what must not be interrupted by other work of this process. The caller closes what it is given. */
export function openRegularFileSync(path: string): { readonly descriptor: number; readonly sizeBytes: number } {
  const descriptor = openSync(path, openFlags);
  try {
    const stats = fstatSync(descriptor);
    refuseOtherKind(path, stats);
    return { descriptor, sizeBytes: stats.size };
  } catch (error) {
    closeSync(descriptor);
    throw error;
  }
}

/**
 * The bytes of a regular file, in a buffer of their own. Rejects as openRegularFile does, and with EFBIG, before anything
 * is read, for a file of more than `maxBytes`.
 */
export async function readRegularFile(path: string, maxBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  const file = await openRegularFile(path);
  try {
    refuseLarger(path, file.sizeBytes, maxBytes);
    return await readToEnd(file);
  } finally {
    await file.handle.close();
  }
}

/** The same as UTF-8 text. */
export async function readRegularText(path: string, maxBytes: number): Promise<string> {
  return Buffer.from((await readRegularFile(path, maxBytes)).buffer).toString("utf8");
}

/** The same, for what must not be interrupted by other work of this process. */
export function readRegularTextSync(path: string, maxBytes: number): string {
  const { descriptor, sizeBytes } = openRegularFileSync(path);
  try {
    refuseLarger(path, sizeBytes, maxBytes);
    const bytes = Buffer.alloc(sizeBytes);
    let length = 0;
    while (length < sizeBytes) {
      const count = readSync(descriptor, bytes, length, sizeBytes - length, length);
      if (count === 0) break;
      length += count;
    }
    return bytes.toString("utf8", 0, length);
  } finally {
    closeSync(descriptor);
  }
}

/** What an open file holds, as long as it was when it was opened; less where it was cut since. */
export async function readToEnd({ handle, sizeBytes }: OpenFile): Promise<Uint8Array<ArrayBuffer>> {
  // A buffer of its own length: Node's readFile may hand out a part of a larger pool, which columns cannot be views of.
  const bytes = new Uint8Array(sizeBytes);
  let length = 0;
  while (length < sizeBytes) {
    const { bytesRead } = await handle.read(bytes, length, sizeBytes - length, length);
    if (bytesRead === 0) break;
    length += bytesRead;
  }
  return length === sizeBytes ? bytes : bytes.slice(0, length);
}

/** Without waiting, since to open a pipe waits for somebody who writes to it. Windows has no such flag and no such files. */
const openFlags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

function refuseOtherKind(path: string, stats: Stats): void {
  if (stats.isFile()) return;
  throw stats.isDirectory() ? buildFault("EISDIR", path) : buildFault("EFTYPE", path);
}

function refuseLarger(path: string, sizeBytes: number, maxBytes: number): void {
  if (sizeBytes > maxBytes) throw buildFault("EFBIG", path);
}

/** An error in the form of those that Node gives. */
function buildFault(code: string, path: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`${code}: cannot be read, '${path}'`), { code, path, syscall: "read" });
}

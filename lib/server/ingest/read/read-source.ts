import "server-only";
import { promisify } from "node:util";
import { constants, gunzip, gunzipSync } from "node:zlib";
import { openRegularFile, readToEnd } from "#lib/server/read-file";
import { decodeText } from "#lib/source/decode-text";
import type { SourceError } from "#lib/source/source-error";
import { formatCountOf } from "#lib/util/number-text";
import { fail, type Result, succeed } from "#lib/util/result";

/** The largest file that is read as one text. The widest fundamentals export known has 11 MB. */
export const maxTextBytes = 256 * 1024 * 1024;

/** The largest companyfacts file of one company, unpacked. The longest filers stay under 30 MB. */
export const maxCompanyBytes = 96 * 1024 * 1024;

// A head of 4 KB unpacks to at most about 4 MB.
const maxHeadBytes = 8 * 1024 * 1024;

const gunzipAsync = promisify(gunzip);

/** The first bytes of a file, unpacked when it is gzipped; less than asked for when the file is shorter. */
export async function readHead(path: string, byteCount: number): Promise<Buffer> {
  const { handle } = await openRegularFile(path);
  try {
    const { bytesRead, buffer } = await handle.read({
      buffer: Buffer.alloc(byteCount),
      length: byteCount,
      position: 0,
    });
    const head = buffer.subarray(0, bytesRead);
    return isGzip(head) ? unpackHead(head) : head;
  } finally {
    await handle.close();
  }
}

function unpackHead(head: Buffer): Buffer {
  try {
    // The stream is cut on purpose: what has been unpacked up to there is wanted.
    const unpacked = gunzipSync(head, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: maxHeadBytes });
    return unpacked.length === 0 ? head : unpacked;
  } catch {
    return head;
  }
}

/** Reads a file whole, unpacking it when it is gzipped. */
export async function readBytes(path: string, maxBytes: number): Promise<Result<Buffer, SourceError>> {
  const file = await openRegularFile(path);
  let bytes: Buffer;
  try {
    if (file.sizeBytes > maxBytes) {
      return fail({
        message: `The file has ${formatMegabytes(file.sizeBytes)}, more than the ${formatMegabytes(maxBytes)} allowed.`,
      });
    }
    bytes = Buffer.from((await readToEnd(file)).buffer);
  } finally {
    await file.handle.close();
  }
  return isGzip(bytes) ? unpackGzip(bytes, maxBytes) : succeed(bytes);
}

/** Unpacks gzip, refusing what would become larger than `maxBytes` before it does. */
async function unpackGzip(bytes: Buffer, maxBytes: number): Promise<Result<Buffer, SourceError>> {
  try {
    return succeed(await gunzipAsync(bytes, { maxOutputLength: maxBytes }));
  } catch (error) {
    const isTooLarge = (error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE";
    return fail({
      message: isTooLarge
        ? `The file unpacks to more than the ${formatMegabytes(maxBytes)} allowed.`
        : "The file begins like gzip but cannot be unpacked: it may be cut off.",
    });
  }
}

/** Reads a file as UTF-8 text, unpacking it when it is gzipped. */
export async function readText(path: string, maxBytes = maxTextBytes): Promise<Result<string, SourceError>> {
  const bytes = await readBytes(path, maxBytes);
  return bytes.ok ? decodeText(bytes.value) : bytes;
}

function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

export function formatMegabytes(bytes: number): string {
  return bytes < 100_000 ? formatCountOf(bytes, "byte") : `${(bytes / 1e6).toFixed(1)} MB`;
}

import "server-only";
import { open, readFile, stat } from "node:fs/promises";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { fail, type Result, succeed } from "../../util/result";

/** The largest file that is read as one text. The widest fundamentals export known has 11 MB. */
export const maxTextBytes = 512 * 1024 * 1024;

/** The largest companyfacts file of one company, unpacked. The longest filers stay under 30 MB. */
export const maxCompanyBytes = 96 * 1024 * 1024;

const gunzipAsync = promisify(gunzip);

/** The first bytes of a file (unpacked when gzipped), enough to recognise it; less when the file is shorter. */
export async function readHead(path: string, byteCount: number): Promise<Buffer> {
  const file = await open(path, "r");
  try {
    const { bytesRead, buffer } = await file.read({ buffer: Buffer.alloc(byteCount), length: byteCount, position: 0 });
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** Reads a file whole, unpacking it when it is gzipped. An error says what is wrong in a sentence without the path. */
export async function readBytes(path: string, maxBytes: number): Promise<Result<Buffer, string>> {
  const { size } = await stat(path);
  if (size > maxBytes)
    return fail(`it has ${formatMegabytes(size)}, more than the ${formatMegabytes(maxBytes)} allowed`);
  const bytes = await readFile(path);
  return isGzip(bytes) ? unpackGzip(bytes, maxBytes) : succeed(bytes);
}

/** Unpacks gzip, refusing what would become larger than `maxBytes` before it does. */
export async function unpackGzip(bytes: Buffer, maxBytes: number): Promise<Result<Buffer, string>> {
  try {
    return succeed(await gunzipAsync(bytes, { maxOutputLength: maxBytes }));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === "ERR_BUFFER_TOO_LARGE")
      return fail(`it unpacks to more than the ${formatMegabytes(maxBytes)} allowed`);
    return fail("it begins like a gzip file but cannot be unpacked; it may be cut");
  }
}

/** Reads bytes as UTF-8 text without its byte-order mark. Another encoding is an error that names it. */
export function decodeUtf8(bytes: Uint8Array): Result<string, string> {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    return fail("it is written in UTF-16; save it as UTF-8");
  }
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    if (text.slice(0, 1000).includes("\0")) return fail("it holds zero bytes, so it is not a text file in UTF-8");
    return succeed(text);
  } catch {
    return fail(`byte ${findBadByte(bytes)} is not UTF-8; save the file as UTF-8`);
  }
}

/** Reads a file as UTF-8 text, unpacking it when it is gzipped. */
export async function readText(path: string, maxBytes = maxTextBytes): Promise<Result<string, string>> {
  const bytes = await readBytes(path, maxBytes);
  return bytes.ok ? decodeUtf8(bytes.value) : bytes;
}

export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 0x03 || bytes[2] === 0x05);
}

export function formatMegabytes(bytes: number): string {
  return bytes < 100_000 ? `${bytes} bytes` : `${(bytes / 1e6).toFixed(1)} MB`;
}

function findBadByte(bytes: Uint8Array): number {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const step = 4096;
  for (let start = 0; start < bytes.length; start += step) {
    try {
      decoder.decode(bytes.subarray(start, start + step), { stream: true });
    } catch {
      return locateWithin(bytes, start, Math.min(start + step, bytes.length));
    }
  }
  return bytes.length;
}

/** The first prefix that cannot be decoded ends at the bad byte. */
function locateWithin(bytes: Uint8Array, start: number, end: number): number {
  for (let stop = start + 1; stop <= end; stop++) {
    try {
      new TextDecoder("utf-8", { fatal: true }).decode(bytes.subarray(Math.max(0, start - 3), stop), { stream: true });
    } catch {
      return stop - 1;
    }
  }
  return start;
}

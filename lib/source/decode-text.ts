import { fail, type Result, succeed } from "#lib/util/result";
import type { SourceError } from "./source-error";

const expected = "a text file in UTF-8";

/** How many leading bytes are searched for zero bytes, which no UTF-8 text of ours contains. */
const probeLengthBytes = 4096;

function startsWith(bytes: Uint8Array, ...magic: readonly number[]): boolean {
  return magic.every((value, index) => bytes[index] === value);
}

/** True when nearly every second byte is zero, as in Latin letters in UTF-16. */
function isWide(bytes: Uint8Array): boolean {
  const probe = bytes.subarray(0, 256);
  const countZeros = (offset: number) => probe.filter((value, index) => index % 2 === offset && value === 0).length;
  return Math.max(countZeros(0), countZeros(1)) > probe.length * 0.45;
}

function findInvalidLine(bytes: Uint8Array): number {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let line = 1;
  let from = 0;
  while (from < bytes.length) {
    const to = findLineEnd(bytes, from);
    try {
      decoder.decode(bytes.subarray(from, to));
    } catch {
      return line;
    }
    from = to;
    line += 1;
  }
  return line;
}

/** Where the next line begins: after LF, CRLF or CR. */
function findLineEnd(bytes: Uint8Array, from: number): number {
  const at = bytes.subarray(from).findIndex((byte) => byte === lineFeed || byte === carriageReturn);
  if (at === -1) return bytes.length;
  const end = from + at;
  return bytes[end] === carriageReturn && bytes[end + 1] === lineFeed ? end + 2 : end + 1;
}

const lineFeed = 10;
const carriageReturn = 13;

/**
 * The text of a file in UTF-8, without its byte-order mark. Refuses UTF-16, compressed and other binary files, and
 * bytes that are no UTF-8 (Latin-1), with the line where the first of them stands.
 */
export function decodeText(bytes: Uint8Array): Result<string, SourceError> {
  if (startsWith(bytes, 0xff, 0xfe) || startsWith(bytes, 0xfe, 0xff)) {
    return fail({ message: "The file is in UTF-16. Save it as UTF-8.", line: 1, expected });
  }
  if (startsWith(bytes, 0x50, 0x4b, 0x03, 0x04)) {
    return fail({ message: "The file is a zip archive, not text. Unpack it first.", expected });
  }
  if (startsWith(bytes, 0x1f, 0x8b)) {
    return fail({ message: "The file is compressed with gzip. Unpack it first.", expected });
  }
  const zeroAt = bytes.subarray(0, probeLengthBytes).indexOf(0);
  if (zeroAt !== -1) {
    return fail({
      message: isWide(bytes)
        ? "The file is in UTF-16 without a mark. Save it as UTF-8."
        : `The file is binary: byte ${zeroAt} is zero.`,
      expected,
    });
  }
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return succeed(text);
  } catch {
    return fail({
      message: "The file is not UTF-8, perhaps Latin-1 (Windows-1252). Save it as UTF-8.",
      line: findInvalidLine(bytes),
      expected,
    });
  }
}

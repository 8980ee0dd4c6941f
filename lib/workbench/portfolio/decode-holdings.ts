import { decodeText } from "#lib/source/decode-text";
import { formatCount } from "#lib/util/number-text";
import { fail, type Result, succeed } from "#lib/util/result";

/** The largest file of holdings, in bytes. */
export const holdingsFileBytesMax = 1_000_000;

/**
 * The text of a file of holdings. Errors: a sentence that says what is wrong, where and what to do, for a file that is empty, too
 * large, in another encoding, a workbook, packed or binary.
 */
export function decodeHoldings(bytes: Uint8Array): Result<string, string> {
  if (bytes.length === 0) return fail("The file is empty.");
  if (bytes.length > holdingsFileBytesMax) return fail(describeTooLarge(bytes.length));
  // A workbook is a zip archive, an old one a compound file.
  const isWorkbook = [
    [0x50, 0x4b, 0x03, 0x04],
    [0xd0, 0xcf, 0x11, 0xe0],
  ].some((magic) => magic.every((byte, at) => bytes[at] === byte));
  if (isWorkbook) {
    return fail("The file is a workbook or an archive, not text. Save the sheet as CSV in UTF-8, and load that.");
  }
  const decoded = decodeText(bytes);
  if (decoded.ok) return succeed(decoded.value);
  const { message, line } = decoded.error;
  return fail(
    line === undefined || line === 1 ? message : `${message} The first sign that is not stands on line ${line}.`,
  );
}

/** What is said of a file that is too large to be read. */
export function describeTooLarge(sizeBytes: number): string {
  const size = formatCount(Math.ceil(sizeBytes / 1000));
  return `The file has ${size} kB, and the most is ${formatCount(holdingsFileBytesMax / 1000)} kB. Keep the columns of tickers and numbers alone.`;
}

import { assert } from "#lib/util/assert";
import { knownCode } from "#lib/util/missing";
import { type Result, succeed } from "#lib/util/result";
import { countDigitBytes, type DecimalCursor, readDecimals, writeDecimal } from "./decimal-code";
import { packingVersion } from "./packing-version";
import type { SnapshotHeader } from "./snapshot-header";
import {
  decodeHeader,
  decodePreamble,
  isLittleEndian,
  keepHeader,
  layOut,
  preambleBytes,
  refuseSnapshot,
  type SnapshotError,
} from "./snapshot-layout";

/**
 * The packed form of a snapshot file: the same file, said in fewer bytes, for the way to a browser. Little-endian:
 *
 *     0  magic "BALLPAK" and a zero byte     8  version of the packing, Uint32
 *    12  preamble and JSON header of the file, as they are
 *
 * and then, each for all columns in the header's order: the text codes (of a column the low bytes, then the high ones),
 * the reasons, a token for each known number, the digits of these numbers (`decimal-code.ts`); and eight zeros, so that
 * the last digits can be read like all others. A missing number takes no more than its reason. It is meant to be
 * compressed: what is alike stands together.
 */
const packedMagic = [0x42, 0x41, 0x4c, 0x4c, 0x50, 0x41, 0x4b, 0x00];
const headStart = 12;
const endBytes = 8;

/** The one NaN of snapshot files. Set as bits, for which bits a machine gives to a NaN is its own choice. */
const nanBits = 0x7ff8000000000000n;

/** Packs a snapshot file. The same file gives the same bytes. Throws when it is no whole snapshot. */
export function packSnapshot(file: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const bytes = file.byteOffset % 8 === 0 ? file : file.slice();
  const decoded = decodeHead(bytes);
  assert(decoded.ok && decoded.value.fileLength === bytes.length, "what is packed is a whole snapshot");
  const head = decoded.value;
  const { rowCount, texts, numbers, headLength } = head;
  const { reasonsStart, tokensStart } = locateParts(head);
  const packed = new Uint8Array(tokensStart + numbers.length * rowCount * 9 + endBytes);
  const view = new DataView(packed.buffer);
  packed.set(packedMagic);
  view.setUint32(8, packingVersion, true);
  packed.set(bytes.subarray(0, headLength), headStart);
  let at = headStart + headLength;
  for (const start of texts) {
    for (let row = 0; row < rowCount; row++) {
      packed[at + row] = bytes[start + 2 * row] as number;
      packed[at + rowCount + row] = bytes[start + 2 * row + 1] as number;
    }
    at += 2 * rowCount;
  }
  for (const { reasons } of numbers) {
    if (reasons === null) continue;
    packed.set(bytes.subarray(reasons, reasons + rowCount), at);
    at += rowCount;
  }
  let digitAt = tokensStart + countKnown(head, packed.subarray(reasonsStart, tokensStart));
  for (const { start, reasons } of numbers) {
    const values = new Float64Array(bytes.buffer, bytes.byteOffset + start, rowCount);
    for (let row = 0; row < rowCount; row++) {
      if (reasons !== null && bytes[reasons + row] !== knownCode) continue;
      const token = writeDecimal(values[row] as number, view, digitAt);
      packed[at] = token;
      at += 1;
      digitAt += countDigitBytes(token);
    }
  }
  return packed.slice(0, digitAt + endBytes);
}

/**
 * The snapshot file that was packed. What it is said to hold must be there before memory is taken for it, and takes
 * nine times its room at most. Errors: bytes that are no packed snapshot, of another version, cut, or contradictory.
 * Whether the file is the one asked for, its hash tells: give it to `readSnapshot`.
 */
export function unpackSnapshot(packed: Uint8Array): Result<Uint8Array<ArrayBuffer>, SnapshotError> {
  if (!isLittleEndian())
    return refuseSnapshot("unsupported_host", "Snapshots can be read on little-endian machines only.");
  if (packedMagic.some((byte, index) => index < packed.length && packed[index] !== byte)) {
    return refuseSnapshot("not_a_snapshot", "The data do not begin like a packed Ballast snapshot.");
  }
  if (packed.length < headStart) return refuseCut(packed);
  const view = new DataView(packed.buffer, packed.byteOffset, packed.length);
  const version = view.getUint32(8, true);
  if (version !== packingVersion) {
    return refuseSnapshot(
      "unsupported_version",
      `The snapshot has packing ${version}; this program unpacks ${packingVersion}.`,
    );
  }
  const decoded = decodeHead(packed.subarray(headStart));
  if (!decoded.ok) return decoded;
  const head = decoded.value;
  const digitsStart = findDigits(packed, head);
  if (!digitsStart.ok) return digitsStart;

  const { rowCount, texts, headLength, fileLength } = head;
  const bytes = new Uint8Array(fileLength);
  bytes.set(packed.subarray(headStart, headStart + headLength));
  let at = headStart + headLength;
  for (const start of texts) {
    for (let row = 0; row < rowCount; row++) {
      bytes[start + 2 * row] = packed[at + row] as number;
      bytes[start + 2 * row + 1] = packed[at + rowCount + row] as number;
    }
    at += 2 * rowCount;
  }
  const cursor = { token: locateParts(head).tokensStart, digit: digitsStart.value };
  if (!readNumbers(view, bytes, cursor, head, at)) return refuseCut(packed);
  const end = cursor.digit + endBytes;
  if (packed.length < end) return refuseCut(packed);
  if (packed.length > end) return refuseSnapshot("damaged", "The packed snapshot goes on behind its last number.");
  keepHeader(bytes, head.header);
  return succeed(bytes);
}

/** Reads the numbers of all columns; false where their digits go beyond the end of the data. */
function readNumbers(
  view: DataView,
  bytes: Uint8Array<ArrayBuffer>,
  cursor: DecimalCursor,
  { numbers, rowCount }: Head,
  reasonsStart: number,
): boolean {
  const allKnown = new Uint8Array(rowCount).fill(knownCode);
  const allMissing = new Uint8Array(new BigUint64Array(rowCount).fill(nanBits).buffer);
  let at = reasonsStart;
  try {
    for (const { start, reasons } of numbers) {
      const values = new Float64Array(bytes.buffer, start, rowCount);
      if (reasons === null) {
        readDecimals(view, cursor, values, allKnown);
        continue;
      }
      const ofColumn = new Uint8Array(view.buffer, view.byteOffset + at, rowCount);
      bytes.set(ofColumn, reasons);
      bytes.set(allMissing, start);
      readDecimals(view, cursor, values, ofColumn);
      at += rowCount;
    }
    return true;
  } catch (error) {
    // A view says so when it is read beyond its end; asking before each number would take as long as reading it.
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** Where the digits begin. Errors: parts that do not fit into the data. */
function findDigits(packed: Uint8Array, head: Head): Result<number, SnapshotError> {
  const { reasonsStart, tokensStart } = locateParts(head);
  if (packed.length < tokensStart) return refuseCut(packed);
  const digitsStart = tokensStart + countKnown(head, packed.subarray(reasonsStart, tokensStart));
  return packed.length < digitsStart ? refuseCut(packed) : succeed(digitsStart);
}

/** What the header of a file says of the places of its parts. */
interface Head {
  readonly header: SnapshotHeader;
  readonly rowCount: number;
  /** Where the codes of each text column lie. */
  readonly texts: readonly number[];
  /** Where the values of each number column lie, and its reasons where it has any. */
  readonly numbers: readonly { readonly start: number; readonly reasons: number | null }[];
  /** Of preamble and header, in bytes. */
  readonly headLength: number;
  readonly fileLength: number;
}

function decodeHead(bytes: Uint8Array): Result<Head, SnapshotError> {
  const preamble = decodePreamble(bytes);
  if (!preamble.ok) return preamble;
  const { headerLength, fileLength } = preamble.value;
  const header = decodeHeader(bytes, preamble.value);
  if (!header.ok) return header;
  const { columns, rowCount } = header.value;
  const { sections, end } = layOut(header.value, headerLength);
  if (end !== fileLength) {
    return refuseSnapshot("damaged", `The header describes ${end} bytes, but the file is said to have ${fileLength}.`);
  }
  const texts = sections.filter((_, index) => columns[index]?.type === "text").map(({ start }) => start);
  const numbers = sections.filter((_, index) => columns[index]?.type === "number");
  return succeed({
    header: header.value,
    rowCount,
    texts,
    numbers,
    headLength: preambleBytes + headerLength,
    fileLength,
  });
}

/** Where the reasons and the tokens of a packed snapshot begin. */
function locateParts({ rowCount, texts, numbers, headLength }: Head) {
  const reasonsStart = headStart + headLength + texts.length * 2 * rowCount;
  const columnsWithReasons = numbers.filter(({ reasons }) => reasons !== null).length;
  return { reasonsStart, tokensStart: reasonsStart + columnsWithReasons * rowCount };
}

/** How many numbers are known, by the reasons of all columns that have any. */
function countKnown({ rowCount, numbers }: Head, reasons: Uint8Array): number {
  let known = numbers.length * rowCount;
  for (let place = 0; place < reasons.length; place++) if (reasons[place] !== knownCode) known -= 1;
  return known;
}

function refuseCut(packed: Uint8Array) {
  return refuseSnapshot("truncated", `The packed snapshot ends too early, after ${packed.length} bytes.`);
}

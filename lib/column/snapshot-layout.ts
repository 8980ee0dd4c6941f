import { fail, type Result, succeed } from "#lib/util/result";
import { computeCrc32 } from "./crc32";
import { type SnapshotHeader, snapshotHeaderSchema, snapshotVersion } from "./snapshot-header";

/**
 * Layout of a snapshot file, all numbers little-endian:
 *
 *     0  magic "BALLAST" and a zero byte     8  layout version, Uint32
 *    12  length of the JSON header, Uint32  16  CRC-32 of the JSON header, Uint32
 *    20  length of the whole file, Uint32   24  JSON header, then zeros up to a multiple of 8
 *
 * and then, column by column in the header's order, Float64 values and (where the header says so) a byte column of
 * reasons, or Uint16 text codes; each array is padded with zeros to a multiple of 8.
 */
export const snapshotMagic = [0x42, 0x41, 0x4c, 0x4c, 0x41, 0x53, 0x54, 0x00];
export const preambleBytes = 24;
const maxHeaderBytes = 64 * 1024 * 1024;

/** Why bytes are not a snapshot that can be used. */
export interface SnapshotError {
  readonly code: "not_a_snapshot" | "unsupported_version" | "truncated" | "damaged" | "wrong_hash" | "unsupported_host";
  readonly message: string;
}

/** What stands before the header. */
export interface SnapshotPreamble {
  readonly headerLength: number;
  readonly headerCrc32: number;
  /** Of the whole file, in bytes. */
  readonly fileLength: number;
}

/** Reads the first bytes of a snapshot. Errors: a wrong magic or version, and too few bytes. */
export function decodePreamble(bytes: Uint8Array): Result<SnapshotPreamble, SnapshotError> {
  if (snapshotMagic.some((byte, index) => index < bytes.length && bytes[index] !== byte)) {
    return refuseSnapshot("not_a_snapshot", "The file does not begin like a Ballast snapshot.");
  }
  if (bytes.length < preambleBytes) {
    return refuseSnapshot("truncated", `The file has ${bytes.length} bytes, less than the beginning of a snapshot.`);
  }
  const preamble = new DataView(bytes.buffer, bytes.byteOffset, preambleBytes);
  const version = preamble.getUint32(8, true);
  if (version !== snapshotVersion) {
    return refuseSnapshot(
      "unsupported_version",
      `The snapshot has version ${version}; this program reads ${snapshotVersion}.`,
    );
  }
  return succeed({
    headerLength: preamble.getUint32(12, true),
    headerCrc32: preamble.getUint32(16, true),
    fileLength: preamble.getUint32(20, true),
  });
}

/** Reads the header behind a preamble. Errors: a length, checksum or content that is not that of a header. */
export function decodeHeader(
  bytes: Uint8Array,
  { headerLength, headerCrc32 }: SnapshotPreamble,
): Result<SnapshotHeader, SnapshotError> {
  if (headerLength > maxHeaderBytes || preambleBytes + headerLength > bytes.length) {
    return refuseSnapshot("damaged", `The header is said to have ${headerLength} bytes, which do not fit the file.`);
  }
  const headerBytes = bytes.subarray(preambleBytes, preambleBytes + headerLength);
  if (computeCrc32(headerBytes) !== headerCrc32) {
    return refuseSnapshot("damaged", "The header does not match its checksum.");
  }
  const kept = keptHeaders.get(bytes.buffer);
  if (kept?.crc32 === headerCrc32 && kept.at === bytes.byteOffset) return succeed(kept.header);
  const header = snapshotHeaderSchema.safeParse(parseJson(headerBytes));
  if (header.success) return succeed(header.data);
  const issue = header.error.issues[0];
  return refuseSnapshot(
    "damaged",
    `The header is not valid at ${issue?.path.join(".") || "its top"}: ${issue?.message}.`,
  );
}

/** Headers of files that were put together here, by their buffers, so that none is read twice. */
const keptHeaders = new WeakMap<
  ArrayBufferLike,
  { readonly header: SnapshotHeader; readonly crc32: number; readonly at: number }
>();

/** Notes the header that was read of a file before the file was put together in these bytes. */
export function keepHeader(bytes: Uint8Array<ArrayBuffer>, header: SnapshotHeader): void {
  const preamble = decodePreamble(bytes);
  if (!preamble.ok) return;
  keptHeaders.set(bytes.buffer, { header, crc32: preamble.value.headerCrc32, at: bytes.byteOffset });
}

/** Where the values of a column lie in the file. */
export interface ColumnSection {
  readonly start: number;
  /** Where the byte column of reasons begins, or null when every row is known. */
  readonly reasons: number | null;
}

/** Where everything lies: a section a column, and the length of the file. */
export function layOut(
  header: SnapshotHeader,
  headerLength: number,
): { sections: readonly ColumnSection[]; end: number } {
  let end = alignTo8(preambleBytes + headerLength);
  const take = (length: number) => {
    const start = end;
    end = alignTo8(end + length);
    return start;
  };
  const sections = header.columns.map((column) => {
    if (column.type === "text") return { start: take(header.rowCount * 2), reasons: null };
    const start = take(header.rowCount * 8);
    return { start, reasons: column.reasons ? take(header.rowCount) : null };
  });
  return { sections, end };
}

/** Whether numbers lie in memory as they lie in a file. */
export function isLittleEndian(): boolean {
  return new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;
}

/** A refusal of bytes. */
export function refuseSnapshot(code: SnapshotError["code"], message: string) {
  return fail({ code, message });
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

function alignTo8(offset: number): number {
  return Math.ceil(offset / 8) * 8;
}

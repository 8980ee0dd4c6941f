import { missingTextCode, type NumberVector, type TextVector } from "../expr/vector";
import { assert } from "../util/assert";
import { knownCode, missingReasons } from "../util/missing";
import { fail, type Result, succeed } from "../util/result";
import { computeCrc32 } from "./crc32";
import { computeSha256 } from "./sha256";
import { type SnapshotHeader, type SnapshotInfo, snapshotHeaderSchema, snapshotVersion } from "./snapshot-header";
import { type ColumnTable, createColumnTable } from "./table";

/**
 * Layout, all numbers little-endian:
 *
 *     0  magic "BALLAST" and a zero byte     8  layout version, Uint32
 *    12  length of the JSON header, Uint32  16  CRC-32 of the JSON header, Uint32
 *    20  length of the whole file, Uint32   24  JSON header, then zeros up to a multiple of 8
 *
 * and then, column by column in the header's order, Float64 values and (where the header says so) a byte column of
 * reasons, or Uint16 text codes; each array is padded with zeros to a multiple of 8.
 */
const magic = [0x42, 0x41, 0x4c, 0x4c, 0x41, 0x53, 0x54, 0x00];
const preambleBytes = 24;
const maxHeaderBytes = 64 * 1024 * 1024;

/** Why bytes are not a snapshot that can be used. */
export interface SnapshotError {
  readonly code: "not_a_snapshot" | "unsupported_version" | "truncated" | "damaged" | "wrong_hash" | "unsupported_host";
  readonly message: string;
}

/** A snapshot that was read: what it says of itself, and its table, whose arrays are views of the file's buffer. */
export interface Snapshot {
  readonly info: SnapshotInfo;
  readonly table: ColumnTable;
}

/** Writes table and info as the bytes of a snapshot file. The same input gives the same bytes. */
export function encodeSnapshot(info: SnapshotInfo, table: ColumnTable): Uint8Array<ArrayBuffer> {
  assert(isLittleEndian(), "snapshots are written on little-endian machines only");
  const columns = table.columns.map(({ id }) => {
    const vector = table.getVector(id);
    assert(vector, `the table has its column ${id}`);
    return { id, vector };
  });
  const header = snapshotHeaderSchema.parse({
    asOf: info.asOf,
    sample: info.sample,
    formulaVersion: info.formulaVersion,
    sources: info.sources.map(({ name, kind, asOf, records }) => ({ name, kind, asOf, records })),
    counts: sortKeys(info.counts),
    rowCount: table.rowCount,
    columns: columns.map(({ id, vector }) =>
      vector.type === "text"
        ? { id, type: "text", dictionary: [...vector.dictionary] }
        : { id, type: "number", reasons: vector.reasons.some((reason) => reason !== knownCode) },
    ),
  } satisfies SnapshotHeader);

  const headerBytes = new TextEncoder().encode(JSON.stringify(header));
  const { sections, end } = layOut(header, headerBytes.length);
  const bytes = new Uint8Array(end);
  bytes.set(magic);
  const preamble = new DataView(bytes.buffer);
  preamble.setUint32(8, snapshotVersion, true);
  preamble.setUint32(12, headerBytes.length, true);
  preamble.setUint32(16, computeCrc32(headerBytes), true);
  preamble.setUint32(20, end, true);
  bytes.set(headerBytes, preambleBytes);
  columns.forEach(({ id, vector }, index) => {
    const section = sections[index];
    assert(section, "each column has its section");
    if (vector.type === "text") {
      new Uint16Array(bytes.buffer, section.start, table.rowCount).set(vector.codes);
      return;
    }
    writeNumbers(id, vector, new Float64Array(bytes.buffer, section.start, table.rowCount));
    if (section.reasons !== null) bytes.set(vector.reasons, section.reasons);
  });
  return bytes;
}

/**
 * Reads the bytes of a snapshot file without copying them. Every structural fault is an error: a wrong magic or
 * version, a length that does not fit, a header that does not match its checksum or schema, a text code outside its
 * dictionary, a number that is missing without a reason or known with one. A changed digit of a known number can only
 * be seen by its hash: use `readSnapshot` for bytes from outside.
 */
export function decodeSnapshot(file: Uint8Array<ArrayBuffer>): Result<Snapshot, SnapshotError> {
  if (!isLittleEndian()) {
    return refuse("unsupported_host", "Snapshots can be read on little-endian machines only.");
  }
  // Columns are views, which need addresses that are multiples of 8. A buffer that is shared with other data is copied.
  const bytes = file.byteOffset % 8 === 0 ? file : file.slice();
  const parsed = decodeHeader(bytes);
  if (!parsed.ok) return parsed;
  const { header, headerLength, fileLength } = parsed.value;

  const { sections, end } = layOut(header, headerLength);
  if (end !== bytes.length || end !== fileLength) {
    return refuse("damaged", `The header describes ${end} bytes, but the file has ${bytes.length}.`);
  }
  const allKnown = new Uint8Array(header.rowCount);
  const vectors: [string, NumberVector | TextVector][] = [];
  for (const [index, column] of header.columns.entries()) {
    const section = sections[index];
    assert(section, "each column has its section");
    const start = bytes.byteOffset + section.start;
    if (column.type === "text") {
      const codes = new Uint16Array(bytes.buffer, start, header.rowCount);
      const row = findForeignCode(codes, column.dictionary.length);
      if (row >= 0) return refuse("damaged", `Row ${row} of column ${column.id} has a text outside the dictionary.`);
      vectors.push([column.id, { type: "text", codes, dictionary: column.dictionary }]);
      continue;
    }
    const values = new Float64Array(bytes.buffer, start, header.rowCount);
    const reasons =
      section.reasons === null
        ? allKnown
        : new Uint8Array(bytes.buffer, bytes.byteOffset + section.reasons, header.rowCount);
    const row = findContradiction(values, reasons);
    if (row >= 0) return refuse("damaged", `Row ${row} of column ${column.id} is neither a number nor a known gap.`);
    vectors.push([column.id, { type: "number", values, reasons }]);
  }
  const { rowCount, columns: _columns, ...info } = header;
  return succeed({ info, table: createColumnTable(rowCount, vectors) });
}

/** Checks the SHA-256 of the bytes (64 hexadecimal digits) and then reads them: no changed byte gets through. */
export async function readSnapshot(
  file: Uint8Array<ArrayBuffer>,
  expectedHash: string,
): Promise<Result<Snapshot, SnapshotError>> {
  // The structure first: for a cut or foreign file, "truncated" tells more than "the hash differs".
  const snapshot = decodeSnapshot(file);
  if (!snapshot.ok) return snapshot;
  const hash = await computeSha256(file);
  if (hash !== expectedHash.toLowerCase()) {
    return refuse("wrong_hash", `The file's SHA-256 is ${hash}, but ${expectedHash} was asked for.`);
  }
  return snapshot;
}

interface DecodedHeader {
  readonly header: SnapshotHeader;
  readonly headerLength: number;
  readonly fileLength: number;
}

function decodeHeader(bytes: Uint8Array): Result<DecodedHeader, SnapshotError> {
  if (magic.some((byte, index) => index < bytes.length && bytes[index] !== byte)) {
    return refuse("not_a_snapshot", "The file does not begin like a Ballast snapshot.");
  }
  if (bytes.length < preambleBytes) {
    return refuse("truncated", `The file has ${bytes.length} bytes, less than the beginning of a snapshot.`);
  }
  const preamble = new DataView(bytes.buffer, bytes.byteOffset, preambleBytes);
  const version = preamble.getUint32(8, true);
  if (version !== snapshotVersion) {
    return refuse("unsupported_version", `The snapshot has version ${version}; this program reads ${snapshotVersion}.`);
  }
  const fileLength = preamble.getUint32(20, true);
  if (bytes.length < fileLength) {
    return refuse("truncated", `The file has ${bytes.length} of the ${fileLength} bytes that it announces.`);
  }
  const headerLength = preamble.getUint32(12, true);
  if (headerLength > maxHeaderBytes || preambleBytes + headerLength > bytes.length) {
    return refuse("damaged", `The header is said to have ${headerLength} bytes, which do not fit the file.`);
  }
  const headerBytes = bytes.subarray(preambleBytes, preambleBytes + headerLength);
  if (computeCrc32(headerBytes) !== preamble.getUint32(16, true)) {
    return refuse("damaged", "The header does not match its checksum.");
  }
  const header = snapshotHeaderSchema.safeParse(parseJson(headerBytes));
  if (!header.success) {
    const issue = header.error.issues[0];
    return refuse("damaged", `The header is not valid at ${issue?.path.join(".") || "its top"}: ${issue?.message}.`);
  }
  return succeed({ header: header.data, headerLength, fileLength });
}

interface Section {
  readonly start: number;
  /** Where the byte column of reasons begins, or null when every row is known. */
  readonly reasons: number | null;
}

function layOut(header: SnapshotHeader, headerLength: number): { sections: readonly Section[]; end: number } {
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

function writeNumbers(id: string, vector: NumberVector, target: Float64Array): void {
  const row = findContradiction(vector.values, vector.reasons);
  assert(row < 0, `row ${row} of column ${id} is a number or has a reason why not`);
  // Set one by one: every NaN then has the same bits, whatever computation it came from.
  for (let index = 0; index < target.length; index++) {
    target[index] = vector.reasons[index] === knownCode ? (vector.values[index] ?? Number.NaN) : Number.NaN;
  }
}

function findContradiction(values: Float64Array, reasons: Uint8Array): number {
  for (let row = 0; row < values.length; row++) {
    const value = values[row] as number;
    const reason = reasons[row] as number;
    if (reason === knownCode ? !Number.isFinite(value) : !Number.isNaN(value) || reason > missingReasons.length) {
      return row;
    }
  }
  return -1;
}

function findForeignCode(codes: Uint16Array, dictionaryLength: number): number {
  return codes.findIndex((code) => code >= dictionaryLength && code !== missingTextCode);
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

function sortKeys(counts: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(counts).sort(([left], [right]) => (left < right ? -1 : 1)));
}

function alignTo8(offset: number): number {
  return Math.ceil(offset / 8) * 8;
}

function isLittleEndian(): boolean {
  return new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;
}

function refuse(code: SnapshotError["code"], message: string) {
  return fail({ code, message });
}

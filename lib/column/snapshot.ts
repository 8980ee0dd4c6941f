import { missingTextCode, type NumberVector, type TextVector } from "#lib/expr/vector";
import { assert } from "#lib/util/assert";
import { knownCode, missingReasons } from "#lib/util/missing";
import { type Result, succeed } from "#lib/util/result";
import { computeCrc32 } from "./crc32";
import { computeSha256 } from "./sha256";
import { type SnapshotHeader, type SnapshotInfo, snapshotHeaderSchema, snapshotVersion } from "./snapshot-header";
import {
  decodeHeader,
  decodePreamble,
  isLittleEndian,
  layOut,
  preambleBytes,
  refuseSnapshot,
  type SnapshotError,
  snapshotMagic,
} from "./snapshot-layout";
import { type ColumnTable, createColumnTable } from "./table";

export type { SnapshotError } from "./snapshot-layout";

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
  bytes.set(snapshotMagic);
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
    return refuseSnapshot("unsupported_host", "Snapshots can be read on little-endian machines only.");
  }
  // Columns are views, which need addresses that are multiples of 8. A buffer that is shared with other data is copied.
  const bytes = file.byteOffset % 8 === 0 ? file : file.slice();
  const preamble = decodePreamble(bytes);
  if (!preamble.ok) return preamble;
  const { headerLength, fileLength } = preamble.value;
  if (bytes.length < fileLength) {
    return refuseSnapshot("truncated", `The file has ${bytes.length} of the ${fileLength} bytes that it announces.`);
  }
  const decoded = decodeHeader(bytes, preamble.value);
  if (!decoded.ok) return decoded;
  const header = decoded.value;
  const { sections, end } = layOut(header, headerLength);
  if (end !== bytes.length || end !== fileLength) {
    return refuseSnapshot("damaged", `The header describes ${end} bytes, but the file has ${bytes.length}.`);
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
      if (row >= 0)
        return refuseSnapshot("damaged", `Row ${row} of column ${column.id} has a text outside the dictionary.`);
      vectors.push([column.id, { type: "text", codes, dictionary: column.dictionary }]);
      continue;
    }
    const values = new Float64Array(bytes.buffer, start, header.rowCount);
    const reasons =
      section.reasons === null
        ? allKnown
        : new Uint8Array(bytes.buffer, bytes.byteOffset + section.reasons, header.rowCount);
    const row = findContradiction(values, reasons);
    if (row >= 0)
      return refuseSnapshot("damaged", `Row ${row} of column ${column.id} is neither a number nor a known gap.`);
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
  // The platform takes the digest beside the reading.
  const digest = computeSha256(file);
  const snapshot = decodeSnapshot(file);
  const hash = await digest;
  // The structure first: for a cut or foreign file, "truncated" tells more than "the hash differs".
  if (!snapshot.ok) return snapshot;
  if (hash !== expectedHash.toLowerCase()) {
    return refuseSnapshot("wrong_hash", `The file's SHA-256 is ${hash}, but ${expectedHash} was asked for.`);
  }
  return snapshot;
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

function sortKeys(counts: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(counts).sort(([left], [right]) => (left < right ? -1 : 1)));
}

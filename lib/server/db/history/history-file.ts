import "server-only";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import { readRegularFile } from "#lib/server/read-file";
import { removeDrafts, replaceFile } from "#lib/server/replace-file";
import type { PackedHistory } from "./packed-history";

/*
 * A file: magic, format, checksum of all that follows, length of the header, the header as JSON, spaces up to a
 * multiple of eight, values (float64), periods (int32), place of each figure's period and filing (uint16 each), all
 * with the low byte first.
 */
const magic = 0x54534842;
/** Raised when a file is laid out otherwise; older files are then read from the database and written anew. */
const format = 1;
const headStart = 16;
const codesMax = 65_536;
/** The longest filers have some 3 MB. */
const maxBytes = 256 * 1024 * 1024;

interface Header {
  readonly version: string;
  readonly companyId: number;
  /** Fact, tag, unit, number of figures. */
  readonly series: readonly (readonly [string, string, string, number])[];
  /** Accession, form, day of filing, run. */
  readonly filings: readonly (readonly [string, string, number, number])[];
  readonly periodCount: number;
}

/** Where copies of the companies' figures are kept, below BALLAST_HOME. */
export function getHistoryFolder(home: string): string {
  return join(home, "history");
}

/**
 * Reads the copy of a company's figures. Null where there is none, it is damaged, cut or no file, or its version is another one:
 * the database has the figures then, as always.
 */
export async function readHistoryFile(
  folder: string,
  companyId: number,
  version: string,
): Promise<PackedHistory | null> {
  let bytes: Uint8Array;
  try {
    bytes = await readRegularFile(getPath(folder, companyId), maxBytes);
  } catch {
    return null;
  }
  return decodeHistory(bytes, companyId, version);
}

/**
 * Writes the copy of a company's figures. It appears whole or not at all, but is not flushed to the disk: what a power
 * failure leaves of it is told by its checksum. False where it cannot be written (a full disk); then there is none, as
 * for a company with more periods or filings than a copy can count.
 */
export async function writeHistoryFile(
  folder: string,
  companyId: number,
  version: string,
  history: PackedHistory,
): Promise<boolean> {
  const bytes = encodeHistory(companyId, version, history);
  if (bytes === null) return true;
  try {
    await replaceFile(getPath(folder, companyId), bytes, { flush: "nothing" });
    return true;
  } catch {
    return false;
  }
}

/** A draft that is older belongs to a process that was killed. */
const draftAgeMsMin = 3_600_000;

/** Makes the folder and removes what killed processes left. False where it cannot be written to. */
export async function prepareHistoryFolder(folder: string): Promise<boolean> {
  try {
    await mkdir(folder, { recursive: true });
    await removeDrafts(folder, draftAgeMsMin);
    return true;
  } catch {
    return false;
  }
}

/** The bytes of a copy, or null for more periods or filings than two bytes count, which no filer comes near. */
export function encodeHistory(companyId: number, version: string, history: PackedHistory): Uint8Array | null {
  const { series, filings, periods, periodCodes, filingCodes, values } = history;
  if (periods.length / 2 > codesMax || filings.length > codesMax) return null;
  const header: Header = {
    version,
    companyId,
    series: series.map(({ fact, tag, unit, count }) => [fact, tag, unit, count]),
    filings: filings.map(({ accession, form, filed, runId }) => [accession, form, filed, runId]),
    periodCount: periods.length / 2,
  };
  const text = JSON.stringify(header);
  const start = Math.ceil((headStart + Buffer.byteLength(text)) / 8) * 8;
  const bytes = Buffer.alloc(start + values.length * 12 + periods.length * 4, " ");
  bytes.write(text, headStart);
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  let at = start;
  for (const value of values) {
    view.setFloat64(at, value, true);
    at += 8;
  }
  for (const day of periods) {
    view.setInt32(at, day, true);
    at += 4;
  }
  for (const codes of [periodCodes, filingCodes]) {
    for (const code of codes) {
      view.setUint16(at, code, true);
      at += 2;
    }
  }
  bytes.writeUInt32LE(magic, 0);
  bytes.writeUInt32LE(format, 4);
  bytes.writeUInt32LE(start, 12);
  bytes.writeUInt32LE(crc32(bytes.subarray(12)), 8);
  return bytes;
}

/** The figures of a copy, or null unless it is whole and of this company and version. */
export function decodeHistory(bytes: Uint8Array, companyId: number, version: string): PackedHistory | null {
  if (bytes.length < headStart) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (view.getUint32(0, true) !== magic || view.getUint32(4, true) !== format) return null;
  if (view.getUint32(8, true) !== crc32(bytes.subarray(12))) return null;
  const start = view.getUint32(12, true);
  // The checksum says that these are the bytes which this format was written with.
  const header = JSON.parse(
    Buffer.from(bytes.buffer, bytes.byteOffset + headStart, start - headStart).toString("utf8"),
  ) as Header;
  if (header.version !== version || header.companyId !== companyId) return null;
  const { periodCount } = header;
  const count = header.series.reduce((sum, [, , , ofSeries]) => sum + ofSeries, 0);
  if (bytes.length !== start + count * 12 + periodCount * 8) return null;
  const periodsAt = start + count * 8;
  const codesAt = periodsAt + periodCount * 8;
  return {
    series: header.series.map(([fact, tag, unit, ofSeries]) => ({ fact, tag, unit, count: ofSeries })),
    filings: header.filings.map(([accession, form, filed, runId]) => ({ accession, form, filed, runId })),
    periods: Int32Array.from({ length: periodCount * 2 }, (_, at) => view.getInt32(periodsAt + at * 4, true)),
    periodCodes: readCodes(view, codesAt, count),
    filingCodes: readCodes(view, codesAt + count * 2, count),
    values: readValues(view, start, count),
  };
}

function readValues(view: DataView, from: number, count: number): Float64Array {
  const values = new Float64Array(count);
  for (let at = 0; at < count; at += 1) values[at] = view.getFloat64(from + at * 8, true);
  return values;
}

function readCodes(view: DataView, from: number, count: number): Uint32Array {
  const codes = new Uint32Array(count);
  for (let at = 0; at < count; at += 1) codes[at] = view.getUint16(from + at * 2, true);
  return codes;
}

function getPath(folder: string, companyId: number): string {
  return join(folder, `${companyId}.bin`);
}

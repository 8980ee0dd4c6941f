import "server-only";
import { basename } from "node:path";
import { promisify } from "node:util";
import { crc32, gunzip, gzip } from "node:zlib";
import { type Entry, openPromise, type ZipFile } from "yauzl";
import { fail, type Result, succeed } from "#lib/util/result";
import { formatMegabytes } from "./read-source";

const gunzipAsync = promisify(gunzip);
const gzipAsync = promisify(gzip);

/** One file of an archive that was asked for: its bytes, or why they cannot be had. */
export interface ZipMember {
  /** File name without folders. */
  readonly name: string;
  /** CRC-32 and length of the unpacked bytes as the archive states them: equal content has an equal fingerprint. */
  readonly fingerprint: string;
  read(): Promise<Result<Buffer, string>>;
  /** The member as a gzip file, made without packing it again. Its content is checked like that of `read`. */
  readGzip(): Promise<Result<Buffer, string>>;
}

/** An archive whose list of contents was read. */
export interface ZipArchive {
  readonly members: readonly ZipMember[];
  close(): void;
}

/**
 * Opens an archive and lists the members that `wants` (by name without folders) says yes to. Nothing is unpacked until
 * a member is read, one at a time, and none that is larger than `maxMemberBytes`. An error says what is wrong with the
 * archive as a whole: it is no zip file, or its end is missing.
 */
export async function openZip(
  path: string,
  wants: (name: string) => boolean,
  maxMemberBytes: number,
): Promise<Result<ZipArchive, string>> {
  let zip: ZipFile;
  try {
    zip = await openPromise(path, { lazyEntries: true, autoClose: false });
  } catch (error) {
    return fail(describeZipError(error));
  }
  const members: ZipMember[] = [];
  try {
    for await (const entry of zip.eachEntry()) {
      const name = basename(entry.fileName);
      if (!entry.fileName.endsWith("/") && wants(name)) members.push(describeMember(zip, entry, name, maxMemberBytes));
    }
  } catch (error) {
    zip.close();
    return fail(describeZipError(error));
  }
  return succeed({ members, close: () => zip.close() });
}

function describeMember(zip: ZipFile, entry: Entry, name: string, maxMemberBytes: number): ZipMember {
  const refusal = describeRefusal(entry, maxMemberBytes);
  const readChecked = async (readEntry: () => Promise<Buffer | string>): Promise<Result<Buffer, string>> => {
    if (refusal !== null) return fail(refusal);
    try {
      const bytes = await readEntry();
      return typeof bytes === "string" ? fail(bytes) : succeed(bytes);
    } catch (error) {
      return fail(`it cannot be unpacked (${error instanceof Error ? error.message : String(error)})`);
    }
  };
  return {
    name,
    fingerprint: `${entry.crc32.toString(16)}-${entry.uncompressedSize}`,
    read: () => readChecked(() => unpackEntry(zip, entry)),
    readGzip: () =>
      readChecked(async () => {
        if (entry.compressionMethod === deflateMethod) return wrapAsGzip(zip, entry, maxMemberBytes);
        const bytes = await unpackEntry(zip, entry);
        return typeof bytes === "string" ? bytes : gzipAsync(bytes);
      }),
  };
}

const deflateMethod = 8;

function describeRefusal(entry: Entry, maxMemberBytes: number): string | null {
  if (entry.isEncrypted()) return "it is encrypted";
  if (entry.uncompressedSize <= maxMemberBytes) return null;
  return `it unpacks to ${formatMegabytes(entry.uncompressedSize)}, more than the ${formatMegabytes(maxMemberBytes)} allowed`;
}

/** The member's bytes, or what is wrong with them. */
async function unpackEntry(zip: ZipFile, entry: Entry): Promise<Buffer | string> {
  // yauzl stops the stream as soon as it gives more bytes than the archive states, so a lie is found in time.
  const bytes = await readStream(await zip.openReadStreamPromise(entry));
  // A flipped bit can still unpack, to other digits.
  return crc32(bytes) === entry.crc32 ? bytes : "its content does not match the checksum in the archive";
}

/** Both formats hold the same packed bytes; gzip has a header before and checksum and length after them. */
async function wrapAsGzip(zip: ZipFile, entry: Entry, maxMemberBytes: number): Promise<Buffer> {
  const packed = await readStream(await zip.openReadStreamPromise(entry, { decodeFileData: false }));
  const trailer = Buffer.alloc(8);
  trailer.writeUInt32LE(entry.crc32, 0);
  trailer.writeUInt32LE(entry.uncompressedSize, 4);
  const bytes = Buffer.concat([gzipHeader, packed, trailer]);
  // Unpacked for its checks alone: of the checksum, the length and the size.
  await gunzipAsync(bytes, { maxOutputLength: maxMemberBytes });
  return bytes;
}

/** Deflate, no name, no time, unknown system. */
const gzipHeader = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]);

async function readStream(stream: AsyncIterable<unknown>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function describeZipError(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  // What yauzl says when the list of contents at the end of the file is not there.
  if (/end of central directory/i.test(message)) {
    return "it is not a zip file, or its end is missing (a download that stopped)";
  }
  return `it is a damaged zip file (${message})`;
}

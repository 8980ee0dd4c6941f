import "server-only";
import { basename } from "node:path";
import { crc32 } from "node:zlib";
import { type Entry, openPromise, type ZipFile } from "yauzl";
import { fail, type Result, succeed } from "../../util/result";
import { formatMegabytes } from "./read-source";

/** One file of an archive that was asked for: its bytes, or why they cannot be had. */
export interface ZipMember {
  /** File name without folders. */
  readonly name: string;
  /** CRC-32 and length of the unpacked bytes as the archive states them: equal content has an equal fingerprint. */
  readonly fingerprint: string;
  read(): Promise<Result<Buffer, string>>;
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
  return {
    name,
    fingerprint: `${entry.crc32.toString(16)}-${entry.uncompressedSize}`,
    async read() {
      if (entry.uncompressedSize > maxMemberBytes) {
        const size = formatMegabytes(entry.uncompressedSize);
        return fail(`it unpacks to ${size}, more than the ${formatMegabytes(maxMemberBytes)} allowed`);
      }
      if (entry.isEncrypted()) return fail("it is encrypted");
      try {
        // yauzl stops the stream as soon as it gives more bytes than the archive states, so a lie is found in time.
        const stream = await zip.openReadStreamPromise(entry);
        const chunks: Buffer[] = [];
        for await (const chunk of stream) chunks.push(chunk as Buffer);
        const bytes = Buffer.concat(chunks);
        // A flipped bit can still unpack, to other digits.
        if (crc32(bytes) !== entry.crc32) return fail("its content does not match the checksum in the archive");
        return succeed(bytes);
      } catch (error) {
        return fail(`it cannot be unpacked (${error instanceof Error ? error.message : String(error)})`);
      }
    },
  };
}

function describeZipError(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  // What yauzl says when the list of contents at the end of the file is not there.
  if (/end of central directory/i.test(message)) {
    return "it is not a zip file, or its end is missing (a download that stopped)";
  }
  return `it is a damaged zip file (${message})`;
}

import "server-only";
import { open, rm, stat, statfs } from "node:fs/promises";
import { join } from "node:path";
import type { Dispatcher } from "undici";
import { z } from "zod";
import { IngestError } from "#lib/server/ingest/ingest-error";
import { formatMegabytes } from "#lib/server/ingest/read/read-source";
import { readRegularText } from "#lib/server/read-file";
import { replaceFile } from "#lib/server/replace-file";
import type { FetchContext } from "./fetch-context";
import { TransientError, UnavailableError } from "./fetch-error";
import { readValidators, type Validators } from "./polite-client";
import { readHeader, readLength } from "./read-answer";

const partSchema = z.object({
  url: z.string(),
  etag: z.string().nullable(),
  lastModified: z.string().nullable(),
  totalBytes: z.int(),
});

/** A version of the archive, part of which may be here. */
export type ArchiveVersion = z.infer<typeof partSchema>;

/** Larger than EDGAR's archive will be for many years. */
const maxArchiveBytes = 16e9;
const probeBytes = 8 * 1024 * 1024;

/** The archive on the disk. Its names begin with a dot, so an ingest does not take it for a source. */
export class ArchiveFile {
  readonly path: string;
  private readonly versionPath: string;

  constructor(private readonly context: FetchContext) {
    this.path = join(context.cache.folder, ".companyfacts.zip.part");
    this.versionPath = join(context.cache.folder, ".companyfacts.zip.json");
  }

  /** Length and version of the archive as the server has it now; null when it does not say. */
  async ask(): Promise<ArchiveVersion | null> {
    const { client, addresses, politeness } = this.context;
    const url = addresses.companyFactsArchive;
    const options = { method: "HEAD", timeoutMs: politeness.answerTimeoutMs, headers: identity } as const;
    try {
      return await client.exchange(url, options, async (response) => {
        const totalBytes = readLength(response.headers);
        if (response.statusCode !== 200 || totalBytes === null) return null;
        return { url: url.href, ...readValidators(response), totalBytes };
      });
    } catch (error) {
      if (error instanceof UnavailableError) return null;
      throw error;
    }
  }

  /**
   * Downloads the archive, or what of it is missing. A part of another version is thrown away. Throws IngestError
   * when the disk has no room, UnavailableError when the server does not give it. `stopAfterBytes` ends it early, to
   * see how fast it comes.
   */
  async download(onBytes: (count: number, total: number) => void, stopAfterBytes?: number): Promise<ArchiveVersion> {
    const { client, addresses } = this.context;
    const url = addresses.companyFactsArchive;
    let offset = 0;
    let known: ArchiveVersion | null = null;
    const headers = async (): Promise<Readonly<Record<string, string>>> => {
      known = await this.readVersion(url);
      offset = known === null ? 0 : await this.readSize();
      const mark = known === null ? null : getRangeMark(known);
      if (offset === 0 || mark === null) {
        offset = 0;
        return identity;
      }
      return { ...identity, range: `bytes=${offset}-`, "if-range": mark };
    };
    return client.exchange(url, { headers, timeoutMs: null }, async (response) => {
      if (response.statusCode === 404 || response.statusCode === 410) {
        throw new UnavailableError(url, "it is not there (404)");
      }
      // A range that begins at the end: all of it is here.
      if (response.statusCode === 416 && known !== null && offset === known.totalBytes) return known;
      const version = await this.begin(response, url, known, offset);
      const from = response.statusCode === 206 ? offset : 0;
      onBytes(from, version.totalBytes);
      return this.append(response, version, { from, stopAfterBytes, onBytes });
    });
  }

  /** Bytes a second, from the first megabytes, which are kept. Null when the server does not give them. */
  async measure(): Promise<number | null> {
    const { now } = this.context.politeness;
    const startedAtMs = now();
    let first: number | null = null;
    let last = 0;
    const count = (bytes: number) => {
      first ??= bytes;
      last = bytes;
    };
    try {
      await this.download(count, (await this.readSize()) + probeBytes);
    } catch (error) {
      if (error instanceof UnavailableError) return null;
      throw error;
    }
    const bytes = last - (first ?? 0);
    return bytes === 0 ? null : (bytes * 1000) / Math.max(1, now() - startedAtMs);
  }

  async remove(): Promise<void> {
    await rm(this.path, { force: true });
    await rm(this.versionPath, { force: true });
  }

  /** Throws IngestError unless the disk has room for the archive and what is taken out of it. */
  async requireRoom({ totalBytes }: ArchiveVersion, extraBytes: number): Promise<void> {
    const { folder } = this.context.cache;
    const { bavail, bsize } = await statfs(folder);
    const free = bavail * bsize;
    const needed = totalBytes - (await this.readSize()) + extraBytes;
    if (free >= needed) return;
    throw new IngestError(
      `The disk of ${folder} has ${formatMegabytes(free)} free, and EDGAR's archive needs ${formatMegabytes(needed)}. ` +
        "Make room, choose another folder with BALLAST_HOME, or load company by company with --per-company.",
    );
  }

  /** Checks the answer and prepares the file for it. */
  private async begin(
    response: Dispatcher.ResponseData,
    url: URL,
    known: ArchiveVersion | null,
    offset: number,
  ): Promise<ArchiveVersion> {
    const validators = readValidators(response);
    if (response.statusCode === 206 && known !== null) {
      const range = /^bytes (\d+)-\d+\/(\d+)$/.exec(readHeader(response.headers, "content-range") ?? "");
      const fits = Number(range?.[1]) === offset && Number(range?.[2]) === known.totalBytes;
      if (fits && isSameVersion(known, validators)) return known;
    }
    if (response.statusCode !== 200) {
      await this.remove();
      throw new TransientError("the server sends another part than the one that is missing");
    }
    const totalBytes = readLength(response.headers);
    if (totalBytes === null || totalBytes > maxArchiveBytes) {
      throw new UnavailableError(url, "the server does not say how large it is, or it is far too large");
    }
    await rm(this.path, { force: true });
    const version = { url: url.href, ...validators, totalBytes };
    await replaceFile(this.versionPath, JSON.stringify(version), { flush: "nothing" });
    return version;
  }

  private async append(
    response: Dispatcher.ResponseData,
    version: ArchiveVersion,
    options: {
      readonly from: number;
      readonly stopAfterBytes: number | undefined;
      readonly onBytes: (count: number, total: number) => void;
    },
  ): Promise<ArchiveVersion> {
    const { totalBytes } = version;
    const end = Math.min(totalBytes, options.stopAfterBytes ?? totalBytes);
    let at = options.from;
    // Each piece is on the disk before the next is read, so that a break loses nothing.
    const file = await open(this.path, options.from > 0 ? "a" : "w");
    try {
      for await (const chunk of response.body) {
        await file.writeFile(chunk as Buffer);
        at += (chunk as Buffer).length;
        options.onBytes(at, totalBytes);
        if (at >= end) break;
      }
    } catch (error) {
      if (this.context.signal.aborted) throw error;
      if ((error as NodeJS.ErrnoException).code === "ENOSPC") {
        throw new IngestError(`The disk of ${this.context.cache.folder} is full. Make room, and run again.`);
      }
      const why = `the archive stopped coming at ${formatMegabytes(at)} of ${formatMegabytes(totalBytes)}`;
      throw new TransientError(why, { madeProgress: at > options.from });
    } finally {
      await file.close();
    }
    if (at < end) {
      const why = `the archive ended at ${formatMegabytes(at)} of ${formatMegabytes(totalBytes)}`;
      throw new TransientError(why, { madeProgress: at > options.from });
    }
    if (at > totalBytes) {
      await this.remove();
      throw new TransientError("the archive is longer than announced");
    }
    return version;
  }

  private async readSize(): Promise<number> {
    return (await stat(this.path).catch(() => null))?.size ?? 0;
  }

  private async readVersion(url: URL): Promise<ArchiveVersion | null> {
    try {
      const version = partSchema.parse(JSON.parse(await readRegularText(this.versionPath, versionBytesMax)));
      return version.url === url.href ? version : null;
    } catch {
      return null;
    }
  }
}

/** An address and what its server calls the version. */
const versionBytesMax = 64 * 1024;

const identity = { "accept-encoding": "identity" } as const;

/** What a range is asked with: a strong ETag, else the time of change. Null: a part cannot be told from another version's. */
function getRangeMark({ etag, lastModified }: Validators): string | null {
  return etag !== null && !etag.startsWith("W/") ? etag : lastModified;
}

function isSameVersion(known: Validators, given: Validators): boolean {
  return given.etag === null || known.etag === null
    ? given.lastModified === null || given.lastModified === known.lastModified
    : given.etag === known.etag;
}

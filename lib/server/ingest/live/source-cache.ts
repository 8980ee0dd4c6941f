import "server-only";
import { appendFileSync, mkdirSync, rmSync, statSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { Day } from "#lib/fact/filed/entry";
import { readGzipMark } from "#lib/server/ingest/read/gzip-mark";
import { readRegularTextSync } from "#lib/server/read-file";
import { removeDrafts, replaceFile, replaceFileSync } from "#lib/server/replace-file";
import type { Validators } from "./polite-client";

const entrySchema = z.object({
  path: z.string(),
  /** Where it was fetched; validators mean nothing to another server. */
  url: z.string(),
  etag: z.string().nullable(),
  lastModified: z.string().nullable(),
  fetchedAtMs: z.number(),
  /** Bytes of the file; null when the source has no such file. */
  bytes: z.int().nullable(),
  /** The first day on which something may have been filed that the file lacks; null for files without filings. */
  openFrom: z.int().nullable(),
});

/** What is known of a file of the cache: where it came from, which version it is, up to when it is complete. */
export type CacheEntry = z.infer<typeof entrySchema>;

const journalName = ".fetched.jsonl";

/**
 * The folder in which fetched files are kept, in the layout that an ingest of a folder recognises, and a journal of
 * what they are. A file is written whole beside its place, renamed, and then noted, so a run that is killed leaves
 * nothing half and forgets at most the file it was about to note. Names that begin with a dot are not sources.
 */
export class SourceCache {
  private constructor(
    readonly folder: string,
    private readonly entries: Map<string, CacheEntry>,
  ) {}

  /** Opens the folder, making it. Drafts of a killed run are removed, and the journal is written anew without repeats. */
  static async open(folder: string): Promise<SourceCache> {
    for (const part of ["companyfacts", "submissions", "holdings", "registry", "rates"]) {
      await mkdir(join(folder, part), { recursive: true });
      // One run at a time fills the folder.
      await removeDrafts(join(folder, part), 0);
    }
    const entries = readJournal(join(folder, journalName));
    const cache = new SourceCache(folder, entries);
    cache.compact();
    return cache;
  }

  /** What is known of a file. Undefined when it was never fetched, or is not as it was written. */
  find(path: string): CacheEntry | undefined {
    const entry = this.entries.get(path);
    if (entry === undefined || entry.bytes === null) return entry;
    const stats = statSync(join(this.folder, path), { throwIfNoEntry: false });
    return stats?.size === entry.bytes ? entry : undefined;
  }

  /** The validators of a file, when it came from this address. */
  getValidators(path: string, url: URL): Validators | undefined {
    const entry = this.find(path);
    return entry?.url === url.href && entry.bytes !== null ? entry : undefined;
  }

  /**
   * Writes a file and notes it. A gzipped file with the same content stays as it is, so that it counts as unchanged, and
   * false is returned.
   */
  async store(path: string, bytes: Buffer, about: Omit<CacheEntry, "path" | "bytes">): Promise<boolean> {
    const target = join(this.folder, path);
    const isSame = path.endsWith(".gz") && readGzipMark(target) === readGzipMark(bytes);
    if (!isSame) {
      await replaceFile(target, bytes, { flush: "content" });
    }
    this.note({ ...about, path, bytes: statSync(target).size });
    return !isSame;
  }

  /** Notes something new about a file that is there, or that the source has none. */
  note(entry: CacheEntry): void {
    this.entries.set(entry.path, entry);
    appendFileSync(join(this.folder, journalName), `${JSON.stringify(entry)}\n`);
  }

  /** Removes a file and what is known of it. */
  remove(path: string): void {
    rmSync(join(this.folder, path), { force: true });
    this.entries.delete(path);
    this.compact();
  }

  /** Writes the journal anew: one line a file. */
  compact(): void {
    mkdirSync(this.folder, { recursive: true });
    const lines = [...this.entries.values()].map((entry) => `${JSON.stringify(entry)}\n`);
    replaceFileSync(join(this.folder, journalName), lines.join(""));
  }
}

/** Some 200 bytes a file, and a line for each time that one is asked for between two runs. */
const journalBytesMax = 256 * 1024 * 1024;

/** The newest line of each file. A line that was cut when a run was killed is forgotten. */
function readJournal(path: string): Map<string, CacheEntry> {
  const entries = new Map<string, CacheEntry>();
  let text: string;
  try {
    text = readRegularTextSync(path, journalBytesMax);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return entries;
    throw error;
  }
  for (const line of text.split("\n")) {
    const entry = readEntry(line);
    if (entry !== null) entries.set(entry.path, entry);
  }
  return entries;
}

function readEntry(line: string): CacheEntry | null {
  try {
    return entrySchema.parse(JSON.parse(line));
  } catch {
    return null;
  }
}

/** A day on which EDGAR counts what is filed: that of New York. Five hours behind, so never too late a day. */
export function getEdgarDay(atMs: number): Day {
  return Math.floor((atMs - 5 * 3_600_000) / 86_400_000);
}

import "server-only";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import type { Day } from "#lib/fact/filed/entry";
import type { Progress } from "#lib/server/ingest/progress";
import type { RunIssue } from "#lib/server/ingest/run-issues";
import { type DateOrder, getToday } from "#lib/source/date-text";
import type { LiveAddresses } from "./live-address";
import type { PoliteClient } from "./polite-client";
import type { Politeness } from "./politeness";
import type { SourceCache } from "./source-cache";

const gzipAsync = promisify(gzip);

/** What the steps of a fetch share. */
export interface FetchContext {
  readonly client: PoliteClient;
  readonly cache: SourceCache;
  readonly addresses: LiveAddresses;
  readonly politeness: Politeness;
  readonly progress: Progress;
  readonly signal: AbortSignal;
  /** What the user says of dates that no other date of their file settles; null: nothing. */
  readonly dateOrder: DateOrder | null;
  /** What was left out, with the reason. */
  readonly issues: RunIssue[];
}

/** How the dates of a source are read: by the same clock as everything else of the run. */
export function getDateRules({ politeness, dateOrder }: Pick<FetchContext, "politeness" | "dateOrder">) {
  return { today: getToday(politeness.now()), dateOrder };
}

/** What became of a file. */
export type FetchOutcome = "fetched" | "unchanged" | "absent";

/**
 * Brings a file of the cache up to date: asks with what is known of it, and keeps what comes only when it is whole.
 * Files whose name ends with `.gz` are kept packed.
 */
export async function fetchFile(
  { client, cache, politeness }: FetchContext,
  file: {
    readonly path: string;
    readonly url: URL;
    readonly maxBytes: number;
    /** See CacheEntry. Null for files without filings. */
    readonly openFrom: Day | null;
    readonly check?: (content: Buffer) => string | null;
  },
): Promise<FetchOutcome> {
  const { path, url, openFrom } = file;
  const answer = await client.get(url, {
    maxBytes: file.maxBytes,
    check: file.check,
    validators: cache.getValidators(path, url),
  });
  const about = { url: url.href, fetchedAtMs: politeness.now(), openFrom };
  if (answer.kind === "fetched") {
    const { content, gzipped, etag, lastModified } = answer;
    const bytes = path.endsWith(".gz") ? (gzipped ?? (await gzipAsync(content))) : content;
    // A host without validators, as data.sec.gov is, sends what has not changed as well.
    return (await cache.store(path, bytes, { ...about, etag, lastModified })) ? "fetched" : "unchanged";
  }
  // A file that the source has no longer stays here as it was.
  const none = { path, etag: null, lastModified: null, bytes: null };
  cache.note({ ...(cache.find(path) ?? none), ...about });
  return answer.kind;
}

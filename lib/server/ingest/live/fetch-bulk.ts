import "server-only";
import type { Day } from "#lib/fact/filed/entry";
import { IngestError } from "#lib/server/ingest/ingest-error";
import { formatMegabytes, maxCompanyBytes } from "#lib/server/ingest/read/read-source";
import { openZip } from "#lib/server/ingest/read/read-zip";
import { readCik } from "#lib/source/csv";
import { ArchiveFile, type ArchiveVersion } from "./download-archive";
import type { FetchCounts } from "./fetch-companies";
import type { FetchContext } from "./fetch-context";
import { FetchStoppedError } from "./fetch-error";
import { nameCompanyFacts } from "./file-name";
import { getEdgarDay } from "./source-cache";

/** Room that a company's file takes on the disk, packed; generous. */
const companyBytesOnDisk = 500_000;

/**
 * Downloads EDGAR's archive of all companyfacts and takes the wanted companies out of it, each as the file that a
 * request for it would have given. The archive is removed afterwards. A company that is not in it has no figures there.
 */
export async function fetchBulk(context: FetchContext, ciks: readonly number[]): Promise<FetchCounts> {
  const archive = new ArchiveFile(context);
  const expected = await archive.ask();
  if (expected !== null) await archive.requireRoom(expected, ciks.length * companyBytesOnDisk);
  const version = await download(context, archive);
  const counts = await extract(context, archive, version, ciks);
  await archive.remove();
  return counts;
}

async function download({ progress }: FetchContext, archive: ArchiveFile): Promise<ArchiveVersion> {
  let shownMegabytes = 0;
  let shownTotal = -1;
  const version = await archive.download((bytes, total) => {
    const megabytes = Math.floor(bytes / 1e6);
    if (total !== shownTotal || megabytes < shownMegabytes) {
      progress.start("Fetching companyfacts.zip", Math.max(1, Math.ceil(total / 1e6)), "MB");
      shownTotal = total;
      shownMegabytes = 0;
    }
    progress.advance(megabytes - shownMegabytes);
    shownMegabytes = megabytes;
  });
  progress.finish();
  return version;
}

async function extract(
  context: FetchContext,
  archive: ArchiveFile,
  version: ArchiveVersion,
  ciks: readonly number[],
): Promise<FetchCounts> {
  const { cache, politeness, progress, issues, addresses } = context;
  const counts: FetchCounts = { fetched: 0, unchanged: 0, absent: 0, failed: 0 };
  const wanted = new Set(ciks);
  const opened = await openZip(archive.path, (name) => isWanted(name, wanted), maxCompanyBytes);
  if (!opened.ok) {
    await archive.remove();
    throw new IngestError(
      `companyfacts.zip came whole (${formatMegabytes(version.totalBytes)}) and cannot be used: ${opened.error}. It was ` +
        "removed. Run the same command again, or with --per-company.",
    );
  }
  const openFrom = getArchiveDay(version, politeness.now());
  progress.start("Taking companies out of it", ciks.length);
  try {
    for (const member of opened.value.members) {
      if (context.signal.aborted) throw new FetchStoppedError();
      const cik = readMemberCik(member.name);
      if (cik === null || !wanted.delete(cik)) continue;
      const bytes = await member.readGzip();
      const path = nameCompanyFacts(cik);
      if (bytes.ok) {
        const about = { etag: null, lastModified: null, fetchedAtMs: politeness.now(), openFrom };
        await cache.store(path, bytes.value, { ...about, url: addresses.companyFactsArchive.href });
        counts.fetched += 1;
      } else {
        counts.failed += 1;
        issues.push({ scope: "company", subject: `CIK ${cik}`, place: "companyfacts.zip", why: bytes.error });
      }
      progress.advance();
    }
  } finally {
    opened.value.close();
  }
  for (const cik of wanted) {
    const path = nameCompanyFacts(cik);
    const none = { path, url: addresses.companyFactsArchive.href, etag: null, lastModified: null, bytes: null };
    cache.note({ ...(cache.find(path) ?? none), fetchedAtMs: politeness.now(), openFrom });
    counts.absent += 1;
    progress.advance();
  }
  progress.finish();
  return counts;
}

const memberName = /^CIK(\d{10})\.json$/;

function readMemberCik(name: string): number | null {
  const digits = memberName.exec(name)?.[1];
  return digits === undefined ? null : readCik(digits);
}

function isWanted(name: string, wanted: ReadonlySet<number>): boolean {
  const cik = readMemberCik(name);
  return cik !== null && wanted.has(cik);
}

/** The archive is put together in the night before it appears, so the day before it counts as not complete. */
function getArchiveDay({ lastModified }: ArchiveVersion, nowMs: number): Day {
  const atMs = lastModified === null ? Number.NaN : Date.parse(lastModified);
  if (Number.isNaN(atMs)) return getEdgarDay(nowMs) - unknownAgeDays;
  return Math.min(getEdgarDay(atMs), getEdgarDay(nowMs)) - 1;
}

/** Without a date, it may be this old. */
const unknownAgeDays = 7;

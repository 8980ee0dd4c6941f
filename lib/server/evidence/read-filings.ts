import "server-only";
import { type FiledByCik, keepFirstReported } from "#lib/evidence/past/compare-origins";
import type { EvidenceCompany } from "#lib/evidence/store/company";
import type { FactEntry } from "#lib/fact/filed/entry";
import { parseCompany } from "#lib/server/ingest/parse/parse-company";
import type { Progress } from "#lib/server/ingest/progress";
import { openZip } from "#lib/server/ingest/read/read-zip";
import { EvidenceStoreError } from "./read-store";

/** The largest filers have some 10 MB. */
const memberBytesMax = 100_000_000;

/**
 * Reads what companies of the store filed from EDGAR's archive of companyfacts, as it was first reported. A member that
 * cannot be read is left out. Throws EvidenceStoreError when the archive is none.
 */
export async function readFilings(
  path: string,
  companies: readonly EvidenceCompany[],
  progress: Progress,
): Promise<FiledByCik> {
  const cikByName = new Map(companies.map(({ cik }) => [`CIK${String(cik).padStart(10, "0")}.json`, cik]));
  const archive = await openZip(path, (name) => cikByName.has(name), memberBytesMax);
  if (!archive.ok) throw new EvidenceStoreError(`${path} cannot be read: ${archive.error}`);
  const filedByCik = new Map<number, readonly FactEntry[]>();
  progress.start("Filings", archive.value.members.length, "companies");
  try {
    for (const member of archive.value.members) {
      const bytes = await member.read();
      const parsed = bytes.ok ? parseCompany(member.name, bytes.value, undefined) : bytes;
      if (parsed.ok) filedByCik.set(parsed.value.cik, keepFirstReported(parsed.value.entries));
      progress.advance();
    }
  } finally {
    archive.value.close();
    progress.finish();
  }
  return filedByCik;
}

import "server-only";
import { basename } from "node:path";
import type { FactEntry } from "../../fact/entry";
import { parseCompanyFacts } from "../../source/company-facts";
import { decodeText } from "../../source/decode-text";
import { formatSourceError } from "../../source/source-error";
import type { CompanyFile } from "./company-files";
import { FactWriter, type StoredFacts, unchangedNote } from "./fact-writer";
import type { Progress } from "./progress";
import { computeReadMark, getMarkKey } from "./read-mark";
import type { IssueLog } from "./run-issues";
import type { CompanyIds, RunContext } from "./store-reference";

/**
 * Stores the filings of every company that a holdings file lists, reading one file at a time. A file that cannot be
 * read is skipped and named; the company then keeps what the database has.
 */
export async function storeFilings(
  context: RunContext,
  files: readonly CompanyFile[],
  companyIds: CompanyIds,
  issues: IssueLog,
  progress: Progress,
): Promise<StoredFacts> {
  const wanted = files.filter(({ cik }) => cik === null || companyIds.has(`cik ${cik}`));
  noteStrangers(files.length - wanted.length, issues);
  if (wanted.length === 0) return { companyCount: 0, received: 0, stored: 0, sources: [] };
  // All companyfacts together count as one source, however many archives and files they come in.
  const source = { name: "companyfacts", kind: "companyfacts", asOfDay: null, recordCount: wanted.length };
  const mark = computeReadMark(wanted.map(({ name, fingerprint }) => `${basename(name)} ${fingerprint}`));
  if (context.marks.get(getMarkKey(source.kind, source.name)) === mark) {
    progress.print(`  Filings of ${wanted.length} companies are ${unchangedNote}`);
    const unchanged = { ...source, note: unchangedNote, fingerprint: mark };
    return { companyCount: wanted.length, received: 0, stored: 0, sources: [unchanged] };
  }
  const writer = new FactWriter(context, context.sample ? "sample" : "edgar");
  const seen = new Set<number>();
  let skippedCount = 0;
  progress.start("Storing filings", wanted.length);
  for (const file of wanted) {
    const company = await readCompany(file, companyIds, seen);
    if (typeof company === "string") {
      skippedCount += 1;
      issues.add({ scope: "company", subject: file.name, place: file.name, why: company });
    } else {
      seen.add(company.cik);
      await writer.add(company.companyId, company.entries);
    }
    progress.advance();
  }
  await writer.flush();
  progress.finish();
  // What could not be read is tried, and named, again.
  const fingerprint = skippedCount === 0 ? { fingerprint: mark } : {};
  return { companyCount: seen.size, ...writer.total, sources: [{ ...source, note: null, ...fingerprint }] };
}

function noteStrangers(count: number, issues: IssueLog): void {
  if (count === 0) return;
  const why = "they are of companies that no holdings file lists";
  issues.add({ scope: "file", subject: `${count} companyfacts files`, place: null, why });
}

interface ReadCompany {
  readonly cik: number;
  readonly companyId: number;
  readonly entries: readonly FactEntry[];
}

/** The company's figures, or why the file is not used. */
async function readCompany(
  file: CompanyFile,
  companyIds: CompanyIds,
  seen: ReadonlySet<number>,
): Promise<ReadCompany | string> {
  const bytes = await file.read();
  if (!bytes.ok) return bytes.error.message;
  const text = decodeText(bytes.value);
  if (!text.ok) return text.error.message;
  const parsed = parseCompanyFacts(text.value);
  if (!parsed.ok) return formatSourceError(file.name, parsed.error);
  const { cik, entries } = parsed.value;
  if (file.cik !== null && cik !== file.cik) return `its name says CIK ${file.cik} and its content CIK ${cik}`;
  const companyId = companyIds.get(`cik ${cik}`);
  if (companyId === undefined) return "no holdings file lists the company";
  if (seen.has(cik)) return `CIK ${cik} was read from another file already`;
  return { cik, companyId, entries };
}

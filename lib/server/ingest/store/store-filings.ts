import "server-only";
import { basename } from "node:path";
import type { Day } from "#lib/fact/filed/entry";
import { readFilingsMarks } from "#lib/server/db/repository/filings-mark";
import { type CompanyParser, parseHere, startCompanyParser } from "#lib/server/ingest/parse/company-parser";
import type { ParsedCompany } from "#lib/server/ingest/parse/parse-company";
import type { Progress } from "#lib/server/ingest/progress";
import type { CompanyFile } from "#lib/server/ingest/read/company-files";
import { readAhead } from "#lib/server/ingest/read/read-ahead";
import type { IssueLog } from "#lib/server/ingest/run-issues";
import { formatCountOf } from "#lib/util/number-text";
import { fail, type Result } from "#lib/util/result";
import { FactWriter, type StoredFacts, unchangedNote } from "./fact-writer";
import { computeReadMark } from "./read-mark";
import type { CompanyIds, RunContext } from "./store-reference";

/** Files that are read while others are stored: as many as one lot of figures for the database comes from, and again. */
export const filesAhead = 12;
/** A thread takes half a second to start. */
const filesForThread = 60;

/**
 * Stores the filings of every company that a holdings file lists, reading a few files ahead. A file that has not changed
 * is not read again. A file that cannot be read is skipped and named, each time; the company then keeps what the
 * database has.
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
  const unchanged = await listUnchanged(context, wanted, companyIds);
  const seen = new Set([...unchanged].flatMap(({ cik }) => cik ?? []));
  if (unchanged.size > 0)
    progress.print(`  Filings of ${formatCountOf(unchanged.size, "company is", "companies are")} ${unchangedNote}`);
  const changed = wanted.filter((file) => !unchanged.has(file));
  if (changed.length === 0) {
    return { companyCount: seen.size, received: 0, stored: 0, sources: [{ ...source, note: unchangedNote }] };
  }
  const writer = new FactWriter(context, context.sample ? "sample" : "edgar");
  progress.start("Storing filings", changed.length);
  const parser = changed.length < filesForThread ? parseHere : startCompanyParser();
  try {
    const read = (file: CompanyFile) => readCompany(file, parser, context.today);
    for await (const { item: file, output } of readAhead(changed, filesAhead, read)) {
      const company = output.ok ? matchCompany(file, output.value, companyIds, seen) : output.error;
      if (typeof company === "string") {
        issues.add({ scope: "company", subject: file.name, place: file.name, why: company });
      } else {
        const { cik, companyId, entries, later } = company;
        seen.add(cik);
        if (later !== null) issues.addLater(file.name, later.first, later.count, "figure");
        // What is left out today may count on a later day, so that such a file is read again.
        await writer.add(companyId, entries, later === null ? markFile(file) : undefined);
      }
      progress.advance();
    }
  } finally {
    await parser.close();
  }
  await writer.flush();
  progress.finish();
  const note =
    unchanged.size === 0 ? null : `${formatCountOf(unchanged.size, "file is", "files are")} ${unchangedNote}`;
  return { companyCount: seen.size, ...writer.total, sources: [{ ...source, note }] };
}

function markFile({ name, fingerprint }: CompanyFile): string {
  return computeReadMark([`${basename(name)} ${fingerprint}`]);
}

/** The files whose content is what their company's figures were read from last; of several of a company the first. */
async function listUnchanged(
  { database }: RunContext,
  files: readonly CompanyFile[],
  companyIds: CompanyIds,
): Promise<ReadonlySet<CompanyFile>> {
  const fileByCompany = new Map<number, CompanyFile>();
  for (const file of files) {
    const companyId = file.cik === null ? undefined : companyIds.get(`cik ${file.cik}`);
    if (companyId !== undefined && !fileByCompany.has(companyId)) fileByCompany.set(companyId, file);
  }
  const marks = await readFilingsMarks(database, [...fileByCompany.keys()]);
  const unchanged = [...fileByCompany].filter(([companyId, file]) => marks.get(companyId) === markFile(file));
  return new Set(unchanged.map(([, file]) => file));
}

function noteStrangers(count: number, issues: IssueLog): void {
  if (count === 0) return;
  const why = "they are of companies that no holdings file lists";
  issues.add({ scope: "file", subject: formatCountOf(count, "companyfacts file"), place: null, why });
}

async function readCompany(
  file: CompanyFile,
  parser: CompanyParser,
  today: Day | undefined,
): Promise<Result<ParsedCompany, string>> {
  const bytes = await file.read();
  return bytes.ok ? parser.parse(file.name, bytes.value, today) : fail(bytes.error.message);
}

/** The company's figures with its key in the database, or why the file is not used. */
function matchCompany(
  file: CompanyFile,
  { cik, entries, later }: ParsedCompany,
  companyIds: CompanyIds,
  seen: ReadonlySet<number>,
) {
  if (file.cik !== null && cik !== file.cik) return `its name says CIK ${file.cik} and its content CIK ${cik}`;
  const companyId = companyIds.get(`cik ${cik}`);
  if (companyId === undefined) return "no holdings file lists the company";
  if (seen.has(cik)) return `CIK ${cik} was read from another file already`;
  return { cik, companyId, entries, later };
}

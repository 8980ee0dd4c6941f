import "server-only";
import type { FactEntry } from "../../fact/entry";
import { parseCompanyFacts } from "../../source/company-facts";
import { decodeText } from "../../source/decode-text";
import { formatSourceError } from "../../source/source-error";
import { type AppendedFacts, appendFacts, type CompanyFactEntries, type FilingSource } from "../db/fact-repository";
import type { CompanyDirectory } from "./company-directory";
import type { CompanyFile } from "./company-files";
import type { Progress } from "./progress";
import type { ReadSources } from "./read-sources";
import type { IssueLog } from "./run-issues";
import type { CompanyIds, RunContext } from "./store-reference";

/** What the storing of facts did, in counts. */
export interface StoredFacts {
  readonly companyCount: number;
  readonly received: number;
  readonly stored: number;
}

/** Entries that are collected before they are handed to the database, which stores about as many at once. */
const entriesPerLot = 20_000;

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
  const strangerCount = files.length - wanted.length;
  if (strangerCount > 0) {
    issues.add({
      scope: "file",
      subject: `${strangerCount} companyfacts files`,
      place: null,
      why: "they are of companies that no holdings file lists",
    });
  }
  const writer = new FactWriter(context, context.sample ? "sample" : "edgar");
  const seen = new Set<number>();
  progress.start("Storing filings", wanted.length);
  for (const file of wanted) {
    const skip = (why: string) => issues.add({ scope: "company", subject: file.name, place: file.name, why });
    const company = await readCompany(file);
    if (typeof company === "string") skip(company);
    else {
      const companyId = companyIds.get(`cik ${company.cik}`);
      if (companyId === undefined) skip("no holdings file lists the company");
      else if (seen.has(company.cik)) skip(`CIK ${company.cik} was read from another file already`);
      else if (company.entries.length === 0) skip("it holds no figure of a known fact");
      else {
        seen.add(company.cik);
        await writer.add(companyId, company.entries);
      }
    }
    progress.advance();
  }
  await writer.flush();
  progress.finish();
  return { companyCount: seen.size, ...writer.total };
}

async function readCompany(file: CompanyFile): Promise<{ cik: number; entries: readonly FactEntry[] } | string> {
  const bytes = await file.read();
  if (!bytes.ok) return bytes.error.message;
  const text = decodeText(bytes.value);
  if (!text.ok) return text.error.message;
  const parsed = parseCompanyFacts(text.value);
  if (!parsed.ok) return formatSourceError(file.name, parsed.error);
  if (file.cik !== null && parsed.value.cik !== file.cik) {
    return `its name says CIK ${file.cik} and its content CIK ${parsed.value.cik}`;
  }
  return parsed.value;
}

/**
 * Stores the figures of fundamentals files. They are kept beside filings, never mixed with them: which of the two a
 * company is judged by is chosen when columns are built.
 */
export async function storeSecondHand(
  context: RunContext,
  sources: ReadSources,
  directory: CompanyDirectory,
  companyIds: CompanyIds,
  issues: IssueLog,
  progress: Progress,
): Promise<StoredFacts> {
  const writer = new FactWriter(context, "csv");
  const seen = new Set<number>();
  const companyCount = sources.fundamentals.reduce((sum, { fundamentals }) => sum + fundamentals.companies.length, 0);
  progress.start("Storing second-hand figures", companyCount);
  for (const { name, fundamentals } of sources.fundamentals.splice(0)) {
    for (const { cik, ticker, entries } of fundamentals.companies) {
      const found = findCompanyId(cik, ticker, directory, companyIds);
      if (typeof found === "string") {
        issues.add({ scope: "company", subject: ticker ?? `CIK ${cik}`, place: name, why: found });
      } else if (entries.length > 0) {
        seen.add(found);
        await writer.add(found, entries);
      }
      progress.advance();
    }
  }
  await writer.flush();
  progress.finish();
  return { companyCount: seen.size, ...writer.total };
}

/** The company's id, or why the figures are not used. */
function findCompanyId(
  cik: number | null,
  ticker: string | null,
  directory: CompanyDirectory,
  companyIds: CompanyIds,
): number | string {
  const entry = ticker === null ? undefined : directory.find(ticker);
  if (entry && !entry.isSecondHand && cik !== null && entry.cik !== cik) {
    const other = directory.getName(cik);
    return `the file says CIK ${cik}${other === undefined ? "" : ` (${other})`}, but EDGAR's ${entry.ticker} is CIK ${entry.cik}`;
  }
  const ownCik = cik ?? entry?.cik;
  const id = ownCik === undefined ? companyIds.get(`ticker ${ticker}`) : companyIds.get(`cik ${ownCik}`);
  return id ?? "no holdings file lists the company";
}

/** Hands entries to the database in lots, and says now and then that the run goes on. */
class FactWriter {
  private lot: CompanyFactEntries[] = [];
  private lotSize = 0;
  private received = 0;
  private stored = 0;

  constructor(
    private readonly context: RunContext,
    private readonly source: FilingSource,
  ) {}

  get total(): { readonly received: number; readonly stored: number } {
    return { received: this.received, stored: this.stored };
  }

  async add(companyId: number, entries: readonly FactEntry[]): Promise<void> {
    this.lot.push({ companyId, source: this.source, entries });
    this.lotSize += entries.length;
    if (this.lotSize >= entriesPerLot) await this.flush();
  }

  async flush(): Promise<void> {
    if (this.lot.length === 0) return;
    const lot = this.lot;
    this.lot = [];
    this.lotSize = 0;
    const done: AppendedFacts = await appendFacts(this.context.database, this.context.runId, lot);
    this.received += done.received;
    this.stored += done.stored;
    await this.context.beat();
  }
}

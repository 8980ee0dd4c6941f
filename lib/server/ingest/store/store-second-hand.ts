import "server-only";
import type { CompanyFactEntries } from "#lib/server/db/repository/fact";
import type { CompanyDirectory } from "#lib/server/ingest/match/company-directory";
import type { Progress } from "#lib/server/ingest/progress";
import {
  describeFundamentals,
  type ReadFundamentals,
  type ReadSource,
  type ReadSources,
} from "#lib/server/ingest/read/read-sources";
import type { IssueLog } from "#lib/server/ingest/run-issues";
import { formatCountOf } from "#lib/util/number-text";
import { FactWriter, type StoredFacts, unchangedNote } from "./fact-writer";
import { computeReadMark, getMarkKey } from "./read-mark";
import type { CompanyIds, RunContext } from "./store-reference";

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
  const parts: StoredFacts[] = [];
  for (const file of sources.fundamentals.splice(0)) {
    const known = findCompanies(file, directory, companyIds, issues);
    parts.push(await storeFile(context, file, known, progress));
  }
  const sum = (pick: (part: StoredFacts) => number) => parts.reduce((total, part) => total + pick(part), 0);
  return {
    companyCount: sum(({ companyCount }) => companyCount),
    received: sum(({ received }) => received),
    stored: sum(({ stored }) => stored),
    sources: parts.flatMap((part) => part.sources),
  };
}

async function storeFile(
  context: RunContext,
  { name, textHash, fundamentals }: ReadFundamentals,
  known: readonly CompanyFactEntries[],
  progress: Progress,
): Promise<StoredFacts> {
  const fingerprint = computeReadMark([textHash, ...known.map(({ companyId }) => String(companyId))]);
  const source: ReadSource = {
    name,
    kind: "fundamentals",
    asOfDay: null,
    recordCount: fundamentals.rowCount,
    note: describeFundamentals(fundamentals),
    // Rows that are left out today may count on a later day, so that such a file is read again.
    ...(fundamentals.laterCount === 0 ? { fingerprint } : {}),
  };
  if (context.marks.get(getMarkKey(source.kind, name)) === fingerprint) {
    progress.print(
      `  Figures of ${formatCountOf(known.length, "company", "companies")} in ${name} are ${unchangedNote}`,
    );
    return { companyCount: known.length, received: 0, stored: 0, sources: [{ ...source, note: unchangedNote }] };
  }
  const writer = new FactWriter(context, "csv");
  progress.start("Storing second-hand figures", known.length);
  for (const { companyId, entries } of known) {
    await writer.add(companyId, entries);
    progress.advance();
  }
  await writer.flush();
  progress.finish();
  return { companyCount: known.length, ...writer.total, sources: [source] };
}

function findCompanies(
  { name, fundamentals }: ReadFundamentals,
  directory: CompanyDirectory,
  companyIds: CompanyIds,
  issues: IssueLog,
): readonly CompanyFactEntries[] {
  const known: CompanyFactEntries[] = [];
  for (const { cik, ticker, entries } of fundamentals.companies) {
    const companyId = findCompanyId(cik, ticker, directory, companyIds);
    if (typeof companyId === "number") known.push({ companyId, source: "csv", entries });
    else issues.add({ scope: "company", subject: ticker ?? `CIK ${cik}`, place: name, why: companyId });
  }
  return known;
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
    const named = other === undefined ? "" : ` (${other})`;
    return `the file says CIK ${cik}${named}, but EDGAR's ${entry.ticker} is CIK ${entry.cik}`;
  }
  const ownCik = cik ?? entry?.cik;
  const id = companyIds.get(ownCik === undefined ? `ticker ${ticker}` : `cik ${ownCik}`);
  return id ?? "no holdings file lists the company";
}

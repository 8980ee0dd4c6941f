import "server-only";
import type { ReadHoldings } from "#lib/server/ingest/read/read-sources";
import type { IssueLog } from "#lib/server/ingest/run-issues";
import type { FundConstituent } from "#lib/source/holdings-csv";
import type { CompanyDirectory } from "./company-directory";
import { getTellingName, isSameName } from "./is-same-name";

/** A company that some holdings file lists. Known by its CIK, or by its ticker where it has none. */
export interface MatchedCompany {
  readonly key: string;
  readonly cik: number | null;
  readonly name: string;
  readonly sic: number | null;
  readonly fiscalYearEnd: string | null;
  readonly securities: readonly { readonly ticker: string; readonly exchange: string | null }[];
}

export interface MatchedConstituents {
  readonly companies: readonly MatchedCompany[];
  /** The key of the company of each constituent, file by file; null where it is not known who it is. */
  readonly keys: ReadonlyMap<ReadHoldings, readonly (string | null)[]>;
}

/**
 * Says which company each line of each holdings file is. The ticker map is of today, so a ticker of an older file may
 * have gone to another company since (RNA was Avidity until 2025 and is Atrium now): where the name in an older file
 * has nothing in common with today's or an earlier one of the company, the line stays without a company rather than
 * with a wrong one. A ticker that today's map does not have may have been changed since (BIGC became CMRC): where the
 * same fund lists the same name later under another ticker, it is the same company.
 */
export function matchConstituents(
  files: readonly ReadHoldings[],
  directory: CompanyDirectory,
  issues: IssueLog,
): MatchedConstituents {
  const companies = new Map<string, MatchedCompany>();
  const keys = new Map<ReadHoldings, readonly (string | null)[]>();
  const newestFirst = [...files].sort((a, b) => b.holdings.asOf - a.holdings.asOf);
  // A fund spells some names in its own way (it translates BLX), and does so in every file.
  const listedNames = new Map<string, readonly string[]>();
  const newestDay = new Map<string, number>();
  for (const { indexId, holdings } of newestFirst) {
    if (!newestDay.has(indexId)) newestDay.set(indexId, holdings.asOf);
  }
  const seen = new Map<string, SeenLine[]>();
  for (const file of newestFirst) {
    const tickers = new Set(file.holdings.constituents.map(({ ticker }) => ticker));
    const findRenamed = (constituent: FundConstituent) => findLaterLine(seen, file.indexId, tickers, constituent);
    const isNewest = newestDay.get(file.indexId) === file.holdings.asOf;
    keys.set(
      file,
      file.holdings.constituents.map((constituent) => {
        const renamed = directory.find(constituent.ticker) ? undefined : findRenamed(constituent);
        const found = renamed
          ? withSecurity(companies, renamed.key, constituent)
          : findCompany(file, constituent, isNewest, directory, listedNames, issues);
        if (!found) return null;
        addCompany(companies, found);
        listedNames.set(found.key, [...(listedNames.get(found.key) ?? []), constituent.name]);
        return found.key;
      }),
    );
    const fileKeys = keys.get(file) ?? [];
    for (const [index, { ticker, name }] of file.holdings.constituents.entries()) {
      const key = fileKeys[index] ?? null;
      const telling = getTellingName(name);
      if (key === null || telling === "") continue;
      seen.set(telling, [...(seen.get(telling) ?? []), { indexId: file.indexId, ticker, key }]);
    }
  }
  return { companies: [...companies.values()].sort((a, b) => (a.key < b.key ? -1 : 1)), keys };
}

/** A line of a newer list whose company is known. */
interface SeenLine {
  readonly indexId: string;
  readonly ticker: string;
  readonly key: string;
}

/**
 * The line of a newer list of the same fund that has the name of a line under another ticker, one that the older list
 * does not have. Undefined where there is none, or where two companies have the name.
 */
function findLaterLine(
  seen: ReadonlyMap<string, readonly SeenLine[]>,
  indexId: string,
  olderTickers: ReadonlySet<string>,
  { ticker, name }: FundConstituent,
): SeenLine | undefined {
  const same = (seen.get(getTellingName(name)) ?? []).filter(
    (line) =>
      line.indexId === indexId &&
      line.ticker !== ticker &&
      line.key.startsWith("cik ") &&
      !olderTickers.has(line.ticker),
  );
  return same.every(({ key }) => key === same[0]?.key) ? same[0] : undefined;
}

function withSecurity(
  companies: ReadonlyMap<string, MatchedCompany>,
  key: string,
  { ticker, exchange }: FundConstituent,
): MatchedCompany | null {
  const there = companies.get(key);
  return there ? { ...there, securities: [{ ticker, exchange: exchange === "" ? null : exchange }] } : null;
}

function findCompany(
  file: ReadHoldings,
  constituent: FundConstituent,
  isNewest: boolean,
  directory: CompanyDirectory,
  listedNames: ReadonlyMap<string, readonly string[]>,
  issues: IssueLog,
): MatchedCompany | null {
  const { ticker, name, exchange } = constituent;
  const securities = [{ ticker, exchange: exchange === "" ? null : exchange }];
  const entry = directory.find(ticker);
  const key = entry ? `cik ${entry.cik}` : `ticker ${ticker}`;
  const formerNames = entry ? directory.getFormerNames(entry.cik) : [];
  const knownNames = [entry?.name ?? "", ...formerNames, ...(listedNames.get(key) ?? [])].filter(
    (known) => known !== "",
  );
  const isDoubtful = !isNewest || entry?.isSecondHand === true;
  if (isDoubtful && knownNames.length > 0 && !knownNames.some((known) => isSameName(known, name))) {
    issues.add({
      scope: "company",
      subject: ticker,
      place: `${file.name}, line ${constituent.line}`,
      why: isNewest
        ? `it is "${name}", but the only source of its CIK names that of "${knownNames[0]}"`
        : `it was "${name}" then and is "${knownNames[0]}" now; the ticker may have gone to another company`,
    });
    return null;
  }
  if (!entry) {
    return { key, cik: null, name, sic: null, fiscalYearEnd: null, securities };
  }
  const { cik } = entry;
  return {
    key,
    cik,
    name: directory.getName(cik) ?? name,
    sic: directory.getSic(cik),
    fiscalYearEnd: directory.getFiscalYearEnd(cik),
    securities,
  };
}

function addCompany(companies: Map<string, MatchedCompany>, found: MatchedCompany): void {
  const there = companies.get(found.key);
  if (!there) {
    companies.set(found.key, found);
    return;
  }
  const [security] = found.securities;
  if (!security || there.securities.some(({ ticker }) => ticker === security.ticker)) return;
  companies.set(found.key, { ...there, securities: [...there.securities, security] });
}

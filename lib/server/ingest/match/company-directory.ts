import "server-only";
import type { Submissions } from "#lib/source/submissions";
import { buildTickerMap, type TickerEntry } from "#lib/source/ticker-map";

/** A company as the sources of a folder know it. */
export interface DirectoryEntry {
  readonly cik: number;
  /** As EDGAR spells it; empty when only a fundamentals file names the company. */
  readonly name: string;
  /** EDGAR's spelling, `MOG-A`. */
  readonly ticker: string;
  /** True when only a fundamentals file says which company the ticker is. */
  readonly isSecondHand: boolean;
}

/** Finds the company behind a ticker. */
export interface CompanyDirectory {
  find(ticker: string): DirectoryEntry | undefined;
  getName(cik: number): string | undefined;
  /** What the company was called before, where its submissions file was loaded. */
  getFormerNames(cik: number): readonly string[];
  getSic(cik: number): number | null;
  getFiscalYearEnd(cik: number): string | null;
}

/**
 * Joins what the sources say of who a company is. Its own submissions file comes before EDGAR's ticker maps, and these
 * before a fundamentals file, which is second-hand and in places names the wrong company (BCPC with the CIK of
 * Brunswick, whose preferred shares trade as BC-PC).
 */
export function buildCompanyDirectory(input: {
  readonly tickers: readonly TickerEntry[];
  readonly submissions: readonly Submissions[];
  readonly sicByCik: ReadonlyMap<number, number>;
  readonly fileCompanies: readonly { readonly cik: number | null; readonly ticker: string | null }[];
}): CompanyDirectory {
  const own = input.submissions.flatMap(({ cik, name, tickers }) =>
    tickers.map((ticker) => ({ cik, name, ticker: ticker.toUpperCase(), exchange: "" })),
  );
  const listed = buildTickerMap([...own, ...input.tickers]);
  const secondHand = new Map<string, number>();
  for (const { cik, ticker } of input.fileCompanies) {
    if (cik !== null && ticker !== null) secondHand.set(ticker, cik);
  }
  const submissionsByCik = new Map(input.submissions.map((file) => [file.cik, file]));
  const nameByCik = new Map<number, string>();
  for (const { cik, name } of listed.entries) if (!nameByCik.has(cik) && name !== "") nameByCik.set(cik, name);
  return {
    find(ticker) {
      const entry = listed.find(ticker);
      if (entry) return { cik: entry.cik, name: entry.name, ticker: entry.ticker, isSecondHand: false };
      const cik = secondHand.get(ticker);
      return cik === undefined ? undefined : { cik, name: nameByCik.get(cik) ?? "", ticker, isSecondHand: true };
    },
    getName: (cik) => nameByCik.get(cik),
    getFormerNames: (cik) => submissionsByCik.get(cik)?.formerNames ?? [],
    getSic: (cik) => submissionsByCik.get(cik)?.sic ?? input.sicByCik.get(cik) ?? null,
    getFiscalYearEnd: (cik) => submissionsByCik.get(cik)?.fiscalYearEnd ?? null,
  };
}

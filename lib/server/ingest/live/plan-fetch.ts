import "server-only";
import { formatDay } from "#lib/fact/filed/day";
import type { Day } from "#lib/fact/filed/entry";
import type { CompanyTask } from "./fetch-companies";
import type { FetchContext } from "./fetch-context";
import { nameCompanyFacts, nameSubmissions } from "./file-name";
import { findFilers } from "./find-filers";
import { type CacheEntry, getEdgarDay } from "./source-cache";

/** What has to be fetched of companies. */
export interface FetchPlan {
  readonly companyFacts: readonly number[];
  readonly submissions: readonly number[];
  /** Companies that are here already and have filed something since; part of the lists above. */
  readonly filerCount: number;
  /** Companies that are here already and have filed nothing since. */
  readonly quietCount: number;
}

/** Reading more days of indexes than this takes longer than asking for each company anew. */
const indexDaysMax = 400;

interface CompanyFile extends CompanyTask {
  readonly entry: CacheEntry | undefined;
}

/**
 * Says which files are missing and which may be out of date. A company's files are complete up to the day before
 * `openFrom`; EDGAR's daily indexes say who has filed on the days from there to the last one that is indexed. Whoever
 * has not is noted as complete up to it, and asked for nothing.
 */
export async function planFetch(context: FetchContext, ciks: readonly number[]): Promise<FetchPlan> {
  const { cache, politeness, progress } = context;
  const today = getEdgarDay(politeness.now());
  const files = ciks.flatMap((cik): readonly CompanyFile[] => [
    { cik, what: "companyfacts", entry: cache.find(nameCompanyFacts(cik)) },
    { cik, what: "submissions", entry: cache.find(nameSubmissions(cik)) },
  ]);
  const isRecent = (openFrom: Day | null) => openFrom !== null && today - openFrom <= indexDaysMax;
  const recent = files.flatMap(({ entry }) => (entry && isRecent(entry.openFrom) ? [entry.openFrom ?? today] : []));
  const from = recent.reduce((oldest, day) => Math.min(oldest, day), today);
  const filers = recent.length === 0 ? null : await findFilers(context, from, today);
  if (recent.length > 0 && filers === null) {
    progress.print(
      `  EDGAR's lists of filings since ${formatDay(from)} are not all there, so each company is asked about.`,
    );
  }
  const isDue = ({ cik, entry }: CompanyFile): boolean => {
    if (entry === undefined || entry.openFrom === null || !isRecent(entry.openFrom) || filers === null) return true;
    return (filers.lastFiled.get(cik) ?? Number.NEGATIVE_INFINITY) >= entry.openFrom;
  };
  const due = files.filter(isDue);
  for (const { entry } of files.filter((file) => !isDue(file))) noteQuiet(context, entry, filers?.through ?? null);
  const list = (what: CompanyTask["what"]) => due.filter((file) => file.what === what).map(({ cik }) => cik);
  const known = files.filter(({ what, entry }) => what === "companyfacts" && entry !== undefined);
  const filerCount = known.filter(isDue).length;
  return {
    companyFacts: list("companyfacts"),
    submissions: list("submissions"),
    filerCount,
    quietCount: known.length - filerCount,
  };
}

function noteQuiet({ cache }: FetchContext, entry: CacheEntry | undefined, through: Day | null): void {
  if (entry === undefined || entry.openFrom === null || through === null || through < entry.openFrom) return;
  cache.note({ ...entry, openFrom: through + 1 });
}

import "server-only";
import { getDay } from "#lib/fact/filed/day";
import type { Day } from "#lib/fact/filed/entry";
import { mayBringFigures, parseFilingIndex, parseIndexListing } from "#lib/source/filing-index";
import type { SourceError } from "#lib/source/source-error";
import type { Result } from "#lib/util/result";
import type { FetchContext } from "./fetch-context";
import { UnavailableError } from "./fetch-error";

/** What EDGAR's daily indexes say since some day. */
export interface FilerIndex {
  /** The last day on which each company filed something that may bring figures. */
  readonly lastFiled: ReadonlyMap<number, Day>;
  /** The last day that is known; null when none is. Later filings may be missing. */
  readonly through: Day | null;
}

const maxIndexBytes = 128 * 1024 * 1024;

/**
 * Reads EDGAR's lists of what was filed from a day on. Null when a list that must be there is not: then it cannot be
 * told who has filed.
 */
export async function findFilers(context: FetchContext, from: Day, today: Day): Promise<FilerIndex | null> {
  const lastFiled = new Map<number, Day>();
  let through: Day | null = null;
  const files: { readonly day: Day; readonly url: URL }[] = [];
  for (const quarter of listQuarters(from, today)) {
    const listed = await listDays(context, quarter);
    // The folder of a quarter appears with its first day.
    if (listed === null && !quarter.isLast) return null;
    files.push(...(listed ?? []).filter(({ day }) => day >= from && day <= today));
  }
  if (files.length > 0) context.progress.start("Reading who has filed", files.length);
  for (const { day, url } of files) {
    const filings = await getParsed(context, url, "latin1", parseFilingIndex);
    if (filings === null) return null;
    for (const { cik, form } of filings) if (mayBringFigures(form)) lastFiled.set(cik, day);
    through = day;
    context.progress.advance();
  }
  context.progress.finish();
  return { lastFiled, through };
}

interface Quarter {
  readonly year: number;
  readonly quarter: number;
  readonly isLast: boolean;
}

function listQuarters(from: Day, to: Day): readonly Quarter[] {
  const quarters: Quarter[] = [];
  const [first, last] = [from, to].map((day) => {
    const date = new Date(day * 86_400_000);
    return date.getUTCFullYear() * 4 + Math.floor(date.getUTCMonth() / 3);
  });
  for (let at = first ?? 0; at <= (last ?? 0); at += 1) {
    quarters.push({ year: Math.floor(at / 4), quarter: (at % 4) + 1, isLast: at === last });
  }
  return quarters;
}

async function listDays(
  context: FetchContext,
  { year, quarter }: Quarter,
): Promise<readonly { readonly day: Day; readonly url: URL }[] | null> {
  const { addresses } = context;
  const url = addresses.getDailyIndex(year, quarter, "index.json");
  const listing = await getParsed(context, url, "utf8", parseIndexListing);
  const first = getDay(year, quarter * 3 - 2, 1) ?? 0;
  return (
    listing
      ?.filter(({ day }) => day >= first && day < first + daysOfQuarterMax)
      .map(({ day, name }) => ({ day, url: addresses.getDailyIndex(year, quarter, name) })) ?? null
  );
}

const daysOfQuarterMax = 93;

/** Null for a file that is not there or stays unusable. */
async function getParsed<Value>(
  { client }: FetchContext,
  url: URL,
  encoding: "utf8" | "latin1",
  parse: (text: string) => Result<Value, SourceError>,
): Promise<Value | null> {
  const check = (content: Buffer) => {
    const parsed = parse(content.toString(encoding));
    return parsed.ok ? null : parsed.error.message;
  };
  try {
    const answer = await client.get(url, { maxBytes: maxIndexBytes, check });
    if (answer.kind !== "fetched") return null;
    const parsed = parse(answer.content.toString(encoding));
    return parsed.ok ? parsed.value : null;
  } catch (error) {
    if (error instanceof UnavailableError) return null;
    throw error;
  }
}

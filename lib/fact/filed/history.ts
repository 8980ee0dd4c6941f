import { findFact, getReportedUnit } from "#lib/fact/definition/catalogue";
import type { Day, FactEntry } from "./entry";
import { findFirstEnding, sameDayMargin } from "./period";

/** Everything filed under one tag in the unit of its fact, sorted by end, start and filing date. */
export interface TagHistory {
  readonly tag: string;
  readonly entries: readonly FactEntry[];
}

/**
 * An entry in another unit than that of its fact (an amount in euro). It says that there is such a thing and when, and
 * never how much: the amount is left out, so that no rule can read or add it (F-23).
 */
export interface ForeignReport extends Pick<FactEntry, "tag" | "unit" | "start" | "end" | "form" | "filed"> {
  readonly isZero: boolean;
}

/** Everything that is known of one company, arranged for choosing figures at many dates. */
export interface FactHistory {
  readonly tagsByFact: ReadonlyMap<string, readonly TagHistory[]>;
  /** What was filed in another unit than that of the fact. */
  readonly foreignByFact: ReadonlyMap<string, readonly ForeignReport[]>;
  /** The days on which something was filed, oldest first. */
  readonly filingDays: readonly Day[];
  /** True when figures come from filings with standard tags, false for a file that names facts itself. */
  readonly isFromFilings: boolean;
}

/** Sorts by end, start, filing date, accession. */
export function compareEntries(a: FactEntry, b: FactEntry): number {
  if (a.end !== b.end) return a.end - b.end;
  if (a.start !== b.start) return (a.start ?? 0) - (b.start ?? 0);
  if (a.filed !== b.filed) return a.filed - b.filed;
  return a.accession < b.accession ? -1 : a.accession > b.accession ? 1 : 0;
}

interface Bucket {
  readonly tag: string;
  entries: FactEntry[];
  isSorted: boolean;
}

/**
 * Arranges the figures of one company by fact and tag. Takes them in any order; entries that come sorted (as the
 * parsers and the database give them) are not sorted again.
 */
export function buildFactHistory(entries: readonly FactEntry[]): FactHistory {
  const bucketsByFact = new Map<string, Bucket[]>();
  const foreignByFact = new Map<string, ForeignReport[]>();
  const filingDays = new Set<Day>();
  let isFromFilings = false;
  // Entries of one tag mostly follow each other, so that whole pieces are taken over.
  for (let from = 0, to = 0; from < entries.length; from = to) {
    const first = entries[from];
    if (!first) break;
    to = findSeriesEnd(entries, from, first);
    if (!first.tag.startsWith("file:")) isFromFilings = true;
    if (!isInOwnUnit(first)) {
      const reports = foreignByFact.get(first.fact) ?? [];
      foreignByFact.set(first.fact, reports);
      for (const entry of entries.slice(from, to)) {
        reports.push(describeForeign(entry));
        filingDays.add(entry.filed);
      }
      continue;
    }
    const bucket = openBucket(bucketsByFact, first);
    let last = bucket.entries.at(-1);
    for (let index = from; index < to; index += 1) {
      const entry = entries[index];
      if (!entry) break;
      if (last && bucket.isSorted && compareEntries(last, entry) > 0) bucket.isSorted = false;
      filingDays.add(entry.filed);
      last = entry;
    }
    const piece = entries.slice(from, to);
    bucket.entries = bucket.entries.length === 0 ? piece : bucket.entries.concat(piece);
  }
  for (const buckets of bucketsByFact.values()) {
    for (const each of buckets) if (!each.isSorted) each.entries.sort(compareEntries);
  }
  return { tagsByFact: bucketsByFact, foreignByFact, filingDays: [...filingDays].sort((a, b) => a - b), isFromFilings };
}

/** An entry of a fact that is no longer known is asked for by nobody. */
function isInOwnUnit({ fact, unit }: FactEntry): boolean {
  const definition = findFact(fact);
  return definition === undefined || getReportedUnit(definition) === unit;
}

function describeForeign({ tag, unit, start, end, form, filed, value }: FactEntry): ForeignReport {
  return { tag, unit, start, end, form, filed, isZero: value === 0 };
}

/** The cover of a report gives its share count as of a day some weeks after the period. */
const coverDelayDaysMax = 130;

/** The same history without periods that ended after a day; a cover of the report on it may be some weeks later. */
export function limitHistory(history: FactHistory, end: Day): FactHistory {
  const tagsByFact = new Map<string, readonly TagHistory[]>();
  for (const [fact, tags] of history.tagsByFact) {
    tagsByFact.set(
      fact,
      tags.map(({ tag, entries }) => {
        const last = end + (tag.startsWith("dei:") ? coverDelayDaysMax : sameDayMargin);
        return { tag, entries: entries.slice(0, findFirstEnding(entries, last + 1)) };
      }),
    );
  }
  const foreignByFact = new Map(
    [...history.foreignByFact].map(([fact, reports]) => [
      fact,
      reports.filter((report) => report.end <= end + sameDayMargin),
    ]),
  );
  return { ...history, tagsByFact, foreignByFact };
}

/** The place after the last entry that follows under the same tag in the same unit. */
function findSeriesEnd(entries: readonly FactEntry[], from: number, { fact, tag, unit }: FactEntry): number {
  let to = from + 1;
  for (let entry = entries[to]; entry?.tag === tag && entry.unit === unit && entry.fact === fact; entry = entries[to]) {
    to += 1;
  }
  return to;
}

function openBucket(bucketsByFact: Map<string, Bucket[]>, { fact, tag }: FactEntry): Bucket {
  let buckets = bucketsByFact.get(fact);
  if (!buckets) {
    buckets = [];
    bucketsByFact.set(fact, buckets);
  }
  let bucket = buckets.find((known) => known.tag === tag);
  if (!bucket) {
    bucket = { tag, entries: [], isSorted: true };
    buckets.push(bucket);
  }
  return bucket;
}

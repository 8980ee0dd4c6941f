import "server-only";
import { findFactOfTag } from "#lib/fact/definition/catalogue";
import type { Day } from "#lib/fact/filed/entry";
import { assert } from "#lib/util/assert";
import { dropSuperseded, getFilingKey, type StoredEntry } from "./fact-merge";

/** A filing as one ingest run stored it. */
export interface StoredFiling {
  readonly accession: string;
  readonly form: string;
  readonly filed: Day;
  readonly runId: number;
}

/** The name of a series, and how many figures it has. */
export interface StoredSeries {
  readonly fact: string;
  readonly tag: string;
  readonly unit: string;
  readonly count: number;
}

/** Everything stored of one company, as few arrays: one series after the other, each in the order it was stored. */
export interface PackedHistory {
  readonly series: readonly StoredSeries[];
  readonly filings: readonly StoredFiling[];
  /** First day (`noStart` for a balance) and last day of every different period, in turn. */
  readonly periods: Int32Array;
  /** By figure: the place of its period (of its first day, halved). */
  readonly periodCodes: Uint32Array;
  /** By figure: the place of its filing. */
  readonly filingCodes: Uint32Array;
  /** By figure. */
  readonly values: Float64Array;
}

/** Which entries a reader sees. */
export interface FactView {
  /** Only what had been stored when this run was over; all when left out. */
  readonly maxRunId?: number;
  /** Only what had been filed on this day; all when left out. */
  readonly maxFiled?: Day;
}

/** Stands for "no first day" in lists of first days, as in the view `fact`. */
export const noStart = -2147483648;

/** The figures that hold, in the order they were stored. */
export function unpackHistory(history: PackedHistory, view: FactView = {}): readonly StoredEntry[] {
  const { series, filings, periods, periodCodes, filingCodes, values } = history;
  const maxRunId = view.maxRunId ?? Number.POSITIVE_INFINITY;
  const maxFiled = view.maxFiled ?? Number.POSITIVE_INFINITY;
  const isSeen = filings.map(({ runId, filed }) => runId <= maxRunId && filed <= maxFiled);
  const entries: StoredEntry[] = [];
  let from = 0;
  for (const { fact, tag, unit, count } of series) {
    const to = from + count;
    for (let at = carries(tag, fact) ? from : to; at < to; at += 1) {
      const code = filingCodes[at] ?? -1;
      if (!isSeen[code]) continue;
      const filing = filings[code];
      const period = (periodCodes[at] ?? -1) * 2;
      const start = periods[period];
      const end = periods[period + 1];
      const value = values[at];
      assert(filing && start !== undefined && end !== undefined && value !== undefined, "a packed figure is whole");
      entries.push({
        fact,
        tag,
        unit,
        start: start === noStart ? null : start,
        end,
        value,
        accession: filing.accession,
        form: filing.form,
        filed: filing.filed,
        runId: filing.runId,
      });
    }
    from = to;
  }
  // Only a filing that two runs stored can have superseded figures, which is rare.
  return new Set(filings.map(getFilingKey)).size < filings.length ? dropSuperseded(entries) : entries;
}

/** False for a series that was stored while the tag stood for another fact: a later run stores it under the right one. */
function carries(tag: string, fact: string): boolean {
  const known = findFactOfTag(tag);
  return known === undefined || known.id === fact;
}

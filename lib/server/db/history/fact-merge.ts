import "server-only";
import type { FactEntry } from "#lib/fact/filed/entry";

/** An entry as it stands in the database: with the ingest run that stored it. */
export interface StoredEntry extends FactEntry {
  readonly runId: number;
}

/** The series that an entry belongs to, within one company. */
export function getSeriesKey(entry: Pick<FactEntry, "fact" | "tag" | "unit">): string {
  return `${entry.fact}\n${entry.tag}\n${entry.unit}`;
}

/** The filing that an entry came from, within one company. */
export function getFilingKey(entry: Pick<FactEntry, "accession" | "form" | "filed">): string {
  return `${entry.accession}\n${entry.form}\n${entry.filed}`;
}

/**
 * What a company's entries say after the latest run: where a later run stored figures for a period of a filing that an
 * earlier run had stored too, the later ones stand alone. The order is kept.
 */
export function dropSuperseded(entries: readonly StoredEntry[]): readonly StoredEntry[] {
  const rereadFilings = listRereadFilings(entries);
  if (rereadFilings.size === 0) return entries;
  const newestRun = new Map<string, number>();
  let mixed = false;
  for (const entry of entries) {
    if (!rereadFilings.has(entry.accession)) continue;
    const key = getStatementKey(entry);
    const newest = newestRun.get(key);
    if (newest !== undefined && newest !== entry.runId) mixed = true;
    if (newest === undefined || newest < entry.runId) newestRun.set(key, entry.runId);
  }
  if (!mixed) return entries;
  return entries.filter(
    (entry) => !rereadFilings.has(entry.accession) || newestRun.get(getStatementKey(entry)) === entry.runId,
  );
}

/**
 * The accessions under which one series has figures of two runs. They are few even when a new map of tags has made every
 * filing be read again, since most of its figures are new series.
 */
function listRereadFilings(entries: readonly StoredEntry[]): ReadonlySet<string> {
  const reread = new Set<string>();
  const runsBySeries = new Map<string, Map<string, number>>();
  let runs = new Map<string, number>();
  let previous: StoredEntry | undefined;
  for (const entry of entries) {
    // The database gives a series in one piece, so that a key is seldom built.
    if (!previous || previous.fact !== entry.fact || previous.tag !== entry.tag || previous.unit !== entry.unit) {
      const key = getSeriesKey(entry);
      runs = runsBySeries.get(key) ?? new Map<string, number>();
      runsBySeries.set(key, runs);
    }
    const run = runs.get(entry.accession);
    if (run === undefined) runs.set(entry.accession, entry.runId);
    else if (run !== entry.runId) reread.add(entry.accession);
    previous = entry;
  }
  return reread;
}

/**
 * The entries of one series that must be appended so that the series says what `incoming` says. `stored` is what holds
 * now (see dropSuperseded). A value that the
 * filing before it gave for the same period is a repetition and is left out; the first report and each change stay.
 * A filing that now says something else for a period it covered is stored again whole, and so supersedes what an
 * earlier run read from it. Bringing the same entries again appends nothing. `incoming` must be all that its source says
 * about the series: an older filing brought alone later would hide a repetition that was left out.
 */
export function selectNewEntries(stored: readonly FactEntry[], incoming: readonly FactEntry[]): readonly FactEntry[] {
  const current = groupByPeriod(stored);
  const selected: FactEntry[] = [];
  for (const [period, arriving] of groupByPeriod(incoming)) {
    selectOfPeriod(current.get(period) ?? [], arriving, selected);
  }
  return selected.sort(compareByFiling);
}

function selectOfPeriod(stored: readonly FactEntry[], arriving: readonly FactEntry[], selected: FactEntry[]): void {
  if (stored.length === 0 && selectFirst(arriving, selected)) return;
  // What the series will say about the period, in the order of filing.
  const standing = [...stored].sort(compareByFiling);
  for (const group of groupByFiling(arriving)) {
    const [first] = group;
    if (first === undefined) continue;
    const values = new Set(group.map((entry) => entry.value));
    const said = new Set(standing.filter((entry) => isSameFiling(entry, first)).map((entry) => entry.value));
    if (isSameSet(said, values)) continue;
    if (said.size === 0 && isSameSet(readBefore(standing, first), values)) continue;
    for (const value of values) {
      const entry = { ...first, value };
      selected.push(entry);
      standing.push(entry);
    }
    standing.sort(compareByFiling);
  }
}

/**
 * The same for a period that nothing is stored of and of which each filing says one value, as nearly all are: the first
 * value and each change stay. False, with nothing selected, where a filing says several.
 */
function selectFirst(arriving: readonly FactEntry[], selected: FactEntry[]): boolean {
  const ordered = arriving.length === 1 ? arriving : [...arriving].sort(compareByFiling);
  for (let at = 1; at < ordered.length; at += 1) {
    const [entry, before] = [ordered[at], ordered[at - 1]] as [FactEntry, FactEntry];
    if (entry.value !== before.value && isSameFiling(entry, before)) return false;
  }
  let last: number | null = null;
  for (const entry of ordered) {
    if (entry.value === last) continue;
    selected.push(entry);
    last = entry.value;
  }
  return true;
}

/** What the filing before the given one says, out of figures in the order of filing. */
function readBefore(standing: readonly FactEntry[], entry: FactEntry): ReadonlySet<number> {
  const before = standing.findLast((other) => compareByFiling(other, entry) < 0);
  const figures = before === undefined ? [] : standing.filter((other) => isSameFiling(other, before));
  return new Set(figures.map((figure) => figure.value));
}

function isSameSet(a: ReadonlySet<number>, b: ReadonlySet<number>): boolean {
  return a.size === b.size && [...a].every((value) => b.has(value));
}

function compareByFiling(a: FactEntry, b: FactEntry): number {
  if (a.filed !== b.filed) return a.filed - b.filed;
  if (a.accession !== b.accession) return a.accession < b.accession ? -1 : 1;
  if (a.form !== b.form) return a.form < b.form ? -1 : 1;
  return a.end - b.end || (a.start ?? a.end) - (b.start ?? b.end);
}

function isSameFiling(a: FactEntry, b: FactEntry): boolean {
  return a.filed === b.filed && a.accession === b.accession && a.form === b.form;
}

function getStatementKey(entry: FactEntry): string {
  return `${getSeriesKey(entry)}\n${entry.start}\n${entry.end}\n${getFilingKey(entry)}`;
}

const daysMax = 4_000_000;
const noStartKey = -1_000_000;

function groupByPeriod<Entry extends FactEntry>(entries: readonly Entry[]): ReadonlyMap<number, readonly Entry[]> {
  const groups = new Map<number, Entry[]>();
  for (const entry of entries) {
    // Days are far fewer than a million, on either side of 1970.
    const key = (entry.start ?? noStartKey) * daysMax + entry.end;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [entry]);
    else group.push(entry);
  }
  return groups;
}

/** The entries of one period, a group for each filing, in the order of filing. */
function groupByFiling(entries: readonly FactEntry[]): readonly (readonly FactEntry[])[] {
  const groups: FactEntry[][] = [];
  for (const entry of [...entries].sort(compareByFiling)) {
    const last = groups.at(-1);
    if (last?.[0] !== undefined && isSameFiling(last[0], entry)) last.push(entry);
    else groups.push([entry]);
  }
  return groups;
}

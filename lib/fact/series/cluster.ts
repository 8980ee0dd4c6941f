import type { FactDefinition, TagRule } from "#lib/fact/definition/definition";
import type { Day, FactEntry } from "#lib/fact/filed/entry";
import type { TagHistory } from "#lib/fact/filed/history";
import type { SelectMode } from "#lib/fact/filed/select-mode";

/**
 * Tags of one fact that mean the same thing at this company, joined into one series. Which tags do is read from the
 * figures: they must agree wherever both were reported for the same period.
 */
export interface Cluster {
  readonly tags: readonly string[];
  /** One entry per period, sorted by end and start. */
  readonly entries: readonly FactEntry[];
  /**
   * The end of the newest period for which this cluster, all of whose tags may stand for a part, was seen to differ
   * from a preferred tag; null when it never was.
   */
  readonly partUntil: Day | null;
}

/** Figures closer than this are the same figure, rounded differently. */
const agreementTolerance = 0.005;
/** How many of the newest common periods are compared. */
const comparedPeriods = 4;

export function agrees(a: number, b: number): boolean {
  return Math.abs(a - b) <= agreementTolerance * Math.max(Math.abs(a), Math.abs(b));
}

/** True when one filing gives a figure twice, once in full and once (here) in round millions as the text of a note has it. */
function isRounded(a: FactEntry, b: FactEntry): boolean {
  return a.accession === b.accession && agrees(a.value, b.value) && countZeros(a.value) >= countZeros(b.value) + 2;
}

function countZeros(value: number): number {
  let zeros = 0;
  for (let rest = Math.abs(value); rest >= 10 && rest % 10 === 0; rest /= 10) zeros += 1;
  return zeros;
}

/** For each period the entry that counts as of a date: the newest filing, or the oldest. Input and output sorted. */
export function pickEntries(entries: readonly FactEntry[], asOf: Day, mode: SelectMode): FactEntry[] {
  const picks: FactEntry[] = [];
  let chosen: FactEntry | undefined;
  let period: FactEntry | undefined;
  for (const entry of entries) {
    if (!period || period.end !== entry.end || period.start !== entry.start) {
      if (chosen) picks.push(chosen);
      chosen = undefined;
      period = entry;
    }
    if (entry.filed <= asOf && (mode === "latest" || !chosen)) chosen = entry;
  }
  if (chosen) picks.push(chosen);
  return picks;
}

interface Comparison {
  readonly common: number;
  readonly agreed: boolean;
  /** The newest period on which the two differ. */
  readonly differUntil: Day | null;
  /** True when the second is the larger one wherever they differ. */
  readonly isSecondLarger: boolean;
}

/**
 * Compares the newest common periods of two sorted series. Figures differ only when one filing gave both: a figure that
 * was filed anew under one tag alone says nothing about the other.
 */
function compareSeries(a: readonly FactEntry[], b: readonly FactEntry[]): Comparison {
  let common = 0;
  let differUntil: Day | null = null;
  let isSecondLarger = true;
  let at = a.length - 1;
  let other = b.length - 1;
  while (at >= 0 && other >= 0 && common < comparedPeriods) {
    const left = a[at];
    const right = b[other];
    if (!left || !right) break;
    const order = left.end - right.end || (left.start ?? 0) - (right.start ?? 0);
    if (order > 0) at -= 1;
    else if (order < 0) other -= 1;
    else {
      const isSame = agrees(left.value, right.value);
      if (isSame || left.filed === right.filed) common += 1;
      if (!isSame && left.filed === right.filed) {
        differUntil ??= left.end;
        isSecondLarger &&= right.value > left.value;
      }
      at -= 1;
      other -= 1;
    }
  }
  return { common, agreed: differUntil === null, differUntil, isSecondLarger: differUntil !== null && isSecondLarger };
}

/** One series from two, sorted; where both have a period the first counts, unless it is the second one rounded. */
function mergeSeries(first: readonly FactEntry[], second: readonly FactEntry[]): FactEntry[] {
  const merged: FactEntry[] = [];
  let at = 0;
  let other = 0;
  while (at < first.length || other < second.length) {
    const left = first[at];
    const right = second[other];
    if (!right) {
      if (left) merged.push(left);
      at += 1;
    } else if (!left) {
      merged.push(right);
      other += 1;
    } else {
      const order = left.end - right.end || (left.start ?? 0) - (right.start ?? 0);
      merged.push(order < 0 || (order === 0 && !isRounded(left, right)) ? left : right);
      if (order <= 0) at += 1;
      if (order >= 0) other += 1;
    }
  }
  return merged;
}

/** The series of a fact at a company as of a date, in the order of preference of their best tags. */
export function buildClusters(
  definition: FactDefinition,
  histories: readonly TagHistory[],
  asOf: Day,
  mode: SelectMode,
): readonly Cluster[] {
  const clusters: { tags: string[]; entries: readonly FactEntry[]; partUntil: Day | null }[] = [];
  for (const rule of listRules(definition, histories)) {
    const history = histories.find((candidate) => candidate.tag === rule.tag);
    if (!history) continue;
    const picks = pickEntries(history.entries, asOf, mode);
    if (picks.length === 0) continue;
    const comparisons = clusters.map(({ entries }) => compareSeries(entries, picks));
    const joinAt = comparisons.findIndex(({ common, agreed }) => agreed && (common > 0 || !rule.mayBePart));
    const home = clusters[joinAt];
    if (home) {
      home.tags.push(rule.tag);
      home.entries = mergeSeries(home.entries, picks);
      continue;
    }
    const wholeAt = definition.wholeIsLargest ? comparisons.findIndex(({ isSecondLarger }) => isSecondLarger) : -1;
    const part = clusters[wholeAt];
    if (part) {
      part.partUntil = comparisons[wholeAt]?.differUntil ?? null;
      clusters.splice(wholeAt, 0, { tags: [rule.tag], entries: picks, partUntil: null });
      continue;
    }
    const differences = comparisons.flatMap(({ differUntil, isSecondLarger }) =>
      differUntil === null || (rule.isWholeIfLarger && isSecondLarger) ? [] : [differUntil],
    );
    const partUntil = rule.mayBePart && differences.length > 0 ? Math.max(...differences) : null;
    clusters.push({ tags: [rule.tag], entries: picks, partUntil });
  }
  return clusters;
}

/** The rules of a fact, and first of all the tag of a file that names the fact itself. */
function listRules(definition: FactDefinition, histories: readonly TagHistory[]): readonly TagRule[] {
  const own = `file:${definition.id}`;
  return histories.some(({ tag }) => tag === own) ? [{ tag: own }, ...definition.tags] : definition.tags;
}

/** The value that was known for an entry's period at an earlier day, or null when there was none. */
export function findValueAt(histories: readonly TagHistory[], entry: FactEntry, day: Day): number | null {
  let value: number | null = null;
  for (const { tag, entries } of histories) {
    if (tag !== entry.tag) continue;
    for (const other of entries) {
      if (other.end === entry.end && other.start === entry.start && other.filed <= day) value = other.value;
    }
  }
  return value;
}

/** What was first filed for an entry's period under its tag, or null. */
export function findFirstValue(histories: readonly TagHistory[], entry: FactEntry): number | null {
  let first: FactEntry | null = null;
  for (const { tag, entries } of histories) {
    if (tag !== entry.tag) continue;
    for (const other of entries) {
      if (other.end !== entry.end || other.start !== entry.start) continue;
      if (first === null || other.filed < first.filed) first = other;
    }
  }
  return first?.value ?? null;
}

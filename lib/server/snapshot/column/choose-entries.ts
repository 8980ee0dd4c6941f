import "server-only";
import type { Day, FactEntry } from "#lib/fact/filed/entry";
import type { DataGap } from "#lib/metric/data-gap";

/** What the tag of a second-hand figure begins with, and the accession of one that names no filing. */
export const secondHandPrefix = "file:";

/** Where a company's figures come from. */
export type DataSource = "filings" | "second_hand" | "sample" | "none";

export interface ChosenEntries {
  readonly dataSource: DataSource;
  readonly entries: readonly FactEntry[];
  /** Why there are none; null where there are. */
  readonly gap: DataGap | null;
}

/** Facts of which one must have been filed before filings are said to back a company. */
const backingFacts = new Set(["revenue", "net_income", "total_assets", "equity_reported"]);

/** A stray figure by other rules or in other money may be this much newer than the statements that count. */
const strayDays = 100;

/**
 * Chooses which of a company's figures count on a day: its own filings where they hold a statement that was filed by
 * then, else those of a second-hand file. Never both, because the two differ in meaning (a file may carry a part of
 * revenue as the whole), and a trailing year of one minus a quarter of the other would be a number nobody reported.
 */
export function chooseEntries(entries: readonly FactEntry[], asOf: Day, sample: boolean): ChosenEntries {
  const { filed, secondHand } = divide(entries, asOf);
  const newest = { ifrs: neverDay, dollars: neverDay, foreign: neverDay };
  let previous: FactEntry | undefined;
  let basis: Basis | null = null;
  for (const entry of filed) {
    // Entries of a series follow each other.
    if (previous?.fact !== entry.fact || previous.unit !== entry.unit) basis = getBasis(entry);
    previous = entry;
    if (basis !== null && entry.end > newest[basis]) newest[basis] = entry.end;
  }
  const isBacked = newest.dollars > neverDay && newest.dollars >= Math.max(newest.ifrs, newest.foreign) - strayDays;
  if (isBacked) return { dataSource: sample ? "sample" : "filings", entries: filed, gap: null };
  if (secondHand.length > 0) {
    return { dataSource: sample ? "sample" : "second_hand", entries: secondHand, gap: null };
  }
  const gap = findGap(filed.length, newest);
  return { dataSource: "none", entries: [], gap };
}

/** What was filed by a day: the company's own filings, and the rows of second-hand files. */
function divide(
  entries: readonly FactEntry[],
  asOf: Day,
): Readonly<Record<"filed" | "secondHand", readonly FactEntry[]>> {
  const filed: FactEntry[] = [];
  const secondHand: FactEntry[] = [];
  let tag: string | undefined;
  let kind = filed;
  for (const entry of entries) {
    if (entry.filed > asOf) continue;
    // Entries of a tag mostly follow each other.
    if (entry.tag !== tag) {
      tag = entry.tag;
      kind = tag.startsWith(secondHandPrefix) ? secondHand : filed;
    }
    kind.push(entry);
  }
  return { filed, secondHand };
}

const neverDay = Number.NEGATIVE_INFINITY;

type Basis = "ifrs" | "dollars" | "foreign";

/** By which rules and in which money an entry is a statement's; null for what backs nothing, as a share count. */
function getBasis({ fact, unit }: FactEntry): Basis | null {
  if (fact === "ifrs_assets") return "ifrs";
  if (!backingFacts.has(fact)) return null;
  return unit === "USD" ? "dollars" : "foreign";
}

function findGap(filedCount: number, newest: Readonly<Record<Basis, number>>): DataGap {
  if (filedCount === 0) return "no_filings";
  if (newest.ifrs > newest.foreign) return "ifrs";
  return newest.foreign > neverDay ? "foreign_currency" : "no_statements";
}

/** Whether every filing date is an assumption: the file gave none, and the form's mark says so. */
export function hasAssumedDates(entries: readonly FactEntry[]): boolean {
  return entries.length > 0 && entries.every(({ form }) => form.endsWith("*"));
}

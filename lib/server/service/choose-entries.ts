import "server-only";
import type { Day, FactEntry } from "../../fact/entry";

/** What the tag of a second-hand figure begins with, and the accession of one that names no filing. */
export const secondHandPrefix = "file:";

/** Where a company's figures come from. */
export type DataSource = "filings" | "second_hand" | "sample" | "none";

export interface ChosenEntries {
  readonly dataSource: DataSource;
  readonly entries: readonly FactEntry[];
}

/** Facts of which one must have been filed before filings are said to back a company. */
const backingFacts = new Set(["revenue", "net_income", "total_assets", "equity"]);

/**
 * Chooses which of a company's figures count on a day: its own filings where they hold a statement that was filed by
 * then, else those of a second-hand file. Never both, because the two differ in meaning (a file may carry a part of
 * revenue as the whole), and a trailing year of one minus a quarter of the other would be a number nobody reported.
 */
export function chooseEntries(entries: readonly FactEntry[], asOf: Day, sample: boolean): ChosenEntries {
  const filed: FactEntry[] = [];
  const secondHand: FactEntry[] = [];
  let isBacked = false;
  for (const entry of entries) {
    if (entry.filed > asOf) continue;
    if (entry.tag.startsWith(secondHandPrefix)) secondHand.push(entry);
    else {
      filed.push(entry);
      isBacked ||= backingFacts.has(entry.fact);
    }
  }
  if (isBacked) return { dataSource: sample ? "sample" : "filings", entries: filed };
  if (secondHand.length > 0) return { dataSource: sample ? "sample" : "second_hand", entries: secondHand };
  return { dataSource: "none", entries: [] };
}

/** Whether every filing date is an assumption: the file gave none, and the form's mark says so. */
export function hasAssumedDates(entries: readonly FactEntry[]): boolean {
  return entries.length > 0 && entries.every(({ form }) => form.endsWith("*"));
}

/** A calendar day as the count of days since 1970-01-01 (UTC). */
export type Day = number;

/** What the form of an entry ends with whose value is the most that a figure may be, and no figure of its file. */
export const boundMark = " (at most)";

/** One reported figure, as the database keeps it. Values in the unit named (USD unless said). */
export interface FactEntry {
  readonly fact: string;
  /** Taxonomy and tag (`us-gaap:Revenues`) or, for a file that names facts itself, `file:revenue`. */
  readonly tag: string;
  readonly unit: string;
  /** First day of the period; null for a balance. */
  readonly start: Day | null;
  readonly end: Day;
  readonly value: number;
  readonly accession: string;
  readonly form: string;
  readonly filed: Day;
}

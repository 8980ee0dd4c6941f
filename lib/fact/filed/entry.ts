/** A calendar day as the count of days since 1970-01-01 (UTC). */
export type Day = number;

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

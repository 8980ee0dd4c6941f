import type { Departure } from "#lib/contract/company";

/** A company of a list as a page shows it; plain data, so that the server can send it. */
export interface FollowedItem {
  /** As it was added. */
  readonly ticker: string;
  readonly note: string;
  readonly tags: readonly string[];
  /** ISO date. */
  readonly addedOn: string;
  readonly addedVerdict: string | null;
  /** The version of the policy that said so; null where the page judges by the same, or where it is not known. */
  readonly addedVersion: number | null;
  /** In dollars, when it was added and on the day of the page; null where it is not known. */
  readonly addedPrice: number | null;
  readonly price: number | null;
  /** When the company left the index; null for a constituent, and where no list of constituents ever had it. */
  readonly departure: Departure | null;
  /** How many shares are held, and which part of the portfolio it is, a fraction; null where that was not given. */
  readonly shares: number | null;
  readonly weight: number | null;
  /** Its part of the index, a fraction; null where the data do not know it, or do not have the company. */
  readonly indexWeight: number | null;
  /** Its row and its ticker in the data of the page; null where they do not have the company. */
  readonly now: { readonly row: number; readonly ticker: string } | null;
}

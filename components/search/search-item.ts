import type { ReactNode } from "react";
import type { CompanyHit } from "#lib/contract/search";
import type { RecentChoice } from "./recent-choice";

/** What choosing an item does: leads to an address of this site, or does something here. */
export type SearchTarget = { readonly href: string } | { readonly run: () => void };

/** One line of the list. */
export interface SearchItem {
  /** Unlike every other's. */
  readonly key: string;
  readonly label: string;
  /** What stands behind the label, in faint letters. */
  readonly detail: string | null;
  readonly icon: ReactNode;
  /** For a company: what stands before its name. `hit` is null for a recent one until the server has told its verdict. */
  readonly company: {
    readonly ticker: string;
    readonly foundAs: string | null;
    readonly hit: CompanyHit | null;
  } | null;
  readonly target: SearchTarget;
  /** What is kept of the choice in this browser; null for what is not. */
  readonly recent: RecentChoice | null;
}

export interface SearchGroup {
  readonly label: string;
  readonly items: readonly SearchItem[];
  /** How many more there are than are listed. */
  readonly more: number;
}

/** An entry of the main navigation. */
export interface NavEntry {
  readonly href: string;
  readonly label: string;
  /** Whether the page shows the data of a past day when it is asked to. */
  readonly knowsDays: boolean;
}

/** The pages of the main navigation, in order. */
export const navEntries: readonly NavEntry[] = [
  { href: "/screen", label: "Screen", knowsDays: true },
  { href: "/watchlists", label: "Watchlists", knowsDays: false },
  { href: "/screens", label: "Saved screens", knowsDays: false },
  { href: "/methodology", label: "Methodology", knowsDays: false },
  { href: "/evidence", label: "Evidence", knowsDays: false },
  { href: "/data", label: "Data", knowsDays: true },
];

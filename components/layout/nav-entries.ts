/** An entry of the main navigation. */
export interface NavEntry {
  readonly href: string;
  readonly label: string;
  /** Whether the page shows the data of a past day when it is asked to. */
  readonly knowsDays: boolean;
  /** Whether the page judges by the policy that it is asked for. */
  readonly knowsPolicies: boolean;
}

/** The pages of the main navigation, in order. */
export const navEntries: readonly NavEntry[] = [
  { href: "/screen", label: "Screen", knowsDays: true, knowsPolicies: true },
  { href: "/watchlists", label: "Watchlists", knowsDays: false, knowsPolicies: true },
  { href: "/screens", label: "Saved screens", knowsDays: false, knowsPolicies: false },
  { href: "/methodology", label: "Methodology", knowsDays: false, knowsPolicies: true },
  { href: "/evidence", label: "Evidence", knowsDays: false, knowsPolicies: false },
  { href: "/data", label: "Data", knowsDays: true, knowsPolicies: true },
];

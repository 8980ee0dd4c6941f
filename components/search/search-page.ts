import { type NavEntry, navEntries } from "@/components/layout/nav-entries";

/** A page that search leads to. */
export interface SearchPage extends NavEntry {
  /** Further words that it is looked for by. */
  readonly aliases: string;
  readonly needsAccount: boolean;
}

const aliases: Readonly<Record<string, string>> = {
  "/screen": "screener home table filter companies index russell",
  "/watchlists": "lists followed companies portfolio",
  "/screens": "saved filters",
  "/methodology": "rules formulas metrics definitions policy verdicts how",
  "/evidence": "backtest track record proof past failures",
  "/data": "coverage sources runs age filings",
};

const further: readonly SearchPage[] = [
  {
    href: "/policies",
    label: "Your policies",
    aliases: "own rules verdict",
    knowsDays: false,
    knowsPolicies: false,
    needsAccount: true,
  },
  {
    href: "/account",
    label: "Account",
    aliases: "settings password email delete profile",
    knowsDays: false,
    knowsPolicies: false,
    needsAccount: true,
  },
];

/** Every page that search leads to, in the order of the navigation. */
export const searchPages: readonly SearchPage[] = [
  ...navEntries.map((entry) => ({ ...entry, aliases: aliases[entry.href] ?? "", needsAccount: false })),
  ...further,
];

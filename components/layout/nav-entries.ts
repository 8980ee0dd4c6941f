/** The pages of the main navigation, in order. */
export const navEntries = [
  { href: "/screen", label: "Screen" },
  { href: "/watchlists", label: "Watchlists" },
  { href: "/screens", label: "Saved screens" },
  { href: "/methodology", label: "Methodology" },
  { href: "/data", label: "Data" },
] as const;

/** What the companies of a result can be grouped by. Permanent: they live in links. */
export const groupings = ["sector", "industry", "verdict", "size"] as const;

export type Grouping = (typeof groupings)[number];

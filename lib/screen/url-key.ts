/**
 * Every key of the address of a page that shows data, once. Permanent: they live in links. The API takes the same keys for
 * the same things; what it has beside them (`limit`, `trace`) stands in the contract of its noun. The list lies below the
 * contract, because reading and writing a screen's address does.
 */
export const urlKeys = {
  query: "q",
  sort: "sort",
  columns: "columns",
  set: "set",
  metrics: "metric",
  scenario: "scenario",
  /** The version of the policy that judges. */
  policy: "policy",
  asOf: "asof",
  snapshot: "snapshot",
  /** Which rows of a screen the page lists. */
  show: "show",
  /** The figures whose past the page shows as lines. */
  trends: "trend",
  /** What the page groups the companies by. */
  group: "group",
  /** The tag that a list is narrowed to. */
  tag: "tag",
  /** What a list is shown as: its companies, or a portfolio. */
  view: "view",
} as const;

/** What the keys begin with that change a number of the policy: `p.w1_cover=1.5`. */
export const policyNumberPrefix = "p.";

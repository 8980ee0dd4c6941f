import type { Screen } from "./screen";

/** The screen that shows everything: no filter, largest companies first, the overview columns, the current data. */
export const defaultScreen: Screen = {
  query: "",
  sort: [{ expression: "market_cap", descending: true }],
  columns: [],
  set: "overview",
  metrics: [],
  scenario: null,
  policy: null,
  asOf: null,
  snapshot: null,
};

import { print } from "#lib/expr/print";
import { defaultScreen } from "#lib/screen/default-screen";
import { parsePolicyUrl } from "#lib/screen/policy-url";
import { moveRankToSort } from "#lib/screen/rank-clause";
import type { Screen } from "#lib/screen/screen";
import { columnsMax, snapshotHashPattern } from "#lib/screen/screen-limits";
import { formatScreenUrl } from "#lib/screen/screen-url";
import { urlKeys } from "#lib/screen/url-key";
import { buildViewSearch, type ViewChoice } from "#lib/screen/view-url";
import { getShownColumns } from "#lib/workbench/column/column-set";
import { addOperand } from "#lib/workbench/filter/clause";
import { readFilter } from "#lib/workbench/filter/read-filter";
import { formatPageUrl, type PageState, parsePageUrl } from "#lib/workbench/page-url";
import type { Preset } from "#lib/workbench/preset";

const isoDay = /^\d{4}-\d{2}-\d{2}$/;

/** The data and the policy of the page that a search is made on. What its address has and cannot be read is left out. */
export function readPageView(parameters: URLSearchParams): ViewChoice {
  const read = (key: string, pattern: RegExp): string | null => {
    const text = parameters.get(key);
    return text !== null && pattern.test(text) ? text : null;
  };
  const policy = parsePolicyUrl(parameters);
  return {
    asOf: read(urlKeys.asOf, isoDay),
    snapshot: read(urlKeys.snapshot, snapshotHashPattern),
    policy: policy.ok ? policy.value : null,
  };
}

/** The parameters of a search on a page. `recent`: tickers to be told of while nothing is typed. */
export function buildSearchQuery(text: string, view: ViewChoice, recent: readonly string[]): string {
  const parameters = new URLSearchParams(buildViewSearch(view));
  if (text.trim() !== "") parameters.set(urlKeys.query, text);
  else if (recent.length > 0) parameters.set("tickers", recent.join());
  return parameters.toString();
}

/** The address of a preset on the data and by the policy of a view. */
export function buildPresetHref({ query, set, sort, group }: Preset, view: ViewChoice): string {
  return buildScreenHref({ ...defaultScreen, ...view, query, set, sort: [...sort] }, group ?? null);
}

/**
 * The address of the screener with one more column: of the screen that the page shows, or of all companies. Null where the
 * column is shown already, or no further one can be.
 */
export function buildColumnHref(id: string, page: string, parameters: URLSearchParams): string | null {
  const screen = readScreen(page, parameters);
  const columns = getShownColumns(screen);
  if (columns.includes(id) || columns.length >= columnsMax) return null;
  return buildScreenHref({ ...screen, columns: [...columns, id] });
}

/**
 * The address of the screener with one more condition: of the screen that the page shows, or of all companies. Null where its
 * query cannot be read, or names the metric already.
 */
export function buildFilterHref(
  id: string,
  condition: string,
  page: string,
  parameters: URLSearchParams,
): string | null {
  const screen = moveRankToSort(readScreen(page, parameters));
  const filter = readFilter(screen.query);
  const added = readFilter(condition);
  const isUnreadable = added === null || (filter === null && screen.query.trim() !== "");
  if (isUnreadable || new RegExp(`\\b${id}\\b`).test(screen.query)) return null;
  return buildScreenHref({ ...screen, query: print(addOperand(filter, added)) });
}

function readScreen(page: string, parameters: URLSearchParams): Screen {
  const read = page === "/screen" ? parsePageUrl(parameters) : null;
  return read?.ok ? read.value.screen : { ...defaultScreen, ...readPageView(parameters) };
}

function buildScreenHref(screen: Screen, group: PageState["group"] = null): string {
  return `/screen${formatPageUrl(formatScreenUrl(screen), "passed", { group })}`;
}

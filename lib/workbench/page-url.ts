import type { UrlError } from "#lib/screen/policy-url";
import type { Screen } from "#lib/screen/screen";
import { parseScreenUrl } from "#lib/screen/screen-url";
import { urlKeys } from "#lib/screen/url-key";
import { fail, type Result, succeed } from "#lib/util/result";
import { type TrendId, trendIds } from "./column/trend";
import { type Grouping, groupings } from "./grouping";

const shows = ["passed", "unknown"] as const;

/** Which rows of the result the table lists: those that pass, or those that cannot be judged. */
export type Show = (typeof shows)[number];

/** The screen in force, and which of its rows are shown. */
export interface PageState {
  readonly screen: Screen;
  readonly show: Show;
  /** The figures whose past stands in the table as a line, in their order. */
  readonly trends: readonly TrendId[];
  /** What the companies are grouped by; null: they are listed. */
  readonly group: Grouping | null;
  /** The tag that a list is narrowed to; null: all of it. Only lists have tags. */
  readonly tag: string | null;
  /** What a list is shown as; null: its companies. */
  readonly listView: ListView | null;
}

const listViews = ["portfolio"] as const;

/** What a list can be shown as in place of its companies. Permanent: it lives in links. */
export type ListView = (typeof listViews)[number];

/** The most characters of a tag. */
export const tagLengthMax = 24;

/** Parameters that belong to the page and not to the screen. */
const pageParameters = [urlKeys.show, urlKeys.trends, urlKeys.group, urlKeys.tag, urlKeys.view];

/** Reads the search part of the page's URL; whatever cannot be read is an error that names it. */
export function parsePageUrl(parameters: URLSearchParams): Result<PageState, readonly UrlError[]> {
  const screen = parseScreenUrl(parameters, pageParameters);
  const text = parameters.get(urlKeys.show) ?? "passed";
  const show = shows.find((known) => known === text);
  const trends = parseTrends(parameters.get(urlKeys.trends));
  const asked = parameters.get(urlKeys.group);
  const group = asked === null ? null : groupings.find((known) => known === asked);
  const tag = parseTag(parameters.get(urlKeys.tag));
  const askedView = parameters.get(urlKeys.view);
  const listView = askedView === null ? null : listViews.find((known) => known === askedView);
  if (screen.ok && show !== undefined && trends.ok && group !== undefined && tag.ok && listView !== undefined) {
    return succeed({ screen: screen.value, show, trends: trends.value, group, tag: tag.value, listView });
  }
  const noView = `There is no view "${askedView}". Known: ${listViews.join(", ")}.`;
  const noGroup = `There is no group "${asked}". Known: ${groupings.join(", ")}.`;
  const message = `There are no rows "${text}" to show. Known: ${shows.join(", ")}.`;
  return fail([
    ...(screen.ok ? [] : screen.error),
    ...(show === undefined ? [{ parameter: urlKeys.show, message }] : []),
    ...(trends.ok ? [] : [trends.error]),
    ...(group === undefined ? [{ parameter: urlKeys.group, message: noGroup }] : []),
    ...(tag.ok ? [] : [tag.error]),
    ...(listView === undefined ? [{ parameter: urlKeys.view, message: noView }] : []),
  ]);
}

function parseTrends(text: string | null): Result<readonly TrendId[], UrlError> {
  if (text === null) return succeed([]);
  const words = [...new Set(text.split(","))];
  const wrong = words.find((word) => !trendIds.some((id) => id === word));
  if (wrong === undefined) return succeed(trendIds.filter((id) => words.includes(id)));
  const message = `There is no trend of "${wrong}". Known: ${trendIds.join(", ")}.`;
  return fail({ parameter: urlKeys.trends, message });
}

/** A tag as lists keep it: in small letters, without commas and signs that nobody sees. */
function parseTag(text: string | null): Result<string | null, UrlError> {
  if (text === null) return succeed(null);
  const tag = text.trim().toLowerCase();
  if (tag !== "" && tag.length <= tagLengthMax && /^[^\p{C},]+$/u.test(tag)) return succeed(tag);
  const message = `The parameter "tag" is not a tag, which has 1 to ${tagLengthMax} letters.`;
  return fail({ parameter: urlKeys.tag, message });
}

/** The search part of the page's URL; defaults are not written. */
export function formatPageUrl(
  screen: URLSearchParams,
  show: Show,
  { trends = [], group = null, tag = null, listView = null }: Partial<Omit<PageState, "screen" | "show">> = {},
): string {
  const parameters = new URLSearchParams(screen);
  if (trends.length > 0) parameters.set(urlKeys.trends, trends.join(","));
  if (group !== null) parameters.set(urlKeys.group, group);
  if (tag !== null) parameters.set(urlKeys.tag, tag);
  if (listView !== null) parameters.set(urlKeys.view, listView);
  if (show !== "passed") parameters.set(urlKeys.show, show);
  // Commas, dots and stars need no escape in a query, and a readable link is worth having.
  const text = parameters.toString().replaceAll("%2C", ",").replaceAll("%28", "(").replaceAll("%29", ")");
  return text === "" ? "" : `?${text}`;
}

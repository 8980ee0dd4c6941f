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
}

/** Parameters that belong to the page and not to the screen. */
const pageParameters = [urlKeys.show, urlKeys.trends, urlKeys.group];

/** Reads the search part of the page's URL; whatever cannot be read is an error that names it. */
export function parsePageUrl(parameters: URLSearchParams): Result<PageState, readonly UrlError[]> {
  const screen = parseScreenUrl(parameters, pageParameters);
  const text = parameters.get(urlKeys.show) ?? "passed";
  const show = shows.find((known) => known === text);
  const trends = parseTrends(parameters.get(urlKeys.trends));
  const asked = parameters.get(urlKeys.group);
  const group = asked === null ? null : groupings.find((known) => known === asked);
  if (screen.ok && show !== undefined && trends.ok && group !== undefined) {
    return succeed({ screen: screen.value, show, trends: trends.value, group });
  }
  const noGroup = `There is no group "${asked}". Known: ${groupings.join(", ")}.`;
  const message = `There are no rows "${text}" to show. Known: ${shows.join(", ")}.`;
  return fail([
    ...(screen.ok ? [] : screen.error),
    ...(show === undefined ? [{ parameter: urlKeys.show, message }] : []),
    ...(trends.ok ? [] : [trends.error]),
    ...(group === undefined ? [{ parameter: urlKeys.group, message: noGroup }] : []),
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

/** The search part of the page's URL; defaults are not written. */
export function formatPageUrl(
  screen: URLSearchParams,
  show: Show,
  { trends = [], group = null }: Partial<Pick<PageState, "trends" | "group">> = {},
): string {
  const parameters = new URLSearchParams(screen);
  if (trends.length > 0) parameters.set(urlKeys.trends, trends.join(","));
  if (group !== null) parameters.set(urlKeys.group, group);
  if (show !== "passed") parameters.set(urlKeys.show, show);
  // Commas, dots and stars need no escape in a query, and a readable link is worth having.
  const text = parameters.toString().replaceAll("%2C", ",").replaceAll("%28", "(").replaceAll("%29", ")");
  return text === "" ? "" : `?${text}`;
}

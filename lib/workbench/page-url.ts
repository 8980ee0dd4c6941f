import type { UrlError } from "#lib/screen/policy-url";
import type { Screen } from "#lib/screen/screen";
import { parseScreenUrl } from "#lib/screen/screen-url";
import { urlKeys } from "#lib/screen/url-key";
import { fail, type Result, succeed } from "#lib/util/result";

const shows = ["passed", "unknown"] as const;

/** Which rows of the result the table lists: those that pass, or those that cannot be judged. */
export type Show = (typeof shows)[number];

/** The screen in force, and which of its rows are shown. */
export interface PageState {
  readonly screen: Screen;
  readonly show: Show;
}

/** Parameters that belong to the page and not to the screen. */
const pageParameters = [urlKeys.show];

/** Reads the search part of the page's URL; whatever cannot be read is an error that names it. */
export function parsePageUrl(parameters: URLSearchParams): Result<PageState, readonly UrlError[]> {
  const screen = parseScreenUrl(parameters, pageParameters);
  const text = parameters.get(urlKeys.show) ?? "passed";
  const show = shows.find((known) => known === text);
  if (screen.ok && show !== undefined) return succeed({ screen: screen.value, show });
  const message = `There are no rows "${text}" to show. Known: ${shows.join(", ")}.`;
  return fail([
    ...(screen.ok ? [] : screen.error),
    ...(show === undefined ? [{ parameter: urlKeys.show, message }] : []),
  ]);
}

/** The search part of the page's URL; defaults are not written. */
export function formatPageUrl(screen: URLSearchParams, show: Show): string {
  const parameters = new URLSearchParams(screen);
  if (show !== "passed") parameters.set(urlKeys.show, show);
  // Commas, dots and stars need no escape in a query, and a readable link is worth having.
  const text = parameters.toString().replaceAll("%2C", ",").replaceAll("%28", "(").replaceAll("%29", ")");
  return text === "" ? "" : `?${text}`;
}

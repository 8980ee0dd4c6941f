import { urlKeys } from "#lib/screen/url-key";

/** The address of the same page on the data of another day (an ISO date), or on the newest data (null). */
export function buildAsOfHref(
  pathname: string,
  search: Pick<URLSearchParams, "toString">,
  asOf: string | null,
): string {
  const parameters = new URLSearchParams(search.toString());
  // A snapshot names its own day, and how the page was come to is over.
  for (const name of [urlKeys.asOf, urlKeys.snapshot, "from"]) parameters.delete(name);
  if (asOf !== null) parameters.set(urlKeys.asOf, asOf);
  const text = parameters.toString().replaceAll("%2C", ",").replaceAll("%28", "(").replaceAll("%29", ")");
  return text === "" ? pathname : `${pathname}?${text}`;
}

/** The parameters that keep a link on the data of the page that it stands on, with a question mark; empty: the newest. */
export function buildDataSearch(data: { readonly asOf: string | null; readonly snapshot: string | null }): string {
  if (data.snapshot !== null) return `?${urlKeys.snapshot}=${data.snapshot}`;
  return data.asOf === null ? "" : `?${urlKeys.asOf}=${data.asOf}`;
}

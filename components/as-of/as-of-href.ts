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

/** Which rows of the result the table lists: those that pass, or those that cannot be judged. */
export type Show = "passed" | "unknown";

/** Parameters that belong to the page and not to the screen. */
export const pageParameters = ["show"] as const;

/** The search part of the page's URL; defaults are not written. */
export function formatPageUrl(screen: URLSearchParams, show: Show): string {
  const parameters = new URLSearchParams(screen);
  if (show !== "passed") parameters.set("show", show);
  // Commas, dots and stars need no escape in a query, and a readable link is worth having.
  const text = parameters.toString().replaceAll("%2C", ",").replaceAll("%28", "(").replaceAll("%29", ")");
  return text === "" ? "" : `?${text}`;
}

import "server-only";
import { cache } from "react";

interface MissingCompany {
  readonly ticker: string;
  readonly nearest: readonly { readonly ticker: string; readonly name: string }[];
  /** What keeps a link on the data and the policy that were asked for. */
  readonly viewSearch: string;
}

/**
 * What the page tells the not-found page of the same request: Next hands it no parameters. It is rendered beside the
 * page, so it waits until the page has said whether there is a company (`settle(null)`) or not.
 */
export const getMissingCompany = cache(() => {
  let settle: (missing: MissingCompany | null) => void = () => undefined;
  const promise = new Promise<MissingCompany | null>((resolve) => {
    settle = resolve;
  });
  return { promise, settle };
});

import type { PolicyChoice } from "#lib/verdict/policy/choice";
import { formatPolicyUrl } from "./policy-url";
import { urlKeys } from "./url-key";

/** What a page shows its companies by: which data, and which policy judges them. Null each: the newest, the default. */
export interface ViewChoice {
  /** An ISO date. */
  readonly asOf: string | null;
  /** The hash of a snapshot; it names its own day. */
  readonly snapshot: string | null;
  readonly policy: PolicyChoice | null;
}

/** The newest data under the policy that judges by default. */
export const plainView: ViewChoice = { asOf: null, snapshot: null, policy: null };

/**
 * The search part, with a question mark, that keeps a link on the data and the policy of the page that it stands on; empty
 * for the newest data under the default policy. Every link from one page of companies to another ends in it.
 */
export function buildViewSearch({ asOf, snapshot, policy }: ViewChoice): string {
  const parameters = new URLSearchParams();
  if (snapshot !== null) parameters.set(urlKeys.snapshot, snapshot);
  else if (asOf !== null) parameters.set(urlKeys.asOf, asOf);
  for (const [name, value] of formatPolicyUrl(policy)) parameters.set(name, value);
  const text = parameters.toString();
  return text === "" ? "" : `?${text}`;
}

/** The address of a company's page. `viewSearch` is that of the page that the link stands on, from `buildViewSearch`. */
export function buildCompanyHref(ticker: string, viewSearch: string): string {
  return `/company/${encodeURIComponent(ticker)}${viewSearch}`;
}

"use client";

import { useSearchParams } from "next/navigation";
import { parsePolicyUrl } from "#lib/screen/policy-url";
import { urlKeys } from "#lib/screen/url-key";
import { buildViewSearch } from "#lib/screen/view-url";
import type { NavEntry } from "./nav-entries";

const isoDay = /^\d{4}-\d{2}-\d{2}$/;

/**
 * Where the entries of the navigation lead: from a page of a past day, to that day where the other page knows days, and
 * from one under another policy, to that policy where the other page knows policies.
 */
export function useNavHref(): (entry: NavEntry) => string {
  const search = useSearchParams();
  const asOf = search.get(urlKeys.asOf);
  const day = asOf !== null && isoDay.test(asOf) ? asOf : null;
  const read = parsePolicyUrl(new URLSearchParams(search));
  const policy = read.ok ? read.value : null;
  return ({ href, knowsDays, knowsPolicies }) =>
    href + buildViewSearch({ asOf: knowsDays ? day : null, snapshot: null, policy: knowsPolicies ? policy : null });
}

"use client";

import { useSearchParams } from "next/navigation";
import { urlKeys } from "#lib/screen/url-key";
import { buildDataSearch } from "@/components/as-of/as-of-href";
import type { NavEntry } from "./nav-entries";

const isoDay = /^\d{4}-\d{2}-\d{2}$/;

/** Where the entries of the navigation lead: from a page of a past day, to that day where the other page knows days. */
export function useNavHref(): (entry: NavEntry) => string {
  const asOf = useSearchParams().get(urlKeys.asOf);
  const search = buildDataSearch({ asOf: asOf !== null && isoDay.test(asOf) ? asOf : null, snapshot: null });
  return ({ href, knowsDays }) => (knowsDays ? href + search : href);
}

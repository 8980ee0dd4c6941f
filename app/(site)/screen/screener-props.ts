import { cookies } from "next/headers";
import type { getVisitor } from "#lib/server/auth/session";
import { catchOutage } from "#lib/server/page/catch-refusal";
import { listAsOfChoices } from "#lib/server/service/data/list-as-of-choices";
import { listNamedPolicies } from "#lib/server/service/policy/list-named-policies";
import { policies } from "#lib/verdict/policy/catalogue";
import { defaultVersion } from "#lib/verdict/policy/choice";
import { columnWidthsCookie, parseColumnWidths } from "@/components/company-table/column-width";
import { densityCookie, parseDensity } from "@/components/company-table/density";
import { parsePinnedColumns, pinnedColumnsCookie } from "@/components/company-table/pinned-columns";
import { parseShading, shadingCookie } from "@/components/company-table/standing";
import type { ScreenerProps } from "@/components/screen/screener";
import type { OwnPolicy, PolicyVersion } from "@/components/verdict/policy-select";
import { readPolicyAction } from "../policies/actions";
import { saveScreenAction } from "../screens/actions";
import { listWatchlistsAction, watchAction } from "../watchlists/actions";

type Visitor = Awaited<ReturnType<typeof getVisitor>>;

/** The versions of the policy, as a page offers them. */
const policyVersions: readonly PolicyVersion[] = policies.map(({ version }) => ({
  version: String(version),
  isDefault: version === defaultVersion,
}));

const actions: ScreenerProps["actions"] = {
  saveScreen: saveScreenAction,
  listWatchlists: listWatchlistsAction,
  watch: watchAction,
  readPolicy: readPolicyAction,
};

/** What every page with a screener gives it beside its answer: how the visitor likes the table, and what there is to choose. */
export async function readScreenerProps(
  visitor: Visitor,
): Promise<Omit<ScreenerProps, "snapshot" | "first" | "isSealed" | "list">> {
  const [jar, asOfChoices, ownPolicies] = await Promise.all([cookies(), listAsOfChoices(), listOwn(visitor)]);
  return {
    asOfChoices,
    isSignedIn: visitor !== null,
    policyVersions,
    ownPolicies,
    initialDensity: parseDensity(jar.get(densityCookie)?.value),
    initialShading: parseShading(jar.get(shadingCookie)?.value),
    initialLayout: {
      widths: parseColumnWidths(jar.get(columnWidthsCookie)?.value),
      pinned: parsePinnedColumns(jar.get(pinnedColumnsCookie)?.value),
    },
    actions,
  };
}

/** The visitor's own policies to choose from; none where it is not known who asks. */
async function listOwn(visitor: Visitor): Promise<readonly OwnPolicy[]> {
  if (visitor === null || visitor === "unknown") return [];
  const own = await catchOutage(listNamedPolicies(visitor.id));
  return (own ?? []).map(({ slug, name }) => ({ slug, name }));
}

import type { Metadata } from "next";
import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { preload } from "react-dom";
import { AppError } from "#lib/contract/app-error";
import type { TypedNames } from "#lib/expr/typed-names";
import type { UrlError } from "#lib/screen/policy-url";
import { moveRankToSort } from "#lib/screen/rank-clause";
import { findScoreErrors } from "#lib/screen/run/screen-expressions";
import type { Screen } from "#lib/screen/screen";
import { formatScreenUrl } from "#lib/screen/screen-url";
import { spellOutScreen } from "#lib/screen/spell-out";
import { urlKeys } from "#lib/screen/url-key";
import { readNetworkAddress } from "#lib/server/auth/network-address";
import { getVisitor } from "#lib/server/auth/session";
import { catchOutage, catchRefusal } from "#lib/server/page/catch-refusal";
import { type PageSearch, readSearch } from "#lib/server/page/page-search";
import { listAsOfChoices } from "#lib/server/service/data/list-as-of-choices";
import { listNamedPolicies } from "#lib/server/service/policy/list-named-policies";
import { loadPolicyChoice } from "#lib/server/service/policy/load-policy-choice";
import { getUniverse, type ServedUniverse } from "#lib/server/service/screen/get-universe";
import { fail, type Result, succeed } from "#lib/util/result";
import { policies } from "#lib/verdict/policy/catalogue";
import { defaultVersion, type PolicyChoice, resolvePolicy } from "#lib/verdict/policy/choice";
import { columnSets, getColumnSet } from "#lib/workbench/column/column-set";
import { formatPageUrl, type PageState, parsePageUrl } from "#lib/workbench/page-url";
import { firstRows, openWorkbench, takeRows } from "#lib/workbench/workbench";
import { columnWidthsCookie, parseColumnWidths } from "@/components/company-table/column-width";
import { densityCookie, parseDensity } from "@/components/company-table/density";
import { EarlySlash } from "@/components/screen/bar/early-slash";
import { BrokenLink, NoData, NoSuchData } from "@/components/screen/screen-states";
import { Screener } from "@/components/screen/screener";
import { getSnapshotUrl } from "@/components/screen/state/snapshot-url";
import type { FirstAnswer } from "@/components/screen/state/use-screener";
import type { OwnPolicy } from "@/components/verdict/policy-select";
import { readPolicyAction } from "../policies/actions";
import { saveScreenAction } from "../screens/actions";
import { listWatchlistsAction, watchAction } from "../watchlists/actions";

export const metadata: Metadata = { title: "Screen" };

interface ScreenPageProps {
  readonly searchParams: Promise<PageSearch>;
}

export default async function ScreenPage({ searchParams }: ScreenPageProps) {
  const parsed = parsePageUrl(readSearch(await searchParams));
  if (!parsed.ok) return <BrokenLink errors={parsed.error} />;
  const { screen: asked, show } = parsed.value;
  const policy = await readPolicy(asked.policy);
  if (!policy.ok) return <BrokenLink errors={[{ parameter: urlKeys.policy, message: policy.error }]} />;
  const judged: Screen = { ...asked, policy: policy.value };
  if (getColumnSet(asked.set) === null) {
    const known = columnSets.map(({ id }) => id).join(", ");
    const message = `There is no column set "${asked.set}". Known sets: ${known}.`;
    return <BrokenLink errors={[{ parameter: urlKeys.set, message }]} />;
  }
  const sent = await headers();
  const visitor = readNetworkAddress(sent);
  const [served, user, jar] = await Promise.all([
    catchRefusal(getUniverse({ hash: asked.snapshot, asOf: asked.asOf, visitor })),
    getVisitor(),
    cookies(),
  ]);
  if (served instanceof AppError) {
    return served.code === "no_data" ? (
      <NoData />
    ) : (
      <NoSuchData screen={asked} message={served.message} isBeingBuilt={served.code === "busy"} />
    );
  }
  const spelled = spellOutScreen(asked, getTypedNames(served, judged));
  const address = formatPageUrl(formatScreenUrl(spelled), show);
  if (address !== formatPageUrl(formatScreenUrl(asked), show)) redirect(`/screen${address}`);
  const screen = moveRankToSort(asked);
  const scoreErrors = listScoreErrors(served, judged);
  if (scoreErrors.length > 0) return <BrokenLink errors={scoreErrors} />;
  // The data begin to arrive while the scripts still do.
  preload(getSnapshotUrl(served.snapshot.id), { as: "fetch", crossOrigin: "anonymous" });
  const isSealed = screen.snapshot !== null || screen.asOf !== null;
  return (
    <>
      <EarlySlash nonce={sent.get("x-nonce") ?? ""} />
      <Screener
        snapshot={served.snapshot}
        first={answer(served, { screen, show }, policy.value)}
        isSealed={isSealed}
        asOfChoices={await listAsOfChoices()}
        isSignedIn={user !== null}
        policyVersions={policies.map(({ version }) => ({
          version: String(version),
          isDefault: version === defaultVersion,
        }))}
        ownPolicies={await listOwn(user)}
        initialDensity={parseDensity(jar.get(densityCookie)?.value)}
        initialWidths={parseColumnWidths(jar.get(columnWidthsCookie)?.value)}
        actions={{
          saveScreen: saveScreenAction,
          listWatchlists: listWatchlistsAction,
          watch: watchAction,
          readPolicy: readPolicyAction,
        }}
      />
    </>
  );
}

/** The policy of the address with what a named one says. Errors: a sentence that says why there is none. */
async function readPolicy(choice: PolicyChoice | null): Promise<Result<PolicyChoice | null, string>> {
  const loaded = await catchRefusal(loadPolicyChoice(choice));
  if (loaded instanceof AppError) return fail(loaded.message);
  const resolved = resolvePolicy(loaded);
  return resolved.ok ? succeed(loaded) : resolved;
}

/** The visitor's own policies to choose from; none where it is not known who asks. */
async function listOwn(user: Awaited<ReturnType<typeof getVisitor>>): Promise<readonly OwnPolicy[]> {
  if (user === null || user === "unknown") return [];
  const own = await catchOutage(listNamedPolicies(user.id));
  return (own ?? []).map(({ slug, name }) => ({ slug, name }));
}

/** What people type instead of ids, where the screen's own metrics are known too. */
function getTypedNames({ open }: ServedUniverse, asked: Screen): TypedNames | null {
  const extended = openWorkbench(open).extend(asked);
  const { scope } = extended.ok ? extended.value.target : open.base;
  return scope.typedNames?.() ?? null;
}

function listScoreErrors({ open }: ServedUniverse, asked: Screen): readonly UrlError[] {
  const workbench = openWorkbench(open).extend(asked);
  if (!workbench.ok) return [];
  return findScoreErrors(workbench.value.target, asked).map(({ message }) => ({ parameter: urlKeys.query, message }));
}

function answer({ open }: ServedUniverse, { screen, show }: PageState, policy: PolicyChoice | null): FirstAnswer {
  const workbench = openWorkbench(open).extend({ ...screen, policy });
  const named = policy?.named ?? null;
  const live = workbench.ok ? workbench.value.run(screen, show) : workbench;
  if (!live.ok) return { screen, show, named, result: live };
  const { view, rows } = live.value;
  return {
    screen,
    show,
    named,
    result: { ok: true, value: { view, rows: JSON.stringify(takeRows(live.value, firstRows)), rowCount: rows.count } },
  };
}

import { AppError } from "#lib/contract/app-error";
import type { TypedNames } from "#lib/expr/typed-names";
import type { UrlError } from "#lib/screen/policy-url";
import { moveRankToSort } from "#lib/screen/rank-clause";
import { findScoreErrors } from "#lib/screen/run/screen-expressions";
import type { Screen } from "#lib/screen/screen";
import { formatScreenUrl } from "#lib/screen/screen-url";
import { spellOutScreen } from "#lib/screen/spell-out";
import { urlKeys } from "#lib/screen/url-key";
import { catchRefusal } from "#lib/server/page/catch-refusal";
import { loadPolicyChoice } from "#lib/server/service/policy/load-policy-choice";
import type { ServedUniverse } from "#lib/server/service/screen/get-universe";
import { fail, type Result, succeed } from "#lib/util/result";
import { type PolicyChoice, resolvePolicy } from "#lib/verdict/policy/choice";
import { columnSets, getColumnSet } from "#lib/workbench/column/column-set";
import { formatPageUrl, type PageState, parsePageUrl } from "#lib/workbench/page-url";
import { firstRows, openWorkbench, takeRows, type Workbench } from "#lib/workbench/workbench";
import type { FirstAnswer } from "@/components/screen/state/use-screener";

/** What an address asks of a page that shows a screen, with what its named policy says. */
export interface AskedScreen extends PageState {
  readonly policy: PolicyChoice | null;
}

/** Reads the address of a page that shows a screen. Errors: each parameter that cannot be read, in words. */
export async function readAskedScreen(parameters: URLSearchParams): Promise<Result<AskedScreen, readonly UrlError[]>> {
  const parsed = parsePageUrl(parameters);
  if (!parsed.ok) return parsed;
  const { screen } = parsed.value;
  const policy = await readPolicy(screen.policy);
  if (!policy.ok) return fail([{ parameter: urlKeys.policy, message: policy.error }]);
  if (getColumnSet(screen.set) === null) {
    const known = columnSets.map(({ id }) => id).join(", ");
    return fail([{ parameter: urlKeys.set, message: `There is no column set "${screen.set}". Known sets: ${known}.` }]);
  }
  return succeed({ ...parsed.value, policy: policy.value });
}

/** The address of the same screen in the names of the language, where people typed others; null where it is that already. */
export function spellOutAddress(served: ServedUniverse, asked: AskedScreen): string | null {
  const { screen, show, policy } = asked;
  const spelled = spellOutScreen(screen, getTypedNames(served, { ...screen, policy }));
  const address = formatPageUrl(formatScreenUrl(spelled), show, asked);
  return address === formatPageUrl(formatScreenUrl(screen), show, asked) ? null : address;
}

/** The server's answer to a screen, about all companies or those of a list. Errors: what is wrong with a score to rank by. */
export function answerScreenPage(
  served: ServedUniverse,
  { screen: asked, policy, ...page }: AskedScreen,
  rows: readonly number[] | null = null,
): Result<FirstAnswer, readonly UrlError[]> {
  const whole = openWorkbench(served.open);
  const workbench = rows === null ? whole : whole.restrictTo(rows);
  const scoreErrors = listScoreErrors(workbench, { ...asked, policy });
  if (scoreErrors.length > 0) return fail(scoreErrors);
  return succeed(answer(workbench, { ...page, screen: moveRankToSort(asked) }, policy));
}

/** The policy of the address with what a named one says. Errors: a sentence that says why there is none. */
async function readPolicy(choice: PolicyChoice | null): Promise<Result<PolicyChoice | null, string>> {
  const loaded = await catchRefusal(loadPolicyChoice(choice));
  if (loaded instanceof AppError) return fail(loaded.message);
  const resolved = resolvePolicy(loaded);
  return resolved.ok ? succeed(loaded) : resolved;
}

/** What people type instead of ids, where the screen's own metrics are known too. */
function getTypedNames({ open }: ServedUniverse, asked: Screen): TypedNames | null {
  const extended = openWorkbench(open).extend(asked);
  const { scope } = extended.ok ? extended.value.target : open.base;
  return scope.typedNames?.() ?? null;
}

function listScoreErrors(workbench: Workbench, asked: Screen): readonly UrlError[] {
  const extended = workbench.extend(asked);
  if (!extended.ok) return [];
  return findScoreErrors(extended.value.target, asked).map(({ message }) => ({ parameter: urlKeys.query, message }));
}

function answer(workbench: Workbench, page: PageState, policy: PolicyChoice | null): FirstAnswer {
  const { screen, show } = page;
  const extended = workbench.extend({ ...screen, policy });
  const named = policy?.named ?? null;
  const live = extended.ok ? extended.value.run(screen, show) : extended;
  if (!live.ok) return { ...page, named, result: live };
  const { view, rows } = live.value;
  return {
    ...page,
    named,
    result: { ok: true, value: { view, rows: JSON.stringify(takeRows(live.value, firstRows)), rowCount: rows.count } },
  };
}

import "server-only";
import { AppError } from "#lib/contract/app-error";
import { openSnapshot } from "#lib/screen/universe/open-snapshot";
import { getCurrentSnapshot } from "#lib/server/snapshot/snapshot-store";
import type { Result } from "#lib/util/result";
import { checkDraft, type DataAtHand } from "#lib/verdict/policy/check-draft";
import { describePolicyFault, type PolicyFault } from "#lib/verdict/policy/check-policy";
import type { Policy } from "#lib/verdict/policy/policy";
import type { NamedPolicy } from "#lib/verdict/policy/policy-draft";

/** Checks a draft against the current data; before there are any, against what every snapshot holds. */
export async function checkOwnPolicy(named: NamedPolicy): Promise<Result<Policy, readonly PolicyFault[]>> {
  const snapshot = await getCurrentSnapshot();
  if (snapshot === null) return checkDraft(named);
  const { hasColumn, listTexts } = openSnapshot(snapshot).base.scope;
  const data: DataAtHand = { ...(hasColumn ? { hasColumn } : {}), ...(listTexts ? { listTexts } : {}) };
  return checkDraft(named, data);
}

/** Throws AppError "invalid_request" with every fault of a draft, each by its rule and the place in its text. */
export async function requireUsablePolicy(named: NamedPolicy): Promise<Policy> {
  const checked = await checkOwnPolicy(named);
  if (checked.ok) return checked.value;
  const places = checked.error.map((fault) => ({
    at: fault.ruleId === null ? fault.part : `rules.${fault.ruleId}.${fault.part}`,
    message: describePolicyFault(fault),
    text: fault.text,
    start: fault.span.start,
    end: fault.span.end,
  }));
  throw new AppError("invalid_request", places.map(({ message }) => message).join(" "), { places });
}

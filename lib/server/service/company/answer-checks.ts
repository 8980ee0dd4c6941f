import "server-only";
import type { CheckAnswer } from "#lib/contract/company";
import { crossChecks } from "#lib/fact/check/cross-check";
import { formatDay } from "#lib/fact/filed/day";
import type { CompanyFacts } from "#lib/fact/select";

const labelById = new Map(crossChecks.map(({ id, label }) => [id, label]));

/** How the cross-checks came out at a company's newest period. */
export function answerChecks(facts: CompanyFacts): CheckAnswer[] {
  return facts.listChecks().map(({ id, end, ...rest }) => ({
    id,
    label: labelById.get(id) ?? id,
    ...rest,
    end: end === null ? null : formatDay(end),
  }));
}

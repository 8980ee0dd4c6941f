import "server-only";
import type { CompanyStressAnswer } from "#lib/contract/company-stress";
import { buildPolicyAnswer } from "#lib/contract/policy";
import { findLine, readLineTicker } from "#lib/screen/universe/company-row";
import { getJudgeSession } from "#lib/screen/universe/judge-session";
import { createBreath } from "#lib/server/breathe";
import type { UniverseRequest } from "#lib/server/service/screen/get-universe";
import type { Scenario } from "#lib/stress/scenario";
import { describeScenario, formatScenario } from "#lib/stress/scenario-text";
import type { RuleExplanation } from "#lib/verdict/explain";
import { computeCompanyStress } from "#lib/workbench/company-stress";
import { locateCompany } from "./locate-company";

/** The data and the policy of a company's page, with the scenario that it is asked about. */
export interface CompanyStressRequest extends Omit<UniverseRequest, "scenario" | "metrics"> {
  readonly scenario: Scenario;
}

/**
 * What a scenario does to one company: its verdict, its rules and its figures before and after. The universe under the
 * scenario is not kept, so that a handle that moves leaves those of others where they are. Throws what locateCompany throws.
 */
export async function answerCompanyStress(
  ticker: string,
  { scenario, ...request }: CompanyStressRequest,
): Promise<CompanyStressAnswer> {
  const { universe, snapshot, row } = await locateCompany(ticker, request);
  const breathe = createBreath();
  const stressed = getJudgeSession(universe).stress(scenario);
  await breathe();
  const { rules, figures, ...stress } = computeCompanyStress(universe, stressed, row);
  return {
    snapshot,
    policy: buildPolicyAnswer(universe.scope.policy),
    ticker: readLineTicker(universe.lines, findLine(universe, row, ticker)),
    scenario: { text: formatScenario(scenario), description: describeScenario(scenario) },
    ...stress,
    rules: rules.map(({ before, after }) => {
      const { id, side, label } = after.rule;
      return { id, side, label, before: answerSide(before), after: answerSide(after) };
    }),
    figures: [...figures],
  };
}

function answerSide({ state, outcome, sentence }: RuleExplanation) {
  return { state, outcome, sentence };
}

import { z } from "zod";
import { companyStressSchema } from "#lib/contract/company-stress";
import { isoDateSchema, snapshotHashSchema } from "#lib/screen/screen";
import { readNetworkAddress } from "#lib/server/auth/network-address";
import { readScenario, scenarioTextSchema } from "#lib/server/http/read-scenario";
import { readViewParameters } from "#lib/server/http/read-view";
import { route } from "#lib/server/http/route";
import { answerCompanyStress } from "#lib/server/service/company/answer-company-stress";
import { defaultScenario } from "#lib/stress/scenario";

export const dynamic = "force-dynamic";

const querySchema = z.strictObject({
  scenario: z.optional(scenarioTextSchema),
  asof: z.optional(isoDateSchema),
  snapshot: z.optional(snapshotHashSchema),
});

export const GET = route(
  {
    read: (parameters, { ticker }: { ticker: string }) => {
      const { scenario, ...read } = readViewParameters(parameters, querySchema);
      return { ticker, ...read, scenario: readScenario(scenario) ?? defaultScenario };
    },
    answer: companyStressSchema,
  },
  ({ ticker, asof = null, snapshot = null, policy, scenario }, { request }) =>
    answerCompanyStress(ticker, {
      asOf: asof,
      hash: snapshot,
      policy,
      scenario,
      visitor: readNetworkAddress(request.headers),
    }),
);

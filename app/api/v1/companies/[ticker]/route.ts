import { z } from "zod";
import { companyAnswerSchema, companyTracesMax } from "#lib/contract/company";
import { isoDateSchema, snapshotHashSchema } from "#lib/screen/screen";
import { readNetworkAddress } from "#lib/server/auth/network-address";
import { readViewParameters } from "#lib/server/http/read-view";
import { route } from "#lib/server/http/route";
import { answerCompany } from "#lib/server/service/company/answer-company";

export const dynamic = "force-dynamic";

const querySchema = z.strictObject({
  asof: z.optional(isoDateSchema),
  snapshot: z.optional(snapshotHashSchema),
  trace: z
    .string()
    .default("")
    .transform((text) => [...new Set(text.split(",").flatMap((id) => (id.trim() === "" ? [] : [id.trim()])))])
    .pipe(
      z.array(z.string()).max(companyTracesMax, { error: `expected at most ${companyTracesMax} metrics or rules` }),
    ),
});

export const GET = route(
  {
    read: (parameters, { ticker }: { ticker: string }) => ({ ticker, ...readViewParameters(parameters, querySchema) }),
    answer: companyAnswerSchema,
  },
  ({ ticker, asof = null, snapshot = null, policy, trace }, { request }) =>
    answerCompany(ticker, { asOf: asof, hash: snapshot, policy, visitor: readNetworkAddress(request.headers) }, trace),
);

import { z } from "zod";
import { companyAnswerSchema } from "@/lib/api/company-contract";
import { isoDateSchema, snapshotHashSchema } from "@/lib/screen/screen";
import { readNetworkAddress } from "@/lib/server/auth/network-address";
import { readParameters, route } from "@/lib/server/http/route";
import { answerCompany } from "@/lib/server/service/answer-company";

export const dynamic = "force-dynamic";

const querySchema = z.strictObject({ asof: z.optional(isoDateSchema), snapshot: z.optional(snapshotHashSchema) });

export const GET = route(
  {
    read: (parameters, { ticker }: { ticker: string }) => ({ ticker, ...readParameters(parameters, querySchema) }),
    answer: companyAnswerSchema,
  },
  ({ ticker, asof = null, snapshot = null }, { request }) =>
    answerCompany(ticker, { asOf: asof, hash: snapshot, visitor: readNetworkAddress(request.headers) }),
);

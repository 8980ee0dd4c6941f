import { z } from "zod";
import {
  buildCoverageAnswer,
  buildSubjectAnswer,
  coverageAnswerSchema,
  coverageParameterSchema,
  subjectCoverageSchema,
} from "#lib/contract/coverage";
import { readNetworkAddress } from "#lib/server/auth/network-address";
import { readViewParameters } from "#lib/server/http/read-view";
import { route } from "#lib/server/http/route";
import { getCoverage, getSubjectCoverage } from "#lib/server/service/data/get-coverage";

export const dynamic = "force-dynamic";

export const GET = route(
  {
    read: (parameters) => readViewParameters(parameters, coverageParameterSchema),
    answer: z.union([subjectCoverageSchema, coverageAnswerSchema]),
  },
  async ({ id, source, where = null, by, asof = null, snapshot = null, policy }, { request: { headers } }) => {
    const request = { source, where, asOf: asof, hash: snapshot, policy, visitor: readNetworkAddress(headers) };
    return id === undefined
      ? buildCoverageAnswer(await getCoverage(request), { bySector: by === "sector" })
      : buildSubjectAnswer(await getSubjectCoverage(id, request));
  },
);

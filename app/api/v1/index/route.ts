import { indexAnswerSchema, indexParameterSchema } from "#lib/contract/index-figure";
import { readNetworkAddress } from "#lib/server/auth/network-address";
import { readViewParameters } from "#lib/server/http/read-view";
import { route } from "#lib/server/http/route";
import { getIndexFigures } from "#lib/server/service/index/get-index-figures";

export const dynamic = "force-dynamic";

export const GET = route(
  { read: (parameters) => readViewParameters(parameters, indexParameterSchema), answer: indexAnswerSchema },
  ({ figure = null, scenario = null, asof = null, snapshot = null, policy }, { request: { headers } }) =>
    getIndexFigures({
      figure,
      scenario,
      policy,
      asOf: asof,
      hash: snapshot,
      visitor: readNetworkAddress(headers),
    }),
);

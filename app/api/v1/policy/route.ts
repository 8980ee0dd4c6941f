import { z } from "zod";
import { policyMovesSchema } from "#lib/contract/policy-moves";
import { isoDateSchema, snapshotHashSchema } from "#lib/screen/screen";
import { readNetworkAddress } from "#lib/server/auth/network-address";
import { readViewParameters } from "#lib/server/http/read-view";
import { route } from "#lib/server/http/route";
import { getPolicyMoves } from "#lib/server/service/screen/get-policy-moves";

export const dynamic = "force-dynamic";

const querySchema = z.strictObject({ asof: z.optional(isoDateSchema), snapshot: z.optional(snapshotHashSchema) });

export const GET = route(
  { read: (parameters) => readViewParameters(parameters, querySchema), answer: policyMovesSchema },
  ({ asof = null, snapshot = null, policy }, { request }) =>
    getPolicyMoves({ asOf: asof, hash: snapshot, policy, visitor: readNetworkAddress(request.headers) }),
);

import { z } from "zod";
import { snapshotPointerSchema } from "#lib/contract/snapshot";
import { isoDateSchema } from "#lib/screen/screen";
import { readNetworkAddress } from "#lib/server/auth/network-address";
import { readParameters, route } from "#lib/server/http/route";
import { requireSnapshot } from "#lib/server/service/screen/get-universe";
import { describeSnapshot } from "#lib/server/snapshot/describe-snapshot";

export const dynamic = "force-dynamic";

export const GET = route(
  {
    read: (parameters) => readParameters(parameters, z.strictObject({ asof: z.optional(isoDateSchema) })),
    answer: snapshotPointerSchema,
  },
  async ({ asof = null }, { request }) => {
    const { hash, info, bytes } = await requireSnapshot({
      asOf: asof,
      visitor: readNetworkAddress(request.headers),
    });
    return { snapshot: describeSnapshot(hash, info), url: `/api/v1/snapshots/${hash}`, sizeBytes: bytes.length };
  },
);

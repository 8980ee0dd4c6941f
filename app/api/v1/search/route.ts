import { searchAnswerSchema, searchParameterSchema } from "#lib/contract/search";
import { readNetworkAddress } from "#lib/server/auth/network-address";
import { getVisitor } from "#lib/server/auth/session";
import { hasSessionCookie } from "#lib/server/auth/session-cookie";
import { readViewParameters } from "#lib/server/http/read-view";
import { route } from "#lib/server/http/route";
import { searchEverything } from "#lib/server/service/search/search-everything";

export const dynamic = "force-dynamic";

export const GET = route(
  {
    read: (parameters) => readViewParameters(parameters, searchParameterSchema),
    answer: searchAnswerSchema,
    // It may hold what somebody keeps for themselves.
    cacheControl: "private, no-store",
  },
  async ({ q, tickers, limit, asof = null, snapshot = null, policy }, { request: { headers } }) => {
    const visitor = hasSessionCookie(headers) ? await getVisitor() : null;
    return searchEverything({
      text: q,
      tickers,
      limit,
      asOf: asof,
      hash: snapshot,
      policy,
      visitor: readNetworkAddress(headers),
      ownerId: visitor === null || visitor === "unknown" ? null : visitor.id,
    });
  },
);

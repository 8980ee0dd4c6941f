import { routeDirect } from "#lib/server/http/route";
import { answerHealth } from "#lib/server/http/serve-health";

export const dynamic = "force-dynamic";

export const GET = routeDirect((request, _path, requestId) =>
  answerHealth(new URL(request.url).searchParams, requestId),
);

import { routeDirect } from "#lib/server/http/route";
import { answerSnapshot } from "#lib/server/http/serve-snapshot";

export const dynamic = "force-dynamic";

export const GET = routeDirect((request, { hash }: { hash: string }, requestId) => {
  const { searchParams: parameters } = new URL(request.url);
  return answerSnapshot({ hash, parameters, ifNoneMatch: request.headers.get("if-none-match") }, requestId);
});

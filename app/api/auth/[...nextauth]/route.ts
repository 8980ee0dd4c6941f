import { NextRequest } from "next/server";
import NextAuth from "next-auth";
import type { AppError } from "#lib/contract/app-error";
import { errorCodes } from "#lib/contract/error-code";
import { buildAuthOptions, type SignInOutcome } from "#lib/server/auth/auth-options";
import { leaveDeviceCookie } from "#lib/server/auth/device-cookie";
import { getUser } from "#lib/server/auth/session";
import { removeSessionCookies } from "#lib/server/auth/sign-out";
import { refuseNotFound } from "#lib/server/http/problem-response";

type AuthContext = { readonly params: Promise<{ readonly nextauth: string[] }> };

/** What the forms of the application ask next-auth for. Its other addresses write logs, or fail for what they are given. */
const used: Readonly<Record<string, readonly string[]>> = {
  GET: ["csrf", "providers", "session"],
  POST: ["callback/credentials"],
};

async function handle(request: NextRequest, context: AuthContext): Promise<Response> {
  const { nextauth } = await context.params;
  if (!used[request.method]?.includes(nextauth.join("/"))) return refuseNotFound();
  if (nextauth[0] === "session" && (await getUser()) === null) return tellNoSession();
  // Nothing of the query is wanted, and next-auth fails for an address in it that is none.
  const { origin, pathname } = new URL(request.url);
  const outcome: SignInOutcome = {};
  const answer = await NextAuth(new NextRequest(origin + pathname, request), context, buildAuthOptions(outcome));
  if (outcome.userId !== undefined) await leaveDeviceCookie(outcome.userId, isSecure(answer));
  return outcome.refusal === undefined ? answer : refuseSignIn(answer, outcome.refusal);
}

/** next-auth's cookies are secure where visitors come by https. */
function isSecure(answer: Response): boolean {
  return answer.headers.getSetCookie().some((cookie) => cookie.startsWith("__Secure-"));
}

/** next-auth answers every sign-in that fails with 401. */
function refuseSignIn({ headers, body }: Response, { code, retryAfterSeconds }: AppError): Response {
  const answer = new Response(body, { status: errorCodes[code].status, headers });
  if (retryAfterSeconds !== undefined) answer.headers.set("retry-after", String(Math.ceil(retryAfterSeconds)));
  return answer;
}

/** What next-auth says to somebody who is not signed in: of a session that has ended it would tell whose it was. */
async function tellNoSession(): Promise<Response> {
  await removeSessionCookies();
  return Response.json({}, { headers: { "cache-control": "private, no-cache, no-store" } });
}

export { handle as GET, handle as POST };

import { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { buildAuthOptions } from "#lib/server/auth/auth-options";
import { prepareAuthAddress } from "#lib/server/env";
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
  prepareAuthAddress();
  // Nothing of the query is wanted, and next-auth fails for an address in it that is none.
  const { origin, pathname } = new URL(request.url);
  return NextAuth(new NextRequest(origin + pathname, request), context, buildAuthOptions());
}

export { handle as GET, handle as POST };

import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { buildAuthOptions } from "@/lib/server/auth/auth-options";
import { prepareAuthAddress } from "@/lib/server/env";

type AuthContext = { readonly params: Promise<{ readonly nextauth: string[] }> };

async function handle(request: NextRequest, context: AuthContext): Promise<Response> {
  prepareAuthAddress();
  return NextAuth(request, context, buildAuthOptions());
}

export { handle as GET, handle as POST };

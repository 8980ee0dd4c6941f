import "server-only";
import type { AuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { signInSchema } from "#lib/contract/account";
import { AppError } from "#lib/contract/app-error";
import { getAuthSecret } from "#lib/server/env";
import { getLogger } from "#lib/server/log";
import { verifyCredentials } from "#lib/server/service/account/verify-credentials";
import { readNetworkAddress } from "./network-address";
import "./session-types";

const sessionDays = 30;

/**
 * How people sign in: email and password, with the session in a signed cookie. The cookie carries the user's session
 * version, which `getUser` compares with the database, so a session can be ended from the server.
 */
export function buildAuthOptions(): AuthOptions {
  return {
    secret: getAuthSecret(),
    logger: {
      error: (code, detail) => getLogger().error({ code, detail }, "sign-in failed"),
      // Said of each installation without a fixed address, which is a setting and not a fault.
      warn: (code) => code !== "NEXTAUTH_URL" && getLogger().warn({ code }, "sign-in"),
      debug: (code, detail) => getLogger().debug({ code, detail }, "sign-in"),
    },
    session: { strategy: "jwt", maxAge: sessionDays * 86_400 },
    pages: { signIn: "/sign-in", error: "/sign-in" },
    providers: [
      CredentialsProvider({
        name: "Email and password",
        credentials: { email: { type: "email" }, password: { type: "password" } },
        authorize: async (credentials, request) => {
          const input = signInSchema.safeParse(credentials);
          if (!input.success) return null;
          const address = readNetworkAddress(new Headers(request.headers as Record<string, string>));
          try {
            return await verifyCredentials(input.data.email, input.data.password, address);
          } catch (error) {
            // The library hands the message of an error to the form; only a code may go there.
            throw new Error(error instanceof AppError ? error.code : "internal", { cause: error });
          }
        },
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) => (user ? { ...token, sub: user.id, sessionVersion: user.sessionVersion } : token),
      session: ({ session, token }) => ({
        ...session,
        userId: token.sub ?? "",
        sessionVersion: token.sessionVersion,
      }),
    },
  };
}

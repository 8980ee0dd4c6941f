import "server-only";
import { cookies } from "next/headers";
import type { AuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { signInSchema } from "#lib/contract/account";
import { AppError } from "#lib/contract/app-error";
import { buildRefusalCode } from "#lib/contract/sign-in-refusal";
import { getAuthSecret, prepareAuthAddress } from "#lib/server/env";
import { getLogger } from "#lib/server/log";
import { toRefusal } from "#lib/server/outage";
import type { SignInOrigin } from "#lib/server/service/account/admit-guess";
import { sessionDays, startSession } from "#lib/server/service/account/start-session";
import { verifyCredentials } from "#lib/server/service/account/verify-credentials";
import { getDeviceCookieName } from "./device-cookie";
import { readNetworkAddress } from "./network-address";
import "./session-types";

/** Said of every cookie that was damaged, or sealed with another secret: nothing that a visitor sends fills the log. */
const faultsOfVisitors = new Set(["JWT_SESSION_ERROR"]);

/** What became of a sign-in, for what next-auth's answer does not tell. */
export interface SignInOutcome {
  /** Who signed in. */
  userId?: string;
  /** Why nobody could. */
  refusal?: AppError;
}

/**
 * How people sign in: email and password. A sealed cookie names the session, which `getUser` looks up in the database, so
 * that it ends when it is ended there. What becomes of a sign-in is written into `outcome`.
 */
export function buildAuthOptions(outcome: SignInOutcome = {}): AuthOptions {
  prepareAuthAddress();
  return {
    secret: getAuthSecret(),
    logger: {
      error: (code, detail) =>
        getLogger()[faultsOfVisitors.has(code) ? "debug" : "error"]({ code, detail }, "sign-in failed"),
      // Said of each installation without a fixed address, which is a setting and not a fault.
      warn: (code) => code !== "NEXTAUTH_URL" && getLogger().warn({ code }, "sign-in"),
      debug: (code, detail) => getLogger().debug({ code, detail }, "sign-in"),
    },
    session: { strategy: "jwt", maxAge: sessionDays * 86_400 },
    pages: { signIn: "/sign-in", error: "/sign-in" },
    providers: [
      CredentialsProvider({
        name: "Email and password",
        credentials: { email: { type: "email" }, password: { type: "password" }, solution: { type: "hidden" } },
        authorize: async (credentials, request) => {
          const input = signInSchema.safeParse(credentials);
          if (!input.success) return null;
          try {
            const { email, password, solution } = input.data;
            const origin = await readSignInOrigin(new Headers(request.headers as Record<string, string>), solution);
            const user = await verifyCredentials(email, password, origin);
            if (user === null) {
              // What is beyond the limits is not told: nobody fills the log.
              getLogger().info({ event: "sign_in_refused", place: origin.place }, "a sign-in was refused");
              return null;
            }
            const session = await startSession(user);
            getLogger().info({ event: "signed_in", place: origin.place, userId: user.id }, "somebody signed in");
            outcome.userId = user.id;
            return { id: user.id, email: user.email, name: user.name, ...session };
          } catch (error) {
            const known = toRefusal(error);
            // The account was deleted meanwhile.
            if (known instanceof AppError && known.code === "sign_in_required") return null;
            if (!(known instanceof AppError)) getLogger().error({ err: error }, "sign-in failed");
            const refusal = known instanceof AppError ? known : new AppError("internal", "The sign-in failed.");
            outcome.refusal = refusal;
            // The library hands the message of an error to the form; only a code may go there, and how long to wait.
            throw new Error(buildRefusalCode(refusal), { cause: error });
          }
        },
      }),
    ],
    callbacks: {
      // The library's own fails for what is no address.
      redirect: ({ url, baseUrl }) => chooseRedirect(url, baseUrl),
      jwt: ({ token, user }) =>
        user ? { ...token, sub: user.id, sessionId: user.sessionId, sessionVersion: user.sessionVersion } : token,
      session: ({ session, token }) => ({
        ...session,
        userId: token.sub ?? "",
        sessionId: token.sessionId ?? "",
        sessionVersion: token.sessionVersion,
      }),
    },
  };
}

/** Where a sign-in leads on: nowhere but to addresses of the application. */
function chooseRedirect(url: string, baseUrl: string): string {
  if (!URL.canParse(url, baseUrl)) return baseUrl;
  const wanted = new URL(url, baseUrl);
  return wanted.origin === new URL(baseUrl).origin ? wanted.href : baseUrl;
}

async function readSignInOrigin(headers: Headers, solution: string): Promise<SignInOrigin> {
  const jar = await cookies();
  return {
    place: readNetworkAddress(headers),
    getDeviceToken: (userId) => jar.get(getDeviceCookieName(userId))?.value ?? null,
    solution: solution === "" ? null : solution,
  };
}

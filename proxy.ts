import { type NextRequest, NextResponse } from "next/server";
import { getEnvironment } from "./lib/server/env";

/**
 * Sets the content security policy of pages: scripts and style elements only from this origin or with this answer's nonce,
 * no style attributes, nothing fetched from anywhere else, and nobody frames a page (HTTP-9).
 */
export function proxy(request: NextRequest): NextResponse {
  const nonce = btoa(crypto.randomUUID());
  const policy = buildPolicy(nonce);
  const requestHeaders = new Headers(request.headers);
  requestHeaders.set("x-nonce", nonce);
  requestHeaders.set("content-security-policy", policy);
  const response = NextResponse.next({ request: { headers: requestHeaders } });
  response.headers.set("content-security-policy", policy);
  return response;
}

function buildPolicy(nonce: string): string {
  // Next's development server shows its faults in styles of its own, and React rebuilds server stacks with eval there.
  const { scripts, styles } = getEnvironment().isProduction
    ? { scripts: "", styles: `'nonce-${nonce}'` }
    : { scripts: " 'unsafe-eval'", styles: "'unsafe-inline'" };
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${scripts}`,
    `style-src 'self' ${styles}`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "object-src 'none'",
    "frame-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

export const config = {
  // Everything that may be a page, whoever asks. What is none has the policy of lib/server/http/security-headers.
  matcher: ["/((?!api/|_next/static/|icon\\.svg$|robots\\.txt$).*)"],
};

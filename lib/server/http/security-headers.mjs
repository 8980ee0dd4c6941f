// A plain module: Next's configuration reads it, and so does the front door, which runs before anything is compiled.

/** Headers that hold for every answer. The content security policy of a page needs a nonce, so proxy.ts sets it. */
export const securityHeaders = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Referrer-Policy", value: "strict-origin-when-cross-origin" },
  { key: "Permissions-Policy", value: "camera=(), microphone=(), geolocation=(), payment=(), usb=()" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
  { key: "Cross-Origin-Resource-Policy", value: "same-origin" },
  { key: "X-DNS-Prefetch-Control", value: "off" },
];

/** The content security policy of an answer that is no page, and so has nothing to run, show or frame. */
export const bareContentPolicy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** That of the files of a build, of which one may be a worker: it runs under the policy that it came with. */
export const fileContentPolicy = "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'";

/** Two years, as the lists of browsers ask; not `preload`, which nobody could take back (HTTP-10). */
const transport = { key: "Strict-Transport-Security", value: "max-age=63072000; includeSubDomains" };

/**
 * The headers of every answer where it is known under which address people come: those above, and over https the word that
 * their browsers stay with it.
 * @param {string | null} publicUrl
 * @returns {readonly { readonly key: string, readonly value: string }[]}
 */
export function listSecurityHeaders(publicUrl) {
  const isSecure = publicUrl !== null && URL.canParse(publicUrl) && new URL(publicUrl).protocol === "https:";
  return isSecure ? [...securityHeaders, transport] : securityHeaders;
}

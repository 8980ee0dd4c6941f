import type { NextConfig } from "next";

/** Headers that hold for every answer. The content security policy needs a nonce, so proxy.ts sets it. */
const securityHeaders = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Referrer-Policy", value: "strict-origin-when-cross-origin" },
  { key: "Permissions-Policy", value: "camera=(), microphone=(), geolocation=(), payment=(), usb=()" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
  { key: "Cross-Origin-Resource-Policy", value: "same-origin" },
  { key: "X-DNS-Prefetch-Control", value: "off" },
];

const nextConfig: NextConfig = {
  // Two installations in one checkout must not build over each other.
  distDir: process.env["BALLAST_DIST"] || ".next",
  poweredByHeader: false,
  reactStrictMode: true,
  agentRules: false,
  // Packages that load files beside themselves (WebAssembly, native code) break when they are bundled.
  serverExternalPackages: [
    "@electric-sql/pglite",
    "@node-rs/argon2",
    "@prisma/adapter-pg",
    "@prisma/client",
    "@prisma/schema-engine-wasm",
    "pg",
    "pglite-prisma-adapter",
    "pino",
    "prisma",
  ],
  turbopack: { root: import.meta.dirname },
  // `npm test` checks the types of the whole tree; a second pass would double the wait of the first start.
  typescript: { ignoreBuildErrors: true },
  headers: async () => [{ source: "/:path*", headers: securityHeaders }],
};

export default nextConfig;

import type { NextConfig } from "next";
import { securityHeaders } from "./lib/server/http/security-headers.mjs";

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
  ],
  turbopack: { root: import.meta.dirname },
  // `npm test` checks the types of the whole tree; a second pass would double the wait of the first start.
  typescript: { ignoreBuildErrors: true },
  // No page shows a picture. The service that would scale one takes 20 MB of native code (package.json, overrides).
  images: { unoptimized: true },
  headers: async () => [{ source: "/:path*", headers: securityHeaders }],
};

export default nextConfig;

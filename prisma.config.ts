import { defineConfig } from "prisma/config";

// For Prisma's own command line; the application migrates through lib/server/db/migrate.ts.
export default defineConfig({
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations" },
  // Prisma loads this file by itself, where lib/server/env.ts cannot be imported.
  datasource: { url: process.env["DATABASE_URL"] ?? "" },
});

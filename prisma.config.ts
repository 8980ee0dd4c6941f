// For Prisma's own command line, which is no package of the project (npx prisma ...); the application migrates through
// lib/server/db/migrate.ts.
export default {
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations" },
  // Prisma loads this file by itself, where lib/server/env.ts cannot be imported.
  datasource: { url: process.env["DATABASE_URL"] ?? "" },
};

import "server-only";
import { createMigration } from "#lib/server/db/migration/create-migration";
import { CommandError, reportFailure } from "./command-error";

async function main(name: string | undefined): Promise<string> {
  if (name === undefined) throw new CommandError("Say what the migration does: npm run db:migration -- add_tags");
  const file = await createMigration(name, new Date());
  if (file === null) return "The migrations say what prisma/schema.prisma says. There is nothing to write.";
  return `Written: ${file}\nRead it before you commit it, and add by hand what Prisma cannot state (checks, views).`;
}

try {
  console.log(await main(process.argv[2]));
} catch (error) {
  reportFailure(error);
  process.exitCode = 1;
}

// Writes the Prisma client. It is committed, so that an installation that serves needs no generator: Prisma's command
// line brings a studio, a development server and drivers of other databases, ten times as much as the client itself.
// The generator is driven here alone, as a package for development.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "../../..");
const productSchema = join(root, "prisma/schema.prisma");
const productClient = join(root, "lib/server/db/generated");

/**
 * Writes the client of a schema into a folder. Throws what Prisma says of a schema that it cannot read.
 * @param {string} schema Path of the schema.
 * @param {string} folder Emptied first.
 */
export async function generateClient(schema, folder) {
  // The packages' modules for import are broken in 7.10 (@prisma/client-common), so they are required.
  const require = createRequire(import.meta.url);
  const { PrismaClientTsGenerator } = require("@prisma/client-generator-ts");
  const { getGenerators, loadSchemaContext } = require("@prisma/internals");
  const schemaContext = await loadSchemaContext({ schemaPath: { cliProvidedPath: schema }, printLoadMessage: false });
  rmSync(folder, { recursive: true, force: true });
  const generators = await getGenerators({
    schemaContext,
    registry: { "prisma-client": { type: "in-process", generator: new PrismaClientTsGenerator() } },
    skipDownload: true,
    cliCommand: "generate",
  });
  for (const generator of generators) {
    if (!generator.options) throw new Error(`Prisma read no generator from ${schema}`);
    generator.options.generator.output = { fromEnvVar: null, value: folder };
    await generator.generate();
    generator.stop();
  }
}

/**
 * The files of the committed client that are not what the schema gives now: changed, missing or left over.
 * @returns {Promise<readonly string[]>}
 */
async function findStaleFiles() {
  const folder = mkdtempSync(join(tmpdir(), "ballast-client-"));
  try {
    await generateClient(productSchema, folder);
    const [fresh, kept] = [readFolder(folder), readFolder(productClient)];
    return [...new Set([...fresh.keys(), ...kept.keys()])].filter((path) => fresh.get(path) !== kept.get(path)).sort();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * @param {string} folder
 * @returns {ReadonlyMap<string, string>} Path in the folder -> text.
 */
function readFolder(folder) {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map((entry) => join(entry.parentPath, entry.name));
  return new Map(paths.map((path) => [path.slice(folder.length + 1), readFileSync(path, "utf8")]));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (process.argv.includes("--check")) {
    const stale = await findStaleFiles();
    if (stale.length > 0) {
      process.stderr.write(
        `lib/server/db/generated is not what prisma/schema.prisma says: ${stale.join(", ")}. Run npm run generate.\n`,
      );
      process.exitCode = 1;
    }
  } else {
    await generateClient(productSchema, productClient);
    process.stdout.write("Database client written.\n");
  }
}

import "server-only";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

interface BundleOptions {
  /** Source text whose imports begin at the root of the project. */
  readonly source: string;
  readonly platform: "browser" | "node";
}

/** Of the bundler, what is used here. */
interface Bundler {
  build(options: Readonly<Record<string, unknown>>): Promise<{
    readonly outputFiles: readonly { readonly path: string; readonly contents: Uint8Array }[];
  }>;
}

const root = fileURLToPath(new URL("../../..", import.meta.url));

/** The bundler that tsx, which runs these sources, brings along. */
function requireBundler(): Bundler {
  return createRequire(createRequire(import.meta.url).resolve("tsx"))("esbuild") as Bundler;
}

/** Modules with all that they import at once as one minified file; what they import later is left out. */
export async function bundle({ source, platform }: BundleOptions): Promise<Uint8Array> {
  const { outputFiles } = await requireBundler().build({
    stdin: { contents: source, resolveDir: root, loader: "ts", sourcefile: "bundled.ts" },
    absWorkingDir: root,
    bundle: true,
    minify: true,
    splitting: true,
    write: false,
    outdir: root,
    format: "esm",
    target: "es2022",
    platform,
    conditions: ["react-server"],
    logLevel: "error",
  });
  const main = outputFiles.find(({ path }) => path.endsWith("stdin.js"));
  if (!main) throw new Error("Impossible state: the bundle has no main file");
  return main.contents;
}

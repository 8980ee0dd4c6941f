import "server-only";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { CommandError } from "../../command-error";
import { buildScreenAddress } from "./screen-address";
import { runNext } from "./start-next";

/**
 * Writes and builds an application of one route handler, which returns the bytes that the screen route answered with.
 * It has a health route, by which one sees that it has started.
 */
export async function buildConstantApp(root: string, folder: string, ownUrl: string): Promise<void> {
  const answer = await fetch(ownUrl + buildScreenAddress(0));
  if (!answer.ok) throw new CommandError(`The screen route answered ${answer.status}: ${await answer.text()}`);
  const write = async (path: string, content: string | Uint8Array) => {
    await mkdir(join(folder, path, ".."), { recursive: true });
    await writeFile(join(folder, path), content);
  };
  const body = join(folder, "body.json");
  await write("body.json", new Uint8Array(await answer.arrayBuffer()));
  await write("package.json", JSON.stringify({ private: true, type: "module" }));
  await write("next.config.mjs", `export default { turbopack: { root: ${JSON.stringify(root)} } };\n`);
  await write("app/layout.js", "export default ({ children }) => <html lang='en'><body>{children}</body></html>;\n");
  await write(
    "app/api/v1/health/route.js",
    "export const dynamic = 'force-dynamic';\nexport const GET = () => Response.json({ status: 'ok' });\n",
  );
  await write(
    "app/api/v1/screen/route.js",
    `import { readFileSync } from "node:fs";
const body = readFileSync(${JSON.stringify(body)}, "utf8");
export const dynamic = "force-dynamic";
export const GET = () => new Response(body, { headers: { "content-type": "application/json" } });
`,
  );
  const { status, output } = await runNext(root, folder, ["build"], {});
  if (status !== 0) throw new CommandError(`The peer could not be built:\n\n${output}`);
}

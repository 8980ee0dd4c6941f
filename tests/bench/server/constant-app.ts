import "server-only";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { CommandError } from "#lib/server/cli/command-error";
import { runNext } from "./start-next";

/** What the product answered, which the peer answers with every time. */
export interface Constants {
  readonly screenRoute: Buffer;
  readonly companyRoute: Buffer;
  readonly screenPage: Buffer;
  readonly companyPage: Buffer;
  readonly snapshotFile: Buffer;
}

/**
 * Writes and builds an application that has nothing to do: route handlers and pages that are rendered for each request
 * from a constant, and a static file, each of the size of what the product answered. It has a health route, by which one
 * sees that it has started.
 */
export async function buildConstantApp(root: string, folder: string, constants: Constants): Promise<void> {
  const write = async (path: string, content: string | Uint8Array) => {
    await mkdir(join(folder, path, ".."), { recursive: true });
    await writeFile(join(folder, path), content);
  };
  await write("package.json", JSON.stringify({ private: true, type: "module" }));
  await write("next.config.mjs", `export default { turbopack: { root: ${JSON.stringify(root)} } };\n`);
  await write("app/layout.js", "export default ({ children }) => <html lang='en'><body>{children}</body></html>;\n");
  await write("app/api/v1/health/route.js", writeRoute('JSON.stringify({ status: "ok" })', ""));
  await write("public/snapshot.bin", constants.snapshotFile);
  for (const name of ["screenRoute", "companyRoute"] as const) {
    await write(`${name}.json`, constants[name]);
    await write(`app/api/${name}/route.js`, writeRoute("body", writeRead(join(folder, `${name}.json`))));
  }
  for (const name of ["screenPage", "companyPage"] as const) {
    await write(`${name}.html`, takeMarkup(constants[name].toString("utf8")));
    await write(`app/${name}/page.js`, writePage(join(folder, `${name}.html`)));
  }
  const { status, output } = await runNext(root, folder, ["build"], {});
  if (status !== 0) throw new CommandError(`The peer could not be built:\n\n${output}`);
}

function writeRead(file: string): string {
  return `import { readFileSync } from "node:fs";\nconst body = readFileSync(${JSON.stringify(file)}, "utf8");\n`;
}

function writeRoute(body: string, read: string): string {
  return `${read}export const dynamic = "force-dynamic";
export const GET = () => new Response(${body}, { headers: { "content-type": "application/json" } });
`;
}

function writePage(file: string): string {
  return `${writeRead(file)}export const dynamic = "force-dynamic";
export default function Page() {
  return <main dangerouslySetInnerHTML={{ __html: body }} />;
}
`;
}

/**
 * So much of a page's own markup that a page of it is as large as the page: Next writes it twice, once to be shown and
 * once, escaped, to be taken over by the scripts.
 */
function takeMarkup(page: string): string {
  const markup = page.slice(page.indexOf("<main"), page.indexOf("<script", page.indexOf("<main")));
  const escaped = JSON.stringify(JSON.stringify(markup).slice(1, -1)).replaceAll("<", "\\u003c").length;
  const length = Math.floor((page.length * markup.length) / (markup.length + escaped));
  return markup.repeat(Math.ceil(length / markup.length)).slice(0, length);
}

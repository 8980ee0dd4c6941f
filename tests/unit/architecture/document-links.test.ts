import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";

const projectRoot = join(import.meta.dirname, "../../..");

function listDocuments(): readonly string[] {
  const nested = ["app", "components", "lib", "prisma", "tests"].flatMap((folder) =>
    readdirSync(join(projectRoot, folder), { recursive: true, encoding: "utf8" }).map((path) => join(folder, path)),
  );
  return [...readdirSync(projectRoot), ...nested].filter(
    (path) => path.endsWith(".md") && !path.includes("node_modules"),
  );
}

test("every link of a document to a file of the project leads there", () => {
  const documents = listDocuments();
  const broken = documents.flatMap((document) => {
    const text = readFileSync(join(projectRoot, document), "utf8").replace(/```[\s\S]*?```/g, "");
    const targets = [...text.matchAll(/\]\(([^)\s#]+)(?:#[^)\s]*)?\)/g)].map((match) => match[1] ?? "");
    return targets
      .filter((target) => !/^[a-z]+:/.test(target) && !existsSync(join(projectRoot, dirname(document), target)))
      .map((target) => `${document}: ${target}`);
  });
  expect(documents).toContain("README.md");
  expect(broken).toEqual([]);
});

test("the README documents every npm script that a user runs", () => {
  const readme = readFileSync(join(projectRoot, "README.md"), "utf8");
  const manifest = JSON.parse(readFileSync(join(projectRoot, "package.json"), "utf8")) as {
    scripts: Record<string, string>;
  };
  const names = Object.keys(manifest.scripts).filter(
    (name) => !readme.includes(name === "test" ? "npm test" : `npm run ${name}`),
  );
  expect(names).toEqual([]);
});

test("the README names every environment variable that is read", () => {
  const readme = readFileSync(join(projectRoot, "README.md"), "utf8");
  const environment = readFileSync(join(projectRoot, "lib/server/env.ts"), "utf8");
  const declared = /const variables = z\.object\(\{([\s\S]*?)\n\}\)/.exec(environment)?.[1] ?? "";
  const names = [...declared.matchAll(/^ {2}([A-Z_]+):/gm)].map((match) => match[1] ?? "");
  // Set by Node's or Next's own tools and by CI services, not by a user of Ballast.
  const foreign = ["NODE_ENV", "NEXT_PHASE", "CI"];
  expect(names.length).toBeGreaterThan(5);
  expect(names.filter((name) => !foreign.includes(name) && !readme.includes(`\`${name}\``))).toEqual([]);
});

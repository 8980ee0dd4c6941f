/** Rules that an import graph cannot see, applied to the text of one file. Answers one sentence per fault. */
export function findSourceFaults(path: string, text: string): readonly string[] {
  return rules.filter((rule) => rule.applies(path) && rule.isBroken(text)).map((rule) => `${path}: ${rule.sentence}`);
}

/** Folders that the architecture does not name, among those given. */
export function findUnknownFolders(parent: "" | "lib" | "lib/server", names: readonly string[]): readonly string[] {
  return names.filter((name) => !folders[parent].includes(name)).map((name) => (parent ? `${parent}/${name}` : name));
}

const folders: Readonly<Record<"" | "lib" | "lib/server", readonly string[]>> = {
  "": ["app", "components", "lib", "prisma", "tests"],
  lib: [
    ...["util", "expr", "fact", "source", "column", "metric", "stress", "verdict", "screen", "export", "api"],
    ...["sample", "server"],
  ],
  "lib/server": ["auth", "cli", "db", "http", "ingest", "service"],
};

type SourceRule = {
  readonly sentence: string;
  readonly applies: (path: string) => boolean;
  readonly isBroken: (text: string) => boolean;
};

const isProduct = (path: string): boolean => /^(app|components|lib)\/|^proxy\.ts$/.test(path);
const reasonWordsMin = 3;

function lacksReason(text: string, directive: RegExp): boolean {
  return [...text.matchAll(directive)].some(
    (match) => (match[1] ?? "").split(/\s+/).filter(Boolean).length < reasonWordsMin,
  );
}

const rules: readonly SourceRule[] = [
  {
    sentence: 'a file of lib/server begins with import "server-only"',
    applies: (path) => /^lib\/server\/.*\.tsx?$/.test(path) && !path.endsWith(".d.ts"),
    isBroken: (text) => !text.startsWith('import "server-only";\n'),
  },
  {
    sentence: "only lib/server/env.ts reads process.env",
    // The .mjs files run before anything is installed, so they cannot ask env.ts.
    applies: (path) => isProduct(path) && path !== "lib/server/env.ts" && !path.endsWith(".mjs"),
    isBroken: (text) =>
      /\bprocess\s*(\?\.|\.)\s*env\b|\bprocess\[|\}\s*=\s*process\b|from "(node:)?process"|import\.meta\.env/.test(
        text,
      ),
  },
  {
    sentence: "a biome-ignore says why in a few words",
    applies: () => true,
    isBroken: (text) => /biome-ignore-all/.test(text) || lacksReason(text, /biome-ignore [^:\n]*:?([^\n]*)/g),
  },
  {
    sentence: "a @ts-expect-error says why in a few words, and nothing else silences the compiler",
    applies: () => true,
    isBroken: (text) => /@ts-(ignore|nocheck)/.test(text) || lacksReason(text, /@ts-expect-error([^\n]*)/g),
  },
  {
    sentence: "a TODO names its issue, as in TODO #12",
    applies: () => true,
    isBroken: (text) => /\b(TODO|FIXME)\b(?! #\d)/.test(text),
  },
];

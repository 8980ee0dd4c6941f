/** Rules that an import graph cannot see, applied to the text of one file. Answers one sentence per fault. */
export function findSourceFaults(path: string, text: string): readonly string[] {
  return rules.filter((rule) => rule.applies(path) && rule.isBroken(text)).map((rule) => `${path}: ${rule.sentence}`);
}

/** Folders that the house does not name, among those in `parent`; none where the house says nothing of `parent`. */
export function findUnknownFolders(house: House, parent: string, names: readonly string[]): readonly string[] {
  const order = house.orders.find(({ folder }) => folder === parent);
  const known = [
    ...(order?.rooms ?? []),
    ...(house.aside[parent] ?? []),
    ...(parent === "components" ? house.areas : []),
  ];
  if (known.length === 0) return [];
  return names.filter((name) => !known.includes(name)).map((name) => (parent ? `${parent}/${name}` : name));
}

/** The table in house.cjs. */
export interface House {
  readonly orders: readonly { readonly folder: string; readonly rooms: readonly string[] }[];
  readonly areas: readonly string[];
  readonly aside: Readonly<Record<string, readonly string[]>>;
}

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

/** Files that read what the system or the product itself has put there. */
const readsOther: ReadonlySet<string> = new Set([
  "lib/server/db/connection/process-identity.ts",
  "lib/server/service/account/require-uncommon-password.ts",
]);

const rules: readonly SourceRule[] = [
  {
    sentence: "what lies over the page is built of components/ui, which says where the focus stands and when keys rest",
    applies: (path) => /^(app|components)\//.test(path) && !path.startsWith("components/ui/"),
    isBroken: (text) => /@base-ui\/react\/(alert-dialog|dialog|menu|popover|select|combobox)/.test(text),
  },
  {
    sentence: "a form is a Form of components/ui/form, which never puts into the address what was typed",
    applies: (path) => /^(app|components)\/.*\.tsx$/.test(path) && path !== "components/ui/form.tsx",
    isBroken: (text) => /<form\b|type="submit"/.test(text),
  },
  {
    sentence: "what is drawn has no style of its own, which the policy of a page refuses: classes, or attributes (U-7)",
    applies: (path) => /^(app|components)\/.*\.tsx?$/.test(path),
    isBroken: (text) =>
      /(?<![\w.-])style\s*=[^=]|(?<![\w-])style["']?\s*:|<style\b|\bCSSProperties\b|setAttribute\(\s*["']style\b/.test(
        text,
      ),
  },
  {
    sentence:
      "a link to a company is buildCompanyHref of lib/screen/view-url, which keeps the data and the policy (S-7)",
    applies: (path) => /^(app|components)\//.test(path),
    isBroken: (text) => /["'`]\/company\//.test(text),
  },
  {
    sentence:
      "who answers people asks for the policy of the address: only what stands below that knows the default (S-7)",
    applies: (path) => isProduct(path) && !/^lib\/(verdict|screen|evidence|coverage)\//.test(path),
    isBroken: (text) => /\bdefaultPolicy\b/.test(text),
  },
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
    sentence: "files of the home folder and sources are read by lib/server/read-file.ts, which has a bound (DB-19)",
    applies: (path) =>
      /^lib\/server\/(snapshot|ingest|service|db\/(connection|history|repository))\//.test(path) &&
      !readsOther.has(path),
    isBroken: (text) => /\b(readFile|readFileSync|createReadStream)\b/.test(text),
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

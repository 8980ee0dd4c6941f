import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { describe, expect, test } from "vitest";
import { colourTokens, computeContrast } from "@/components/design/colour-token";

const root = join(import.meta.dirname, "../../../..");
const read = (path: string) => readFileSync(join(root, path), "utf8");
const list = (folder: string) =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith(".tsx"))
    .map((name) => join(folder, name));

/** Parts that stand on every page or that nobody sees, each with how it is shown all the same. */
const elsewhere: Readonly<Record<string, string>> = {
  "components/ui/toast-provider.tsx": "around every page",
  "components/ui/toast-region.tsx": "around every page; the buttons of the toast fill it",
  "components/verdict/page-policy-notice.tsx": "a notice with the policy of an address",
  "components/verdict/policy-notice.tsx": "a notice with the policy of an address",
  "components/verdict/policy-select.tsx": "a select with the policies of a person",
};

/** What a file imports of the project's components, by path. */
function listImports(path: string): readonly string[] {
  return [...read(path).matchAll(/(?:from |import\()"(@\/components\/|\.\/)([^"]+)"/g)].map(([, from, name = ""]) =>
    from === "./" ? normalize(join(dirname(path), `${name}.tsx`)) : `components/${name}.tsx`,
  );
}

describe("C-30: the page of the design shows", () => {
  const drawn = list("components/design").flatMap(listImports);
  const isPart = (path: string) => /^components\/(ui|chart)\//.test(path) && existsSync(join(root, path));
  const shown = new Set([...drawn, ...drawn.filter(isPart).flatMap(listImports)]);
  const isComponent = (path: string) => /^export (?:async )?function [A-Z]/m.test(read(path));

  test.each([...list("components/ui"), ...list("components/verdict"), ...list("components/chart")].filter(isComponent))(
    "%s",
    (path) => {
      expect(shown.has(path) || elsewhere[path] !== undefined, `${path} is imported by components/design`).toBe(true);
    },
  );

  test("nothing that is excepted for nothing", () => {
    for (const path of Object.keys(elsewhere)) {
      expect(isComponent(path), path).toBe(true);
      expect(shown.has(path), path).toBe(false);
    }
  });

  test("every colour of the theme, by its name", () => {
    const css = read("app/globals.css");
    const names = [...css.matchAll(/^ {2}--color-([a-z-]+): light-dark/gm)].map(([, name]) => name);
    expect(names.length).toBeGreaterThan(20);
    expect(colourTokens.map(({ name }) => name).toSorted()).toEqual(names.toSorted());
    for (const { name, fill, on } of colourTokens) {
      expect(fill).toBe(`bg-${name}`);
      for (const ground of on) expect(names).toContain(ground);
    }
  });

  test("every size of text", () => {
    const sizes = [...read("app/globals.css").matchAll(/^ {2}--(text-[a-z0-9]+): /gm)].map(([, name = ""]) => name);
    const page = read("components/design/type-specimens.tsx");
    expect(sizes.length).toBe(7);
    for (const size of sizes) expect(page).toContain(`name: "${size}"`);
  });
});

describe("contrast is that of WCAG 2.2", () => {
  test.each([
    [[0, 0, 0], [255, 255, 255], 21],
    [[119, 119, 119], [255, 255, 255], 4.48],
    [[255, 0, 0], [255, 255, 255], 4],
    [[10, 20, 30], [10, 20, 30], 1],
  ] as const)("%j on %j", (one, other, contrast) => {
    expect(computeContrast(one, other)).toBeCloseTo(contrast, 2);
    expect(computeContrast(other, one)).toBe(computeContrast(one, other));
  });
});

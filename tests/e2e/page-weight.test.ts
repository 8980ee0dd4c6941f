import { gzipSync } from "node:zlib";
import { expect } from "playwright/test";
import { test } from "./quiet-test";

/** What the scripts that the screener begins with may weigh as they are sent, in bytes. */
const firstLoadMaxBytes = 300_000;

const namedFiles = 5;

test("the screener begins with less than 300 KB of scripts", async ({ request }) => {
  const html = await (await request.get("/screen")).text();
  // Browsers that know modules, all that the project supports, skip scripts for those that do not.
  const tags = [...html.matchAll(/<script\b[^>]*>/gi)].map(([tag]) => tag).filter((tag) => !/\bnomodule\b/i.test(tag));
  const paths = new Set(tags.flatMap((tag) => /\bsrc="([^"]+)"/.exec(tag)?.[1] ?? []));
  expect(paths.size, "scripts named in the page").toBeGreaterThan(0);
  const files = await Promise.all(
    [...paths].map(async (path) => {
      const answer = await request.get(path);
      expect(answer.ok(), `${path} is served`).toBe(true);
      return { path, bytes: gzipSync(await answer.body()).length };
    }),
  );
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  const largest = files.toSorted((left, right) => right.bytes - left.bytes).slice(0, namedFiles);
  const inKb = (bytes: number) => `${(bytes / 1000).toFixed(1)} KB`;
  const named = largest.map(({ path, bytes }) => `${path} ${inKb(bytes)}`).join(", ");
  expect(total, `${inKb(total)} in ${files.length} files, the largest: ${named}`).toBeLessThan(firstLoadMaxBytes);
});

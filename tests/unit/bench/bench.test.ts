import { expect, test } from "vitest";
import { generateSampleFiles } from "#lib/sample/generate-sample-files";
import { parseCompanyFacts } from "#lib/source/company-facts";
import { formatSample, summarise, time } from "../../bench/measure";
import { isSamplePath, repeatTenYears } from "../../bench/sample-years";

test("a sample has the middle of its measurements, and the mean of the two in the middle where there is none", () => {
  expect(summarise([9, 1, 4])).toEqual({ median: 4, min: 1, max: 9, count: 3 });
  expect(summarise([4, 1, 9, 5])).toMatchObject({ median: 4.5, count: 4 });
  expect(() => summarise([])).toThrow("nothing was measured");
});

test("a sample is told with its spread", () => {
  expect(formatSample({ median: 27.4, min: 25, max: 31, count: 12 }, "ms")).toBe("27 ms (25 to 31, 12 times)");
});

test("timing waits for the end of the work", async () => {
  let isDone = false;
  const { ms } = await time(async () => {
    await Promise.resolve();
    isDone = true;
  });
  expect(isDone).toBe(true);
  expect(ms).toBeGreaterThanOrEqual(0);
});

test("a sample file with ten years of filings has each figure twice, eight years apart, and is read without a loss", () => {
  const file = [...take(generateSampleFiles(), 20)].find(({ path }) => isSamplePath(path));
  const once = parseCompanyFacts(file?.content ?? "");
  const twice = parseCompanyFacts(repeatTenYears(file?.content ?? ""));
  if (!once.ok || !twice.ok) throw new Error("The sample can be read.");
  expect(twice.value.entries).toHaveLength(2 * once.value.entries.length);
  expect(twice.value.skipped.unreadable).toBe(0);
  const newest = (entries: readonly { readonly filed: number }[]) => Math.max(...entries.map(({ filed }) => filed));
  expect(newest(twice.value.entries)).toBe(newest(once.value.entries));
});

function* take<Item>(items: Iterable<Item>, count: number): Generator<Item> {
  let left = count;
  for (const item of items) {
    if (left === 0) return;
    left -= 1;
    yield item;
  }
}

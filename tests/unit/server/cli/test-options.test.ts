import { expect, test } from "vitest";
import { parseTestOptions } from "#lib/server/cli/test-options";

const parts = ["check", "unit", "browser"];

test("without arguments every part is run, and all of its tests", () => {
  expect(parseTestOptions([], parts)).toEqual({ names: parts, changed: false });
});

test("parts are chosen by name, in the order given, and narrowed to what changed", () => {
  const options = parseTestOptions(["--only", "browser,check", "--changed"], parts);
  expect(options).toEqual({ names: ["browser", "check"], changed: true });
});

test.each(["nothing", "unit,", ""])("a part that there is not is refused with those there are: %j", (only) => {
  expect(() => parseTestOptions(["--only", only], parts)).toThrow("--only takes check, unit, browser");
});

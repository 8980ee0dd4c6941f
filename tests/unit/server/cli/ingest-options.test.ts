import { expect, test } from "vitest";
import { formatDay } from "#lib/fact/filed/day";
import { parseIngestCommand } from "#lib/server/cli/ingest-options";

const nowMs = Date.parse("2026-05-06T12:00:00Z");
const parse = (...args: readonly string[]) => parseIngestCommand(args, nowMs);

test("without a folder the data are live, and the way is chosen by count", () => {
  expect(parse()).toMatchObject({ from: null, way: null, contact: undefined, holdingsFiles: [] });
  expect(parse("--bulk")).toMatchObject({ way: "bulk" });
  expect(parse("--per-company", "--contact", "me@fund.test")).toMatchObject({
    way: "companies",
    contact: "me@fund.test",
  });
  expect(parse("--holdings", "a.csv", "--holdings", "b.csv")).toMatchObject({ holdingsFiles: ["a.csv", "b.csv"] });
});

test("a folder goes with the options of every ingest", () => {
  const command = parse("--from", "data", "--asof", "2025-06-30", "--min-coverage", "0.8", "--allow-shrink");
  expect(command).toMatchObject({ from: "data", options: { minCoverage: 0.8, allowShrink: true, skipDamaged: false } });
  expect(formatDay(command?.options.asOf ?? 0)).toBe("2025-06-30");
});

test("help is asked for with --help", () => expect(parse("--help")).toBeNull());

test.each([
  [["--from", "data", "--bulk"], /--bulk is for live data, and --from data loads a folder/],
  [["--from", "data", "--contact", "me@fund.test"], /--contact is for live data/],
  [["--bulk", "--per-company"], /not both/],
  [["--asof", "2026-05-07"], /in the future; today is 2026-05-06/],
  [["--asof", "yesterday"], /needs a date such as/],
  [["--min-coverage", "80"], /share from 0 to 1/],
  [["--fast"], /--fast.*npm run ingest/s],
])("%j is refused with what to do", (args, message) => {
  expect(() => parse(...args)).toThrow(message);
});

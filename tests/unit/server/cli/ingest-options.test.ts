import { expect, test } from "vitest";
import { formatDay, parseDay } from "#lib/fact/filed/day";
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
  expect(command?.kind === "load" && formatDay(command.options.asOf ?? 0)).toBe("2025-06-30");
});

test("help is asked for with --help", () => expect(parse("--help")).toBeNull());

test("what was loaded is listed, and taken back by day, by days or by run", () => {
  const day = (date: string) => parseDay(date);
  expect(parse("--loaded")).toEqual({ kind: "list" });
  expect(parse("--forget", "2026-12-05")).toMatchObject({
    kind: "forget",
    isAgreed: false,
    request: { kind: "lists", day: day("2026-12-05") },
  });
  expect(parse("--forget", "prices:2026-01-31", "--yes")).toMatchObject({
    isAgreed: true,
    request: { kind: "prices", days: { from: day("2026-01-31"), to: day("2026-01-31") } },
  });
  expect(parse("--forget", "rates:2026-01-01..2026-02-01")).toMatchObject({
    request: { kind: "rates", days: { from: day("2026-01-01"), to: day("2026-02-01") } },
  });
  expect(parse("--forget", "figures:7")).toMatchObject({ request: { kind: "figures", runId: 7 } });
});

test("the order of day and month is the user's word", () => {
  expect(parse("--from", "data", "--dates", "day-first")).toMatchObject({ options: { dateOrder: "day-first" } });
  expect(parse("--from", "data")).toMatchObject({ options: { dateOrder: null, today: parseDay("2026-05-06") } });
});

test.each([
  [["--dates", "european"], /month-first or day-first/],
  [["--forget", "yesterday"], /needs a date such as 2026-05-05.*--loaded/],
  [["--forget", "prices:2026-02-30"], /this is "prices:2026-02-30"/],
  [["--forget", "lists:2026-02-03"], /this is "lists:2026-02-03"/],
  [["--forget", "figures:last"], /this is "figures:last"/],
  [["--forget", "rates:2026-02-01..2026-01-01"], /2026-02-01 lies after 2026-01-01/],
  [["--forget", "2026-05-05", "--from", "data"], /--forget loads nothing, so --from does not go with it/],
  [["--loaded", "--asof", "2025-01-01"], /--loaded loads nothing/],
  [["--loaded", "--forget", "2026-05-05"], /not both/],
  [["--yes"], /--yes goes with --forget/],
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

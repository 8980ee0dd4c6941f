import fc from "fast-check";
import { expect, test } from "vitest";
import { computeBackoffMs, defaultPoliteness, readRetryAfterMs } from "#lib/server/ingest/live/politeness";

test("a wait is at least half of a limit that doubles, and never longer than the longest", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 40 }), fc.double({ min: 0, max: 1, noNaN: true }), (attempt, random) => {
      const limit = Math.min(60_000, 1000 * 2 ** (attempt - 1));
      const waitMs = computeBackoffMs(attempt, { ...defaultPoliteness, random: () => random });
      expect(waitMs).toBeGreaterThanOrEqual(limit / 2);
      expect(waitMs).toBeLessThanOrEqual(limit);
    }),
  );
});

test.each([
  ["30", 30_000],
  ["0", 0],
  ["Wed, 06 May 2026 12:00:45 GMT", 45_000],
  ["Wed, 06 May 2026 11:00:00 GMT", 0],
  ["soon", null],
  [undefined, null],
])("Retry-After %s is a wait of %s ms", (header, waitMs) => {
  expect(readRetryAfterMs(header, Date.parse("2026-05-06T12:00:00Z"))).toBe(waitMs);
});

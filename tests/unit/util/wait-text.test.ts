import { expect, test } from "vitest";
import { formatWait } from "#lib/util/wait-text";

test("a wait is never told shorter than it is", () => {
  expect([0, 1, 39.2, 90, 91, 840, 3600].map(formatWait)).toEqual([
    "in 1 second",
    "in 1 second",
    "in 40 seconds",
    "in 90 seconds",
    "in 2 minutes",
    "in 14 minutes",
    "in 60 minutes",
  ]);
});

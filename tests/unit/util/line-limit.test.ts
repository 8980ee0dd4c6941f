import fc from "fast-check";
import { expect, test } from "vitest";
import { LineLimit } from "#lib/util/line-limit.mjs";

test("UTIL-4: of no kind more lines are written in a minute than allowed, and each that was left out is told", () => {
  const lines = fc.array(fc.record({ kind: fc.constantFrom("a", "b"), wait: fc.integer({ min: 0, max: 9_000 }) }), {
    minLength: 50,
    maxLength: 300,
  });
  fc.assert(
    fc.property(lines, (asked) => {
      const limit = new LineLimit(3);
      const written = { a: [] as number[], b: [] as number[] };
      const told = { a: 0, b: 0 };
      const left = { a: 0, b: 0 };
      let now = 0;
      for (const { kind, wait } of asked as { kind: "a" | "b"; wait: number }[]) {
        now += wait;
        const answer = limit.admit(kind, now);
        if (answer === null) left[kind] += 1;
        else {
          written[kind].push(now);
          told[kind] += answer;
        }
      }
      for (const kind of ["a", "b"] as const) {
        for (const at of written[kind]) {
          // Windows follow each other, so that two of them at most touch any minute.
          expect(written[kind].filter((other) => other >= at && other < at + 60_000).length).toBeLessThanOrEqual(6);
        }
        expect(told[kind] + (limit.admit(kind, now + 60_000) ?? 0)).toBe(left[kind]);
      }
    }),
  );
  const limit = new LineLimit(2);
  expect([0, 1, 2, 3, 60_000].map((now) => limit.admit("x", now))).toEqual([0, 0, null, null, 2]);
});

test("UTIL-4: kinds that are made up at will share one bound", () => {
  const limit = new LineLimit(2);
  const written = Array.from({ length: 5_000 }, (_, index) => limit.admit(`kind ${index}`, 0)).filter(
    (answer) => answer !== null,
  );
  expect(written).toHaveLength(202);
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { runScreen } from "#lib/screen/run/run-screen";
import { diagnoseScreen } from "#lib/screen/run/screen-doctor";
import { buildRandomTarget } from "../../../support/random-table";

type Target = ReturnType<typeof buildRandomTarget>;

function count(target: Target, query: string) {
  const result = runScreen(target, { query, sort: [], columns: [] }, { offset: 0, limit: 0 });
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

function diagnose(target: Target, query: string) {
  const result = diagnoseScreen(target, query);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

describe("the screen doctor", () => {
  it("says of each condition what screens without the others, or without it, say", () => {
    const condition = fc.constantFrom(
      "a > 0",
      "b <= 1",
      "c between -1 and 2",
      "sector = energy",
      "d is known",
      "a + b >= 0.5",
      "c = 1",
    );
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 300 }),
        fc.nat(),
        fc.uniqueArray(condition, { minLength: 1, maxLength: 5 }),
        (rows, seed, conditions) => {
          const target = buildRandomTarget(rows, seed);
          const query = conditions.join(" and ");
          const whole = count(target, query);
          const diagnosis = diagnose(target, query);
          expect([diagnosis.count, diagnosis.unknown]).toEqual([whole.count, whole.unknown]);
          diagnosis.clauses.forEach((clause, at) => {
            const alone = count(target, conditions[at] as string);
            expect([clause.passes, clause.unknown, clause.removes]).toEqual([
              alone.count,
              alone.unknown,
              rows - alone.count - alone.unknown,
            ]);
            const others = conditions.filter((_, other) => other !== at);
            const without = count(target, others.join(" and "));
            expect(clause.removesOnlyIt).toBe(without.count - whole.count);
            const unknown = count(target, [...others, `((${conditions[at]}) is missing)`].join(" and "));
            expect(clause.unknownOnlyIt).toBe(unknown.count);
            for (const { end, bound, points } of clause.sensitivity) {
              expect(points.some((point) => point.bound === bound && point.count === whole.count)).toBe(true);
              for (const point of points) {
                const written = String(point.bound);
                const moved =
                  end === "low"
                    ? `c between ${written} and 2`
                    : end === "high"
                      ? `c between -1 and ${written}`
                      : (conditions[at] as string).replace(/-?[\d.]+$/, written);
                expect(count(target, [...others, moved].join(" and ")).count).toBe(point.count);
              }
            }
          });
        },
      ),
      { numRuns: 40 },
    );
  });

  it("names the condition to loosen first, and none where none costs anything", () => {
    const target = buildRandomTarget(200, 3);
    const { clauses, loosen } = diagnose(target, "a > -10 and b > 2 and c > -1");
    const costs = clauses.map(({ removesOnlyIt }) => removesOnlyIt);
    expect(costs[loosen ?? -1]).toBe(Math.max(...costs));
    expect(diagnose(target, "").loosen).toBeNull();
  });

  it("says what is wrong with the query", () => {
    expect(diagnoseScreen(buildRandomTarget(3, 1), "a > ").ok).toBe(false);
  });
});

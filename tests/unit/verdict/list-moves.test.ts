import fc from "fast-check";
import { expect, it } from "vitest";
import { createUniverse } from "#lib/screen/universe/universe";
import { type Judgement, readRuleState, readVerdict } from "#lib/verdict/judge";
import { listMoves } from "#lib/verdict/list-moves";
import { policies } from "#lib/verdict/policy/catalogue";
import { editPolicy, type Policy } from "#lib/verdict/policy/policy";
import { buildRandomSnapshot } from "../../support/random-snapshot";

const snapshot = buildRandomSnapshot(80, 5);
const judgeAll = (policy: Policy): Judgement => createUniverse(snapshot, { policy }).judgement;

/** Each version as it is, or with one of its numbers anywhere in its range. */
const judgements = fc
  .constantFrom(...policies)
  .chain((policy) =>
    fc.record({
      policy: fc.constant(policy),
      parameter: fc.constantFrom(null, ...policy.parameters),
      place: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
  )
  .map(({ policy, parameter, place }) => {
    if (parameter === null) return judgeAll(policy);
    const value = parameter.min + (parameter.max - parameter.min) * place;
    const edited = editPolicy(policy, { [parameter.id]: value });
    if (!edited.ok) throw new Error(edited.error);
    return judgeAll(edited.value);
  });

const readState = ({ rules }: Judgement, id: string, row: number) => {
  const entry = rules.find(({ rule }) => rule.id === id);
  return entry === undefined ? null : readRuleState(entry, row);
};

it("lists exactly the companies whose verdict differs, and gives no reason that is untrue", () => {
  fc.assert(
    fc.property(judgements, judgements, (before, after) => {
      const moves = listMoves(before, after);
      const expected = Array.from({ length: before.rowCount }, (_, row) => row).filter(
        (row) => readVerdict(before, row) !== readVerdict(after, row),
      );
      expect(moves.map(({ row }) => row)).toEqual(expected);
      for (const { row, from, to, now, gone } of moves) {
        expect([from, to]).toEqual([readVerdict(before, row), readVerdict(after, row)]);
        const wanted = { weak: "true", mixed: "false", not_rated: "unknown", resilient: null };
        for (const { id } of now) expect(readState(after, id, row)).toBe(wanted[to]);
        for (const { id } of gone) {
          expect(readState(before, id, row)).toBe(wanted[from]);
          expect(readState(after, id, row)).not.toBe(wanted[from]);
        }
        if (to === "weak" || to === "mixed") expect(now).not.toEqual([]);
        if (to === "resilient") expect(now).toEqual([]);
      }
    }),
    { numRuns: 25 },
  );
});

it("refuses judgements of other companies", () => {
  const [policy] = policies;
  const other = createUniverse(buildRandomSnapshot(3, 1), policy === undefined ? {} : { policy }).judgement;
  expect(() => listMoves(other, judgeAll(other.policy))).toThrow(RangeError);
});

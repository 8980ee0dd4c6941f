import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { getRankIndex } from "#lib/expr/engine/rank-index";
import { CrossFilter } from "#lib/screen/cross-filter";
import { buildNumbers } from "../../support/expression-table";
import { buildRandomTarget, numberIds } from "../../support/random-table";

const bins = 7;

/** Shares by their definition: the slices are cut from the sorted rows, ties share theirs evenly. */
function computeShares(sorted: readonly { row: number; value: number }[], isKept: (row: number) => boolean): number[] {
  const shares = Array<number>(bins).fill(0);
  sorted.forEach(({ value }, place) => {
    const ties = sorted.filter((other) => other.value === value);
    const share = ties.filter(({ row }) => isKept(row)).length / ties.length;
    for (let bin = 0; bin < bins; bin++) {
      const from = Math.max(bin, (place / sorted.length) * bins);
      const to = Math.min(bin + 1, ((place + 1) / sorted.length) * bins);
      if (to > from) shares[bin] = (shares[bin] as number) + (to - from) * share;
    }
  });
  return shares;
}

describe("a cross-filter", () => {
  it("shows each clause what the others keep, however the clauses have moved", () => {
    const move = fc.record({
      clause: fc.integer({ min: 0, max: 4 }),
      from: fc.nat(300),
      to: fc.nat(300),
      kind: fc.nat(9),
    });
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 200 }),
        fc.nat(),
        fc.constantFrom(1, 4, 23, 1_000),
        fc.array(move, { maxLength: 15 }),
        (rowCount, seed, distinct, moves) => {
          const target = buildRandomTarget(rowCount, seed, distinct);
          const vectors = numberIds.map((id) => target.evaluator.evaluateNumber({ kind: "name", id }));
          const texts = target.evaluator.evaluateText({ kind: "name", id: "sector" });
          const indexes = vectors.map(getRankIndex);
          const filter = new CrossFilter(rowCount, [
            ...indexes.map((index) => ({ kind: "range", index, bins }) as const),
            { kind: "choice", texts },
          ]);
          const tests = Array.from({ length: 5 }, (): ((row: number) => boolean) => () => true);
          const truths = [
            null,
            ...["Energy", "Utilities"].map((option) =>
              target.evaluator.evaluateTruth({
                kind: "comparison",
                operator: "=",
                left: { kind: "name", id: "sector" },
                right: { kind: "text", value: option },
              }),
            ),
          ];
          for (const { clause, from, to, kind } of moves) {
            const index = indexes[clause];
            if (index === undefined) {
              const truth = truths[kind % 3] ?? null;
              filter.setMask(clause, truth);
              tests[clause] = (row) =>
                truth === null || (((truth.truth[row >>> 5] as number) >>> (row & 31)) & 1) === 1;
            } else if (kind === 0) {
              filter.clear(clause);
              tests[clause] = () => true;
            } else {
              const [low, high] = [from % (index.knownCount + 1), to % (index.knownCount + 1)];
              filter.setPlaces(clause, low, high);
              const kept = new Set(index.order.subarray(low, Math.max(low, high)));
              tests[clause] = (row) => kept.has(row);
            }
          }
          const rows = Array.from({ length: rowCount }, (_, row) => row);
          const isKept = (row: number) => tests.every((test) => test(row));
          expect(filter.count).toBe(rows.filter(isKept).length);
          for (let clause = 0; clause < 5; clause++) {
            const byOthers = (row: number) => tests.every((test, at) => at === clause || test(row));
            expect(filter.countByOthers(clause)).toBe(rows.filter(byOthers).length);
            expect(rows.filter((row) => filter.isKeptByOthers(clause, row))).toEqual(rows.filter(byOthers));
            const vector = vectors[clause];
            if (vector === undefined) {
              const counts = texts.dictionary.map(
                (_, code) => rows.filter((row) => texts.codes[row] === code && byOthers(row)).length,
              );
              expect([...filter.getCounts(clause)]).toEqual(counts);
            } else {
              const sorted = rows
                .filter((row) => vector.reasons[row] === 0)
                .map((row) => ({ row, value: vector.values[row] as number }))
                .sort((a, b) => a.value - b.value || a.row - b.row);
              const shares = computeShares(sorted, byOthers);
              filter.getShares(clause).forEach((share, bin) => {
                expect(share).toBeCloseTo(shares[bin] as number, 9);
              });
            }
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it("gives each slice the share of its rows that the others keep", () => {
    const index = getRankIndex(buildNumbers([1, 2, 3, 4]));
    const mask = { truth: Uint32Array.of(0b1100) };
    const filter = new CrossFilter(4, [{ kind: "range", index, bins: 2 }, { kind: "condition" }]);
    filter.setMask(1, mask);
    expect([...filter.getShares(0)]).toEqual([0, 1]);
    filter.setMask(1, { truth: Uint32Array.of(0b0001) });
    expect([...filter.getShares(0)]).toEqual([0.5, 0]);
  });

  it("spreads rows of one number evenly, whatever their order", () => {
    const index = getRankIndex(buildNumbers([7, 7, 7, 7]));
    const filter = new CrossFilter(4, [{ kind: "range", index, bins: 4 }, { kind: "condition" }]);
    filter.setMask(1, { truth: Uint32Array.of(1) });
    expect([...filter.getShares(0)]).toEqual([0.25, 0.25, 0.25, 0.25]);
  });

  it("refuses more clauses than a row has bits", () => {
    expect(
      () =>
        new CrossFilter(
          1,
          Array.from({ length: 32 }, () => ({ kind: "condition" }) as const),
        ),
    ).toThrow(/at most 31/);
  });
});

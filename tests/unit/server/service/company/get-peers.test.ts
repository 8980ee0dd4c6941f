import { expect, test } from "vitest";
import { createUniverse } from "#lib/screen/universe/universe";
import { getPeers } from "#lib/server/service/company/get-peers";
import { buildRandomSnapshot } from "../../../../support/random-snapshot";

const rowCount = 150;
const universe = createUniverse(buildRandomSnapshot(rowCount, 11));

/** As it is taught: the middle value, or the mean of the two in the middle. */
function computeMedian(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right);
  const at = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? (sorted[at] as number) : ((sorted[at - 1] as number) + (sorted[at] as number)) / 2;
}

test("the median of peers is that of the values that are known of them, as everywhere else, between two where they are even", () => {
  const sectors = universe.evaluator.evaluateText({ kind: "name", id: "sector" });
  const parities = new Set<number>();
  for (let row = 0; row < rowCount; row += 1) {
    for (const { metric, peers, quartiles } of getPeers(universe, row)) {
      const { values, reasons } = universe.evaluator.evaluateNumber({ kind: "name", id: metric.id });
      const isOfAll = peers.startsWith("Fewer");
      const known = [...values].filter(
        (_, other) => reasons[other] === 0 && (isOfAll || sectors.codes[other] === sectors.codes[row]),
      );
      parities.add(known.length % 2);
      const [low, median, high] = quartiles;
      expect(median, `${metric.id} of row ${row}`).toBeCloseTo(computeMedian(known), 9);
      expect(low).toBeLessThanOrEqual(median);
      expect(high).toBeGreaterThanOrEqual(median);
    }
  }
  expect([...parities].toSorted(), "both kinds of middle were met").toEqual([0, 1]);
});

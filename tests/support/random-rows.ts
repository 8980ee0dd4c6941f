import { missingReasons } from "#lib/util/missing";
import type { Cell, Row } from "./expression-table";

const columns = ["a", "b", "c"];
const lags = ["", "[-1]", "[-2]", "[-3]", "[-4]"];
const cellValues = [0, 0, 1, -1, 2, 3, -2, 0.5, 7, 100, -0.25, 1e-3, 1e300, -1e300];

/** A generator of numbers in [0, 1) that a seed determines (mulberry32). */
function buildRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Rows of a, b, c with four earlier years, a quarter of them missing, a one, and a sector for most. */
export function buildRows(count: number, seed: number): readonly Row[] {
  const random = buildRandom(seed);
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;
  return Array.from({ length: count }, () => {
    const row: Record<string, Cell> = { one: 1 };
    for (const id of columns) {
      for (const lag of lags)
        row[`${id}${lag}`] = random() < 0.25 ? { missing: pick(missingReasons) } : pick(cellValues);
    }
    if (random() < 0.9) row["sector"] = pick(["Energy", "Energy", "Utilities", "Materials"]);
    return row;
  });
}

import { describe, expect, it } from "vitest";
import { estimateIndexBytes, getRankIndex, RankIndex } from "#lib/expr/engine/rank-index";
import { RecentVectors } from "#lib/expr/engine/recent-vectors";
import { buildNumbers } from "../../support/expression-table";

const build = (salt: number) => buildNumbers(Array.from({ length: 1_000 }, (_, row) => (row * salt) % 997));

describe("recent vectors", () => {
  // A vector of 1,000 numbers is charged 9,000 bytes, some for its key, and those of the index that it may get.
  const chargedBytes = 9_000 + 1_024 + estimateIndexBytes(1_000);

  it("L-61: are charged for the rank index that each may get, whenever it is built", () => {
    const recent = new RecentVectors(2 * chargedBytes);
    const vectors = [1, 2, 3].map(build);
    for (const [at, vector] of vectors.entries()) {
      recent.set(`v${at}`, vector);
      getRankIndex(vector);
    }
    expect(recent.bytes).toBe(2 * chargedBytes);
    expect(recent.get("v0")).toBeNull();
    expect(recent.get("v1")).toBe(vectors[1]);
    // Asked for last, so that the other one goes.
    recent.set("v3", build(7));
    expect(recent.get("v1")).toBe(vectors[1]);
    expect(recent.get("v2")).toBeNull();
  });

  it("L-61: keep the newest whatever it takes, and count one that is set again once", () => {
    const recent = new RecentVectors(chargedBytes / 2);
    const large = build(5);
    recent.set("small", buildNumbers([1]));
    recent.set("large", large);
    recent.set("large", large);
    expect(recent.bytes).toBe(chargedBytes);
    expect(recent.get("small")).toBeNull();
    expect(recent.get("large")).toBe(large);
    recent.set("one", buildNumbers([2]));
    expect(recent.get("large")).toBeNull();
    expect(recent.get("one")).not.toBeNull();
  });

  it("L-61: a rank index says the bytes that it takes once all of it was asked for", () => {
    for (const vector of [build(7), buildNumbers([]), buildNumbers([1, { missing: "stale" }, 1])]) {
      const index = new RankIndex(vector);
      const { rows, distinct, starts, byteLength, codes, prefixes } = index;
      const arrays = [rows, distinct, starts, codes, prefixes];
      expect(byteLength).toBe(arrays.reduce((bytes, array) => bytes + array.byteLength, 0));
      expect(byteLength).toBeLessThanOrEqual(estimateIndexBytes(vector.values.length));
    }
  });
});

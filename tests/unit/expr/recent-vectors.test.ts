import { describe, expect, it } from "vitest";
import { getRankIndex, RankIndex } from "@/lib/expr/engine/rank-index";
import { RecentVectors } from "@/lib/expr/engine/recent-vectors";
import { buildNumbers } from "./table";

const build = (salt: number) => buildNumbers(Array.from({ length: 1_000 }, (_, row) => (row * salt) % 997));

describe("recent vectors", () => {
  it("L-61: count the rank index of a vector, also one that was built after the vector was kept", () => {
    // Three vectors of 9,000 bytes and what is charged for each fit, but not with the index of one of them.
    const recent = new RecentVectors(45_000);
    const vectors = [1, 2, 3].map(build);
    for (const [at, vector] of vectors.entries()) recent.set(`v${at}`, vector);
    expect(recent.get("v0")).toBe(vectors[0]);
    getRankIndex(vectors[2] as ReturnType<typeof build>);
    expect(recent.get("v2")).toBe(vectors[2]);
    expect(recent.get("v1")).toBeNull();
    expect(recent.get("v0")).toBe(vectors[0]);
  });

  it("L-61: keep the newest whatever it takes, and all again that fits once the large one is gone", () => {
    const recent = new RecentVectors(25_000);
    const large = build(5);
    getRankIndex(large);
    recent.set("small", build(1));
    recent.set("large", large);
    expect(recent.get("small")).toBeNull();
    expect(recent.get("large")).toBe(large);
    recent.set("one", build(2));
    recent.set("two", build(3));
    expect(recent.get("large")).toBeNull();
    expect(recent.get("one")).not.toBeNull();
    expect(recent.get("two")).not.toBeNull();
  });

  it("L-61: a rank index says the bytes that it takes once all of it was asked for", () => {
    for (const vector of [build(7), buildNumbers([]), buildNumbers([1, { missing: "stale" }, 1])]) {
      const index = new RankIndex(vector);
      const { rows, distinct, starts, byteLength, codes, prefixes } = index;
      const arrays = [rows, distinct, starts, codes, prefixes];
      expect(byteLength).toBe(arrays.reduce((bytes, array) => bytes + array.byteLength, 0));
    }
  });
});

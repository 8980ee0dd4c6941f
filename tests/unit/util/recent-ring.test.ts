import { describe, expect, it } from "vitest";
import { RecentRing } from "#lib/util/recent-ring";

describe("a recent ring", () => {
  it("holds so many entries at the most, and drops the one that came first", () => {
    const ring = new RecentRing<string, number>(3);
    for (const [key, value] of Object.entries({ a: 1, b: 2, c: 3 })) ring.add(key, value);
    expect(["a", "b", "c"].map((key) => ring.find(key))).toEqual([1, 2, 3]);
    ring.add("d", 4);
    expect(["a", "b", "c", "d"].map((key) => ring.find(key))).toEqual([null, 2, 3, 4]);
  });
});

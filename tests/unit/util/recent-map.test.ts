import { describe, expect, it } from "vitest";
import { RecentMap } from "#lib/util/recent-map";

describe("a recent map", () => {
  it("lets the entry go that was asked for longest ago", () => {
    const map = new RecentMap<string, number>(2);
    map.set("a", 1);
    map.set("b", 2);
    expect(map.get("a")).toBe(1);
    map.set("c", 3);
    expect([map.get("a"), map.get("b"), map.get("c")]).toEqual([1, undefined, 3]);
  });

  it("replaces an entry without letting another go", () => {
    const map = new RecentMap<string, number>(2);
    map.set("a", 1);
    map.set("b", 2);
    map.set("a", 3);
    expect([map.get("a"), map.get("b")]).toEqual([3, 2]);
  });

  it("makes a value once while it is kept, and forgets the one that was not asked for longest", () => {
    const map = new RecentMap<string, string>(2);
    map.keep("a", () => "a1");
    map.keep("b", () => "b1");
    expect(map.keep("a", () => "a2")).toBe("a1");
    map.keep("c", () => "c1");
    expect([map.keep("a", () => "a3"), map.keep("b", () => "b2")]).toEqual(["a1", "b2"]);
  });
});

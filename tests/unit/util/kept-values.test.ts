import { describe, expect, it } from "vitest";
import { KeptValues } from "#lib/util/kept-values";

describe("KeptValues", () => {
  it("makes a value once while it is kept", () => {
    const kept = new KeptValues<object>(2);
    const first = kept.get("a", () => ({}));
    expect(kept.get("a", () => ({}))).toBe(first);
  });

  it("forgets the value that was not used for longest, and never keeps more than it may", () => {
    const kept = new KeptValues<string>(2);
    kept.get("a", () => "a1");
    kept.get("b", () => "b1");
    kept.get("a", () => "a2");
    kept.get("c", () => "c1");
    expect(kept.get("a", () => "a3")).toBe("a1");
    expect(kept.get("b", () => "b2")).toBe("b2");
  });
});

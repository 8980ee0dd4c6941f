import { describe, expect, it } from "vitest";
import { parseBound, printBound } from "#lib/workbench/filter/bound-text";

function read(text: string, format: Parameters<typeof parseBound>[1]) {
  const bound = parseBound(text, format, null);
  return bound.ok ? bound.value : bound.error;
}

describe("parseBound", () => {
  it("takes a bare number in the unit that the field shows", () => {
    expect(read("15", "percent")).toEqual({ value: 0.15, isInclusive: true, mark: "percent" });
    expect(read("3", "times")).toEqual({ value: 3, isInclusive: true, mark: "times" });
    expect(read("300m", "usd")).toEqual({ value: 300e6, isInclusive: true, mark: "usd" });
    expect(read("8", "count")).toEqual({ value: 8, isInclusive: true });
  });

  it("takes the marks of the language, thousands separators and either minus", () => {
    expect(read("200bp", "percent")).toMatchObject({ value: 0.02, mark: "bp" });
    expect(read("$1,250m", "usd")).toMatchObject({ value: 1.25e9 });
    expect(read("−5", "percent")).toMatchObject({ value: -0.05 });
    expect(read("-5%", "percent")).toMatchObject({ value: -0.05 });
  });

  it("takes nothing typed for no bound", () => {
    expect(read("  ", "times")).toBeNull();
  });

  it("says what was expected of what is no number", () => {
    expect(read("cheap", "times")).toMatch(/number/i);
    expect(read("15 pct", "percent")).toEqual(expect.any(String));
  });

  it("keeps whether the bound itself belongs to the range", () => {
    const before = { value: 3, isInclusive: false };
    expect(parseBound("4", "times", before)).toMatchObject({ ok: true, value: { value: 4, isInclusive: false } });
  });

  it("reads what it prints", () => {
    for (const [value, format] of [
      [0.15, "percent"],
      [-0.025, "percent"],
      [1.5, "times"],
      [2.5e9, "usd"],
      [12, "months"],
    ] as const) {
      const bound = read(String(format === "percent" ? value * 100 : value), format);
      if (bound === null || typeof bound === "string") throw new Error("not a bound");
      expect(read(printBound(bound), format)).toEqual(bound);
    }
  });
});

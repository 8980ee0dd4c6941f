import { describe, expect, it } from "vitest";
import { formatNumber, formatValue, formatWithUnit, getHeadUnit, missingGlyphs } from "#lib/metric/format";
import { formats } from "#lib/metric/metric";
import { missingReasons } from "#lib/util/missing";

describe("formatWithUnit", () => {
  it.each([
    [1_234_567_890, "usd", "$1.23b"],
    [999_960_000, "usd", "$1b"],
    [-60_100_000, "usd", "−$60.1m"],
    [4_376_000_000, "usd", "$4.38b"],
    [312_400, "usd", "$312k"],
    [12, "usd", "$12"],
    [0, "usd", "$0"],
    [48_578_000, "shares", "48.6m"],
    [0.081, "percent", "8.1%"],
    [-0.15, "percent", "−15%"],
    [0.0306, "basis_points", "306 bp"],
    [1.9, "times", "1.90x"],
    [-2, "times", "−2.00x"],
    [1234.5, "times", "1,234.50x"],
    [14, "months", "14 months"],
    [1, "months", "1 month"],
    [1, "days", "1 day"],
    [4.406, "score", "4.41"],
    [6, "count", "6"],
    [2834, "code", "2834"],
    [12.3, "usd_per_share", "$12.30"],
    [-0.0000001, "percent", "0%"],
  ] as const)("writes %d as %s: %s", (value, format, text) => {
    expect(formatWithUnit(value, format)).toBe(text);
  });

  it("shows more decimals when asked, so that a value next to its limit can be told from it", () => {
    expect(formatWithUnit(1.2496, "times", 2)).toBe("1.2496x");
  });
});

describe("formatNumber", () => {
  it("leaves the unit to the head and keeps the decimals of a column alike", () => {
    expect(formatNumber(1_234_567_890, "usd")).toBe("1,234.6");
    expect(getHeadUnit("usd")).toBe("$m");
    expect(formatNumber(0.08, "percent")).toBe("8.0");
    expect(formatNumber(-1.9, "times")).toBe("−1.90");
  });

  it("gives a dash for what is no number, in every format", () => {
    for (const format of formats) expect(formatNumber(Number.NaN, format)).toBe("–");
  });
});

describe("formatValue", () => {
  it("writes texts, truths and unknowns", () => {
    expect(formatValue({ type: "text", value: "AA" }, "text")).toBe("AA");
    expect(formatValue({ type: "truth", value: true }, "truth")).toBe("Yes");
    expect(formatValue({ type: "unknown" }, "truth")).toBe("?");
  });

  it("gives each missing reason a glyph of its own", () => {
    const glyphs = missingReasons.map((reason) => formatValue({ type: "missing", reason }, "usd"));
    expect(new Set(glyphs).size).toBe(missingReasons.length);
    expect(glyphs).toEqual(missingReasons.map((reason) => missingGlyphs[reason]));
  });
});

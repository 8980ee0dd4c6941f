import { describe, expect, it } from "vitest";
import {
  columnWidthMaxPx,
  columnWidthMinPx,
  formatColumnWidths,
  parseColumnWidths,
  setColumnWidth,
} from "@/components/company-table/column-width";

describe("kept column widths", () => {
  it("come back from the cookie, whatever the expression", () => {
    const widths = { roic: 120, "pct(roic, sector)": 90, "net_debt / ebitda": 77, "a & b = 15% + c; d": 200 };
    const cookie = formatColumnWidths(widths);
    expect(cookie).toMatch(/^[\w%.!~*'()-]+$/);
    expect(parseColumnWidths(decodeURIComponent(cookie))).toEqual(widths);
  });

  it("leave out what is no width and keep to what a column may have", () => {
    expect(parseColumnWidths("roic=abc&pe=&pb=5&ps=99999")).toEqual({ pb: columnWidthMinPx, ps: columnWidthMaxPx });
    expect(parseColumnWidths(undefined)).toEqual({});
  });

  it("fit a cookie: the ones set last stay, and no long expression", () => {
    let widths = {};
    for (let at = 0; at < 100; at++) widths = setColumnWidth(widths, `metric_${at}`, 100);
    widths = setColumnWidth(widths, "x".repeat(61), 100);
    const kept = Object.keys(parseColumnWidths(decodeURIComponent(formatColumnWidths(widths))));
    expect(kept).toHaveLength(40);
    expect(kept.at(-1)).toBe("metric_99");
    expect(formatColumnWidths(widths).length).toBeLessThan(3900);
  });

  it("go back to the default", () => {
    expect(setColumnWidth({ roic: 120 }, "roic", null)).toEqual({});
  });
});

import { describe, expect, it } from "vitest";
import {
  canPin,
  formatPinnedColumns,
  parsePinnedColumns,
  pinClasses,
  pinnedMax,
  togglePinned,
} from "@/components/company-table/pinned-columns";

describe("pinned columns", () => {
  it("come back from the cookie in their order, whatever the expression", () => {
    const pinned = ["roic", "pct(roic, sector)", "a & b = 15% + c; d"];
    const cookie = formatPinnedColumns(pinned);
    expect(cookie).toMatch(/^[\w%.!~*'()-]*$/);
    expect(parsePinnedColumns(decodeURIComponent(cookie))).toEqual(pinned);
  });

  it("are at most as many as there are places for, each once, and no long text", () => {
    expect(parsePinnedColumns(`pin=a&pin=a&pin=${"x".repeat(121)}&pin=&pin=b&pin=c&pin=d`)).toEqual(["a", "b", "c"]);
    expect(parsePinnedColumns(undefined)).toEqual([]);
    expect(parsePinnedColumns("nonsense")).toEqual([]);
    expect(pinClasses).toHaveLength(pinnedMax);
  });

  it("come at the end and go by the same press; one too many is refused", () => {
    expect(togglePinned(["a"], "b")).toEqual(["a", "b"]);
    expect(togglePinned(["a", "b"], "a")).toEqual(["b"]);
    const full = ["a", "b", "c"];
    expect(canPin("d", full)).toBe(false);
    expect(togglePinned(full, "d")).toEqual(full);
  });
});

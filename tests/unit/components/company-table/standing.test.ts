import { describe, expect, it } from "vitest";
import { standingClasses } from "#lib/workbench/column/table-model";
import { describeStanding, getStandingClass, parseShading } from "@/components/company-table/standing";

const all = Array.from({ length: standingClasses }, (_, at) => at + 1);

describe("what stands behind a number", () => {
  it("is a bar whose width is the class of the twentieth", () => {
    expect(
      all.map((standing) => /bg-\[length:(\d+)%_/.exec(getStandingClass(standing, "universe", "none") ?? "")?.[1]),
    ).toEqual(all.map((standing) => String(standing * 5)));
    expect(getStandingClass(0, "universe", "higher")).toBeUndefined();
  });

  it("is a shade of the sector's best and worst three tenths, by what is better", () => {
    const shades = (better: "higher" | "lower" | "none") =>
      all.map((standing) => {
        const found = getStandingClass(standing, "sector", better) ?? "";
        return found.includes("resilient") ? "+" : found.includes("weak") ? "-" : ".";
      });
    expect(shades("higher").join("")).toBe("------........++++++");
    expect(shades("lower").join("")).toBe("++++++........------");
    expect(shades("none").join("")).toBe("....................");
  });

  it("is said in words", () => {
    expect(describeStanding(1, "universe")).toBe("In the lowest 5% of all companies");
    expect(describeStanding(20, "sector")).toBe("Above 95% of its sector");
  });

  it("comes back from the cookie, and nothing else does", () => {
    expect(["off", "bars", "sector", "x", undefined].map(parseShading)).toEqual([
      "off",
      "bars",
      "sector",
      "off",
      "off",
    ]);
  });
});

import { describe, expect, it } from "vitest";
import { buildAsOfHref } from "@/components/as-of/as-of-href";

describe("the address of another day", () => {
  it("keeps everything but the day, the snapshot and where the visitor came from", () => {
    const search = new URLSearchParams("q=roic > 5%25&sort=-roic,ticker&snapshot=abc&from=OLD");
    expect(buildAsOfHref("/screen", search, "2025-06-30")).toBe(
      "/screen?q=roic+%3E+5%25&sort=-roic,ticker&asof=2025-06-30",
    );
    expect(buildAsOfHref("/company/HRI", new URLSearchParams("asof=2025-06-30"), null)).toBe("/company/HRI");
  });
});

import { describe, expect, it } from "vitest";
import { addYears, formatDay, getMonthEnd, parseDay } from "#lib/fact/filed/day";
import { day } from "../../../support/build-entries";

describe("day", () => {
  it.each(["1970-01-01", "2024-02-29", "1999-12-31", "2026-05-05"])("reads %s and writes it back", (text) => {
    expect(formatDay(day(text))).toBe(text);
  });

  it("counts days from 1970-01-01", () => {
    expect(parseDay("1970-01-02")).toBe(1);
  });

  it.each(["2025-02-29", "2025-13-01", "2025-1-1", "2025-01-01T00:00", "", "05/05/2026", "0099-01-01"])(
    "refuses %s, which is no ISO date",
    (text) => {
      expect(parseDay(text)).toBeNull();
    },
  );

  it("shifts by whole years and takes the 29th of February to the 28th", () => {
    expect(formatDay(addYears(day("2024-02-29"), -1))).toBe("2023-02-28");
    expect(formatDay(addYears(day("2025-12-31"), -5))).toBe("2020-12-31");
  });

  it("finds month ends across years", () => {
    expect(formatDay(getMonthEnd(day("2025-01-15"), -2))).toBe("2024-11-30");
    expect(formatDay(getMonthEnd(day("2024-01-31"), 1))).toBe("2024-02-29");
  });
});

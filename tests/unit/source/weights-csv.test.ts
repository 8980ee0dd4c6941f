import { describe, expect, it } from "vitest";
import { detectSource } from "#lib/source/detect-source";
import { parseWeightsCsv } from "#lib/source/weights-csv";
import { readIsoDay } from "../../support/build-index-input";
import { requireValue } from "../../support/read-fixture";

const fileName = "SPSM_2025-10-04.csv";
const write = (...lines: readonly string[]) => ["Rank,Ticker,Name,Weight", ...lines].join("\n");

describe("a list of weights", () => {
  it("SRC-12: has its day in its name, weights in percent, and neither price nor sector", () => {
    const text = write(
      "0,aaa,AAA CORP,60.5",
      "1,BBB,BBB INC,39.25",
      "2,RTYZ5,E-MINI RUSS 2000 DEC25,0.25",
      "3,AAA,AAA CORP,0",
    );
    const { asOf, fundName, constituents, skipped, weightSum } = requireValue(parseWeightsCsv(text, { fileName }));
    expect([asOf, fundName, weightSum]).toEqual([readIsoDay("2025-10-04"), null, 1]);
    expect(constituents.map(({ ticker, weight, sector, priceUsd }) => [ticker, weight, sector, priceUsd])).toEqual([
      ["AAA", 0.605, "", null],
      ["BBB", 0.3925, "", null],
    ]);
    expect(skipped).toEqual([
      { line: 4, what: "RTYZ5 E-MINI RUSS 2000 DEC25", why: '"RTYZ5" is no ticker of a listed share' },
      { line: 5, what: "AAA AAA CORP", why: "the ticker stands on line 2 already" },
    ]);
  });

  it.each([
    ["without a day", write("0,A,A,100"), "SPSM.csv", undefined, "does not say of which day"],
    ["of the future", write("0,A,A,100"), fileName, readIsoDay("2025-10-03"), "which lies after today"],
    ["in ratios", write("0,A,A,1"), fileName, undefined, "add up to 1.0 percent"],
    ["of another shape", "Ticker,Weight\nA,100", fileName, undefined, "No header"],
  ])("%s is refused", (_, text, name, today, message) => {
    const parsed = parseWeightsCsv(text, { fileName: name, today });
    expect(parsed.ok ? "" : parsed.error.message).toContain(message);
  });

  it("is told from a holdings file", () => {
    expect(detectSource("Rank,Ticker,Name,Weight\n")).toBe("weights");
    expect(detectSource(",Ticker,Name,Weight (%)\n")).toBe("weights");
    expect(detectSource("Ticker,Name,Sector,Asset Class,Weight (%)\n")).toBe("holdings");
  });
});

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { formatDay } from "#lib/fact/filed/day";
import { decodeText } from "#lib/source/decode-text";
import { parseHoldingsCsv } from "#lib/source/holdings-csv";
import { parseTickerMap } from "#lib/source/ticker-map";
import { findRealInput, noRealInput } from "../../support/find-real-input";
import { requireValue } from "../../support/read-fixture";

const folder = findRealInput();
const readReal = (...path: readonly string[]) => requireValue(decodeText(readFileSync(join(folder ?? "", ...path))));

describe.skipIf(folder === null)(`holdings of the Russell 2000 ETF (${folder ?? noRealInput})`, () => {
  it.each([
    ["IWM_2025-05-13.csv", 1929, 15],
    ["IWM_2025-11-11_no-preamble.csv", 1953, 14],
    ["IWM_2026-04-10.csv", 1928, 13],
    ["IWM_2026-05-05.csv", 1916, 13],
    ["IVV_2024-12-06.csv", 503, 5],
  ])("%s has %i constituents and explains the %i other lines", (fileName, constituents, skipped) => {
    const holdings = requireValue(parseHoldingsCsv(readReal("holdings", fileName), { fileName }));
    expect(holdings.constituents).toHaveLength(constituents);
    expect(holdings.skipped).toHaveLength(skipped);
    expect(holdings.skipped.every(({ why, line }) => why !== "" && line > 0)).toBe(true);
    expect(holdings.weightSum).toBeGreaterThan(0.995);
    expect(fileName).toContain(formatDay(holdings.asOf));
  });

  it("finds all but ten of the newest constituents in EDGAR's map: banks without EDGAR filings, new names, remainders", () => {
    const map = requireValue(parseTickerMap(readReal("companyfacts", "company_tickers.json")));
    const { constituents } = requireValue(parseHoldingsCsv(readReal("holdings", "IWM_2026-05-05.csv")));
    expect(constituents.filter(({ ticker }) => !map.find(ticker))).toHaveLength(10);
    expect(map.find("MOGA")?.ticker).toBe("MOG-A");
  });
});

import { expect, it } from "vitest";
import { recogniseIndex } from "#lib/server/ingest/index-id";

it.each([
  ["iShares Russell 2000 ETF", "IWM_2026-05-05.csv", "russell2000"],
  ["iShares Core S&P 500 ETF", "whatever.csv", "sp500"],
  [null, "IVV_2024-12-06.csv", "sp500"],
  [null, "IWM_2025-11-11_no-preamble.csv", "russell2000"],
  ["iShares Core S&P Small-Cap ETF", "IJR_holdings.csv", "sp600"],
  ["SPDR Portfolio S&P 600 Small Cap ETF", "whatever.csv", "sp600"],
  [null, "spsm_weights_2025-10-04.csv", "sp600"],
  [null, "IJR_2026-05-05.csv", "sp600"],
  ["My own list", "IVV.csv", "russell2000"],
  [null, "SPYDER.csv", "russell2000"],
  ["Ballast Sample Large Cap Index", "sample.csv", "sp500"],
  ["Ballast Sample Profitable Small Cap Index", "sample.csv", "sp600"],
  ["Ballast Sample Index", "sample.csv", "russell2000"],
] as const)("a fund named %s in %s is taken as %s", (fundName, fileName, indexId) => {
  expect(recogniseIndex(fundName, fileName)).toBe(indexId);
});

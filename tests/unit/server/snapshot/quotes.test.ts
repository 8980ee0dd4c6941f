import { describe, expect, it } from "vitest";
import { choosePrice, listPricedSecurities } from "#lib/server/snapshot/quotes";

describe("the price of a day", () => {
  it("is the newest that is not of a later day, the first of equally new ones", () => {
    const [older, newer, later] = [8, 9, 11].map((day) => ({ day, priceUsd: day * 10 }));
    expect(choosePrice(10, [older, newer, later])).toBe(90);
    expect(choosePrice(9, [{ day: 9, priceUsd: 1 }, newer])).toBe(1);
    expect(choosePrice(7, [older, newer, later])).toBeNull();
    expect(choosePrice(10, [undefined, { day: 9, priceUsd: null }])).toBeNull();
  });

  it("is stale after 62 days", () => {
    expect(choosePrice(162, [{ day: 100, priceUsd: 5 }])).toBe(5);
    expect(choosePrice(163, [{ day: 100, priceUsd: 5 }])).toBe("stale");
  });
});

describe("the securities that price a line", () => {
  const list = (tickers: readonly string[], ticker: string, listed: readonly string[] = [ticker]) =>
    listPricedSecurities(
      tickers.map((each) => ({ ticker: each })),
      ticker,
      new Set(listed),
    ).map((security) => security.ticker);

  it("are its own, and the one of the ticker that came after it", () => {
    expect(list(["BIGC", "CMRC"], "BIGC")).toEqual(["BIGC", "CMRC"]);
    expect(list(["OPLN", "KAR"], "KAR")).toEqual(["KAR", "OPLN"]);
  });

  it.each([
    ["a class of shares", ["GEF", "GEFB"], "GEF"],
    ["two lettered classes", ["LILA", "LILK"], "LILA"],
    ["one of several", ["AAAA", "BBBB", "CCCC"], "AAAA"],
  ])("are its own alone beside %s", (_, tickers, ticker) => {
    expect(list(tickers, ticker)).toEqual([ticker]);
  });

  it("are its own alone where the other has a line too", () => {
    expect(list(["BIGC", "CMRC"], "BIGC", ["BIGC", "CMRC"])).toEqual(["BIGC"]);
  });
});

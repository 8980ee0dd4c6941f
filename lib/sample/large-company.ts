import type { ComparedCompany } from "./holdings-file";
import type { Namer } from "./name";
import { createRandom, deriveSeed } from "./random";

const sectorShares: readonly (readonly [sector: string, count: number])[] = [
  ["Information Technology", 70],
  ["Industrials", 78],
  ["Financials", 72],
  ["Health Care", 62],
  ["Consumer Discretionary", 52],
  ["Consumer Staples", 38],
  ["Utilities", 31],
  ["Real Estate", 31],
  ["Materials", 28],
  ["Communication", 20],
  ["Energy", 21],
];

/** Draws the large companies of the comparison index: 503, ten of them far above the rest. */
export function drawLargeCompanies(seed: number, namer: Namer): readonly ComparedCompany[] {
  const random = createRandom(deriveSeed(seed, 40, 0));
  return sectorShares.flatMap(([sector, count]) =>
    Array.from({ length: count }, (_, n) => {
      const giant =
        n < (sector === "Information Technology" ? 5 : 1) && sectorShares.findIndex(([each]) => each === sector) < 6;
      const name = namer.next(["Corp.", "Inc.", "Group, Inc.", "Holdings plc"], null);
      return {
        ticker: name.holdingsTicker,
        name: name.holdings,
        sector,
        sizeUsd: giant ? random.between(1.1e12, 3.2e12) : random.lognormal(42e9, 0.95),
        price: Math.round(random.lognormal(160, 0.7) * 100) / 100,
      };
    }),
  );
}

import type { Day } from "#lib/fact/filed/entry";
import { sampleAsOf, toDay, toIso } from "./calendar";
import type { SampleCompany } from "./company";
import { getBaseRate, getMonthIndex, monthEnds } from "./market-path";
import { createRandom, deriveSeed } from "./random";
import type { StatementQuarter } from "./statement";

const firstPriceMonth = getMonthIndex(toDay(2023, 6, 30));

/** Lines of the monthly price file for one company: date, ticker, price, market cap at the shares of that time. */
export function listPriceLines(company: SampleCompany, quarters: readonly StatementQuarter[]): readonly string[] {
  const lines: string[] = [];
  let quarter = 0;
  for (let month = firstPriceMonth; month < monthEnds.length; month++) {
    const day = monthEnds[month] ?? 0;
    while ((quarters[quarter + 1]?.period.end ?? Number.POSITIVE_INFINITY) <= day) quarter++;
    const price = company.prices[month] ?? company.priceUsd;
    const shares = quarters[quarter]?.sharesOutstanding ?? company.sharesOutstanding;
    lines.push(`${toIso(day)},${company.name.holdingsTicker},${price.toFixed(2)},${Math.round(price * shares)}.00`);
  }
  return lines;
}

/** The header of the monthly price file. */
export const priceHeader = "snapshot_date,ticker,lastsale,marketCap";

/** A rate file, `date,value` in percent, with the blanks of holidays. */
function buildRateFile(seed: number, stepMonths: boolean, premium: number, wobble: number): string {
  const random = createRandom(deriveSeed(seed, 50, Math.round(premium * 1e6)));
  const lines = ["date,value"];
  let drift = 0;
  const from = toDay(2018, 1, 1);
  const to = toDay(2026, 6, 30);
  for (let day = from; day <= to; day++) {
    const weekday = (day + 4) % 7;
    const iso = toIso(day);
    if (stepMonths ? !iso.endsWith("-01") : weekday === 0 || weekday === 6) continue;
    if (!stepMonths && random.chance(0.035)) {
      lines.push(`${iso},`);
      continue;
    }
    drift = 0.995 * drift + wobble * random.normal();
    const value = Math.max(0.05, (getBaseRate(day) * (1 - premium * 8) + 0.02 * premium * 8 + premium + drift) * 100);
    lines.push(`${iso},${value.toFixed(2)}`);
  }
  return `${lines.join("\n")}\n`;
}

const firstCloseDay = toDay(2005, 1, 3);

/** How far the small companies go their own way, as a standard deviation a day: more of late. */
function getOwnWay(day: Day): number {
  return day < toDay(2017, 1, 1) ? 0.0045 : day < toDay(2023, 1, 1) ? 0.0065 : 0.0085;
}

/**
 * The invented daily closes of the funds of both indexes, dividends included, from 2005 on. They stand under the names of real
 * funds, as the rates do, because that is where figures of the index look for them.
 */
export function listFundFiles(seed: number): readonly { readonly path: string; readonly content: string }[] {
  const random = createRandom(deriveSeed(seed, 51, 0));
  const header = "date,open,high,low,close,volume";
  const [small, large] = [[header], [header]];
  let [ofSmall, ofLarge] = [50, 80];
  for (let day = firstCloseDay; day <= sampleAsOf; day++) {
    const weekday = (day + 4) % 7;
    if (weekday === 0 || weekday === 6) continue;
    const market = 0.00042 + 0.0098 * random.normal();
    const [beforeSmall, beforeLarge] = [ofSmall, ofLarge];
    ofLarge *= 1 + market;
    ofSmall *= 1 + 1.15 * market - 0.00012 + getOwnWay(day) * random.normal();
    small.push(writeBar(day, beforeSmall, ofSmall));
    large.push(writeBar(day, beforeLarge, ofLarge));
  }
  return [
    { path: "prices/IWM.csv", content: `${small.join("\n")}\n` },
    { path: "prices/SPY.csv", content: `${large.join("\n")}\n` },
  ];
}

function writeBar(day: Day, open: number, close: number): string {
  const prices = [open, Math.max(open, close), Math.min(open, close), close].map((price) => price.toFixed(4));
  return `${toIso(day)},${prices.join(",")},1000000`;
}

/** The invented rate files: overnight (monthly), two and ten years (daily), all in percent. */
export function listRateFiles(seed: number): readonly { readonly path: string; readonly content: string }[] {
  return [
    { path: "rates/FEDFUNDS.csv", content: buildRateFile(seed, true, 0, 0) },
    { path: "rates/DGS2.csv", content: buildRateFile(seed, false, 0.004, 0.0003) },
    { path: "rates/DGS10.csv", content: buildRateFile(seed, false, 0.012, 0.0003) },
  ];
}

import { formatDay } from "#lib/fact/filed/day";
import type { Day } from "#lib/fact/filed/entry";
import { fail, type Result, succeed } from "#lib/util/result";
import { CsvHeader, getRatio, isBlankRow, readCsv, readNumber } from "./csv";
import { type DateRules, readFileNameDay } from "./date-text";
import type { SourceFormat } from "./format";
import { judgeLine } from "./fund-line";
import type { FundConstituent, Holdings } from "./holdings-csv";
import type { SkippedRow, SourceError } from "./source-error";

const weightColumns = ["Weight (%)", "Weight"] as const;
const expectedHeader = "a header with Ticker, Name and Weight, in percent";

/** The weights of a whole list lie between these together. */
const weightSumMin = 0.9;
const weightSumMax = 1.1;

/**
 * Reads a list of a fund that gives tickers, names and weights in percent, and nothing else: no price, no sector, no
 * exchange. Its day is that of the file's name (`SPSM_2025-10-04.csv`), and so is the fund. Refuses a list without a day, one dated
 * after today, and one whose weights do not add up to about 100 percent.
 */
export function parseWeightsCsv(
  text: string,
  { fileName = "", today }: Partial<DateRules> & { readonly fileName?: string } = {},
): Result<Holdings, SourceError> {
  const rows = readCsv(text);
  if (!rows.ok) return rows;
  const header = new CsvHeader(rows.value[0]?.cells ?? []);
  const weightColumn = weightColumns.find((name) => header.has(name));
  if (!header.has("Ticker", "Name") || weightColumn === undefined) {
    return fail({ message: "No header of a list of weights was found.", line: 1, expected: expectedHeader });
  }
  const asOf = readDay(fileName, today);
  if (!asOf.ok) return asOf;
  const constituents: FundConstituent[] = [];
  const skipped: SkippedRow[] = [];
  const lineByTicker = new Map<string, number>();
  let weightSum = 0;
  for (const { line, cells } of rows.value.slice(1)) {
    if (isBlankRow(cells)) continue;
    const [ticker, name] = [header.read(cells, "Ticker").toUpperCase(), header.read(cells, "Name")];
    const what = [ticker, name].filter((cell) => cell !== "").join(" ");
    const percent = readNumber(header.read(cells, weightColumn));
    weightSum += (percent ?? 0) / 100;
    const verdict = judgeLine({ ticker, name, assetClass: "Equity" });
    const earlier = lineByTicker.get(ticker);
    if (!verdict.usable) skipped.push({ line, what, why: verdict.why });
    else if (percent === undefined || percent === null) skipped.push({ line, what, why: "its weight is not a number" });
    else if (earlier !== undefined) skipped.push({ line, what, why: `the ticker stands on line ${earlier} already` });
    else {
      lineByTicker.set(ticker, line);
      const weight = getRatio(percent);
      constituents.push({ line, ticker, name, weight, ...unsaid });
    }
  }
  if (weightSum < weightSumMin || weightSum > weightSumMax) {
    return fail({
      message: `The weights add up to ${(100 * weightSum).toFixed(1)} percent.`,
      line: 1,
      expected: "weights in percent that add up to about 100",
    });
  }
  return succeed({ fundName: null, asOf: asOf.value, constituents, skipped, weightSum, warnings: [] });
}

/** What such a list does not say of a line. */
const unsaid = {
  sector: "",
  exchange: "",
  location: "",
  currency: "USD",
  marketValueUsd: null,
  shares: null,
  priceUsd: null,
} as const;

function readDay(fileName: string, today: Day | undefined): Result<Day, SourceError> {
  const day = readFileNameDay(fileName);
  const expected = "the day of the list in the file name (SPSM_2025-10-04.csv)";
  if (day === null) return fail({ message: "The file does not say of which day it is.", line: 1, expected });
  if (today === undefined || day <= today) return succeed(day);
  return fail({ message: `The list is dated ${formatDay(day)}, which lies after today.`, line: 1, expected });
}

/** The constituents of a fund by weight alone, as State Street gives them. */
export const weightsFormat: SourceFormat<"weights", "holdings", Holdings> = {
  kind: "weights",
  gives: "holdings",
  document: {
    file: "weights CSV (`Ticker,Name,Weight` in percent) of a fund that the index is compared with, named by the fund and the day (`SPSM_2025-10-04.csv`)",
    from: "the fund's page at ssga.com, S&P 600 (SPSM) or S&P 500 (SPY)",
  },
  detect: (head) => head.shape === "table" && isHeaderOfWeights(head.header),
  parse: parseWeightsCsv,
};

function isHeaderOfWeights(header: CsvHeader): boolean {
  return header.has("Ticker", "Name") && weightColumns.some((name) => header.has(name)) && !header.has("Asset Class");
}

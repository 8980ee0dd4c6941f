import type { Day } from "#lib/fact/filed/entry";
import { fail, type Result, succeed } from "#lib/util/result";
import { CsvHeader, isBlankRow, readCsv, readNumber } from "./csv";
import { type DateRules, describeDateFault, describeDateRemedy, FileDates } from "./date-text";
import type { SourceFormat } from "./format";
import { refuseAllRows, type SkippedRow, type SourceError } from "./source-error";

/** A price of one ticker at one day, as quoted: not adjusted for splits or dividends unless the source says so. */
export interface PricePoint {
  readonly ticker: string;
  readonly day: Day;
  readonly priceUsd: number;
  /** Null when the file gives none. */
  readonly marketCapUsd: number | null;
}

export interface Prices {
  /** `monthly`: many tickers with market value. `daily`: bars of one ticker, named by the file. */
  readonly shape: "monthly" | "daily";
  readonly points: readonly PricePoint[];
  readonly asOf: Day;
  readonly skipped: readonly SkippedRow[];
}

const expectedHeader = "a header snapshot_date,ticker,lastsale,marketCap or date,open,high,low,close,volume";

/**
 * Reads month-end prices of constituents, or the daily bars of one ticker (whose name is that of the file). A price dated
 * after today is left out.
 */
export function parsePricesCsv(
  text: string,
  options: DateRules & { readonly fileName?: string } = {},
): Result<Prices, SourceError> {
  const rows = readCsv(text);
  if (!rows.ok) return rows;
  const header = new CsvHeader(rows.value[0]?.cells ?? []);
  const isMonthly = header.has("snapshot_date", "ticker", "lastsale");
  if (!isMonthly && !header.has("date", "close")) {
    return fail({
      message: `The header "${header.names.join(",")}" is not one of prices.`,
      line: 1,
      expected: expectedHeader,
    });
  }
  const fileTicker = (options.fileName?.split(/[\\/]/).at(-1) ?? "").replace(/\.csv$/i, "").toUpperCase();
  if (!isMonthly && !/^[A-Z][A-Z.-]{0,9}$/.test(fileTicker)) {
    return fail({
      message: "Daily bars do not say of which ticker they are.",
      line: 1,
      expected: "a file name that is the ticker (IWM.csv)",
    });
  }
  const dateColumn = isMonthly ? "snapshot_date" : "date";
  const dates = new FileDates(
    rows.value.slice(1).map(({ cells }) => header.read(cells, dateColumn)),
    options,
  );
  const points: PricePoint[] = [];
  const skipped: SkippedRow[] = [];
  let remedy = "one line per day";
  for (const { line, cells } of rows.value.slice(1)) {
    if (isBlankRow(cells)) continue;
    const ticker = isMonthly ? header.read(cells, "ticker").toUpperCase() : fileTicker;
    const dateCell = header.read(cells, dateColumn);
    const what = `${ticker} ${dateCell}`;
    const day = dates.read(dateCell);
    const price = readNumber(header.read(cells, isMonthly ? "lastsale" : "close"));
    const marketCap = readNumber(header.read(cells, "marketCap"));
    if (!day.ok) {
      if (skipped.length === 0) remedy = describeDateRemedy(day.error);
      skipped.push({ line, what, why: describeDateFault(day.error) });
    } else if (ticker === "") skipped.push({ line, what, why: "it has no ticker" });
    else if (price === undefined || marketCap === undefined)
      skipped.push({ line, what, why: "a price is not a number" });
    else if (price === null || price <= 0) skipped.push({ line, what, why: "it has no price above zero" });
    else points.push({ ticker, day: day.value, priceUsd: price, marketCapUsd: marketCap === 0 ? null : marketCap });
  }
  if (points.length === 0) {
    return fail(refuseAllRows("price", skipped, remedy));
  }
  const asOf = points.reduce((newest, { day }) => Math.max(newest, day), points[0]?.day ?? 0);
  return succeed({ shape: isMonthly ? "monthly" : "daily", points, asOf, skipped });
}

/** Month-end prices of many tickers, or daily bars of one. */
export const pricesFormat: SourceFormat<"prices", "prices", Prices> = {
  kind: "prices",
  gives: "prices",
  document: {
    file: "price CSV: `snapshot_date,ticker,lastsale,marketCap`, or `date,open,high,low,close,volume` in a file named by its ticker",
    from: "your own vendor",
  },
  detect: (head) =>
    head.shape === "table" &&
    (head.header.has("snapshot_date", "ticker", "lastsale") || head.header.has("date", "close")),
  parse: parsePricesCsv,
};

import { formatDay, getDay } from "#lib/fact/filed/day";
import type { Day } from "#lib/fact/filed/entry";
import { fail, type Result, succeed } from "#lib/util/result";
import { CsvHeader, type CsvRow, getRatio, isBlankRow, readCsv, readNumber } from "./csv";
import {
  type DateRules,
  describeDateFault,
  describeDateRemedy,
  describeDay,
  FileDates,
  readFileNameDay,
} from "./date-text";
import { type ExchangeName, readExchange } from "./exchange";
import type { SourceFormat } from "./format";
import { judgeLine } from "./fund-line";
import type { SkippedRow, SourceError } from "./source-error";

/** One line of a fund that stands for a share in a company. */
export interface FundConstituent {
  readonly line: number;
  /** As the fund spells it: class shares without a dot or dash (`MOGA`). */
  readonly ticker: string;
  /** As the fund gives it, often cut at 34 characters. */
  readonly name: string;
  /** As the fund gives it (`Information Technology`); empty when it gives none. */
  readonly sector: string;
  readonly exchange: ExchangeName | string;
  readonly location: string;
  readonly currency: string;
  /** Share of the fund, 0.0193 for 1.93%. Null when the file gives none. */
  readonly weight: number | null;
  readonly marketValueUsd: number | null;
  readonly shares: number | null;
  /** USD a share. Null when the file says 0.00, which means that there is no price. */
  readonly priceUsd: number | null;
  /** Says that the line is not an ordinary listed share (no price). */
  readonly remark?: string;
}

export interface Holdings {
  /** The first line of the preamble; null when the file has none. */
  readonly fundName: string | null;
  readonly asOf: Day;
  readonly constituents: readonly FundConstituent[];
  readonly skipped: readonly SkippedRow[];
  /** The sum of all weights in the file, cash included; about 0.999 in a complete file. */
  readonly weightSum: number;
  readonly warnings: readonly string[];
}

const requiredColumns = ["Ticker", "Name", "Sector", "Asset Class", "Price"] as const;
const expectedHeader = "a header with Ticker, Name, Sector, Asset Class, Weight (%), Price, Exchange";

/** Below this sum of weights a file is likely cut off between two lines. */
const weightSumMin = 0.9;

/** The first index fund opened on this day, so that no list of one is older. */
const earliestDay = getDay(1975, 12, 31) ?? 0;

/**
 * Reads an iShares holdings file, with or without preamble. Without one the date comes from the file name
 * (`IWM_2025-11-11.csv`). Refuses a list dated after today, or before there was such a fund. Duplicated tickers: the
 * first (heaviest) line stands.
 */
export function parseHoldingsCsv(
  text: string,
  options: DateRules & { readonly fileName?: string } = {},
): Result<Holdings, SourceError> {
  const rows = readCsv(text);
  if (!rows.ok) return rows;
  const headerAt = rows.value.findIndex(({ cells }) => new CsvHeader(cells).has(...requiredColumns));
  const headerRow = rows.value[headerAt];
  if (!headerRow) {
    return fail({ message: "No header of a holdings file was found.", line: 1, expected: expectedHeader });
  }
  const preamble = rows.value.slice(0, headerAt);
  const header = new CsvHeader(headerRow.cells);
  const accrued = rows.value.slice(headerAt + 1).map(({ cells }) => header.read(cells, "Accrual Date"));
  const asOf = readAsOf(preamble, accrued, options);
  if (!asOf.ok) return asOf;
  const table = takeTable(rows.value.slice(headerAt + 1), header);
  if (!table.ok) return table;
  const { constituents, skipped, weightSum } = readConstituents(table.value, header);
  const first = preamble[0]?.cells[0]?.trim();
  return succeed({
    fundName: first && preamble[0]?.cells.length === 1 ? first : null,
    asOf: asOf.value,
    constituents,
    skipped,
    weightSum,
    warnings:
      header.has("Weight (%)") && weightSum < weightSumMin
        ? [`The weights sum to ${weightSum.toFixed(3)}, not to about 1: the file may be cut off.`]
        : [],
  });
}

function readAsOf(
  preamble: readonly CsvRow[],
  otherDates: readonly string[],
  options: DateRules & { readonly fileName?: string },
): Result<Day, SourceError> {
  const dates = new FileDates([...preamble.flatMap(({ cells }) => cells), ...otherDates], options);
  const named = options.fileName === undefined ? null : readFileNameDay(options.fileName);
  const row = preamble.find(({ cells }) => /holdings as of/i.test(cells[0] ?? ""));
  const line = row?.line ?? 1;
  if (!row && named === null) {
    return fail({
      message: "The file does not say of which day it is.",
      line,
      expected: 'a line "Fund Holdings as of" or a date in the file name (IWM_2025-11-11.csv)',
    });
  }
  const cell = row ? (row.cells[1] ?? "").trim() : formatDay(named ?? 0);
  const read = dates.read(cell);
  if (!read.ok) {
    const fault = read.error;
    // A name such as IWM_2026-05-12.csv says which of the two readings is meant.
    const isNamed = fault.kind === "unsettled" && (fault.monthFirst === named || fault.dayFirst === named);
    if (isNamed && named !== null && named <= fault.today) return checkAge(named, preamble, dates, line);
    return fail({
      message:
        fault.kind === "unreadable"
          ? `The date "${cell}" cannot be read.`
          : `The list cannot be dated: ${describeDateFault(fault)}.`,
      line,
      expected: describeDateRemedy(fault),
    });
  }
  return checkAge(read.value, preamble, dates, line);
}

/** A list is of a day on which there was the fund. */
function checkAge(day: Day, preamble: readonly CsvRow[], dates: FileDates, line: number): Result<Day, SourceError> {
  const row = preamble.find(({ cells }) => /inception date/i.test(cells[0] ?? ""));
  const inception = row === undefined ? null : dates.read((row.cells[1] ?? "").trim());
  const begun = inception?.ok ? inception.value : earliestDay;
  if (day >= begun) return succeed(day);
  const since = inception?.ok ? "the fund has existed since" : "there have been index funds only since";
  return fail({
    message: `The list is dated ${describeDay(day)}, but ${since} ${describeDay(begun)}.`,
    line,
    expected: "the day of the list",
  });
}

/** The rows between the header and the blank line before the legal footer. */
function takeTable(rows: readonly CsvRow[], header: CsvHeader): Result<readonly CsvRow[], SourceError> {
  const end = rows.findIndex(({ cells }) => isBlankRow(cells));
  const table = end === -1 ? rows : rows.slice(0, end);
  const last = table.at(-1);
  if (!last)
    return fail({ message: "The file has a header and no constituents.", expected: "one line per constituent" });
  if (end === -1 && last.cells.length < header.names.length) {
    return fail({
      message: `The file ends in the middle of a line, after ${last.cells.length} of ${header.names.length} cells.`,
      line: last.line,
      expected: `${header.names.length} cells`,
    });
  }
  return succeed(table);
}

function readConstituents(table: readonly CsvRow[], header: CsvHeader) {
  const constituents: FundConstituent[] = [];
  const skipped: SkippedRow[] = [];
  const lineByTicker = new Map<string, number>();
  let weightSum = 0;
  for (const { line, cells } of table) {
    const read = (name: string) => header.read(cells, name);
    const what = [read("Ticker"), read("Name")].filter((cell) => cell !== "").join(" ");
    if (cells.length !== header.names.length) {
      skipped.push({ line, what, why: `it has ${cells.length} cells, the header has ${header.names.length}` });
      continue;
    }
    const weightPercent = readNumber(read("Weight (%)"));
    weightSum += (weightPercent ?? 0) / 100;
    const verdict = judgeLine({ ticker: read("Ticker"), name: read("Name"), assetClass: read("Asset Class") });
    if (!verdict.usable) {
      skipped.push({ line, what, why: verdict.why });
      continue;
    }
    const ticker = read("Ticker").toUpperCase();
    const earlier = lineByTicker.get(ticker);
    if (earlier !== undefined) {
      skipped.push({ line, what, why: `the ticker stands on line ${earlier} already` });
      continue;
    }
    const price = readNumber(read("Price"));
    const amounts = [weightPercent, price, readNumber(read("Quantity")), readNumber(read("Market Value"))];
    if (amounts.includes(undefined)) {
      skipped.push({ line, what, why: "a weight, price, quantity or market value is not a number" });
      continue;
    }
    lineByTicker.set(ticker, line);
    constituents.push({
      line,
      ticker,
      name: read("Name"),
      sector: read("Sector") === "-" ? "" : read("Sector"),
      exchange: readExchange(read("Exchange")),
      location: read("Location"),
      currency: read("Market Currency") || read("Currency") || "USD",
      weight: weightPercent === null || weightPercent === undefined ? null : getRatio(weightPercent),
      marketValueUsd: amounts[3] ?? null,
      shares: amounts[2] ?? null,
      priceUsd: price === 0 || price === undefined ? null : price,
      ...(price === 0 ? { remark: "the fund gives no price" } : {}),
    });
  }
  return { constituents, skipped, weightSum };
}

/** The constituents of a fund, as iShares gives them. */
export const holdingsFormat: SourceFormat<"holdings", "holdings", Holdings> = {
  kind: "holdings",
  gives: "holdings",
  document: {
    file: "holdings CSV of the iShares Russell 2000 ETF (IWM), and of the S&P 500 (IVV) and S&P 600 (IJR) ETFs for comparison",
    from: 'the fund\'s page at ishares.com, "Detailed Holdings and Analytics"',
  },
  detect: (head) => head.shape === "table" && head.header.has("Ticker", "Name", "Sector", "Asset Class"),
  parse: parseHoldingsCsv,
};

import { parseDay } from "#lib/fact/filed/day";
import type { Day, FactEntry } from "#lib/fact/filed/entry";

/** The day of an ISO date that a test is sure of. */
export function day(text: string): Day {
  const parsed = parseDay(text);
  if (parsed === null) throw new Error(`${text} is not a date`);
  return parsed;
}

/** `2025-01-01..2025-12-31` for a flow, `2025-12-31` for a balance; filed on the day after `@`. */
function readPeriod(text: string): Pick<FactEntry, "start" | "end" | "filed"> {
  const [period = "", filed = ""] = text.split(" @ ");
  const [first = "", last] = period.split("..");
  return last === undefined
    ? { start: null, end: day(first), filed: day(filed) }
    : { start: day(first), end: day(last), filed: day(filed) };
}

export interface TagFigures {
  readonly fact: string;
  readonly tag: string;
  readonly unit?: string;
  readonly form?: string;
  /** Values by period, `"2025-01-01..2025-12-31 @ 2026-02-20": 100`. */
  readonly values: Readonly<Record<string, number>>;
}

/** Entries of one tag, sorted as the parsers give them. The accession is the filing date, so one day is one filing. */
export function buildEntries(...figures: readonly TagFigures[]): FactEntry[] {
  return figures.flatMap(({ fact, tag, unit = "USD", form = "10-K", values }) =>
    Object.entries(values)
      .map(([period, value]): FactEntry => {
        const read = readPeriod(period);
        return { fact, tag, unit, form, value, accession: `filing of ${period.split(" @ ")[1]}`, ...read };
      })
      .sort((a, b) => a.end - b.end || (a.start ?? 0) - (b.start ?? 0) || a.filed - b.filed),
  );
}

/** A company's net income and cash flow, so that periods are known; `values` as in `TagFigures`. */
export function buildPeriods(...periods: readonly string[]): FactEntry[] {
  const values = Object.fromEntries(periods.map((period) => [period, 1]));
  return buildEntries(
    { fact: "net_income", tag: "us-gaap:NetIncomeLoss", values },
    { fact: "operating_cash_flow", tag: "us-gaap:NetCashProvidedByUsedInOperatingActivities", values },
  );
}

/** A balance sheet with the given total assets and liabilities on each day. */
export function buildBalanceSheets(assets: number, liabilities: number, ...days: readonly string[]): FactEntry[] {
  const values = (value: number) => Object.fromEntries(days.map((text) => [text, value]));
  return buildEntries(
    { fact: "total_assets", tag: "us-gaap:Assets", values: values(assets) },
    { fact: "liabilities_and_equity", tag: "us-gaap:LiabilitiesAndStockholdersEquity", values: values(assets) },
    { fact: "liabilities_reported", tag: "us-gaap:Liabilities", values: values(liabilities) },
    { fact: "equity_reported", tag: "us-gaap:StockholdersEquity", values: values(assets - liabilities) },
  );
}

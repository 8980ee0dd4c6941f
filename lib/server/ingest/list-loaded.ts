import "server-only";
import { formatDay } from "#lib/fact/filed/day";
import type { DatabaseView } from "#lib/server/db/database";
import {
  type LoadedFigures,
  type LoadedList,
  type LoadedSeries,
  listLoadedFigures,
  listLoadedLists,
  listLoadedPrices,
  listLoadedRates,
} from "#lib/server/db/repository/loaded";
import { formatCount, formatCountOf } from "#lib/util/number-text";

/** What the database holds of real data, as lines for a person who may want to take something back. */
export async function listLoaded(database: DatabaseView): Promise<readonly string[]> {
  const lists = await listLoadedLists(database);
  const prices = await listLoadedPrices(database);
  const rates = await listLoadedRates(database);
  const figures = await listLoadedFigures(database);
  if (lists.length + prices.length + rates.length + figures.length === 0) {
    return ["Nothing is loaded but, perhaps, the sample universe, which cannot be taken back in parts."];
  }
  return [
    "Lists of constituents (--forget DATE):",
    ...orNone(lists.map(describeList)),
    "Prices (--forget prices:DATE or prices:DATE..DATE):",
    ...orNone(prices.map(describeSeries)),
    "Rates (--forget rates:DATE or rates:DATE..DATE):",
    ...orNone(rates.map(describeSeries)),
    "Figures of companies, by the run that brought them (--forget figures:RUN takes back that run's and all later ones):",
    ...orNone(figures.map(describeFigures)),
  ];
}

function orNone(lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? ["  none"] : lines;
}

export function describeList({ asOfDay, indexId, constituentCount, sourceName, runId }: LoadedList): string {
  const count = formatCountOf(constituentCount, "constituent");
  return `  ${formatDay(asOfDay)}  ${indexId.padEnd(12)}${count}, from ${sourceName}, run ${runId}`;
}

export function describeSeries({ name, count, from, to }: LoadedSeries): string {
  return `  ${name}: ${formatCountOf(count, "value")}, ${formatDay(from)} to ${formatDay(to)}`;
}

export function describeFigures({ runId, filingCount, companyCount }: LoadedFigures): string {
  return `  run ${runId}: ${formatCount(filingCount)} filings and rows of ${formatCountOf(companyCount, "company", "companies")}`;
}

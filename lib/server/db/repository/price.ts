import "server-only";
import type { Day } from "#lib/fact/filed/entry";
import type { Database, DatabaseView } from "#lib/server/db/database";
import { formatArrayLiteral } from "#lib/server/db/number-list";

/** A month-end price of a security, not adjusted for splits. One of the two figures is known at least. */
export interface MonthlyPrice {
  readonly securityId: number;
  readonly day: Day;
  readonly closeUsd: number | null;
  readonly marketCapUsd: number | null;
}

/** A day of an index fund, adjusted for dividends. */
export interface DailyBar {
  readonly day: Day;
  readonly open: number | null;
  readonly high: number | null;
  readonly low: number | null;
  readonly close: number;
  readonly volume: number | null;
}

const rowsPerStatement = 20_000;

/** Stores month-end prices; a day that is there already takes the new figures. The last of equal days counts. */
export async function saveMonthlyPrices(database: Database, prices: readonly MonthlyPrice[]): Promise<void> {
  const unique = [...new Map(prices.map((price) => [`${price.securityId} ${price.day}`, price])).values()];
  for (let from = 0; from < unique.length; from += rowsPerStatement) {
    const lot = unique.slice(from, from + rowsPerStatement);
    await database.client.$executeRaw`
      insert into monthly_price (security_id, day, close_usd, market_cap_usd)
      select * from unnest(
        ${formatArrayLiteral(lot.map(({ securityId }) => securityId))}::int4[],
        ${formatArrayLiteral(lot.map(({ day }) => day))}::int4[],
        ${formatArrayLiteral(lot.map(({ closeUsd }) => closeUsd))}::float8[],
        ${formatArrayLiteral(lot.map(({ marketCapUsd }) => marketCapUsd))}::float8[]
      )
      on conflict (security_id, day) do update
        set close_usd = excluded.close_usd, market_cap_usd = excluded.market_cap_usd`;
  }
}

/** The month-end prices of a security from the oldest. */
export function readMonthlyPrices(database: Database, securityId: number): Promise<readonly MonthlyPrice[]> {
  return database.client.monthlyPrice.findMany({
    where: { securityId },
    orderBy: { day: "asc" },
    select: { securityId: true, day: true, closeUsd: true, marketCapUsd: true },
  });
}

/** For each security its newest month-end price on or before the day and not before `fromDay`. */
export async function readLatestMonthlyPrices(
  database: DatabaseView,
  fromDay: Day,
  asOfDay: Day,
): Promise<readonly MonthlyPrice[]> {
  return database.client.$queryRaw<MonthlyPrice[]>`
    select distinct on (security_id)
      security_id as "securityId", day, close_usd as "closeUsd", market_cap_usd as "marketCapUsd"
    from monthly_price where day between ${fromDay}::int4 and ${asOfDay}::int4
    order by security_id, day desc`;
}

/** Stores days of an index fund; a day that is there already takes the new figures. The last of equal days counts. */
export async function saveDailyBars(database: Database, symbol: string, bars: readonly DailyBar[]): Promise<void> {
  const unique = [...new Map(bars.map((bar) => [bar.day, bar])).values()];
  const column = (pick: (bar: DailyBar) => number | null) => formatArrayLiteral(unique.map(pick));
  await database.client.$executeRaw`
    insert into daily_bar (symbol, day, open, high, low, close, volume)
    select ${symbol}::text, listed.* from unnest(
      ${column(({ day }) => day)}::int4[],
      ${column(({ open }) => open)}::float8[],
      ${column(({ high }) => high)}::float8[],
      ${column(({ low }) => low)}::float8[],
      ${column(({ close }) => close)}::float8[],
      ${column(({ volume }) => volume)}::float8[]
    ) as listed
    on conflict (symbol, day) do update set
      open = excluded.open, high = excluded.high, low = excluded.low, close = excluded.close, volume = excluded.volume`;
}

/** The days of an index fund from the oldest, within the days given (both included). */
export function readDailyBars(
  database: Database,
  symbol: string,
  range: { readonly fromDay?: Day; readonly toDay?: Day } = {},
): Promise<readonly DailyBar[]> {
  const { fromDay, toDay } = range;
  return database.client.dailyBar.findMany({
    where: {
      symbol,
      day: { ...(fromDay === undefined ? {} : { gte: fromDay }), ...(toDay === undefined ? {} : { lte: toDay }) },
    },
    orderBy: { day: "asc" },
    select: { day: true, open: true, high: true, low: true, close: true, volume: true },
  });
}

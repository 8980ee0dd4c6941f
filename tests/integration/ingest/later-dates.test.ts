import { rm } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { expect, it } from "vitest";
import { formatDay } from "#lib/fact/filed/day";
import type { Day } from "#lib/fact/filed/entry";
import type { Database } from "#lib/server/db/database";
import { type DateOrder, dateOrders } from "#lib/source/date-text";
import { day } from "../../support/build-entries";
import { describeDatabases } from "../../support/database";
import {
  ingest,
  listAnnualFigures,
  makeTemporaryFolder,
  writeCompanyfacts,
  writeHoldings,
  writeSmallFolder,
  writeSource,
} from "../../support/ingest-folder";

const today = day("2026-05-06");

type Write = (date: Day) => string;
const monthNames = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const split = (date: Day) => formatDay(date).split("-");
const writeMonthFirst: Write = (date) => {
  const [year, month, dayOfMonth] = split(date);
  return `${month}/${dayOfMonth}/${year}`;
};
const writeDayFirst: Write = (date) => {
  const [year = "", month, dayOfMonth] = split(date);
  return `${Number(dayOfMonth)}/${Number(month)}/${year.slice(2)}`;
};
const writings: readonly Write[] = [
  formatDay,
  writeMonthFirst,
  writeDayFirst,
  (date) => {
    const [year = "", month, dayOfMonth] = split(date);
    return `${dayOfMonth}-${monthNames[Number(month) - 1]}-${year.slice(2)}`;
  },
];

/** Whether a date stands for another day where it is read in the order that is asked for: 1/9/26 is January 9 or September 1. */
function isTurned(write: Write, date: Day, order: DateOrder | null): boolean {
  const [, , dayOfMonth] = split(date);
  if (Number(dayOfMonth) > 12) return false;
  return (write === writeDayFirst && order === "month-first") || (write === writeMonthFirst && order === "day-first");
}

const nearDay = fc.oneof(
  fc.integer({ min: today - 3, max: today + 3 }),
  fc.integer({ min: today - 800, max: today + 800 }),
);
/** For dates that are written whole: the year 99 alone is 1999. */
const anyDay = fc.oneof(nearDay, fc.constant(day("2099-12-31")));
const file = fc.record({
  write: fc.constantFrom(...writings),
  days: fc.array(nearDay, { minLength: 1, maxLength: 5 }),
});

/** The newest day of every kind of row that a source dates. */
async function readNewestDays({ client }: Database): Promise<Record<string, number | null>> {
  const rows = await client.$queryRaw<Record<string, number | null>[]>`
    select (select max(as_of_day) from index_snapshot) as lists,
      (select max(day) from monthly_price) as prices,
      (select max(day) from daily_bar) as bars,
      (select max(day) from rate) as rates,
      (select max(filed_day) from filing) as filings,
      (select max(day) from fact_series, unnest(end_day) as day) as figures,
      (select max((source->>'asOfDay')::int) from ingest_run, jsonb_array_elements(sources) as source) as sources`;
  return rows[0] ?? {};
}

describeDatabases("a folder of sources", (openFresh) => {
  it("ING-10: never brings a row into the database that is dated after today, whatever the format", async () => {
    const database = await openFresh();
    const home = await makeTemporaryFolder();
    const given = fc.record({
      list: fc.record({ write: fc.constantFrom(...writings), date: nearDay }),
      prices: file,
      bars: file,
      rates: file,
      filed: fc.array(anyDay, { minLength: 1, maxLength: 4 }),
      rows: fc.array(fc.record({ end: anyDay, filed: fc.option(nearDay), period: fc.constantFrom("FY", "Q", "TTM") }), {
        minLength: 1,
        maxLength: 5,
      }),
      filedWrite: fc.constantFrom(...writings),
      dateOrder: fc.constantFrom(null, ...dateOrders),
    });
    await fc.assert(
      fc.asyncProperty(given, async ({ list, prices, bars, rates, filed, rows, filedWrite, dateOrder }) => {
        const folder = await makeTemporaryFolder();
        await writeSmallFolder(folder);
        await rm(join(folder, "companyfacts.zip"));
        const lines = [{ ticker: "MOGA", name: "MOOG INC CLASS A" }];
        await writeSource(folder, "holdings/IWM_2.csv", writeHoldings(list.write(list.date), lines));
        const table = (header: string, { write, days }: typeof prices, rest: string) =>
          [header, ...days.map((date) => `${write(date)},${rest}`)].join("\r");
        await writeSource(folder, "p.csv", table("snapshot_date,ticker,lastsale,marketCap", prices, "MOGA,1,2"));
        await writeSource(folder, "SPY.csv", table("date,open,high,low,close,volume", bars, "1,1,1,1,1"));
        await writeSource(folder, "r.csv", table("observation_date,DGS10", rates, "4"));
        const figures = filed.map((date, index) => ({
          tag: "Assets",
          end: formatDay(date - 30),
          value: index + 1,
          filed: formatDay(date),
          accession: `0000067887-26-00000${index}`,
        }));
        const facts = writeCompanyfacts(67887, "MOOG INC.", [...listAnnualFigures({ 2024: 5 }), ...figures]);
        await writeSource(folder, "facts/CIK0000067887.json", facts);
        const body = rows.map((row) => {
          const at = row.filed === null ? "" : filedWrite(row.filed);
          return `STRL,874238,${formatDay(row.end)},${row.period},${at},7`;
        });
        await writeSource(
          folder,
          "fundamentals.csv",
          ["ticker,cik,period_end,period,filed,revenue", ...body].join("\n"),
        );
        const recent = {
          accessionNumber: filed.map((_, index) => String(index)),
          form: filed.map(() => "10-K"),
          filingDate: filed.map(formatDay),
        };
        const submissions = { cik: "67887", name: "MOOG INC.", entityType: "operating", filings: { recent } };
        await writeSource(folder, "submissions/CIK0000067887.json", JSON.stringify(submissions));
        const options = { today, dateOrder, skipDamaged: true, minCoverage: 0, allowShrink: true };
        const report = await ingest(database, { folder, home, ...options });
        expect(report.asOf).toBeLessThanOrEqual(today);
        for (const [what, newest] of Object.entries(await readNewestDays(database))) {
          expect(newest ?? today, what).toBeLessThanOrEqual(today);
        }
        // What is left out is said, by row or by file.
        const isSaid = (name: string) =>
          report.issues.some(({ subject, place }) => subject.includes(name) || place?.includes(name));
        const isLater = (write: Write, date: Day) => date > today && !isTurned(write, date, dateOrder);
        if (isLater(list.write, list.date)) expect(isSaid("IWM_2.csv")).toBe(true);
        for (const [name, { write, days }] of Object.entries({ "p.csv": prices, "SPY.csv": bars, "r.csv": rates })) {
          if (days.some((date) => isLater(write, date))) expect(isSaid(name), name).toBe(true);
        }
        const later = filed.filter((date) => date > today).length;
        const figuresLeft = report.issues.find(({ subject }) => subject === "facts/CIK0000067887.json");
        expect(figuresLeft?.why).toEqual(
          later === 0 ? undefined : expect.stringMatching(new RegExp(`^${later} figure`)),
        );
      }),
      { numRuns: database.kind === "embedded" ? 30 : 10 },
    );
  });

  it("ING-10: reads again what was left out, once its day has come", async () => {
    const database = await openFresh();
    const [folder, home] = [await makeTemporaryFolder(), await makeTemporaryFolder()];
    await writeSmallFolder(folder);
    const header = "ticker,cik,period_end,period,filed,revenue\n";
    await writeSource(
      folder,
      "fundamentals.csv",
      `${header}STRL,874238,2025-12-31,FY,2026-02-20,1\nSTRL,874238,2026-03-31,Q,2026-05-08,2\nSTRL,874238,2026-04-30,Q,,3\n`,
    );
    const first = await ingest(database, { folder, home, today });
    const whys = first.issues.filter(({ place }) => place?.startsWith("fundamentals.csv")).map(({ why }) => why);
    expect(whys).toEqual([
      'of its filing date, "2026-05-08" is after today (6 May 2026)',
      "it does not say when it was filed, and 45 days after its period, from when it would count, are 14 June 2026, " +
        "after today (6 May 2026); give filed",
    ]);
    const count = async () => Number((await database.client.filing.count({ where: { sourceKind: "csv" } })) ?? 0);
    const before = await count();
    await ingest(database, { folder, home, today: today + 2 });
    expect(await count()).toBe(before + 1);
    await ingest(database, { folder, home, today: today + 60 });
    expect(await count()).toBe(before + 2);
  });
});

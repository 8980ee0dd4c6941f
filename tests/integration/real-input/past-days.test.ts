import { describe, expect, it } from "vitest";
import { parseDay } from "#lib/fact/filed/day";
import type { Database } from "#lib/server/db/database";
import { listCompanies } from "#lib/server/db/repository/company";
import { getIndexSnapshot, listIndexSnapshots } from "#lib/server/db/repository/index";
import { getEnvironment } from "#lib/server/env";
import { buildSnapshot, screenedIndex } from "#lib/server/snapshot/build-snapshot";
import { getReason } from "#lib/util/missing";
import { openFreshEmbedded } from "../../support/database";
import { ingest, makeTemporaryFolder } from "../../support/ingest-folder";
import { copyRealSources } from "../../support/real-folder";

const { sources } = getEnvironment();
const reason = sources === null ? " (skipped: there is no folder of real input, see BALLAST_SOURCES)" : "";

/** Every tenth of the companies, so that the test takes seconds. */
const isWanted = (name: string) => /^CIK\d+0\.json$/.test(name);

/** Companies that the test names, and every fourth by the letters of its ticker; in a long run all. */
const isKept = (line: string) => {
  const ticker = line.split(",").find((field) => /^[A-Z]/.test(field)) ?? "";
  const sum = [...ticker].reduce((total, letter) => total + letter.charCodeAt(0), 0);
  return sum % 4 === 0 || ["TOWN", "GEF", "GEFB"].includes(ticker) || Number(process.env["BALLAST_RUNS"] ?? 1) > 1;
};

describe.runIf(sources !== null)(`past days of real input${reason}`, () => {
  it("are built from what was known then, and follow companies from list to list", { timeout: 600_000 }, async () => {
    const more = ["prices/monthly_constituents.csv", "fundamentals/russell2000.csv"];
    const folder = await copyRealSources(sources ?? "", isWanted, more, isKept);
    const database = await openFreshEmbedded();
    await ingest(database, { folder, home: await makeTemporaryFolder(), minCoverage: 0 });

    await holdRenames(database);
    await holdGaps(database);

    const asOf = parseDay("2025-06-30") ?? 0;
    const whole = await buildSnapshot(database, { sample: false, asOf });
    expect(whole?.info.counts["rows_from_filings"]).toBeGreaterThan(20);
    expect(whole?.info.counts["rows_from_second_hand"]).toBeGreaterThan(300);
    await forgetLater(database, asOf);
    const then = await buildSnapshot(database, { sample: false, asOf });
    expect(then?.hash).toBe(whole?.hash);
  });
});

/** Removes everything that was filed, listed or priced after a day. */
async function forgetLater({ client }: Database, asOf: number): Promise<void> {
  await client.$executeRaw`
    delete from fact_series where not exists (
      select from filing where filing.id = any(fact_series.filing_id) and filing.filed_day <= ${asOf}::int4
    )`;
  await client.$executeRaw`
    update fact_series set (start_day, end_day, value, filing_id) = (
      select array_agg(each.start_day order by each.place), array_agg(each.end_day order by each.place),
        array_agg(each.value order by each.place), array_agg(each.filing_id order by each.place)
      from unnest(fact_series.start_day, fact_series.end_day, fact_series.value, fact_series.filing_id)
        with ordinality as each(start_day, end_day, value, filing_id, place)
      join filing on filing.id = each.filing_id
      where filing.filed_day <= ${asOf}::int4
    )`;
  await client.monthlyPrice.deleteMany({ where: { day: { gt: asOf } } });
  await client.rate.deleteMany({ where: { day: { gt: asOf } } });
  await client.indexSnapshot.deleteMany({ where: { asOfDay: { gt: asOf } } });
}

/** Companies whose ticker changed between the four lists, as the fund's names and EDGAR's map show. */
const renames = [
  ["CSWI", "CSW"],
  ["BIGC", "CMRC"],
  ["METCV", "METC"],
  ["KIND", "NXDR"],
  ["KAR", "OPLN"],
  ["RYI", "RYZ"],
] as const;

async function holdRenames(database: Database): Promise<void> {
  const companies = await listCompanies(database, false);
  const holders = (ticker: string) =>
    companies.filter(({ securities }) => securities.some((security) => security.ticker === ticker));
  for (const [before, after] of renames) {
    expect(
      holders(before).map(({ cik }) => cik),
      `${before} became ${after}`,
    ).toEqual(holders(after).map(({ cik }) => cik));
    expect(holders(before)).toHaveLength(1);
  }
  // RNA was Avidity when the list was made and is Atrium at EDGAR now; nobody's figures are better than a stranger's.
  const key = { indexId: screenedIndex, sample: false };
  const oldest = await getIndexSnapshot(database, key, parseDay("2025-05-13") ?? 0);
  const line = oldest?.constituents.find(({ ticker }) => ticker === "RNA");
  expect(line).toMatchObject({ nameListed: "AVIDITY BIOSCIENCES INC", companyId: null });
  expect(await listIndexSnapshots(database, key)).toHaveLength(4);
}

async function holdGaps(database: Database): Promise<void> {
  const built = await buildSnapshot(database, { sample: false });
  if (!built) throw new Error("nothing was built");
  const readText = (id: string, row: number) => {
    const vector = built.table.getVector(id);
    return vector?.type === "text" ? vector.dictionary[vector.codes[row] ?? -1] : undefined;
  };
  const rows = Array.from({ length: built.table.rowCount }, (_, row) => row);
  const findRow = (ticker: string) => rows.find((row) => readText("ticker", row) === ticker) ?? -1;
  for (const row of rows) {
    const hasFigures = readText("data_source", row) !== "none";
    expect(readText("data_gap", row) === undefined, `${readText("ticker", row)} has figures or a reason`).toBe(
      hasFigures,
    );
  }
  // TowneBank files with the FDIC, so EDGAR does not have it.
  expect(readText("data_gap", findRow("TOWN"))).toBe("no_cik");
  // Two classes of shares of one company carry the same figures; the weight is of each line.
  const [one, other] = [findRow("GEF"), findRow("GEFB")];
  for (const { id, type } of built.table.columns) {
    const vector = built.table.getVector(id);
    if (type === "text" || vector?.type !== "number") continue;
    if (["price", "weight", "market_cap_quoted"].includes(id)) continue;
    expect([vector.values[one], getReason(vector.reasons[one] ?? 0)], id).toEqual([
      vector.values[other],
      getReason(vector.reasons[other] ?? 0),
    ]);
  }
}

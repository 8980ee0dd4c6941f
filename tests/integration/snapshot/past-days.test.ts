import { readdir, rm, utimes } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, inject, it, vi } from "vitest";
import { AppError } from "#lib/contract/app-error";
import { historyAnswerSchema } from "#lib/contract/history";
import { parseDay } from "#lib/fact/filed/day";
import { closeDatabase, getDatabase } from "#lib/server/db/database";
import { insertUserRow } from "#lib/server/db/repository/user";
import { answerCompany } from "#lib/server/service/company/answer-company";
import { explainFigure } from "#lib/server/service/company/explain-figure";
import { getMetricHistory } from "#lib/server/service/company/get-metric-history";
import { locateCompany } from "#lib/server/service/company/locate-company";
import { reportCompany } from "#lib/server/service/company/report-company";
import { listAsOfChoices } from "#lib/server/service/data/list-as-of-choices";
import { getUniverse, type UniverseRequest } from "#lib/server/service/screen/get-universe";
import { addToWatchlist } from "#lib/server/service/watchlist/add-to-watchlist";
import { createWatchlist } from "#lib/server/service/watchlist/create-watchlist";
import { getWatchlist } from "#lib/server/service/watchlist/get-watchlist";
import { surveyWatchlists } from "#lib/server/service/watchlist/survey-watchlists";
import { limitPastDays } from "#lib/server/snapshot/limit-past-days";
import { prunePastDays } from "#lib/server/snapshot/prune-past-days";
import {
  forgetCurrentSnapshot,
  getSnapshot,
  getSnapshotAsOf,
  readSnapshotBytes,
} from "#lib/server/snapshot/snapshot-store";
import { defaultScenario, type Scenario } from "#lib/stress/scenario";
import { readVerdict } from "#lib/verdict/judge";
import { verdictIds } from "#lib/verdict/verdict";
import { createPostgresqlDatabase } from "../../support/database";
import {
  ingest,
  listAnnualFigures,
  makeTemporaryFolder,
  type ReportedFigure,
  writeCompanyfacts,
  writeHoldings,
  writeSource,
  writeTickerMap,
} from "../../support/ingest-folder";

// The services work on the installation of the process: each test is one of its own, on PostgreSQL.
const onPostgresql = describe.runIf(inject("postgresqlTemplate") !== null);

let home: string;
let folder: string;

const day = (text: string) => parseDay(text) ?? Number.NaN;

/** What the data of a day say of a company. */
async function getCompany(ticker: string, request: UniverseRequest = {}) {
  return reportCompany(await locateCompany(ticker, request), ticker);
}

/** The quarters of a year, each filed 35 days after its end; the year itself after 55. */
function listQuarterlyFigures(year: number, revenue: number): readonly ReportedFigure[] {
  const quarters = [
    ["03-31", `${year}-05-05`],
    ["06-30", `${year}-08-04`],
    ["09-30", `${year}-11-04`],
  ] as const;
  return quarters.flatMap(([end, filed], index) =>
    ["Revenues", "NetIncomeLoss"].map((tag) => ({
      tag,
      start: `${year}-01-01`,
      end: `${year}-${end}`,
      value: ((index + 1) * revenue) / 4 / (tag === "Revenues" ? 1 : 10),
      filed,
      form: "10-Q",
      accession: `0000000009-${String(year).slice(2)}-00000${index + 2}`,
    })),
  );
}

/**
 * Three lists. Moog with two classes of shares; BigCommerce, Commerce since; Gone, on the oldest list alone; RNA, which
 * was Avidity and is Atrium; a bank that EDGAR does not have.
 */
async function writeFolder(): Promise<void> {
  const moog = [
    { ticker: "MOGA", name: "MOOG INC CLASS A", price: 310 },
    { ticker: "MOGB", name: "MOOG INC CLASS B", price: 309 },
  ];
  await writeSource(
    folder,
    "old.csv",
    writeHoldings("May 13, 2025", [
      ...moog,
      { ticker: "BIGC", name: "BIGCOMMERCE HOLDINGS INC SERIES", price: 5 },
      { ticker: "GONE", name: "GONE MANUFACTURING INC", price: 7 },
      { ticker: "RNA", name: "Avidity Biosciences Inc", price: 40 },
    ]),
  );
  const later = [
    ...moog,
    { ticker: "CMRC", name: "BIGCOMMERCE HOLDINGS INC SERIES", price: 6 },
    { ticker: "RNA", name: "ATRIUM THERAPEUTICS INC", price: 11 },
    { ticker: "TOWN", name: "TOWNEBANK", price: 35 },
  ];
  await writeSource(folder, "middle.csv", writeHoldings("Nov 11, 2025", later));
  await writeSource(folder, "new.csv", writeHoldings("May 05, 2026", later));
  await writeSource(
    folder,
    "company_tickers.json",
    writeTickerMap([
      [67887, "MOG-A", "MOOG INC."],
      [67887, "MOG-B", "MOOG INC."],
      [9, "CMRC", "Commerce.com, Inc."],
      [10, "GONE", "GONE MANUFACTURING INC"],
      [11, "RNA", "Atrium Therapeutics, Inc."],
    ]),
  );
  const moogFigures = listAnnualFigures({ 2023: 3000, 2024: 3300, 2025: 3600 });
  await writeSource(folder, "CIK0000067887.json", writeCompanyfacts(67887, "MOOG INC.", moogFigures));
  const commerce = [
    ...listAnnualFigures({ 2023: 300, 2024: 320, 2025: 340 }),
    ...listQuarterlyFigures(2024, 320),
    ...listQuarterlyFigures(2025, 340),
  ];
  await writeSource(folder, "CIK0000000009.json", writeCompanyfacts(9, "Commerce.com, Inc.", commerce));
  const gone = listAnnualFigures({ 2023: 50, 2024: 60 });
  await writeSource(folder, "CIK0000000010.json", writeCompanyfacts(10, "GONE MANUFACTURING INC", gone));
  const prices = ["2025-03-31", "2025-05-31", "2025-12-31", "2026-03-31"].map(
    (date, index) => `${date},CMRC,${5 + index},${500 + index}`,
  );
  await writeSource(folder, "prices.csv", ["snapshot_date,ticker,lastsale,marketCap", ...prices, ""].join("\n"));
}

beforeEach(async () => {
  home = await makeTemporaryFolder();
  folder = await makeTemporaryFolder();
  await writeFolder();
  vi.stubEnv("BALLAST_HOME", home);
  vi.stubEnv("DATABASE_URL", await createPostgresqlDatabase());
  forgetCurrentSnapshot();
  await ingest(await getDatabase(), { folder, home, minCoverage: 0 });
});

afterEach(async () => {
  await closeDatabase();
  vi.unstubAllEnvs();
});

async function refuse(promise: Promise<unknown>): Promise<AppError> {
  const error = await promise.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof AppError)) throw new Error(`expected a refusal, got ${String(error)}`);
  return error;
}

onPostgresql("a past day", () => {
  it("asked for by many at once is built once and recorded once", async () => {
    const [one, ...others] = await Promise.all(Array.from({ length: 6 }, () => getSnapshotAsOf(day("2025-06-30"))));
    expect(new Set(others.map((each) => each?.hash))).toEqual(new Set([one?.hash]));
    const { client } = await getDatabase();
    expect(await client.snapshot.count({ where: { asOfDay: day("2025-06-30") } })).toBe(1);
  });

  it("says which list of constituents it has, and that an older day has a later list", async () => {
    const past = await getUniverse({ asOf: "2025-06-30" });
    expect(past.snapshot).toMatchObject({ asOf: "2025-06-30", membership: { asOf: "2025-05-13", isLater: false } });
    const older = await getUniverse({ asOf: "2024-12-31" });
    expect(older.snapshot).toMatchObject({ asOf: "2024-12-31", membership: { asOf: "2025-05-13", isLater: true } });
  });

  it("that is none, has not come or lies before everything is refused in words that help", async () => {
    expect(await refuse(getUniverse({ asOf: "2025-02-30" }))).toMatchObject({ code: "invalid_request" });
    const future = await refuse(getUniverse({ asOf: "2199-01-01" }));
    expect(future).toMatchObject({ code: "invalid_request", message: expect.stringContaining("is in the future") });
    const early = await refuse(getUniverse({ asOf: "2001-01-01" }));
    expect(early).toMatchObject({
      code: "snapshot_not_found",
      message: expect.stringContaining("the oldest filing is of 2024-02-25"),
    });
  });

  it("offers the days of earlier lists and the ends of quarters", async () => {
    expect(await listAsOfChoices()).toMatchObject({
      newest: "2026-05-05",
      oldest: "2024-02-25",
      oldestList: "2025-05-13",
      listDays: ["2025-11-11", "2025-05-13"],
      quarterEnds: expect.arrayContaining(["2026-03-31", "2025-12-31", "2024-06-30"]),
    });
  });

  it("costs a visitor one of a number of builds, and nothing when it is built already", async () => {
    const database = await getDatabase();
    for (let count = 0; count < 20; count++) await limitPastDays(database, "192.0.2.7");
    const refused = await refuse(getUniverse({ asOf: "2025-06-29", visitor: "192.0.2.7" }));
    expect(refused.code).toBe("too_many_requests");
    expect(refused.retryAfterSeconds).toBeGreaterThan(0);
    await getUniverse({ asOf: "2025-06-29", visitor: "192.0.2.8" });
    expect((await getUniverse({ asOf: "2025-06-29", visitor: "192.0.2.7" })).snapshot.asOf).toBe("2025-06-29");
  });
});

onPostgresql("the files of past days", () => {
  it("are removed but for those used last; what an ingest has published stays", async () => {
    const hashes: string[] = [];
    for (const [index, asOf] of ["2025-06-01", "2025-06-02", "2025-06-03"].entries()) {
      const snapshot = await getSnapshotAsOf(day(asOf));
      hashes.push(snapshot?.hash ?? "");
      const usedAt = new Date(Date.UTC(2026, 0, index + 1));
      await utimes(join(home, "snapshots", `snapshot-${snapshot?.hash}.bin`), usedAt, usedAt);
    }
    const current = (await getUniverse()).snapshot.id;
    expect(await prunePastDays(await getDatabase(), home, 1)).toEqual([hashes[1], hashes[0]]);
    const files = await readdir(join(home, "snapshots"));
    expect(files.filter((name) => name.endsWith(".bin")).sort()).toEqual(
      [current, hashes[2]].map((hash) => `snapshot-${hash}.bin`).sort(),
    );
    expect(files.filter((name) => name.includes(hashes[0] ?? ""))).toEqual([]);
  });

  it("are built again, byte by byte, when a sealed link asks for them", async () => {
    const sealed = (await getSnapshotAsOf(day("2025-06-01")))?.hash ?? "";
    await prunePastDays(await getDatabase(), home, 0);
    expect(await readSnapshotBytes(sealed, "packed")).not.toBeNull();
    expect((await getSnapshot(sealed))?.info.asOf).toBe("2025-06-01");
  });

  it("that can no longer be built the same say so, and which day to ask for instead", async () => {
    const sealed = (await getSnapshotAsOf(day("2025-06-01")))?.hash ?? "";
    await prunePastDays(await getDatabase(), home, 0);
    await (await getDatabase()).client.company.updateMany({ data: { name: "Another Name" } });
    // Another installation, so that the table is not in this one's memory.
    const elsewhere = await makeTemporaryFolder();
    vi.stubEnv("BALLAST_HOME", elsewhere);
    const refused = await refuse(getUniverse({ hash: sealed }));
    expect(refused).toMatchObject({
      code: "snapshot_not_found",
      message: expect.stringContaining("asof=2025-06-01"),
    });
    await rm(elsewhere, { recursive: true, force: true });
  });
});

onPostgresql("a ticker", () => {
  it("that was changed leads to the company under the one of today, and of then", async () => {
    const today = await getCompany("BIGC");
    expect(today).toMatchObject({ ticker: "CMRC", askedAs: "BIGC", departure: null, cik: "0000000009" });
    const then = await getCompany("CMRC", { asOf: "2025-06-30" });
    expect(then).toMatchObject({ ticker: "BIGC", askedAs: "CMRC", departure: null, cik: "0000000009" });
    const figure = await explainFigure("BIGC", "revenue_fy");
    expect(figure).toMatchObject({ ticker: "CMRC", askedAs: "BIGC", trace: { value: { type: "number", value: 340 } } });
  });

  it("of the past is priced by the month-ends of the later one", async () => {
    const price = async (asOf: string) => (await getCompany("BIGC", { asOf })).priceUsd;
    expect(await price("2025-05-13")).toBe(5);
    expect(await price("2025-06-30"), "the month-end of May is newer than the list").toBe(6);
  });

  it("of a company that left leads to the last list that had it", async () => {
    const answer = await answerCompany("GONE", {});
    expect(answer).toMatchObject({
      ticker: "GONE",
      departure: { lastListedOn: "2025-05-13", missingSince: "2025-11-11" },
      snapshot: { asOf: "2025-05-13" },
      dataSource: "filings",
    });
    expect(answer.metrics.find(({ id }) => id === "net_margin")?.value).toEqual({ type: "number", value: 0.1 });
  });

  it("that went to another company shows nobody's figures under the old name", async () => {
    const then = await getCompany("RNA", { asOf: "2025-06-30" });
    expect(then).toMatchObject({ name: "Avidity Biosciences Inc", cik: null, dataGap: "unmatched" });
    const today = await getCompany("RNA");
    expect(today).toMatchObject({ name: "Atrium Therapeutics, Inc.", cik: "0000000011", dataGap: "no_filings" });
  });

  it("is found with and without the mark before a class, and both classes carry the same figures", async () => {
    const [one, other] = [await getCompany("MOG-A"), await getCompany("mog.b")];
    expect([one.ticker, one.otherClasses, one.askedAs]).toEqual(["MOGA", ["MOGB"], null]);
    expect([other.ticker, other.otherClasses]).toEqual(["MOGB", ["MOGA"]]);
    for (const [index, { metric, value }] of one.metrics.entries()) {
      if (metric.category === "valuation" || metric.id === "buyback_yield") continue;
      expect(other.metrics[index]?.value, metric.id).toEqual(value);
    }
  });

  it("without a filer says so", async () => {
    expect(await getCompany("TOWN")).toMatchObject({ cik: null, dataSource: "none", dataGap: "no_cik" });
  });

  it("that nobody ever had is not found, with the nearest", async () => {
    const refused = await refuse(getCompany("CMRX"));
    expect(refused).toMatchObject({ code: "company_not_found", message: expect.stringContaining("CMRC") });
  });
});

onPostgresql("the past of a company's metrics", () => {
  it("is each quarter as known when it was reported", async () => {
    const history = historyAnswerSchema.parse(
      await getMetricHistory("CMRC", { metricIds: ["net_margin", "revenue_growth_1y", "accruals_percentile"] }),
    );
    const [margin] = history.metrics;
    expect(history.quarters.slice(-4)).toMatchObject([
      { end: "2025-03-31", filed: "2025-05-05" },
      { end: "2025-06-30", filed: "2025-08-04" },
      { end: "2025-09-30", filed: "2025-11-04" },
      { end: "2025-12-31", filed: "2026-02-25" },
    ]);
    expect(margin?.values.slice(-4).map((value) => Math.round(Number(value) * 1e6) / 1e6)).toEqual([
      0.1, 0.1, 0.1, 0.1,
    ]);
    expect(history.leftOut.map(({ id }) => id)).toEqual(["accruals_percentile"]);
    expect(history.leftOut[0]?.why).toContain("compares the company with the rest");
  });

  it("has at the newest quarter what the company page has, and the price of each day", async () => {
    const { metrics } = await getCompany("CMRC", { asOf: "2026-02-25" });
    const ids = metrics.map(({ metric }) => metric.id);
    const history = await getMetricHistory("CMRC", { asOf: "2026-02-25", metricIds: ids });
    for (const { id, values, missing, type } of history.metrics) {
      const value = metrics.find(({ metric }) => metric.id === id)?.value;
      if (type === "truth" || value?.type === "unknown") continue;
      // The fund's list of November is not among month-end prices, and its weight is of its own day.
      if (id === "index_weight") continue;
      expect(values.at(-1) ?? missing.at(-1), id).toEqual(value?.type === "missing" ? value.reason : value?.value);
    }
  });

  it("knows nothing of after the day that it is asked for", async () => {
    const past = await getMetricHistory("BIGC", { asOf: "2025-06-30", metricIds: ["net_margin"] });
    expect(past.ticker).toBe("BIGC");
    expect(past.quarters.at(-1)).toMatchObject({ end: "2025-03-31", filed: "2025-05-05" });
  });

  it("of a metric that does not exist is refused with the nearest", async () => {
    const refused = await refuse(getMetricHistory("CMRC", { metricIds: ["net_margn"] }));
    expect(refused).toMatchObject({ code: "invalid_request", message: expect.stringContaining("net_margin") });
  });

  it("is empty for a company without figures", async () => {
    expect(await getMetricHistory("TOWN", { metricIds: ["net_margin"] })).toMatchObject({ quarters: [] });
  });
});

onPostgresql("a watchlist", () => {
  it("follows renamed companies, and says of those that left when", async () => {
    const database = await getDatabase();
    const user = await insertUserRow(database, { email: "a@example.com", name: null, passwordHash: null });
    if (!user.ok) throw new Error("no user");
    const list = await createWatchlist(user.value.id, "Mine");
    await addToWatchlist(user.value.id, list.id, ["BIGC", "MOGA"]);
    await database.client.watchlistItem.createMany({
      data: ["GONE", "BIGC"].map((ticker) => ({ watchlistId: list.id, ticker })),
    });
    const { items } = await getWatchlist(user.value.id, list.id, ["net_margin"]);
    const shown = Object.fromEntries(items.map(({ ticker, now, departure }) => [ticker, { now, departure }]));
    expect(shown["CMRC"], "added by its old ticker").toMatchObject({ now: { ticker: "CMRC" } });
    expect(shown["BIGC"], "added before the change").toMatchObject({ now: { ticker: "CMRC" }, departure: null });
    expect(shown["GONE"]).toMatchObject({ now: null, departure: { lastListedOn: "2025-05-13" } });
    const then = await getWatchlist(user.value.id, list.id, ["net_margin"], { asOf: "2025-06-30" });
    expect(then.items.find(({ ticker }) => ticker === "GONE")?.now?.name).toBe("Gone Manufacturing Inc");
    expect(then.snapshot.asOf).toBe("2025-06-30");
  });

  it("is surveyed with the other lists of its owner, each by what its own companies are judged", async () => {
    const database = await getDatabase();
    const [owner, other] = await Promise.all(
      ["c", "d"].map((name) =>
        insertUserRow(database, { email: `${name}@example.com`, name: null, passwordHash: null }),
      ),
    );
    if (!owner?.ok || !other?.ok) throw new Error("no user");
    const [mine, , theirs] = await Promise.all([
      createWatchlist(owner.value.id, "Mine"),
      createWatchlist(owner.value.id, "Empty"),
      createWatchlist(other.value.id, "Theirs"),
    ]);
    await addToWatchlist(owner.value.id, mine.id, ["CMRC", "TOWN"]);
    await addToWatchlist(other.value.id, theirs.id, ["CMRC"]);
    await database.client.watchlistItem.create({ data: { watchlistId: mine.id, ticker: "GONE" } });
    const surveys = await surveyWatchlists(owner.value.id, defaultScenario);
    expect([...surveys.keys()], "neither an empty list nor somebody else's").toEqual([mine.id]);
    const { found, reported, flipped } = surveys.get(mine.id) ?? {};
    expect(found, "without the one that left").toBe(2);
    expect(Object.values(reported ?? {}).reduce((sum, count) => sum + count, 0)).toBe(2);
    const tickers = new Set(["CMRC", "TOWN"]);
    const verdictsUnder = async (scenario: Scenario | null) => {
      const { universe } = await getUniverse({ scenario });
      const { codes, dictionary } = universe.evaluator.evaluateText({ kind: "name", id: "ticker" });
      const rows = [...codes.keys()].filter((row) => tickers.has(dictionary[codes[row] ?? -1] ?? ""));
      return rows.map((row) => readVerdict(universe.judgement, row));
    };
    const [before, after] = [await verdictsUnder(null), await verdictsUnder(defaultScenario)];
    expect(before).toHaveLength(2);
    for (const verdict of verdictIds) {
      expect(reported?.[verdict], verdict).toBe(before.filter((each) => each === verdict).length);
    }
    expect(flipped?.count).toBe(before.filter((verdict, at) => verdict !== after[at]).length);
  });

  it("hangs on the company, whoever has its ticker now", async () => {
    const database = await getDatabase();
    const user = await insertUserRow(database, { email: "b@example.com", name: null, passwordHash: null });
    if (!user.ok) throw new Error("no user");
    const list = await createWatchlist(user.value.id, "Mine");
    await addToWatchlist(user.value.id, list.id, ["CMRC"]);
    const read = async () => (await getWatchlist(user.value.id, list.id, [])).items;
    expect(await read()).toMatchObject([{ ticker: "CMRC", companyId: expect.any(Number), now: { ticker: "CMRC" } }]);
    expect(await addToWatchlist(user.value.id, list.id, ["BIGC", "cmrc"])).toMatchObject({
      added: [],
      present: ["CMRC", "CMRC"],
    });
    // The company was followed under a ticker that another company has since taken over.
    const where = { watchlistId_ticker: { watchlistId: list.id, ticker: "CMRC" } };
    await database.client.watchlistItem.update({ where, data: { ticker: "TOWN", note: "Why I follow it" } });
    expect(await read()).toMatchObject([{ ticker: "TOWN", note: "Why I follow it", now: { ticker: "CMRC" } }]);
    expect(await refuse(addToWatchlist(user.value.id, list.id, ["TOWN"]))).toMatchObject({ code: "conflict" });
    expect(await addToWatchlist(user.value.id, list.id, ["CMRC"])).toMatchObject({ added: [], present: ["TOWN"] });

    // A company without a filer is one as well; one that left is sought by what it is, not by a ticker.
    const other = await createWatchlist(user.value.id, "Other");
    await addToWatchlist(user.value.id, other.id, ["TOWN"]);
    const gone = await database.client.security.findFirstOrThrow({ where: { ticker: "GONE" } });
    await database.client.watchlistItem.create({
      data: { watchlistId: other.id, ticker: "CMRC", companyId: gone.companyId },
    });
    expect((await getWatchlist(user.value.id, other.id, [])).items).toMatchObject([
      { ticker: "TOWN", companyId: expect.any(Number), now: { ticker: "TOWN" }, departure: null },
      { ticker: "CMRC", now: null, departure: { lastListedOn: "2025-05-13" } },
    ]);
  });
});

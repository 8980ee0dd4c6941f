import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type IndexAnswer, indexAnswerSchema } from "#lib/contract/index-figure";
import { problemSchema } from "#lib/contract/problem";
import { formatDay } from "#lib/fact/filed/day";
import { indexFigures } from "#lib/index/catalogue";
import { closeDatabase, openDatabase } from "#lib/server/db/database";
import { forgetCurrentSnapshot } from "#lib/server/snapshot/snapshot-store";
import { GET } from "../../../app/api/v1/index/route";
import { readIsoDay } from "../../support/build-index-input";
import { copyEmbeddedDatabase } from "../../support/database";
import { ingest, writeHoldings, writeSmallFolder, writeSource } from "../../support/ingest-folder";
import { startProcess } from "../../support/start-process";

// MOGA has filings of 2023 to 2025, STRL a second-hand row, TOWN nothing.
let home: string;
let folder: string;

/** Closes of the weekdays of two years: up by a percent, then down, the index twice as far. */
function writeCloses(step: number): string {
  const lines = ["date,open,high,low,close,volume"];
  let [close, turn] = [100, 1];
  for (let day = readIsoDay("2024-06-03"); day <= readIsoDay("2026-06-30"); day += 1) {
    if ([2, 3].includes(day % 7)) continue;
    turn = -turn;
    close *= 1 + step * turn;
    lines.push(`${formatDay(day)},${close},${close},${close},${close},1000`);
  }
  return lines.join("\n");
}

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "ballast-index-"));
  folder = await mkdtemp(join(tmpdir(), "ballast-index-"));
  await writeSmallFolder(folder);
  await writeSource(folder, "prices/IWM.csv", writeCloses(0.02));
  await writeSource(folder, "prices/SPY.csv", writeCloses(0.01));
  const large = Array.from({ length: 20 }, (_, at) => ({
    ticker: `L${String.fromCharCode(65 + at)}`,
    name: `LARGE ${at}`,
  }));
  await writeSource(folder, "holdings/IVV.csv", writeHoldings("Apr 01, 2026", large, "iShares Core S&P 500 ETF"));
  const weights = ["Rank,Ticker,Name,Weight", "0,STRL,STERLING INFRASTRUCTURE INC,60", "1,XYZ,XYZ CORP,40"];
  await writeSource(folder, "holdings/SPSM_2026-04-01.csv", weights.join("\n"));
  // Of the screened index: left aside, since it has neither prices nor sectors.
  await writeSource(folder, "holdings/IWM_2026-06-01.csv", weights.join("\n"));
  copyEmbeddedDatabase(home);
  const database = await openDatabase({ home, databaseUrl: null });
  const report = await ingest(database, { folder, home });
  await database.close();
  expect(report.issues.map(({ subject, why }) => `${subject}: ${why}`).join("\n")).toContain(
    "holdings/IWM_2026-06-01.csv: it has weights and neither prices nor sectors",
  );
  vi.stubEnv("BALLAST_HOME", home);
  vi.stubEnv("DATABASE_URL", "");
  forgetCurrentSnapshot();
});

afterAll(async () => {
  await closeDatabase();
  vi.unstubAllEnvs();
  forgetCurrentSnapshot();
  await rm(home, { recursive: true, force: true });
  await rm(folder, { recursive: true, force: true });
});

async function request(query = ""): Promise<Response> {
  return GET(new Request(`http://localhost/api/v1/index${query}`), { params: Promise.resolve({}) });
}

async function ask(query = ""): Promise<IndexAnswer> {
  return indexAnswerSchema.parse(await (await request(query)).json());
}

async function measure(id: string, query = "") {
  const { figures } = await ask(`?figure=${id}${query}`);
  expect(figures.map((figure) => figure.id)).toEqual([id]);
  const [figure] = figures;
  if (figure === undefined) throw new Error("One figure was asked for.");
  return figure;
}

async function run(...args: readonly string[]) {
  await closeDatabase();
  const { ended, stdout, stderr } = startProcess("index", args, { home });
  return { code: Number(await ended), stdout: stdout(), stderr: stderr() };
}

describe("GET /api/v1/index", () => {
  it("has every figure of the catalogue, in its order", async () => {
    const { figures, total, snapshot } = await ask();
    expect(figures.map(({ id }) => id)).toEqual(indexFigures.map(({ id }) => id));
    expect([total, snapshot.asOf]).toEqual([3, "2026-05-05"]);
  });

  it("counts the companies of which something is known, with the others beside", async () => {
    // MOGA earns; of STRL's row and of TOWN the net income of twelve months is not known.
    const { value, base, bounds } = await measure("loss_makers_ttm_net_income");
    expect(value).toEqual({ state: "known", value: 0 });
    expect(base).toMatchObject({ denominator: { count: 3 }, known: { count: 1 }, unknown: { count: 2 } });
    expect(bounds).toEqual({ low: 0, high: expect.closeTo(2 / 3, 12) });
  });

  it("reads closes up to the day, and none after", async () => {
    const { value, points } = await measure("beta_1y");
    expect(value).toEqual({ state: "known", value: expect.closeTo(2, 6) });
    expect(points.at(-1)?.asOf).toBe("2026-05-05");
    const earlier = await measure("beta_1y", "&asof=2025-12-31");
    expect(earlier.points.at(-1)?.asOf).toBe("2025-12-31");
  });

  it("compares with the newest lists of the S&P 500 and the S&P 600 on or before the day", async () => {
    // Twenty companies of equal weight: ten have half.
    expect((await measure("top_ten_weight_sp500")).value).toEqual({ state: "known", value: expect.closeTo(0.5, 3) });
    const inside = await measure("resilient_in_sp600");
    const outside = await measure("resilient_outside_sp600");
    expect([inside.base.denominator.count, outside.base.denominator.count]).toEqual([1, 2]);
    expect((await measure("resilient_in_sp600", "&asof=2026-03-01")).value).toMatchObject({ reason: "not_loaded" });
  });

  it("has a point for what the publication kept", async () => {
    const { points, base } = await measure("verdict_weak_over_time");
    expect(base.of).toBe("publications");
    expect(base.denominator.count).toBe(1);
    expect(points.length).toBe(base.known.count);
    // Verdicts of changed numbers are kept by nobody.
    const changed = await measure("verdict_weak_over_time", "&policy=1&p.w1_cover=1.5");
    expect(changed.value).toMatchObject({ state: "missing", reason: "not_loaded" });
  });

  it("judges under a scenario", async () => {
    const { scenario } = await ask("?figure=verdict_weak&scenario=mild_recession");
    expect(scenario).not.toBeNull();
  });

  it.each([
    ["?figure=no_such", "figure", 'There is no figure "no_such"'],
    ["?figure=loss_makers_ttm_net_incom", "figure", "Did you mean loss_makers_ttm_net_income"],
    ["?figure=NO%20SUCH", "figure", "expected the id of a figure"],
    ["?figure=net_cash&figure=net_cash", "figure", "more than once"],
    ["?scenario=doom", "scenario", "scenario"],
    ["?asof=yesterday", "asof", "expected a date"],
    ["?snapshot=1", "snapshot", "64 hexadecimal digits"],
    ["?figures=net_cash", "figures", "Unknown parameter"],
  ])("refuses %s", async (query, at, part) => {
    const answer = await request(query);
    expect(answer.status).toBe(400);
    const problem = problemSchema.parse(await answer.json());
    expect(problem.detail).toContain(part);
    expect(problem.errors?.map((place) => place.at)).toContain(at);
  });
});

describe("npm run index", () => {
  it("prints every figure with what it is of", async () => {
    const { code, stdout, stderr } = await run();
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toContain("3 companies (Russell 2000, as of 2026-05-05).");
    for (const { id } of indexFigures) expect(stdout).toContain(id);
    expect(stdout).toContain("27% (2020-03), 43% (2024-12)");
  });

  it("prints one figure with its definition, its parts, and why published figures differ", async () => {
    const { code, stdout } = await run("--figure", "loss_makers_ttm_net_income");
    expect(code).toBe(0);
    expect(stdout).toContain("Of 3 companies: 1 known, 2 unknown. Whatever they are: 0% to 66.7%.");
    expect(stdout).toContain("Industrials");
    expect(stdout).toContain("Why it differs:");
  });

  it("gives the answer of the API as JSON", async () => {
    const { stdout } = await run("--figure", "net_cash", "--json");
    expect(indexAnswerSchema.parse(JSON.parse(stdout))).toEqual(await ask("?figure=net_cash"));
  });

  it("tells the figures of the snapshot while a server has the database open, and where the others are", async () => {
    await ask();
    const { ended, stdout } = startProcess("index", [], { home });
    expect(Number(await ended)).toBe(0);
    expect(stdout()).toContain("has the database open");
    expect(stdout()).toMatch(/Loss-makers, net income of twelve months +0% +1 +2 /);
  });

  it("says what a wrong word was", async () => {
    const { code, stderr } = await run("--figure", "no_such");
    expect(code).toBe(2);
    expect(stderr).toContain('There is no figure "no_such"');
    expect((await run("--help")).stdout).toContain("npm run index -- --figure");
  });
});

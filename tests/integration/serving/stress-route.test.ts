import { createHash } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { encodeSnapshot } from "#lib/column/snapshot";
import { problemSchema } from "#lib/contract/problem";
import { screenAnswerSchema } from "#lib/contract/screen";
import { stressAnswerSchema } from "#lib/contract/stress";
import { closeDatabase } from "#lib/server/db/database";
import { getUniverse } from "#lib/server/service/screen/get-universe";
import { writePointerFile, writeSnapshotFiles } from "#lib/server/snapshot/snapshot-file";
import { forgetCurrentSnapshot } from "#lib/server/snapshot/snapshot-store";
import { scenarioPresets } from "#lib/stress/scenario";
import { verdictIds } from "#lib/verdict/verdict";
import { GET as getScreen } from "../../../app/api/v1/screen/route";
import { GET as getStress } from "../../../app/api/v1/stress/route";
import { buildRandomSnapshot } from "../../support/random-snapshot";

const companyCount = 240;
let home: string;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "ballast-stress-"));
  const { info, table } = buildRandomSnapshot(companyCount, 20_261_130);
  const file = encodeSnapshot(info, table);
  const hash = createHash("sha256").update(file).digest("hex");
  await writeSnapshotFiles(home, hash, file);
  await writePointerFile(home, { hash, runId: 1 });
  vi.stubEnv("BALLAST_HOME", home);
  vi.stubEnv("DATABASE_URL", "");
  forgetCurrentSnapshot();
});

afterAll(async () => {
  await closeDatabase();
  vi.unstubAllEnvs();
  forgetCurrentSnapshot();
  await rm(home, { recursive: true, force: true });
});

async function ask(get: typeof getStress, parameters: Readonly<Record<string, string>>): Promise<Response> {
  const request = new Request(`http://localhost/?${new URLSearchParams(parameters)}`);
  return get(request, { params: Promise.resolve({}) });
}

async function stress(parameters: Readonly<Record<string, string>>) {
  return stressAnswerSchema.parse(await (await ask(getStress, { limit: "5000", ...parameters })).json());
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

const scenarios = [...scenarioPresets.map(({ id }) => id), "rate_shift:0.05,ebit_change:-0.4,horizon:60"];

describe.each(["1", "2"])("stress under policy version %s", (policy) => {
  it.each(scenarios)("moves each company as the screen under the scenario says: %s", async (scenario) => {
    const answer = await stress({ policy, scenario, list: "all" });
    const columns = "reported_verdict";
    const screened = screenAnswerSchema.parse(
      await (await ask(getScreen, { policy, scenario, columns, limit: "5000" })).json(),
    );
    const told = new Map(answer.companies.map(({ ticker, name, from, to }) => [`${ticker} ${name}`, [from, to]]));
    expect(answer.listed).toBe(companyCount);
    expect(answer.companies).toHaveLength(companyCount);
    for (const row of screened.rows) {
      expect(told.get(`${row.ticker} ${row.name}`)).toEqual([row["reported_verdict"], row.verdict]);
    }
    const moved = answer.companies.filter(({ from, to }) => from !== to);
    expect(answer.flipped.count).toBe(moved.filter(({ to, isModelled }) => isModelled || to !== "not_rated").length);
    for (const { now, gone, to } of moved) if (to !== "resilient") expect([...now, ...gone]).not.toEqual([]);
  });

  it.each(scenarios)("adds up: %s", async (scenario) => {
    const { universe } = await getUniverse({ policy: { version: policy, values: {} } });
    const answer = await stress({ policy, scenario });
    expect(answer.reported).toEqual(universe.judgement.counts);
    expect(answer.count + answer.unknown).toBe(companyCount);
    expect(sum(answer.migration.map(({ count }) => count))).toBe(answer.count);
    for (const verdict of verdictIds) {
      const of = (key: "from" | "to") =>
        sum(answer.migration.filter((cell) => cell[key] === verdict).map(({ count }) => count));
      expect(of("from")).toBe(answer.reported[verdict]);
      expect(of("to")).toBe(answer.stressed[verdict]);
      for (const side of ["reported", "stressed"] as const) {
        expect(sum(answer.sectors.map((sector) => sector[side][verdict]))).toBe(answer[side][verdict]);
      }
    }
    expect(sum(answer.sectors.map(({ flipped }) => flipped.count))).toBe(answer.flipped.count);
    expect(sum(answer.sectors.map(({ notModelled }) => notModelled.count))).toBe(answer.notModelled.count);
    expect(answer.listed).toBe(answer.flipped.count);
    for (const { from, to, count } of answer.migration) {
      const ofSectors = answer.sectors.flatMap(({ migration }) =>
        migration.filter((cell) => cell.from === from && cell.to === to),
      );
      expect(sum(ofSectors.map((cell) => cell.count))).toBe(count);
    }
    for (const { count, migration } of answer.sectors) expect(sum(migration.map((cell) => cell.count))).toBe(count);
    const named = answer.presets.find(({ id }) => id === scenario);
    if (named !== undefined) expect(named.stressed).toEqual(answer.stressed);
  });

  it("ST-8: never counts a bank as one that a rate rise has moved", async () => {
    const answer = await stress({ policy, scenario: "again_2022", list: "all", q: "group in (bank, other_financial)" });
    expect(answer.count).toBeGreaterThan(0);
    expect(answer.flipped.count).toBe(0);
    expect(answer.notModelled.count).toBeGreaterThan(0);
    for (const company of answer.companies) {
      expect(company).toMatchObject({ isModelled: false, stressedCoverLow: null, rateHeadroomLow: null });
    }
  });
});

it("is asked of the companies of a query by their reported figures, and of one alone", async () => {
  const whole = await stress({ scenario: "mild_recession", list: "all" });
  const weak = await stress({ scenario: "mild_recession", list: "all", q: "verdict = weak" });
  expect(weak.count).toBe(whole.reported.weak);
  expect(new Set(weak.companies.map(({ from }) => from))).toEqual(new Set(["weak"]));
  const [first] = whole.companies;
  const one = await stress({ scenario: "mild_recession", list: "all", q: `ticker = "${first?.ticker}"` });
  expect(one.companies).toContainEqual(first);
  expect(one.count).toBe(whole.companies.filter(({ ticker }) => ticker === first?.ticker).length);
});

it("gives the pages of one list", async () => {
  const all = await stress({ list: "all" });
  const pages = await Promise.all(
    [0, 100, 200].map((offset) => stress({ list: "all", limit: "100", offset: String(offset) })),
  );
  expect(pages.flatMap(({ companies }) => companies)).toEqual(all.companies);
});

it("adds up the weights that are known, and counts those that are not", async () => {
  const all = await stress({ scenario: "again_2022", list: "all" });
  const weigh = (companies: typeof all.companies) => sum(companies.map(({ weight }) => weight ?? 0));
  const flipped = all.companies.filter(({ from, to, isModelled }) => from !== to && (isModelled || to !== "not_rated"));
  expect(all.flipped.weight).toBeCloseTo(weigh(flipped), 9);
  expect(all.weightUnknown).toBe(all.companies.filter(({ weight }) => weight === null).length);
  expect(sum(all.migration.map(({ weight }) => weight ?? 0))).toBeCloseTo(weigh(all.companies), 9);
});

it.each([
  [{ scenario: "armageddon" }, "scenario"],
  [{ scenario: "rate_shift:9" }, "scenario"],
  [{ list: "some" }, "list"],
  [{ sort: "-weight" }, "sort"],
  [{ limit: "-1" }, "limit"],
  [{ asof: "yesterday" }, "asof"],
  [{ q: "interest_cover >" }, "q"],
])("refuses %j and says where", async (parameters, at) => {
  const answer = await ask(getStress, parameters as Readonly<Record<string, string>>);
  expect(answer.status).toBe(400);
  const problem = problemSchema.parse(await answer.json());
  expect(problem.errors?.map((place) => place.at)).toContain(at);
});

import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { coverageAnswerSchema, subjectCoverageSchema } from "#lib/contract/coverage";
import { problemSchema } from "#lib/contract/problem";
import { GET } from "../../../app/api/v1/coverage/route";
import { openSmallInstallation, type SmallInstallation } from "../../support/small-installation";
import { runCommands, startProcess } from "../../support/start-process";

// MOGA has filings of 2023 to 2025, STRL a second-hand row, TOWN nothing.
let installation: SmallInstallation;

beforeAll(async () => {
  installation = await openSmallInstallation();
});

afterAll(() => installation.remove());

async function run(...args: readonly string[]) {
  const { ended, stdout, stderr } = startProcess("coverage", args, { home: installation.home });
  return { code: Number(await ended), stdout: stdout(), stderr: stderr() };
}

async function request(query: string): Promise<unknown> {
  const response = await GET(new Request(`http://localhost/api/v1/coverage${query}`), { params: Promise.resolve({}) });
  return response.json();
}

it("keeps what lies behind the facts beside the snapshot", async () => {
  expect(
    (await readdir(join(installation.home, "snapshots"))).filter((name) => name.endsWith(".answers.json")),
  ).toHaveLength(1);
});

it("counts every fact and metric, of all constituents and of those with filings", async () => {
  const { counts, subjects } = coverageAnswerSchema.parse(await request(""));
  expect(counts).toEqual({ constituents: 3, companies: 3, figures: 2, filings: 1, selected: 3 });
  const revenue = subjects.find(({ id }) => id === "revenue");
  expect(revenue?.known.count).toBe(2);
  expect(revenue?.withFilings.share.count).toBe(1);
  expect(revenue?.sectors).toBeNull();
});

it("tells sectors only when asked to", async () => {
  const { subjects } = coverageAnswerSchema.parse(await request("?by=sector&source=filings"));
  expect(subjects.find(({ id }) => id === "revenue")?.sectors).toMatchObject([
    { sector: "Industrials", known: { count: 1 }, total: { count: 1 } },
  ]);
});

it("says of one fact which tags gave it and who lacks it, with the reason", async () => {
  const { answers, companies, target } = subjectCoverageSchema.parse(await request("?id=revenue"));
  expect(answers?.tags.map(({ tag, count }) => [tag, count])).toEqual([
    ["file:revenue", 1],
    ["us-gaap:Revenues", 1],
  ]);
  expect(companies.map(({ ticker, detail }) => [ticker, detail])).toEqual([
    ["TOWN", "No figures: no SEC filer known."],
  ]);
  expect(target).toMatchObject({ id: "revenue", total: 1, known: 1, isReached: true });
});

it("counts only the constituents for which a condition is true", async () => {
  const { counts } = coverageAnswerSchema.parse(await request("?where=revenue%20%3E%203b"));
  expect(counts.selected).toBe(0);
});

it.each([
  ["a name that is neither fact nor metric, with the nearest", "?id=revenu", "invalid_request", "revenue"],
  ["a condition that cannot be read", "?where=revenue%20%3E", "invalid_query", ""],
  ["a condition that is a number", "?where=revenue", "invalid_query", "condition"],
  ["an unknown source", "?source=edgar", "invalid_request", "all, figures, filings"],
  ["an unknown parameter", "?fact=revenue", "invalid_request", "fact"],
])("refuses %s", async (_name, query, code, part) => {
  const problem = problemSchema.parse(await request(query));
  expect(problem.code).toBe(code);
  expect(JSON.stringify(problem)).toContain(part);
});

it("prints targets, facts and metrics on the terminal, and the same as JSON", async () => {
  const [text, asJson] = await runCommands([["coverage"], ["coverage", "--by", "sector", "--json"]], {
    home: installation.home,
  });
  const stdout = text?.stdout ?? "";
  expect(stdout).toContain(
    "3 constituents (Russell 2000, as of 2026-05-05) of 3 companies: 2 with figures, 1 with filings.",
  );
  expect(stdout).toMatch(/^Revenue +1 +1 +100\.0% +98% +reached/m);
  expect(stdout).toMatch(/^revenue +2 +66\.6%/m);
  const json: unknown = JSON.parse(asJson?.stdout ?? "");
  expect(coverageAnswerSchema.parse(json)).toEqual(coverageAnswerSchema.parse(await request("?by=sector")));
});

it("lists on the terminal who lacks a figure and why", async () => {
  const { stdout } = await run("--missing", "operating_cash_flow", "--source", "filings");
  expect(stdout).toContain("Operating cash flow (operating_cash_flow): 1 of 1 lack it.");
  expect(stdout).toMatch(/^MOGA +.* filings +not_reported +.*operating cash flow/im);
});

it("ends with a status of its own when a day is refused after the database was opened", async () => {
  const refused = await run("--asof", "1990-01-01");
  expect(refused).toMatchObject({ stdout: "" });
  expect(refused.code).toBeGreaterThan(0);
  expect(refused.stderr).toContain("1990");
});

it("ends with status 2 and a sentence for words it does not know", async () => {
  const unknown = await run("--missing", "revenu");
  expect(unknown).toMatchObject({ code: 2, stdout: "" });
  expect(unknown.stderr).toContain('"revenu" is neither a fact nor a metric. Did you mean revenue?');
  const others = await runCommands(
    [
      ["coverage", "--by", "exchange"],
      ["coverage", "--fact", "revenue", "--missing", "cash"],
      ["coverage", "--fact", "revenue", "--by", "sector"],
    ],
    { home: installation.home },
  );
  expect(others).toMatchObject([
    { code: 2, stderr: expect.stringContaining("--by can only be sector") },
    { code: 2, stderr: expect.stringContaining("Give one of") },
    { code: 2, stderr: expect.stringContaining("leave --by out") },
  ]);
});

import { expect } from "playwright/test";
import { companyAnswerSchema } from "#lib/contract/company";
import { healthAnswerSchema } from "#lib/contract/health";
import { metricsAnswerSchema } from "#lib/contract/metric";
import { problemSchema } from "#lib/contract/problem";
import { screenAnswerSchema } from "#lib/contract/screen";
import { test } from "./quiet-test";

test("the API answers as its contracts say", async ({ request }) => {
  const health = healthAnswerSchema.parse(await (await request.get("/api/v1/health")).json());
  expect(health).toMatchObject({ status: "ok", database: "embedded", snapshot: { isSample: true } });

  const { metrics } = metricsAnswerSchema.parse(await (await request.get("/api/v1/metrics")).json());
  expect(metrics.map(({ id }) => id)).toContain("interest_cover");

  const query =
    "/api/v1/screen?q=interest_cover%20%3E%204&columns=interest_cover,due_12m&sort=-interest_cover&limit=20";
  const screen = screenAnswerSchema.parse(await (await request.get(query)).json());
  expect(screen.rows).toHaveLength(20);
  expect(screen.unknown).toBeGreaterThan(0);
  expect(screen.count + screen.unknown).toBeLessThanOrEqual(screen.total);
  for (const row of screen.rows) {
    expect(row["interest_cover"]).toBeGreaterThan(4);
    expect(row["due_12m"] === null).toBe("due_12m" in row.missing);
  }
  const covers = screen.rows.map((row) => Number(row["interest_cover"]));
  expect(covers).toEqual(covers.toSorted((a, b) => b - a));

  const address = `/api/v1/companies/${screen.rows[0]?.ticker}`;
  const company = companyAnswerSchema.parse(await (await request.get(address)).json());
  expect(company.rules.map(({ id }) => id)).toContain("w1");
  const cover = company.metrics.find(({ id }) => id === "interest_cover");
  expect(cover?.value).toEqual({ type: "number", value: covers[0] });
  expect([company.traces, company.sources]).toEqual([{}, {}]);
  const traced = companyAnswerSchema.parse(await (await request.get(`${address}?trace=interest_cover,w1`)).json());
  expect(Object.keys(traced.traces)).toEqual(["interest_cover", "w1"]);
  expect(traced.traces["interest_cover"]?.value).toEqual(cover?.value);
  expect(traced.sources["interest_expense"]?.parts.length).toBeGreaterThan(0);
  expect({ ...traced, traces: {}, sources: {} }).toEqual(company);
});

test.describe("the API refuses", () => {
  const refusals = [
    ["an unknown metric, with the nearest name", "/api/v1/screen?q=roik%20%3E%205", 400, "invalid_query", "roic"],
    [
      "units that do not go together",
      "/api/v1/screen?q=market_cap%20%2B%20roic%20%3E%203",
      400,
      "invalid_query",
      "usd",
    ],
    ["a query that is no condition", "/api/v1/screen?q=roic", 400, "invalid_query", "true or false"],
    ["an unknown parameter", "/api/v1/screen?colums=roic", 400, "invalid_request", "colums"],
    ["a limit that is no number", "/api/v1/screen?limit=many", 400, "invalid_request", "whole number"],
    ["a date that does not exist", "/api/v1/screen?asof=2026-02-30", 400, "invalid_request", "date"],
    ["an unknown company", "/api/v1/companies/NOSUCH", 404, "company_not_found", "NOSUCH"],
    [
      "a snapshot that is not there",
      `/api/v1/screen?snapshot=${"0".repeat(64)}`,
      404,
      "snapshot_not_found",
      "snapshot",
    ],
    ["a snapshot name that is a path", "/api/v1/snapshots/..%2F..%2Fsecret", 404, "snapshot_not_found", "64"],
  ] as const;

  for (const [what, path, status, code, word] of refusals) {
    test(what, async ({ request }) => {
      const answer = await request.get(path);
      expect(answer.status()).toBe(status);
      expect(answer.headers()["content-type"]).toContain("application/problem+json");
      const problem = problemSchema.parse(await answer.json());
      expect(problem).toMatchObject({ code, status });
      expect(problem.detail).toContain(word);
    });
  }

  test("a query of 100,000 characters", async ({ request }) => {
    const answer = await request.get(`/api/v1/screen?q=${"x".repeat(100_000)}`);
    // Node itself refuses headers of this size before any route is asked.
    expect([400, 414, 431]).toContain(answer.status());
    const shorter = await request.get(`/api/v1/screen?q=${"x".repeat(10_000)}`);
    expect(shorter.status()).toBe(400);
    expect(problemSchema.parse(await shorter.json()).detail).toContain("10000 characters");
  });
});

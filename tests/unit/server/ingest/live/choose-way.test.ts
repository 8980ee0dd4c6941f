import { expect, test } from "vitest";
import { chooseWay } from "#lib/server/ingest/live/choose-way";

const archive = { ratePerSecond: 8, archiveBytes: 1.4e9 };

test("all constituents come as the archive over a fast line, and one by one over a slow one", () => {
  expect(chooseWay({ ...archive, count: 1919, bytesPerSecond: 20e6 })).toMatchObject({ way: "bulk" });
  expect(chooseWay({ ...archive, count: 1919, bytesPerSecond: 5e6 })).toMatchObject({ way: "companies" });
});

test("some hundred companies come one by one over any line", () => {
  expect(chooseWay({ ...archive, count: 300, bytesPerSecond: 20e6 })).toMatchObject({ way: "companies" });
  expect(chooseWay({ ...archive, count: 300, bytesPerSecond: 20e6 }).companiesMs).toBe(37_500);
});

test("a line too slow for the rate bounds companies as well", () => {
  const { companiesMs, bulkMs } = chooseWay({ ...archive, count: 800, bytesPerSecond: 1e5 });
  expect(companiesMs).toBe(1_600_000);
  expect(bulkMs).toBeGreaterThan(14_000_000);
});

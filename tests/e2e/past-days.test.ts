import { type APIRequestContext, expect } from "playwright/test";
import { historyAnswerSchema } from "#lib/contract/history";
import { screenAnswerSchema } from "#lib/contract/screen";
import { snapshotPointerSchema } from "#lib/contract/snapshot";
import { createAxe } from "./find-violations";
import { test } from "./quiet-test";
import { listTickers } from "./screener-page";

/** The day of the sample's earlier list of constituents. */
const earlierList = "2025-12-31";

/** A day that nobody asked for before takes as long as the machine needs: who waits long is told to come again. */
async function buildDay(request: APIRequestContext, asOf: string): Promise<void> {
  const ask = async () => (await request.get(`/api/v1/snapshots?asof=${asOf}`, { timeout: 0 })).status();
  await expect.poll(ask, { timeout: 170_000 }).toBe(200);
}

async function listMembers(request: APIRequestContext, asOf: string | null): Promise<ReadonlyMap<string, string>> {
  if (asOf !== null) await buildDay(request, asOf);
  const search = `limit=5000${asOf === null ? "" : `&asof=${asOf}`}`;
  const answer = screenAnswerSchema.parse(await (await request.get(`/api/v1/screen?${search}`)).json());
  return new Map(answer.rows.map(({ ticker, name }) => [ticker, name]));
}

test("a past day is chosen, stays on the way to a company and its figures, and leads back", async ({
  page,
  request,
}) => {
  await buildDay(request, earlierList);
  await page.goto("/screen?q=interest_cover%20%3E%203", { waitUntil: "networkidle" });
  await page.getByRole("button", { name: "As of: newest data" }).click();
  await page.getByRole("button", { name: "Dec 31, 2025" }).first().click();
  await expect(page).toHaveURL(/asof=2025-12-31/);
  await expect(page).toHaveURL(/q=interest_cover/);
  await expect(page.getByRole("note").filter({ hasText: "As of Dec 31, 2025" })).toBeVisible();
  await expect(page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Data" })).toHaveAttribute(
    "href",
    "/data?asof=2025-12-31",
  );

  const [ticker = ""] = await listTickers(page);
  await page.getByRole("link", { name: ticker, exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`/company/${ticker}\\?asof=2025-12-31`));
  await expect(page.getByRole("note").filter({ hasText: "As of Dec 31, 2025" })).toBeVisible();
  await page.waitForLoadState("networkidle");
  await page.getByRole("region", { name: "Debt burden" }).getByTitle("Show where this comes from").first().click();
  await expect(page.getByRole("dialog").getByText(`${ticker}, as known on Dec 31, 2025`)).toBeVisible();
  await page.keyboard.press("Escape");

  await page.getByRole("link", { name: "Back to the newest data" }).click();
  await expect(page).toHaveURL(new RegExp(`/company/${ticker}$`));
  await expect(page.getByText("As of Dec 31, 2025:")).toHaveCount(0);
});

test("a day before the oldest list of constituents says whose constituents it shows", { tag: "@long" }, async ({
  page,
}) => {
  await page.goto("/screen?asof=2025-09-30");
  // The page asks again by itself where the machine takes longer than a page waits.
  const note = page.getByRole("note").filter({ hasText: "As of Sep 30, 2025" });
  await expect(note).toBeVisible({ timeout: 170_000 });
  await expect(note).toContainText("No list of constituents is known for that day");
  await expect(note).toContainText("survivorship bias");
  const { violations } = await createAxe(page).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
});

test("the picker says what is wrong with a day before it asks the server", async ({ page }) => {
  await page.goto("/screen", { waitUntil: "networkidle" });
  await page.getByRole("button", { name: "As of: newest data" }).click();
  await page.getByLabel("What was known on").fill("1990-01-01");
  await page.getByRole("button", { name: "Show that day" }).click();
  await expect(page.getByText(/^The oldest filing is of/)).toBeVisible();
  await expect(page).not.toHaveURL(/asof/);
});

test("a day that cannot be shown says why and leads to the newest data", async ({ page }) => {
  await page.goto("/screen?asof=1990-01-01");
  await expect(page.getByText("That day cannot be shown")).toBeVisible();
  await expect(page.getByText(/the oldest filing is of/)).toBeVisible();
  await page.goto("/data?asof=2199-01-01");
  await expect(page.getByText(/is in the future/)).toBeVisible();
  await page.getByRole("link", { name: "Show the newest data" }).click();
  await expect(page).toHaveURL(/\/data$/);
});

test("a link of a past day shows the same rows when it is sealed", async ({ page, request, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await buildDay(request, earlierList);
  await page.goto(`/screen?asof=${earlierList}&sort=ticker`, { waitUntil: "networkidle" });
  const rows = await listTickers(page);
  await page.getByRole("button", { name: "Share" }).click();
  await expect(page.getByText("Link copied")).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  const pointer = snapshotPointerSchema.parse(
    await (await request.get(`/api/v1/snapshots?asof=${earlierList}`)).json(),
  );
  expect(link).toContain(`snapshot=${pointer.snapshot.id}`);
  // Which version judges by default may change; the rows of a sealed link may not.
  expect(link).toContain("policy=2");
  await page.goto(link);
  expect(await listTickers(page)).toEqual(rows);
});

test("an old ticker leads to the company under the one of today", async ({ page, request }) => {
  const [before, now] = [await listMembers(request, earlierList), await listMembers(request, null)];
  const tickerByName = new Map([...now].map(([ticker, name]) => [name, ticker]));
  const [old = "", name = ""] =
    [...before].find(([ticker, each]) => !now.has(ticker) && tickerByName.has(each) && ticker.startsWith("Q")) ?? [];
  const ticker = tickerByName.get(name) ?? "";
  await page.goto(`/company/${old}`);
  await expect(page).toHaveURL(new RegExp(`/company/${ticker}\\?from=${old}`));
  await expect(page.getByText(`${old} is the same company: it is listed as ${ticker} in these data`)).toBeVisible();
});

test("a company that left the index keeps its page, marked", async ({ page, request }) => {
  const [before, now] = [await listMembers(request, earlierList), await listMembers(request, null)];
  const names = new Set(now.values());
  const [gone = ""] = [...before].find(([ticker, name]) => !now.has(ticker) && !names.has(name)) ?? [];
  await page.goto(`/company/${gone}`);
  await expect(page.getByText(`${gone} left the index after Dec 31, 2025`)).toBeVisible();
  await expect(page.getByRole("region", { name: "Verdict" })).toBeVisible();
});

test("each metric shows its last quarters, and a chart with the values on demand", async ({ page, request }) => {
  await page.goto("/screen?q=group%20%3D%20other%20and%20revenue%20%3E%20%24500m%20and%20data_source%20%3D%20sample");
  const [ticker = ""] = await listTickers(page);
  await page.goto(`/company/${ticker}`, { waitUntil: "networkidle" });
  const line = page.getByRole("button", { name: /^Net margin from .* to .*\. Show the chart\.$/ });
  await line.click();
  const drawer = page.getByRole("dialog", { name: "Net margin" });
  const table = drawer.getByRole("region", { name: "Net margin by quarter" });
  const history = historyAnswerSchema.parse(
    await (await request.get(`/api/v1/companies/${ticker}/history?metrics=net_margin`)).json(),
  );
  await expect(table.getByRole("row")).toHaveCount(history.quarters.length + 1);
  const { violations } = await createAxe(page).include('[role="dialog"]').analyze();
  expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).toEqual([]);
  await drawer.getByText("With later filings").click();
  await expect(drawer.getByText("restatements included")).toBeVisible();
  await expect(table.getByRole("row")).toHaveCount(history.quarters.length + 1);
});

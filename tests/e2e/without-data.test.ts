import { expect, type Page, type Route } from "playwright/test";
import { test } from "./quiet-test";
import { fillPlainQuery, listTickers, readCount } from "./screener-page";

// What the browser says of answers that are kept away from it here.
test.use({ expectedNoise: /Failed to load resource|preload|Failed to fetch RSC payload/ });

const snapshots = "**/api/v1/snapshots/**";
const start = "/screen?q=roic%20%3E%2010%25";

/** What the server says of the screen in the page's URL. */
async function askServer(page: Page): Promise<{ count: number; tickers: string[] }> {
  const answer = await page.request.get(`/api/v1/screen${new URL(page.url()).search.replace(/[?&]set=[^&]*/, "")}`);
  const { count, rows } = await answer.json();
  return { count, tickers: rows.slice(0, 15).map((row: { ticker: string }) => row.ticker) };
}

/** The page shows the rows of its URL, and not those of another screen. */
async function expectOwnRows(page: Page): Promise<void> {
  const { count, tickers } = await askServer(page);
  await expect.poll(() => readCount(page)).toBe(count);
  expect(await listTickers(page)).toEqual(tickers);
}

test("without the snapshot the server answers each change of the screen", async ({ page }) => {
  await page.route(snapshots, (route) => route.abort());
  await page.goto(start);
  await expect(page.getByText(/The data did not arrive in the browser/)).toBeVisible();
  await expectOwnRows(page);
  const before = await readCount(page);

  await page.getByRole("button", { name: "Presets" }).click();
  await page.getByRole("button", { name: /^Zombies/ }).click();
  await expect(page).toHaveURL(/q=years_uncovered/);
  await expect.poll(() => readCount(page)).not.toBe(before);
  await expectOwnRows(page);
  await expect(page.locator("#query-echo")).not.toContainText(/invested capital/i);

  await page.goBack();
  await expect.poll(() => readCount(page)).toBe(before);
  await expectOwnRows(page);

  await fillPlainQuery(page, "market_cap > $5b");
  await expect(page).toHaveURL(/q=market_cap/);
  await expectOwnRows(page);

  await fillPlainQuery(page, "no_such_metric > 3");
  await expect(page.getByRole("button", { name: "Go on without its filter" })).toBeVisible();
});

test("rows of another screen are never shown as the answer, with no server either", async ({ page }) => {
  let isServed = true;
  const held: Route[] = [];
  let isHeld = true;
  await page.route(snapshots, (route) => {
    if (isHeld) held.push(route);
    else void route.abort();
  });
  await page.route(/\/screen\?|\/api\/v1\/health/, (route) => (isServed ? route.fallback() : route.abort()));
  await page.goto(start);
  const [oldTicker = ""] = await listTickers(page);
  const oldRow = page.getByRole("link", { name: oldTicker, exact: true });
  const summary = page.getByText(/^[\d,]+ of [\d,]+/);
  await expect(summary).toHaveCount(1);

  isServed = false;
  await page.getByRole("button", { name: "Presets" }).click();
  await page.getByRole("button", { name: /^Zombies/ }).click();
  await expect(page.getByRole("table")).toHaveAttribute("aria-busy", "true");
  await expect(oldRow).toHaveCount(0);
  await expect(summary).toHaveCount(0);

  isHeld = false;
  for (const route of held) await route.abort();
  await expect(page.getByRole("heading", { name: "This screen could not be run" })).toBeVisible();
  await expect(oldRow).toHaveCount(0);
  await expect(summary).toHaveCount(0);

  isServed = true;
  await page.getByRole("button", { name: "Try again" }).click();
  await expectOwnRows(page);
});

test("Try again heals a page whose data came damaged", async ({ page }) => {
  let isDamaged = true;
  await page.route(snapshots, (route) =>
    isDamaged ? route.fulfill({ contentType: "application/gzip", body: "not the snapshot" }) : route.fallback(),
  );
  await page.goto("/screen");
  await expect(page.getByText(/The data did not arrive in the browser/)).toBeVisible();
  isDamaged = false;
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("button", { name: "Add filter" }).first()).toBeEnabled();
  await expect(page.getByText(/The data did not arrive in the browser/)).toHaveCount(0);
});

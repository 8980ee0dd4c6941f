import { expect, type Page } from "playwright/test";
import { expectAccessible } from "./expect-accessible";
import { test } from "./quiet-test";
import { listTickers, openLive } from "./screener-page";

const path = "/screen?q=verdict%20%3D%20weak";

const panel = (page: Page, ticker: string) => page.getByRole("complementary", { name: `${ticker} at a glance` });

test("C-21: keys alone show one company after the other beside the table, without a request", async ({ page }) => {
  await openLive(page, path);
  const [first = "", second = "", third = ""] = await listTickers(page);
  await page.keyboard.press("j");
  await page.keyboard.press("Space");
  await expect(panel(page, first).getByText(/^Weak: /)).toBeVisible();
  await expect(panel(page, first).getByRole("heading", { name: "Signs of weakness" })).toBeVisible();
  await expect(panel(page, first).getByText("Present").first()).toBeVisible();
  await expect(panel(page, first).locator("dl > div")).toHaveCount(6);

  const requests: string[] = [];
  page.on("request", (request) => requests.push(request.url()));
  await page.keyboard.press("j");
  await expect(panel(page, second).getByText(/^Weak: /)).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await expect(panel(page, third)).toBeVisible();
  await page.keyboard.press("k");
  await expect(panel(page, second)).toBeVisible();
  await expect(page.locator('[data-row="1"]')).toHaveAttribute("aria-current", "true");
  expect(requests).toEqual([]);

  await page.keyboard.press("Space");
  await expect(panel(page, second)).toBeHidden();
  await page.keyboard.press("Space");
  await expect(panel(page, second)).toBeVisible();
  await page.keyboard.press("x");
  await page.keyboard.press("Escape");
  await expect(panel(page, second)).toBeHidden();
  await expect(page.getByRole("region", { name: "Selected rows" })).toBeVisible();
  await page.keyboard.press("w");
  await expect(page.getByText(`Sign in, and add ${second} to a watchlist`)).toBeVisible();
  await page.keyboard.press("Escape");
  await page.locator('[data-row="1"] a').focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`/company/${second}`));
});

test("the space still presses buttons, ticks boxes and is a space in a field", { tag: "@long" }, async ({ page }) => {
  await openLive(page, path);
  const [first = ""] = await listTickers(page);
  await page.getByRole("checkbox", { name: `Select ${first}`, exact: true }).focus();
  await page.keyboard.press("Space");
  await expect(page.getByRole("checkbox", { name: `Select ${first}`, exact: true })).toBeChecked();
  await expect(panel(page, first)).toBeHidden();
  await page.getByRole("button", { name: `Look at ${first}` }).focus();
  await page.keyboard.press("Space");
  await expect(panel(page, first)).toBeVisible();
});

test("the panel breaks no rule of accessibility, in either theme", { tag: "@long" }, async ({ page }) => {
  await openLive(page, path);
  await page.keyboard.press("j");
  await page.keyboard.press("x");
  await page.keyboard.press("Space");
  await expect(page.getByRole("heading", { name: "Key figures" })).toBeVisible();
  await expectAccessible(page, "a company at a glance");
});

test("C-22: what stands behind numbers is chosen in the toolbar, and kept", { tag: "@long" }, async ({ page }) => {
  await openLive(page, path);
  await page.getByRole("radio", { name: "Percentile bars" }).check();
  await expect(page.locator("td.standing").first()).toHaveAttribute("title", /of all companies$/);
  await page.reload();
  await expect(page.getByRole("radio", { name: "Percentile bars" })).toBeChecked();
  await page.getByRole("radio", { name: "Shade by sector" }).check();
  await expect(page.locator("td.standing").first()).toHaveAttribute("title", /of its sector$/);
  await expectAccessible(page, "a company at a glance");
});

test("C-23: the past of figures stands in the table as lines, by the address", async ({ page }) => {
  await openLive(page, path);
  await page.getByRole("button", { name: "Columns", exact: true }).click();
  await page.getByRole("checkbox", { name: "Revenue" }).check();
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(/trend=revenue/);
  await expect(page.getByRole("columnheader", { name: "Revenue, six years" })).toBeAttached();
  await expect(page.getByText(/^Revenue from \$.* 5 years before to \$.* now/).first()).toBeAttached();
  await page.reload();
  await expect(page.getByText(/^Revenue from \$.* 5 years before to \$.* now/).first()).toBeAttached();
});

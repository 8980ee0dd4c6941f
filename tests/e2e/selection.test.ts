import { expect, type Page } from "playwright/test";
import { expectAccessible } from "./expect-accessible";
import { findViolations } from "./find-violations";
import { test } from "./quiet-test";
import { fillQuery, listTickers, openLive, signUp } from "./screener-page";

const path = "/screen?q=verdict%20%3D%20resilient";

const bar = (page: Page) => page.getByRole("region", { name: "Selected rows" });
const box = (page: Page, ticker: string) => page.getByRole("checkbox", { name: `Select ${ticker}`, exact: true });

/** Walks to the first row, as keys do. */
async function walkToFirst(page: Page): Promise<void> {
  await page.keyboard.press("j");
  await expect(page.locator('[data-row="0"] a')).toBeFocused();
}

test("C-20: rows are selected by keys, and stay so while the table is sorted and filtered", async ({
  page,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await openLive(page, path);
  const tickers = await listTickers(page);
  await walkToFirst(page);
  await page.keyboard.press("x");
  await expect(bar(page)).toContainText("1 selected");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Shift+Space");
  await expect(bar(page)).toContainText("3 selected");
  await page.keyboard.press("Shift+ArrowDown");
  await expect(bar(page)).toContainText("4 selected");
  await page.keyboard.press("c");
  await expect(page.getByText("4 tickers copied")).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(tickers.slice(0, 4).join(" "));

  await page.keyboard.press("b");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page.getByText("4 rows copied")).toBeVisible();
  const lines = (await page.evaluate(() => navigator.clipboard.readText())).split("\n");
  expect(lines).toHaveLength(5);
  expect(lines[0]).toMatch(/^Ticker\tName\tVerdict\t.*\tMarket cap \(USD\)\t/);
  expect(lines[1]).toMatch(new RegExp(`^${tickers[0]}\\t[^\\t]+\\tResilient\\t`));

  await page.getByRole("button", { name: "Ticker", exact: true }).click();
  await expect(page).toHaveURL(/sort=ticker/);
  await expect(bar(page)).toContainText("4 selected");
  await fillQuery(page, "verdict = weak");
  await expect(bar(page)).toContainText("4 not in this result");
  await page.locator('[data-row="0"] a').focus();
  await page.keyboard.press("Escape");
  await expect(bar(page)).toBeHidden();
});

test("the box of the head takes every row of the result, and Shift those between", { tag: "@long" }, async ({
  page,
}) => {
  await openLive(page, path);
  const [first = "", , , fourth = ""] = await listTickers(page);
  const all = page.getByRole("checkbox", { name: "Select all rows" });
  await box(page, first).check();
  expect(await all.evaluate((input: HTMLInputElement) => input.indeterminate)).toBe(true);
  await box(page, fourth).click({ modifiers: ["Shift"] });
  await expect(bar(page)).toContainText("4 selected");
  await all.click();
  await expect(all).toBeChecked();
  const count = Number(/^([\d,]+)/.exec((await bar(page).textContent()) ?? "")?.[1]?.replaceAll(",", ""));
  expect(count).toBe(Number(await page.getByRole("table").getAttribute("aria-rowcount")) - 1);
  await all.click();
  await expect(bar(page)).toBeHidden();
  const cell = await box(page, first).evaluate((input) => {
    const { width, height } = (input.closest("td") as HTMLElement).getBoundingClientRect();
    return Math.min(width, height);
  });
  expect(cell).toBeGreaterThanOrEqual(24);
});

test("C-20: a stranger's selection goes on a list after the sign-in that was asked for, and not before", async ({
  page,
}) => {
  await openLive(page, path);
  const [first = "", second = ""] = await listTickers(page);
  await box(page, first).check();
  await box(page, second).check();
  await bar(page).getByRole("button", { name: "Add to watchlist" }).click();
  await expect(page.getByText("Sign in, and add 2 companies to a watchlist")).toBeVisible();
  const href = (await page.getByRole("menuitem", { name: "Create an account" }).getAttribute("href")) ?? "";
  const wish = new URL(href, "http://localhost").searchParams.get("return") ?? "";
  await signUp(page, wish);
  await expect(page.getByRole("heading", { name: "Add to a watchlist" })).toBeVisible();
  expect(await findViolations(page)).toEqual([]);
  // Opening the address, and opening it again, changes nothing.
  await page.goto("/watchlists");
  await expect(page.getByRole("heading", { name: "No watchlist yet" })).toBeVisible();
  await page.goto(wish);
  await page.getByRole("button", { name: "Add 2 companies" }).click();
  await expect(page.getByText('2 companies are on "Watchlist"')).toBeVisible();
  await expect(page).toHaveURL(/\/screen\?q=verdict/);

  // The list is ticked now, for each of them and for both.
  await page.getByRole("button", { name: `Add ${first} to a watchlist` }).click();
  await expect(page.getByRole("menuitemcheckbox", { name: "Watchlist" })).toBeChecked();
  await page.keyboard.press("Escape");
  const [, , third = ""] = await listTickers(page);
  await box(page, second).check();
  await box(page, third).check();
  await page.keyboard.press("w");
  const list = page.getByRole("menuitemcheckbox", { name: /Watchlist/ });
  await expect(list).toContainText("some are on it");
  await list.click();
  await expect(list).toBeChecked();
  await expect(page.getByText("1 company was on the list before.")).toBeVisible();
});

test("an address that names no companies is refused with a sentence", async ({ page }) => {
  await page.goto("/watchlists/add?tickers=%3Cb%3E");
  await expect(page.getByText('"<B>" is not a ticker, such as HRI.')).toBeVisible();
});

test("the bar of the selected breaks no rule of accessibility, in either theme, and moves nothing", {
  tag: "@long",
}, async ({ page }) => {
  await openLive(page, path);
  const [first = ""] = await listTickers(page);
  await page.evaluate(() => {
    (window as unknown as { shift: number }).shift = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        (window as unknown as { shift: number }).shift += (entry as unknown as { value: number }).value;
      }
    }).observe({ type: "layout-shift" });
  });
  await box(page, first).check();
  await expect(bar(page)).toBeVisible();
  await expectAccessible(page, "selected rows");
  expect(await page.evaluate(() => (window as unknown as { shift: number }).shift)).toBe(0);
});

import { expect, type Page } from "playwright/test";
import { pagePaths } from "./page-paths";
import { test } from "./quiet-test";
import { listTickers, signInShared } from "./screener-page";

/** A phone, a tablet either way, a desk. */
const widths = [390, 768, 1024, 1440];

async function expectFits(page: Page, path: string): Promise<void> {
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(path);
  await page.waitForLoadState("networkidle");
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 });
    const wide = () => page.evaluate(() => document.documentElement.scrollWidth);
    await expect.poll(wide, { message: `${path} at ${width} px` }).toBeLessThanOrEqual(width);
  }
}

test("no page is wider than the screen, whatever that is", async ({ page }) => {
  await page.goto("/screen");
  const [ticker = ""] = await listTickers(page);
  for (const path of [...pagePaths, "/screen?policy=2", `/company/${ticker}`]) await expectFits(page, path);
});

test("no page of an account is wider than the screen", async ({ page }) => {
  await signInShared(page, "/watchlists");
  for (const path of ["/screen", "/watchlists", "/screens", "/account"]) await expectFits(page, path);
});

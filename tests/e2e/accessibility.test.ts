import { expect, type Page } from "playwright/test";
import { findViolations } from "./find-violations";
import { pagePaths } from "./page-paths";
import { test } from "./quiet-test";
import { listTickers, needsAccount, signInShared } from "./screener-page";

test.use({ expectedNoise: /404/ });

/** Opens a page and looks at it in both themes: the colours follow the browser's while it is open. */
async function expectNoViolations(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.waitForLoadState("networkidle");
  const inks = new Set<string>();
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    // Colours pass over into those of the other theme; axe must not see them on the way.
    await page.evaluate(() => Promise.allSettled(document.getAnimations().map(({ finished }) => finished)));
    inks.add(await page.evaluate(() => getComputedStyle(document.body).color));
    const rules = inks.size === 1 ? "all" : "colours";
    expect(await findViolations(page, rules), `${path}, ${colorScheme}`).toEqual([]);
  }
  expect(inks.size, "the themes differ").toBe(2);
}

for (const path of [...pagePaths, "/screen?q=interest_cover%20%3E%204", "/no-such-page"]) {
  test(`${path} breaks no rule of accessibility, in either theme`, async ({ page }) => {
    if (await needsAccount(page, path)) await signInShared(page, path);
    await expectNoViolations(page, path);
  });
}

test("a company that can be watched breaks no rule of accessibility, in either theme", async ({ page }) => {
  await page.goto("/screen");
  const [ticker = ""] = await listTickers(page);
  await signInShared(page, "/watchlists");
  await expectNoViolations(page, `/company/${ticker}`);
});

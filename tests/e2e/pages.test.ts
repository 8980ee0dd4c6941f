import { expect, type Page } from "playwright/test";
import { expectAccessible } from "./expect-accessible";
import { pagePaths } from "./page-paths";
import { test } from "./quiet-test";
import { listSentStyles, watchRefusals } from "./refusals";
import { listTickers, needsAccount, signInShared } from "./screener-page";

test.use({ expectedNoise: /404/ });

/** A phone, a tablet either way, a desk. */
const widths = [390, 768, 1024, 1440];

/**
 * What every page is held to, on one visit, since to open a page takes longer than to look at it: nothing of it is refused
 * by its content policy (HTTP-9), it breaks no rule of accessibility in either theme, and it is as wide as the screen.
 */
async function expectSound(page: Page, path: string): Promise<void> {
  const refused = await watchRefusals(page);
  const answer = await page.goto(path);
  expect(listSentStyles((await answer?.text()) ?? ""), path).toEqual([]);
  await page.waitForLoadState("networkidle");
  await expectAccessible(page, path);
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 });
    const wide = () => page.evaluate(() => document.documentElement.scrollWidth);
    await expect.poll(wide, { message: `${path} at ${width} px` }).toBeLessThanOrEqual(width);
  }
  expect(refused).toEqual([]);
}

const filtered = "/screen?q=interest_cover%20%3E%204%20and%20market_cap%20%3E%20%24300m%20rank%20by%200.6%20pct(roic)";

for (const path of [...pagePaths, filtered, "/no-such-page", "/company/NOSUCH1"]) {
  test(`${path} is accessible in either theme, fits every width, and nothing of it is refused`, async ({ page }) => {
    if (await needsAccount(page, path)) await signInShared(page, path);
    await expectSound(page, path);
  });
}

test("a company that can be watched is accessible, fits every width, and nothing of it is refused", async ({
  page,
}) => {
  await page.goto("/screen");
  const [ticker = ""] = await listTickers(page);
  await signInShared(page, "/watchlists");
  await expectSound(page, `/company/${ticker}`);
});

test("an account is asked for by more than one page", async ({ page }) => {
  const asked = await Promise.all(pagePaths.map((path) => needsAccount(page, path)));
  expect(asked.filter(Boolean).length).toBeGreaterThan(1);
});

import { join } from "node:path";
import { expect, type Page } from "playwright/test";
import { showTheme } from "./expect-accessible";
import { pagePaths } from "./page-paths";
import { test } from "./quiet-test";
import { listTickers, needsAccount, signInShared } from "./screener-page";

const folder = join(import.meta.dirname, "../../pictures");

const widths = [1440, 1024, 390] as const;

async function takePictures(page: Page, path: string): Promise<void> {
  await page.goto(path, { waitUntil: "networkidle" });
  const name = path.replace(/^\//, "").replaceAll(/[^a-z0-9]+/gi, "-");
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 });
    for (const colorScheme of ["light", "dark"] as const) {
      await showTheme(page, colorScheme);
      // Charts are drawn once nothing else is to be done, and anew in the frame after a change of width.
      await expect(page.locator("[role=slider][aria-busy=true]")).toHaveCount(0);
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
      await page.screenshot({ path: join(folder, `${name}-${width}-${colorScheme}.png`), fullPage: true });
    }
  }
}

// Nothing is compared: fonts differ from machine to machine. The pictures are for the eye (C-30).
if (process.env["BALLAST_PICTURES"] === "1") {
  test.describe("pictures", () => {
    test.use({ expectedNoise: /404/ });
    test.setTimeout(900_000);

    test("of every page, in both themes and three widths", async ({ page }) => {
      await page.goto("/screen");
      const [ticker = ""] = await listTickers(page);
      const open: string[] = [];
      const ofAccount: string[] = [];
      for (const path of pagePaths) ((await needsAccount(page, path)) ? ofAccount : open).push(path);
      const filtered = "/screen?q=interest_cover%20%3E%204";
      for (const path of [...open, filtered, `/company/${ticker}`, "/no-such-page"]) await takePictures(page, path);
      await signInShared(page, "/watchlists");
      for (const path of ofAccount) await takePictures(page, path);
    });
  });
}

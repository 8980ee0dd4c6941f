import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import { expect } from "playwright/test";
import { test } from "./quiet-test";
import { listTickers, signUp } from "./screener-page";

const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

const app = join(import.meta.dirname, "../../app");

/** The address of every page that needs nothing but its address; `/` leads to another one. */
const pagePaths = readdirSync(app, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith("page.tsx") && !file.includes("["))
  .map((file) => `/${dirname(file).replaceAll(/\(\w+\)\/?/g, "")}`)
  .filter((path) => path !== "/")
  .sort();

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`in the ${colorScheme} theme`, () => {
    test.use({ colorScheme, expectedNoise: /404/ });

    for (const path of [...pagePaths, "/screen?q=interest_cover%20%3E%204", "/no-such-page"]) {
      test(`${path} breaks no rule of accessibility`, async ({ page }) => {
        await page.goto(path);
        await page.waitForLoadState("networkidle");
        const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze();
        expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`)).toEqual([]);
      });
    }

    test("a company and the pages of an account break no rule of accessibility", async ({ page }) => {
      await page.goto("/screen");
      const [ticker = ""] = await listTickers(page);
      await signUp(page, "/watchlists");
      for (const path of [`/company/${ticker}`, ...pagePaths]) {
        await page.goto(path);
        await page.waitForLoadState("networkidle");
        const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze();
        expect(
          violations.map(({ id, nodes }) => `${path} ${id}: ${nodes.map(({ html }) => html).join(" | ")}`),
        ).toEqual([]);
      }
    });
  });
}

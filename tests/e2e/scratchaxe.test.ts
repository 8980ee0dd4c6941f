import { expect } from "playwright/test";
import { findViolations } from "./find-violations";
import { test } from "./quiet-test";
import { listTickers, openLive } from "./screener-page";

test("axe", async ({ page }) => {
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: 900 });
    await openLive(page, "/screen?policy=2&p.r2_cover=2.5&scenario=mild_recession").catch(() => undefined);
    await page.locator("html[data-live]").waitFor();
    await page.getByRole("button", { name: "Policy", exact: true }).first().click();
    await expect(page.getByRole("heading", { name: "From verdict to verdict" })).toBeVisible();
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      console.log(width, colorScheme, JSON.stringify(await findViolations(page, "all")));
    }
  }
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto("/screen?q=reported_verdict+%3D+resilient+and+verdict+%3D+mixed&scenario=mild_recession");
  const [ticker] = await listTickers(page);
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: 900 });
    await page.goto(`/company/${ticker}?scenario=mild_recession`);
    await page.locator("html[data-live]").waitFor();
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      console.log(width, colorScheme, JSON.stringify(await findViolations(page, "all")));
    }
  }
});

import { expect, type Page } from "playwright/test";
import { findViolations } from "./find-violations";

/** Has a page show a theme. Colours pass over into those of the other theme; nobody may look at them on the way. */
export async function showTheme(page: Page, colorScheme: "light" | "dark"): Promise<void> {
  await page.emulateMedia({ colorScheme });
  await page.evaluate(() => Promise.allSettled(document.getAnimations().map(({ finished }) => finished)));
}

/** That a page as it stands breaks no rule in either theme: the colours follow the browser's. */
export async function expectAccessible(page: Page, path: string): Promise<void> {
  const inks = new Set<string>();
  for (const colorScheme of ["light", "dark"] as const) {
    await showTheme(page, colorScheme);
    inks.add(await page.evaluate(() => getComputedStyle(document.body).color));
    const rules = inks.size === 1 ? "all" : "colours";
    expect(await findViolations(page, rules), `${path}, ${colorScheme}`).toEqual([]);
  }
  expect(inks.size, "the themes differ").toBe(2);
}

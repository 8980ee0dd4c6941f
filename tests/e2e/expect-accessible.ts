import { expect, type Page } from "playwright/test";
import { findViolations } from "./find-violations";

/** That a page as it stands breaks no rule in either theme: the colours follow the browser's. */
export async function expectAccessible(page: Page, path: string): Promise<void> {
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

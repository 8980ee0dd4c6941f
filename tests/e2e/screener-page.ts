import { randomUUID } from "node:crypto";
import { type Cookie, expect, type Page } from "playwright/test";

/** Types a query into the query bar, as a person would, and waits until the table shows its result. */
export async function fillQuery(page: Page, query: string): Promise<void> {
  // The editor takes the place of the plain field once the data are there, unless somebody writes in that.
  const editor = page.locator("#query.cm-content, #query .cm-content").first();
  await editor.waitFor({ timeout: 30_000 });
  await editor.click();
  await editor.fill(query);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Enter");
}

/** As `fillQuery`, where the data have not come to the browser: then the plain field stays. */
export async function fillPlainQuery(page: Page, query: string): Promise<void> {
  const field = page.locator("textarea#query");
  await field.fill(query);
  await field.press("Enter");
}

/** The page answers from the snapshot in the browser once filters can be added. */
export async function openLive(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(page.getByRole("button", { name: "Add filter" }).first()).toBeEnabled();
}

/** How many companies the page says pass. */
export async function readCount(page: Page): Promise<number> {
  const text = await page
    .getByText(/^[\d,]+ of [\d,]+/)
    .first()
    .textContent();
  return Number(text?.split(" ")[0]?.replaceAll(",", ""));
}

/** The tickers of the rows that the table shows, from the top. */
export async function listTickers(page: Page): Promise<string[]> {
  const links = page.getByRole("link").and(page.locator('a[href^="/company/"]'));
  await expect(links.first()).toBeVisible();
  const hrefs = await links.evaluateAll((found) => found.map((link) => link.getAttribute("href") ?? ""));
  return hrefs.slice(0, 15).map((href) => decodeURIComponent(href.replace(/^\/company\/([^?]*).*$/, "$1")));
}

/** Makes an account of its own and comes back to a path. */
export async function signUp(page: Page, returnPath: string): Promise<{ email: string; password: string }> {
  const account = { email: `${randomUUID()}@example.com`, password: "a long enough password" };
  await page.goto(`/sign-up?return=${encodeURIComponent(returnPath)}`);
  await page.getByLabel("Email").fill(account.email);
  await page.getByLabel("Password").fill(account.password);
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page).toHaveURL(new RegExp(`${returnPath.replace(/[?]/g, "\\?")}$`));
  return account;
}

/** The cookies of an account that tests of one worker share. */
let sharedCookies: Cookie[] | undefined;

/**
 * Signs in with an account that other tests use too, for those that look and change nothing: all tests come from one place,
 * at which 20 accounts may be made in an hour.
 */
export async function signInShared(page: Page, path: string): Promise<void> {
  if (sharedCookies === undefined) {
    await signUp(page, path);
    sharedCookies = await page.context().cookies();
    return;
  }
  await page.context().addCookies(sharedCookies);
  await page.goto(path);
}

/** Whether a stranger is sent away from the page. */
export async function needsAccount(page: Page, path: string): Promise<boolean> {
  const answer = await page.request.get(path, { maxRedirects: 0 });
  return answer.status() >= 300 && answer.status() < 400 && (answer.headers()["location"] ?? "").includes("/sign-in");
}

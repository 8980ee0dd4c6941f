import { expect, type Page } from "playwright/test";
import { test } from "./quiet-test";
import { listTickers, openLive, readCount, signInShared } from "./screener-page";

// What a manager comes for, from the first page, signed in and without typing an address. An action is a press, a chord of
// keys, or the text of one field.

/** Does actions and counts them. */
class Actor {
  count = 0;

  constructor(private readonly page: Page) {}

  async press(name: string | RegExp, role: Parameters<Page["getByRole"]>[0] = "button"): Promise<void> {
    this.count += 1;
    await this.page
      .getByRole(role, { name, ...(typeof name === "string" ? { exact: true } : {}) })
      .first()
      .click();
  }

  async key(chord: string): Promise<void> {
    this.count += 1;
    await this.page.keyboard.press(chord);
  }

  /** Into the field that has the focus, as people type. */
  async type(text: string): Promise<void> {
    this.count += 1;
    await this.page.keyboard.type(text, { delay: 30 });
  }

  async fill(label: string | RegExp, text: string): Promise<void> {
    this.count += 1;
    await this.page.getByLabel(label).first().fill(text);
  }
}

async function begin(page: Page): Promise<Actor> {
  await signInShared(page, "/watchlists");
  await page.goto("/");
  await expect(page.getByRole("button", { name: "Add filter" }).first()).toBeEnabled();
  return new Actor(page);
}

test("task 1: industrials that stay covered at +200 bp come on a list, and its link is at hand", async ({
  page,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const actor = await begin(page);
  await actor.press("Presets");
  await actor.press(/^Covered even at \+200 bp/);
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await actor.key("f");
  await actor.type("sector");
  await actor.key("Enter");
  await actor.press(/^Industrials/, "checkbox");
  await expect(page).toHaveURL(/industrials/);
  await actor.press("Share");
  await expect(page.getByText("Link copied")).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain("industrials");
  const kept = await readCount(page);
  await actor.press("Select all rows", "checkbox");
  await actor.press(/^Add to (a )?(watch)?list/);
  await actor.press(/new watchlist/i, "menuitem");
  await expect(page.getByText(/is on|are on/).first()).toBeVisible();
  expect(kept).toBeGreaterThan(10);
  expect(actor.count).toBeLessThanOrEqual(10);
});

test("task 2: of ten holdings the weak ones and why, from their tickers", async ({ page }) => {
  await openLive(page, "/screen?sort=market_cap");
  const holdings = (await listTickers(page)).slice(0, 10);
  const actor = await begin(page);
  await actor.press("Watchlists", "link");
  await actor.press("New watchlist");
  await actor.fill("Name", `Holdings ${Date.now()}`);
  await actor.fill(/^Companies/, holdings.join("\n"));
  await actor.press("Create");
  await expect.poll(() => readCount(page)).toBe(10);
  await expect(page.getByRole("columnheader", { name: "Why" }).first()).toBeVisible();
  await expect(page.getByText(/^Fails: |^Passes |^Not rated/).first()).toBeVisible();
  expect(actor.count).toBeLessThanOrEqual(5);
});

test("task 6: loss-makers by sector", async ({ page }) => {
  const actor = await begin(page);
  await actor.key("Control+k");
  await actor.type("loss-makers");
  await expect(page.getByRole("option", { name: /Loss-makers by sector/ }).first()).toBeVisible();
  await actor.key("Enter");
  await expect(page.getByRole("region", { name: "The result by sector" })).toBeVisible();
  expect(actor.count).toBeLessThanOrEqual(3);
});

test("task 7: a watchlist at +100 bp", async ({ page }) => {
  await openLive(page, "/screen?sort=market_cap");
  const holdings = (await listTickers(page)).slice(0, 5);
  await signInShared(page, "/watchlists");
  await page.getByRole("button", { name: "New watchlist" }).click();
  const name = `Stressed ${Date.now()}`;
  await page.getByLabel("Name").fill(name);
  await page.getByLabel(/^Companies/).fill(holdings.join(" "));
  await page.getByRole("button", { name: "Create" }).click();
  await expect.poll(() => readCount(page)).toBe(5);
  const actor = await begin(page);
  await actor.press("Watchlists", "link");
  const row = page.getByRole("row").filter({ hasText: name });
  actor.count += 1;
  await row.getByRole("link").nth(1).click();
  await expect(page).toHaveURL(/scenario=higher_for_longer/);
  await expect(page.getByText(/rates 100 bp higher/i).first()).toBeVisible();
  expect(actor.count).toBeLessThanOrEqual(3);
});

test("task 8: who changes verdict with a cover of 2.5 for resilience", async ({ page }) => {
  const actor = await begin(page);
  await actor.key("p");
  await actor.fill("Cover of a resilient company, exact value", "2.5");
  await expect(page.getByText(/^[\d,]+ of [\d,]+ in the index change their verdict$/)).toBeVisible();
  await actor.press(/^Show the [\d,]+$/);
  await expect(page).toHaveURL(/published_verdict/);
  expect(await readCount(page)).toBeGreaterThan(0);
  expect(actor.count).toBeLessThanOrEqual(3);
});

test("task 9: who must refinance in the second year of the schedule", async ({ page }) => {
  const actor = await begin(page);
  await actor.key("Control+k");
  await actor.type("debt due in the second");
  await expect(page.getByRole("option", { name: /second year/ }).first()).toBeVisible();
  await actor.key("Enter");
  await expect(page).toHaveURL(/debt_due_2y/);
  expect(await readCount(page)).toBeGreaterThan(0);
  expect(actor.count).toBeLessThanOrEqual(3);
});

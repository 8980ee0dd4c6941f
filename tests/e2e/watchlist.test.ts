import { expect } from "playwright/test";
import { expectAccessible } from "./expect-accessible";
import { test } from "./quiet-test";
import { listTickers, openLive, readCount, signInShared } from "./screener-page";

test("a list is the screener on its companies: reasons, filter, stress, a note with tags", async ({ page }) => {
  await openLive(page, "/screen?q=verdict%20=%20mixed&sort=-market_cap");
  const tickers = (await listTickers(page)).slice(0, 8);
  await signInShared(page, "/watchlists");
  await page.getByRole("button", { name: "New watchlist" }).click();
  await page.getByLabel("Name").fill("Mixed ones");
  await page.getByRole("button", { name: "Create" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Mixed ones" })).toBeVisible();
  await expect(page.getByText("Nothing on this list yet")).toBeVisible();
  await page.getByLabel("Add companies").fill(tickers.join("\n").replaceAll("\n", " "));
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await expect.poll(() => readCount(page)).toBe(tickers.length);
  await expect(page.getByText(/^Fails: /).first()).toBeVisible();

  const [first = ""] = tickers;
  await page.getByRole("button", { name: `Write a note on ${first}` }).click();
  await page.getByRole("textbox", { name: `Note on ${first}` }).fill("Ask about the covenant.");
  await page.getByRole("textbox", { name: "Tags" }).fill("Core, core, turnaround");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByRole("button", { name: `Change the note on ${first}` })).toContainText("turnaround");

  await page.getByRole("button", { name: "Stress", exact: true }).first().click();
  await page.getByRole("button", { name: "2022 again" }).click();
  await expect(page.getByText(/^[\d,]+ of 8 in this list change their verdict$/)).toBeVisible();
  await expect(page).toHaveURL(/\/watchlists\/[\w-]+\?scenario=again_2022$/);
  await page.getByRole("button", { name: "Close stress" }).click();

  await page.getByRole("button", { name: `Remove ${first}` }).click();
  await expect.poll(() => readCount(page)).toBe(tickers.length - 1);
  await expectAccessible(page, "a watchlist");
});

test("a list on a past day leads back to itself, and an address of the screener counts on it", {
  tag: "@long",
}, async ({ page }) => {
  await openLive(page, "/screen");
  const [first = "", second = ""] = await listTickers(page);
  await signInShared(page, "/watchlists");
  await page.getByRole("button", { name: "New watchlist" }).click();
  await page.getByLabel("Name").fill("Past");
  await page.getByRole("button", { name: "Create" }).click();
  await page.getByLabel("Add companies").fill(`${first}, ${second}`);
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await expect.poll(() => readCount(page)).toBe(2);
  const { pathname } = new URL(page.url());
  await page.goto(`${pathname}?asof=2025-06-30&q=ticker%20=%20%22${first}%22`);
  await expect.poll(() => readCount(page)).toBe(1);
  await page.getByRole("link", { name: "Back to the newest data" }).click();
  await expect(page).toHaveURL(new RegExp(`${pathname}\\?q=`));
  await expect.poll(() => readCount(page)).toBe(1);

  await page.goto(`${pathname}?group=country`);
  await expect(page.getByText('There is no group "country"', { exact: false })).toBeVisible();
});

test("W-9: a pasted list with shares is a portfolio: cells to type in, tags to narrow by, figures beside the index", async ({
  page,
}) => {
  await openLive(page, "/screen?q=verdict%20=%20mixed&sort=-market_cap");
  const [first = "", second = "", third = ""] = await listTickers(page);
  await signInShared(page, "/watchlists");
  await page.getByRole("button", { name: "New watchlist" }).click();
  await page.getByLabel("Name").fill("Portfolio of three");
  await page.getByRole("button", { name: "Create" }).click();
  await page.getByRole("button", { name: "Paste or load" }).click();
  const dialog = page.getByRole("dialog", { name: "Paste or load companies" });
  const text = `Ticker,Shares\n${first},"1,200"\n${second},40\nNOSUCH,5\n${third},-4\n`;
  await dialog
    .locator("input[type=file]")
    .setInputFiles({ name: "mine.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
  await expect(dialog.getByText("Line 5:")).toBeVisible();
  await dialog.getByRole("button", { name: "Add 3 companies" }).click();
  await expect(page.getByText("Not in the data, left out: NOSUCH", { exact: false })).toBeVisible();
  const cell = page.getByRole("textbox", { name: `Shares of ${first}` });
  await expect(cell).toHaveValue("1,200");
  await cell.fill("2400");
  await cell.press("Enter");
  await expect(cell).toHaveValue("2,400");

  await page.getByRole("button", { name: `Write a note on ${first}` }).click();
  await page.getByRole("textbox", { name: "Tags" }).fill("core");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByRole("button", { name: "core 1" }).click();
  await expect.poll(() => readCount(page)).toBe(1);
  await page.getByRole("radio", { name: "Portfolio" }).check();
  await expect(page).toHaveURL(/\?tag=core&view=portfolio$/);
  await expect(page.getByText("1 holding tagged core", { exact: false })).toBeVisible();
  await page.getByRole("button", { name: "core 1" }).click();
  await expect(page.getByRole("region", { name: "Positions" }).getByRole("row")).toHaveCount(3);
  await expectAccessible(page, "a watchlist");
});

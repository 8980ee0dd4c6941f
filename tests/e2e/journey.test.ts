import type { Page } from "playwright/test";
import { expect } from "playwright/test";
import { test } from "./quiet-test";
import { fillQuery, listTickers, signUp } from "./screener-page";

test("a manager filters, reads why, keeps a company and sends a link that shows the same rows", async ({
  page,
  openAsStranger,
}) => {
  await page.goto("/");
  await expect(page).toHaveURL(/\/screen$/);
  await expect(page.getByText(/sample data/i).first()).toBeVisible();

  await test.step("filter by typing a query", async () => {
    await fillQuery(page, "verdict = weak and total_debt > $100m");
    await expect(page).toHaveURL(/q=verdict/);
    await expect(page.getByText("Verdict is weak and Total debt is above")).toBeVisible();
  });
  const tickers = await listTickers(page);
  expect(tickers.length).toBeGreaterThan(5);

  await test.step("a link opened by somebody else shows the same rows", async () => {
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.getByRole("button", { name: "Share" }).click();
    const link = await readSharedLink(page);
    expect(link).toMatch(/snapshot=[0-9a-f]{64}/);
    const stranger = await openAsStranger(link);
    await expect.poll(() => listTickers(stranger)).toEqual(tickers);
  });

  const ticker = tickers[0] ?? "";
  await test.step("read why a company is flagged", async () => {
    await page.getByRole("link", { name: ticker, exact: true }).first().click();
    await expect(page).toHaveURL(new RegExp(`/company/${ticker}`));
    await expect(page.getByRole("heading", { level: 1 })).toContainText(ticker);
    await expect(page.getByText("Weak", { exact: true }).first()).toBeVisible();
    await expect(page.getByRole("heading", { name: "Why" })).toBeVisible();
  });

  await test.step("sign up and keep the company on a watchlist, with a note", async () => {
    await signUp(page, "/watchlists");
    await page.getByRole("button", { name: "New watchlist" }).click();
    await page.getByLabel("Name").fill("To avoid");
    await page.getByRole("button", { name: "Create" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "To avoid" })).toBeVisible();
    await page.getByLabel("Add companies").fill(`${ticker}, NOSUCH`);
    await page.getByRole("button", { name: "Add", exact: true }).click();
    await expect(page.getByText(`Added ${ticker}. Not in the data, left out: NOSUCH.`)).toBeVisible();
    await page.getByRole("button", { name: `Write a note on ${ticker}` }).click();
    await page.getByRole("textbox", { name: `Note on ${ticker}` }).fill("Debt falls due before the cash comes in.");
    await page.getByRole("button", { name: "Save" }).click();
    await page.reload();
    await expect(page.getByText("Debt falls due before the cash comes in.")).toBeVisible();
    await expect(page.getByRole("link", { name: ticker, exact: true })).toBeVisible();
  });

  await test.step("sign out", async () => {
    await page.getByRole("button", { name: "Account" }).click();
    await page.getByRole("menuitem", { name: "Sign out" }).click();
    await expect(page.getByRole("link", { name: "Sign in" })).toBeVisible();
    await page.goto("/watchlists");
    await expect(page).toHaveURL(/sign-in\?return=/);
  });
});

async function readSharedLink(page: Page): Promise<string> {
  await expect(page.getByText("Link copied")).toBeVisible();
  return page.evaluate(() => navigator.clipboard.readText());
}

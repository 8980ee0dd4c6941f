import { expect, type Page } from "playwright/test";
import { test } from "./quiet-test";
import { listTickers, signUp } from "./screener-page";

async function openFirst(page: Page, query: string): Promise<string> {
  await page.goto(`/screen?q=${encodeURIComponent(query)}`);
  const [ticker] = await listTickers(page);
  if (ticker === undefined) throw new Error(`No company of the sample has ${query}`);
  await page.goto(`/company/${ticker}`, { waitUntil: "networkidle" });
  return ticker;
}

test("a verdict opens its rule, the rule its figures, and a figure its filing", async ({ page }) => {
  const ticker = await openFirst(page, "w1 and interest_cover < 1");
  const verdict = page.getByRole("region", { name: "Verdict" });
  await expect(verdict.getByText("Weak", { exact: true }).first()).toBeVisible();

  await verdict.getByRole("button", { name: "Pays its debt neither from earnings nor from cash" }).click();
  const drawer = page.getByRole("dialog", { name: "Pays its debt neither from earnings nor from cash" });
  await expect(drawer.getByText(`${ticker}, as known on`)).toBeVisible();
  await expect(drawer.getByText("True", { exact: true })).toBeVisible();
  await expect(page).toHaveURL(/trace=w1/);

  await drawer.evaluate((element) => {
    for (const branch of element.querySelectorAll("details")) branch.open = true;
  });
  await expect(drawer.getByText(/10-[KQ] filed .* \(fictional\)/).first()).toBeVisible();
  await expect(drawer.getByText(/^\d{10}-\d{2}-\d{6}$/).first()).toBeVisible();
  await expect(drawer.getByText(/^us-gaap:/).first()).toBeVisible();
});

test("an address that names a figure opens with its origin", async ({ page }) => {
  const ticker = await openFirst(page, "revenue > $100m and data_source = sample");
  await page.goto(`/company/${ticker}?trace=revenue`);
  const drawer = page.getByRole("dialog", { name: "Revenue" });
  await expect(drawer.getByText(/filed/).first()).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(drawer).toBeHidden();
  await expect(page).not.toHaveURL(/trace=/);
});

test("the statements show fiscal years and quarters, and each figure says where it is from", async ({ page }) => {
  await openFirst(page, "group = other and revenue > $500m and operating_income > 0");
  const years = page.getByRole("region", { name: "Statements by fiscal year" });
  await expect(years.getByRole("columnheader")).not.toHaveCount(0);
  const revenue = years.getByRole("row", { name: /^Revenue/ });
  await revenue.getByRole("button").nth(1).click();
  const drawer = page.getByRole("dialog", { name: "Revenue" });
  await expect(drawer.getByText(/fiscal year to/)).toBeVisible();
  await expect(drawer.getByText(/10-K/).first()).toBeVisible();
  await page.keyboard.press("Escape");

  await page.getByText("Quarters", { exact: true }).click();
  const quarters = page.getByRole("region", { name: "Statements by quarter" });
  await expect(quarters.getByRole("columnheader")).toHaveCount(14);
});

test("a company goes on a watchlist from its page, after signing in", async ({ page }) => {
  const ticker = await openFirst(page, "verdict = resilient");
  await page.getByRole("button", { name: "Add to watchlist" }).click();
  await expect(page.getByRole("menuitem", { name: "Sign in" })).toHaveAttribute("href", /sign-in\?return=.*watchlists/);
  await signUp(page, `/company/${ticker}`);
  await page.waitForLoadState("networkidle");
  await page.getByRole("button", { name: "Add to watchlist" }).click();
  await page.getByRole("menuitem", { name: "A new watchlist" }).click();
  await expect(page.getByText(`${ticker} is on "Watchlist"`)).toBeVisible();
  await page.goto("/watchlists");
  await expect(page.getByText("Watchlist", { exact: true })).toBeVisible();
});

test("a company that is not rated lists what is missing", async ({ page }) => {
  await openFirst(page, "verdict = not_rated and group = other");
  await expect(page.getByRole("heading", { name: "What is missing" })).toBeVisible();
});

test("second-hand figures are called so", async ({ page }) => {
  await openFirst(page, "filing_age_days is missing and revenue is known");
  await expect(page.getByText(/Second-hand figures/).first()).toBeVisible();
});

test.describe("an unknown ticker", () => {
  test.use({ expectedNoise: /404/ });

  test("is not found, and the nearest are offered", async ({ page }) => {
    const ticker = await openFirst(page, "revenue > $100m");
    expect((await page.request.get(`/company/${ticker}Q`)).status()).toBe(404);
    await page.goto(`/company/${ticker}Q`);
    await expect(page.getByText(`No company here has the ticker ${ticker}Q`)).toBeVisible();
    await expect(page.getByRole("link", { name: ticker, exact: true })).toBeVisible();
  });
});

test("the methodology begins in plain words and with a company whose rules lead to theirs", async ({ page }) => {
  await page.goto("/methodology");
  await expect(page.getByRole("heading", { level: 2 }).first()).toHaveText("In plain words");
  const worked = page.locator("#worked");
  await expect(worked.getByText("Mixed", { exact: true }).first()).toBeVisible();
  await expect(worked.getByText("Failed").first()).toBeVisible();
  const rule = worked.getByRole("link", { name: "Viable by earnings" });
  await rule.click();
  await expect(page.locator("#rule-r1")).toBeInViewport();
  await worked.getByRole("link").first().click();
  await expect(page).toHaveURL(/\/company\//);
});

test("the methodology finds rules and metrics by any word, and the find can be sent", async ({ page }) => {
  await page.goto("/methodology?policy=1");
  await page.getByLabel("Find rules and metrics").fill("piotroski");
  await page.getByRole("button", { name: "Find", exact: true }).click();
  await expect(page).toHaveURL(/policy=1/);
  await expect(page).toHaveURL(/find=piotroski/);
  await expect(page.locator("#rule-r5")).toBeVisible();
  await expect(page.locator("#rule-r1")).toHaveCount(0);
  await expect(page.locator("#metric-piotroski_f")).toBeVisible();
  await page.getByRole("link", { name: "Show the whole page" }).click();
  await expect(page.locator("#rule-r1")).toBeVisible();
});

test("the methodology page shows the rules and metrics that run", async ({ page }) => {
  await page.goto("/methodology#metric-interest_cover");
  const cover = page.locator("#metric-interest_cover");
  await expect(cover).toBeInViewport();
  await expect(cover.getByText("interest_expense").first()).toBeVisible();
  await expect(page.getByRole("heading", { name: "What a verdict does not mean" })).toBeVisible();
  await expect(page.locator("#rule-w1")).toContainText("Pays its debt neither from earnings nor from cash");
});

test("C-28: a scenario goes with the link from the table to the company, whose page says what it changes", async ({
  page,
}) => {
  const moved = "reported_verdict = resilient and verdict = mixed";
  await page.goto(`/screen?q=${encodeURIComponent(moved)}&scenario=mild_recession`);
  const [ticker] = await listTickers(page);
  await page.locator(`a[href^="/company/${ticker}?"]`).first().click();
  await expect(page).toHaveURL(/scenario=mild_recession/);
  const stress = page.getByRole("region", { name: "Stress" });
  await expect(stress.getByText("becomes").first()).toBeAttached();
  await expect(stress.getByRole("row", { name: /cover/ }).first()).toBeVisible();
  await expect(page.getByRole("region", { name: "Verdict" }).getByText("Resilient").first()).toBeVisible();

  const field = stress.getByRole("textbox", { name: "EBIT change, exact value" });
  await field.fill("0%");
  await field.press("Enter");
  await expect(page).toHaveURL(/scenario=rate_shift/);
  await expect(stress.getByText(/EBIT 15% lower/)).toHaveCount(0);
  await stress.getByRole("button", { name: "Back to reported" }).click();
  await expect(page).not.toHaveURL(/scenario=/);
});

import { expect } from "playwright/test";
import { test } from "./quiet-test";

test("the Data page tells the coverage of facts and metrics, and a row opens to tags and companies", async ({
  page,
}) => {
  await page.goto("/data");
  const table = page.getByRole("region", { name: "Coverage of each fact and metric" });
  const revenue = table.getByRole("button", { name: "Revenue", exact: true });
  await expect(revenue).toHaveAttribute("aria-expanded", "false");
  await revenue.click();
  await expect(revenue).toHaveAttribute("aria-expanded", "true");
  await expect(table.getByText("Tags that its figures are made of")).toBeVisible();
  await expect(table.getByText("us-gaap:Revenues", { exact: true })).toBeVisible();
  await expect(table.getByText("Why it is missing")).toBeVisible();

  await page.getByRole("radio", { name: "Metrics" }).check();
  await page.getByRole("searchbox", { name: "Find a fact or metric" }).fill("interest cover");
  await expect(table.getByRole("button", { name: "Interest cover", exact: true })).toBeVisible();
  await expect(table.getByRole("button", { name: "Gross margin", exact: true })).toHaveCount(0);
  await page.getByRole("searchbox", { name: "Find a fact or metric" }).fill("no such thing");
  await expect(page.getByText('Nothing is called "no such thing"')).toBeVisible();
});

test("coverage sorts by share, the least first, and back", async ({ page }) => {
  await page.goto("/data");
  const table = page.getByRole("region", { name: "Coverage of each fact and metric" });
  const head = table.getByRole("columnheader", { name: "Share" });
  const readShares = async () =>
    (await table.locator("tbody tr > td:nth-of-type(2)").allInnerTexts()).map((text) => Number.parseFloat(text));
  await head.getByRole("button").click();
  await expect(head).toHaveAttribute("aria-sort", "ascending");
  const ascending = await readShares();
  expect(ascending).toEqual(ascending.toSorted((a, b) => a - b));
  await head.getByRole("button").click();
  await expect(head).toHaveAttribute("aria-sort", "descending");
  const descending = await readShares();
  expect(descending).toEqual(descending.toSorted((a, b) => b - a));
});

test("the Data page fits a phone, and lists constituents without figures with the reason", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto("/data");
  await expect(page.getByRole("region", { name: "Coverage to reach" })).toBeVisible();
  await expect(
    page.getByRole("region", { name: "Constituents without figures", exact: true }).getByRole("row").nth(1),
  ).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
});

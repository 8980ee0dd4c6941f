import { expect } from "playwright/test";
import { expectAccessible } from "./expect-accessible";
import { test } from "./quiet-test";
import { openLive, readCount } from "./screener-page";

test("loss-makers by sector: a group opens its companies, and Back leads to the groups", async ({ page }) => {
  await openLive(page, "/screen?q=net_income%20%3C%200");
  const whole = await readCount(page);
  await page.getByRole("combobox", { name: "Companies or groups" }).selectOption("sector");
  await expect(page).toHaveURL(/group=sector/);
  const groups = page.getByRole("region", { name: "The result by sector" });
  const rows = groups.getByRole("row").filter({ has: page.getByRole("rowheader") });
  await expect(rows.first()).toBeVisible();
  const counts = await rows.evaluateAll((found) =>
    found.map((row) => Number(row.querySelector("td")?.textContent?.replaceAll(",", ""))),
  );
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(whole);

  await groups.getByRole("button", { name: "Companies" }).click();
  await expect(groups.getByRole("columnheader", { name: "Companies" })).toHaveAttribute("aria-sort", "descending");
  const first = rows.first();
  const size = Number((await first.getByRole("cell").first().textContent())?.replaceAll(",", ""));
  await first.getByRole("button").click();
  await expect.poll(() => readCount(page)).toBe(size);
  await page.goBack();
  await expect(groups).toBeVisible();
});

test("groups break no rule of accessibility, in either theme", { tag: "@long" }, async ({ page }) => {
  await openLive(page, "/screen?group=size&set=debt");
  await expect(page.getByRole("rowheader").first()).toBeVisible();
  await expectAccessible(page, "groups");
});

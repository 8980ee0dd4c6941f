import { expect, type Page } from "playwright/test";
import { expectAccessible } from "./expect-accessible";
import { test } from "./quiet-test";
import { openLive, readCount } from "./screener-page";

/** The number that the panel begins with. */
async function readFlipped(page: Page): Promise<number> {
  const text = await page.getByText(/^[\d,]+ of [\d,]+ in the index change their verdict$/).textContent();
  return Number(text?.split(" ")[0]?.replaceAll(",", ""));
}

test("C-32: a scenario judges the index anew beside the table, in the room of the filters, and names who changes", async ({
  page,
}) => {
  await openLive(page, "/screen");
  await page.keyboard.press("s");
  const panel = page.getByRole("complementary", { name: "Stress" });
  await expect(panel.getByText("As reported")).toBeVisible();
  // The window is 1,440 px wide: the filters give way, and come back by their key.
  await expect(page.getByRole("complementary", { name: "Filters" })).toBeHidden();
  await page.keyboard.press("f");
  await expect(page.getByRole("dialog")).toBeVisible();
  await expect(panel).toBeHidden();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  await page.keyboard.press("s");
  await expect(panel.getByText("As reported")).toBeVisible();
  await panel.getByRole("button", { name: "2022 again" }).click();
  await expect(page).toHaveURL(/scenario=again_2022/);
  const flipped = await readFlipped(page);
  expect(flipped).toBeGreaterThan(0);
  await panel.getByRole("button", { name: /^Show the [\d,]+$/ }).click();
  await expect.poll(() => readCount(page)).toBe(flipped);
  await expect(page.getByText("as reported, then").or(page.getByText(", then")).first()).toBeAttached();

  const cell = panel.getByRole("button", { name: /go from resilient to mixed/ });
  const moved = Number((await cell.textContent())?.replaceAll(",", ""));
  await cell.click();
  await expect.poll(() => readCount(page)).toBe(moved);
  await page.goBack();
  await expect.poll(() => readCount(page)).toBe(flipped);
  await panel.getByRole("button", { name: "Back to reported" }).click();
  await expect(page).not.toHaveURL(/scenario=/);
});

test("a handle of the stress moves by keys, and the address holds where it rests", async ({ page }) => {
  await openLive(page, "/screen");
  await page.getByRole("button", { name: "Stress", exact: true }).first().click();
  const handle = page.getByRole("slider", { name: "Rate shift" });
  await handle.focus();
  for (let press = 0; press < 4; press += 1) await page.keyboard.press("ArrowRight");
  await expect(handle).toHaveAttribute("aria-valuetext", "100 bp");
  await expect(page).toHaveURL(/scenario=higher_for_longer/);
  const before = await readFlipped(page);
  for (let press = 0; press < 8; press += 1) await page.keyboard.press("ArrowRight");
  await expect.poll(() => readFlipped(page)).toBeGreaterThan(before);
  await page.reload();
  await expect(page.getByText(/rates 300 bp higher/i)).toBeVisible();
});

test("the stress breaks no rule of accessibility, wide and narrow, in either theme", { tag: "@long" }, async ({
  page,
}) => {
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: 900 });
    await page.goto("/screen?scenario=mild_recession");
    await page.locator("html[data-live]").waitFor();
    await page.getByRole("button", { name: "Stress", exact: true }).first().click();
    await expect(page.getByRole("heading", { name: "From verdict to verdict" })).toBeVisible();
    await expectAccessible(page, `the stress at ${width} px`);
  }
});

import { expect, type Page } from "playwright/test";
import { test } from "./quiet-test";
import { openLive } from "./screener-page";

/**
 * How fast people type, in milliseconds from key to key (from a paste-like burst to a slow hunt), and how much later than
 * they would scripts arrive, so that everything which is loaded on demand comes while one types: the pairs that put its
 * arrival near the first keys, in the middle and at the end. Where the first key comes from makes no difference to what
 * arrives later, so each pair is tried from one place.
 */
const pacesAfterKey = [
  { pace: 20, delay: 0 },
  { pace: 150, delay: 300 },
  { pace: 100, delay: 1_200 },
] as const;
const pacesAfterClick = [
  { pace: 100, delay: 0 },
  { pace: 60, delay: 300 },
  { pace: 20, delay: 1_200 },
] as const;

async function delayScripts(page: Page, delay: number, from = /\/_next\/static\/.*\.js/): Promise<void> {
  if (delay === 0) return;
  await page.route(from, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, delay));
    await route.continue().catch(() => undefined);
  });
}

/** What stands in the query field, plain or editor. */
async function readQuery(page: Page): Promise<string> {
  return page.locator("#query").evaluate((field) => {
    if (field instanceof HTMLTextAreaElement) return field.value;
    return [...field.querySelectorAll(".cm-line")].map((line) => line.textContent).join("\n");
  });
}

/** Clicks as a person does, who does not know whether the scripts run. The editor may just take the place of the field. */
async function clickQuery(page: Page): Promise<void> {
  const field = page.locator("#query");
  let box = await field.boundingBox();
  await expect.poll(async () => (box = await field.boundingBox())).not.toBeNull();
  if (box !== null) await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
}

const text = "interest_cover > 3 and roic > 5%";

for (const { pace, delay } of pacesAfterKey) {
  test(`a query typed at ${pace} ms a key right after "/" stands as typed, scripts ${delay} ms late`, async ({
    page,
  }) => {
    await delayScripts(page, delay);
    await page.goto("/screen", { waitUntil: "commit" });
    await page.locator("#query").waitFor();
    await page.keyboard.press("/");
    await page.keyboard.type(text, { delay: pace });
    expect(await readQuery(page)).toBe(text);
    // And it is run once the data are there.
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/q=interest_cover/);
    expect(await readQuery(page)).toBe(text);
  });
}

for (const { pace, delay } of pacesAfterClick) {
  test(`a query typed at ${pace} ms a key right after a click stands as typed, scripts ${delay} ms late`, async ({
    page,
  }) => {
    await delayScripts(page, delay);
    await page.goto("/screen?q=roe+%3E+1%25", { waitUntil: "commit" });
    await clickQuery(page);
    await page.keyboard.press("End");
    await page.keyboard.type(` and ${text}`, { delay: pace });
    expect(await readQuery(page)).toBe(`roe > 1% and ${text}`);
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/roic/);
    expect(await readQuery(page)).toBe(`roe > 1% and ${text}`);
  });
}

test("what is typed on a processor slowed four times while the page is busy stands as typed", async ({ page }) => {
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  await page.goto("/screen");
  await page.locator("#query").click();
  await page.keyboard.type(text, { delay: 20 });
  expect(await readQuery(page)).toBe(text);
  // Once more in the editor, which by now may have taken the place of the field.
  await page.keyboard.press("Escape");
  await page.locator("#query.cm-content, #query .cm-content").first().waitFor();
  await page.locator("#query").click();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type(`net_debt < 0 and ${text}`, { delay: 20 });
  await expect.poll(() => readQuery(page)).toBe(`net_debt < 0 and ${text}`);
});

test("the editor waits until nobody writes, and typing in both fields can be undone", async ({ page }) => {
  await delayScripts(page, 1_500, /\/_next\/static\/.*\.js/);
  await page.goto("/screen");
  const plain = page.locator("textarea#query");
  await plain.click();
  await page.keyboard.type("roic > 5%", { delay: 60 });
  await openedLive(page);
  await expect(plain).toBeFocused();
  await page.keyboard.press("ControlOrMeta+z");
  expect((await readQuery(page)).length).toBeLessThan("roic > 5%".length);
  await page.keyboard.press("ControlOrMeta+Shift+z");
  await page.keyboard.press("Escape");
  const editor = page.locator("#query.cm-content, #query .cm-content").first();
  await editor.waitFor();
  await editor.click();
  await page.keyboard.press("End");
  await page.keyboard.type(" and roe > 1%", { delay: 60 });
  await page.keyboard.press("ControlOrMeta+z");
  expect(await readQuery(page)).not.toContain("roe > 1%");
});

async function openedLive(page: Page): Promise<void> {
  await expect(page.getByRole("button", { name: "Add filter" }).first()).toBeEnabled();
}

test.describe("other fields", () => {
  for (const pace of [20, 100] as const) {
    const details = pace === 100 ? { tag: "@long" } : {};
    test(`the metric finder takes what is typed at ${pace} ms a key right after "f"`, details, async ({ page }) => {
      await openLive(page, "/screen");
      await page.keyboard.press("f");
      await page.keyboard.type("net income", { delay: pace });
      await expect(page.getByRole("combobox", { name: "Metrics to filter by" })).toHaveValue("net income");
      await page.keyboard.press("Enter");
      await expect(page.getByText("Net income", { exact: true }).first()).toBeVisible();
      await expect(page).toHaveURL(/\/screen$/);
    });

    test(`a bound takes what is typed at ${pace} ms a key`, details, async ({ page }) => {
      await openLive(page, "/screen?q=interest_cover+%3E+1");
      const bound = page.getByRole("textbox", { name: "Interest cover, at least" }).first();
      await bound.click();
      await page.keyboard.press("ControlOrMeta+a");
      await page.keyboard.type("2.75", { delay: pace });
      await expect(bound).toHaveValue("2.75");
      await page.keyboard.press("Enter");
      await expect(page).toHaveURL(/2\.75/);
    });

    test(`an own metric's name and formula take what is typed at ${pace} ms a key`, details, async ({ page }) => {
      await openLive(page, "/screen");
      await page
        .getByRole("button", { name: /Own metrics/ })
        .first()
        .click();
      await page.getByRole("button", { name: "New metric" }).first().click();
      await page.keyboard.type("burden", { delay: pace });
      await expect(page.getByRole("textbox", { name: "Name" })).toHaveValue("burden");
      const formula = page.getByRole("textbox", { name: "Formula" });
      await formula.click();
      await page.keyboard.type("debt / equity + 1", { delay: pace });
      await expect(formula).toHaveText("debt / equity + 1");
      await page.keyboard.press("Enter");
      await expect(page).toHaveURL(/metric=burden%3A\+debt_to_equity/);
    });
  }
});

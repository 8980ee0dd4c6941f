import { expect, type Page } from "playwright/test";
import { expectAccessible } from "./expect-accessible";
import { test } from "./quiet-test";
import { fillQuery, openLive, readCount } from "./screener-page";

/** A number of a text, without its thousands' commas. */
function readNumber(text: string | null, pattern: RegExp): number {
  return Number(pattern.exec(text ?? "")?.[1]?.replaceAll(",", ""));
}

async function openSection(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name: new RegExp(`^${name}`) }).click();
  await expect(page.getByRole("button", { name: new RegExp(`^${name}`) })).toHaveAttribute("aria-expanded", "true");
}

/** Writes a formula as a person would; the list of names that opens meanwhile is put away. */
async function writeFormula(page: Page, formula: string): Promise<void> {
  const field = page.getByRole("textbox", { name: "Formula" });
  // Deleted and typed, and not filled in: Chromium would keep the look of what was underlined as a style attribute.
  await field.click();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.press("Delete");
  await page.keyboard.type(formula);
  await expect(field).toHaveText(formula);
}

const metricInUse =
  "/screen?q=mine%20%3E%2010%25&columns=verdict,mine&metric=mine%3A%20roic%20%2B%20fcf_yield&metric=twice%3A%202%20*%20mine";

test("the doctor's promise is what the loosened screen keeps", async ({ page }) => {
  await openLive(page, "/screen?q=interest_cover%20%3E%3D%203%20and%20net_debt_to_ebitda%20%3C%203");
  await page.keyboard.press("d");
  await expect(page.getByRole("button", { name: "Doctor" })).toHaveAttribute("aria-pressed", "true");
  await expect(page.getByText(/first: it alone removes/)).toBeVisible();
  await expect(page.getByRole("img", { name: /With the bound at .* companies pass/ }).first()).toBeVisible();
  const step = page.getByRole("list", { name: "Loosen Interest cover" }).getByRole("button").first();
  const promised = readNumber(await step.textContent(), /([\d,]+)companies/);
  expect(promised).toBeGreaterThan(await readCount(page));
  await step.click();
  await expect(page).not.toHaveURL(/interest_cover\+%3E%3D\+3\+/);
  await expect.poll(() => readCount(page)).toBe(promised);
  await page.goBack();
  await expect(page.locator("#query")).toContainText("interest_cover >= 3 ");
});

test("Back in the same moment as a change shows the screen before it", async ({ page }) => {
  await openLive(page, "/screen?q=interest_cover%20%3E%3D%203%20and%20net_debt_to_ebitda%20%3C%203");
  await page.keyboard.press("d");
  const step = page.getByRole("list", { name: "Loosen Interest cover" }).getByRole("button").first();
  await expect(step).toBeVisible();
  // Before the router has seen the new address.
  await step.evaluate((button: HTMLElement) => {
    button.click();
    if (!location.search.includes("3%20and")) history.back();
  });
  await expect(page).toHaveURL(/interest_cover%20%3E%3D%203%20and/);
  await expect(page.locator("#query")).toContainText("interest_cover >= 3 ");
});

test("an empty result says which bound lets companies in, one press away", async ({ page }) => {
  await openLive(page, "/screen?q=interest_cover%20%3E%3D%203%20and%20net_debt_to_ebitda%20%3E%2090000");
  await expect(page.getByRole("heading", { name: "No company passes" })).toBeVisible();
  const way = page.getByRole("listitem").filter({ hasText: /Loosening Net debt \/ EBITDA to .* would give/ });
  const promised = readNumber(await way.textContent(), /would give ([\d,]+)/);
  await way.getByRole("button", { name: "Loosen" }).click();
  await expect.poll(() => readCount(page)).toBe(promised);
});

test("an empty result that two filters make together names both", async ({ page }) => {
  await openLive(
    page,
    "/screen?q=interest_cover%20%3E%2090000%20and%20net_debt_to_ebitda%20%3E%2090000%20and%20market_cap%20%3E%20%241b",
  );
  const said = page.getByText(/No single filter is in the way. Without both Interest cover and Net debt/);
  const promised = readNumber(await said.textContent(), /, ([\d,]+) would pass/);
  await page.getByRole("button", { name: "Remove both" }).click();
  await expect(page.locator("#query")).toHaveText("market_cap > $1b");
  await expect.poll(() => readCount(page)).toBe(promised);
});

test("a metric of one's own is previewed, added, filtered by and ranked by", async ({ page }) => {
  await openLive(page, "/screen");
  await page.getByRole("button", { name: "Columns", exact: true }).click();
  await page.getByRole("button", { name: "New metric" }).click();
  await page.getByRole("textbox", { name: "Name" }).fill("Cash and growth");
  await writeFormula(page, "fcf_yield + revenue_growth_1y");
  await expect(page.getByText("Median")).toBeVisible();
  await expect(page.getByText(/^[\d,]+ of [\d,]+$/)).toBeVisible();
  await page.getByRole("button", { name: "Add metric" }).click();
  await expect(page).toHaveURL(/metric=cash_and_growth/);
  await expect(page.getByRole("columnheader", { name: /Cash and growth/ })).toBeAttached();

  const all = await readCount(page);
  await page.getByRole("button", { name: "Add filter" }).click();
  await page.getByRole("combobox", { name: "Metrics to filter by" }).fill("cash and growth");
  await page.keyboard.press("Enter");
  const least = page.getByRole("textbox", { name: "Cash and growth, at least" });
  await least.fill("5");
  await least.press("Enter");
  await expect(page).toHaveURL(/q=cash_and_growth/);
  await expect.poll(() => readCount(page)).toBeLessThan(all);

  await openSection(page, "Ranking");
  await page.getByRole("button", { name: "Rank by" }).click();
  await page.getByRole("combobox", { name: "Metrics to rank by" }).fill("cash and growth");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/sort=-pct\(cash_and_growth\)/);
});

test("editing a metric changes the result at once, and renaming it every place that uses it", async ({ page }) => {
  await openLive(page, metricInUse);
  const before = await readCount(page);
  await openSection(page, "Own metrics");
  await page.getByRole("button", { name: "Edit mine" }).click();
  await writeFormula(page, "roic");
  await expect(page).toHaveURL(/metric=mine%3A\+roic&/);
  await expect.poll(() => readCount(page)).not.toBe(before);
  await page.getByRole("textbox", { name: "Name" }).fill("returns");
  await page.getByRole("button", { name: "Done" }).click();
  await expect(page).toHaveURL(/q=returns.*columns=verdict,returns.*metric=twice%3A\+2\+\*\+returns/);
  await page.reload();
  await expect(page.getByRole("columnheader", { name: /Returns/ })).toBeAttached();
});

test("a mistake in a metric stands under its field with its place, a cycle with its path", async ({ page }) => {
  await openLive(page, metricInUse);
  await openSection(page, "Own metrics");
  await page.getByRole("button", { name: "New metric" }).click();
  await page.getByRole("textbox", { name: "Name" }).fill("roic");
  await writeFormula(page, "2 * market_cp");
  await expect(page.getByText(/roic is a metric or figure already/)).toBeVisible();
  await expect(page.getByText("at character 5:")).toBeVisible();
  await expect(page.getByText(/Did you mean market_cap/)).toBeVisible();
  await page.getByRole("button", { name: "Add metric" }).click();
  await expect(page).not.toHaveURL(/market_cp/);
  await page.getByRole("button", { name: "Cancel" }).click();

  await page.getByRole("button", { name: "Edit mine" }).click();
  await writeFormula(page, "twice / 2");
  await expect(page.getByText(/mine -> twice -> mine|twice -> mine -> twice/)).toBeVisible();
  await expect(page).toHaveURL(/metric=mine%3A\+roic|metric=mine%3A%20roic/);
});

test("removing a metric in use names the uses and can leave its formula in its place", async ({ page }) => {
  await openLive(page, metricInUse);
  const before = await readCount(page);
  await openSection(page, "Own metrics");
  await page.getByRole("button", { name: "Remove mine" }).click();
  const dialog = page.getByRole("dialog", { name: "Remove mine?" });
  await expect(dialog.getByRole("listitem")).toHaveText(["Filtermine > 10%", "Columnmine", "Metrictwice"]);
  await dialog.getByRole("button", { name: "Write its formula there" }).click();
  await expect(page).not.toHaveURL(/mine/);
  await expect(page.locator("#query")).toHaveText("roic + fcf_yield > 10%");
  expect(await readCount(page)).toBe(before);
  await page.goBack();
  await expect(page.locator("#query")).toHaveText("mine > 10%");
  await page.getByRole("button", { name: "Remove mine" }).click();
  await dialog.getByRole("button", { name: "Remove these too" }).click();
  await expect(page).toHaveURL(/\/screen\?columns=verdict$/);
  await expect(page.getByText("This screen cannot be run")).toHaveCount(0);
});

test("a link with a broken metric leads to its formula, and mending it brings the rows", async ({ page }) => {
  await page.goto("/screen?q=mine%20%3E%2010%25&metric=mine%3A%20roic%20%2B%20nope");
  await page.getByRole("button", { name: "Edit mine" }).first().click();
  await expect(page.getByRole("textbox", { name: "Formula" })).toHaveText("roic + nope");
  await writeFormula(page, "roic + fcf_yield");
  await expect(page.getByRole("columnheader", { name: /Market cap/ })).toBeAttached();
  expect(await readCount(page)).toBeGreaterThan(0);
});

test("a score built by hand and the text of it are one", async ({ page }) => {
  await openLive(page, "/screen");
  await openSection(page, "Ranking");
  for (const metric of ["return on invested capital", "net debt / ebitda"]) {
    await page.getByRole("button", { name: /^(Rank by|Add metric)$/ }).click();
    await page.getByRole("combobox", { name: "Metrics to rank by" }).fill(metric);
    await page.keyboard.press("Enter");
  }
  await expect(page).toHaveURL(/sort=-pct\(roic\)\+-\+pct\(net_debt_to_ebitda\),-market_cap/);
  await expect(page.getByRole("columnheader", { name: /^Score/ })).toHaveAttribute("aria-sort", "descending");
  await expect(page.getByText(/[\d,]+ of [\d,]+ have a score; [\d,]+ lack a part and come last/)).toBeVisible();
  await page.getByRole("spinbutton", { name: "Weight of Return on invested capital" }).fill("3");
  await expect(page).toHaveURL(/sort=-3\+\*\+pct\(roic\)/);
  await page.getByRole("button", { name: "Net debt / EBITDA: lower is better" }).click();
  await page.getByText("Its sector").click();
  await expect(page).toHaveURL(/pct\(roic,\+sector\)\+%2B\+pct\(net_debt_to_ebitda,\+sector\)/);

  await fillQuery(page, "roic > 5% rank by 0.7 pct(fcf_yield) - 0.3 pct(net_debt_to_ebitda)");
  await expect(page.getByRole("spinbutton", { name: "Weight of FCF yield" })).toHaveValue("0.7");
  await expect(page.getByRole("button", { name: "Net debt / EBITDA: lower is better" })).toBeVisible();
  await page.getByRole("button", { name: "End ranking" }).click();
  await expect(page.getByRole("columnheader", { name: /^Score/ })).toHaveCount(0);
  await expect(page.getByRole("columnheader", { name: /Market cap/ })).toHaveAttribute("aria-sort", "descending");
});

test("C-31: a column is pinned beside the ticker and another is dragged before it stands, and both stay so", async ({
  page,
}) => {
  await openLive(page, "/screen?set=debt");
  const listHeads = () =>
    page
      .getByRole("columnheader")
      .evaluateAll((heads) => heads.map((head) => head.querySelector("button")?.textContent));
  const before = await listHeads();
  const last = page.getByRole("columnheader").last();
  await last.hover();
  await last.getByRole("button", { name: /^Column / }).click();
  await page.getByRole("menuitem", { name: "Pin beside the ticker" }).click();
  const pinned = [...before.slice(0, 2), before.at(-1), ...before.slice(2, -1)];
  expect(await listHeads()).toEqual(pinned);
  // It stays in sight where the others move under it.
  const head = page.getByRole("columnheader").nth(2);
  const { x } = (await head.boundingBox()) ?? { x: 0 };
  await page.locator("[data-rows]").evaluate((rows) => rows.scrollTo({ left: 300 }));
  await expect.poll(async () => (await head.boundingBox())?.x).toBe(x);
  await page.locator("[data-rows]").evaluate((rows) => rows.scrollTo({ left: 0 }));

  const [first, second] = [page.getByRole("columnheader").nth(4), page.getByRole("columnheader").nth(6)];
  await second
    .locator("button")
    .first()
    .dragTo(first.locator("button").first(), { targetPosition: { x: 4, y: 20 } });
  await expect(page).toHaveURL(/columns=/);
  const dragged = [...pinned.slice(0, 4), pinned[6], pinned[4], pinned[5], ...pinned.slice(7)];
  expect(await listHeads()).toEqual(dragged);
  await page.reload();
  expect(await listHeads()).toEqual(dragged);
});

test("a column is made wider by its edge and by keys, and stays so", async ({ page }) => {
  await openLive(page, "/screen");
  const head = page.getByRole("columnheader", { name: /Market cap/ });
  const getWidth = async () => Math.round((await head.boundingBox())?.width ?? 0);
  const before = await getWidth();
  const edge = await head.locator("[data-resize]").boundingBox();
  if (edge === null) throw new Error("The column has no edge to drag.");
  const [x, y] = [edge.x + edge.width / 2, edge.y + edge.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 60, y, { steps: 4 });
  await page.mouse.up();
  await expect.poll(getWidth).toBe(before + 60);

  await page.getByRole("button", { name: "Column Market cap" }).focus();
  await page.keyboard.press("Enter");
  const wider = page.getByRole("menuitem", { name: /^Wider/ });
  await wider.focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await expect.poll(getWidth).toBe(before + 92);
  await page.reload();
  await expect.poll(getWidth).toBe(before + 92);
});

test("on a phone nothing of the screener is wider than the phone", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto("/screen?q=interest_cover%20%3E%3D%203%20and%20net_debt_to_ebitda%20%3C%203");
  await expect(page.getByRole("button", { name: "Columns", exact: true })).toBeEnabled();
  const getOverflow = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(await getOverflow()).toBe(0);
  // The query has a line of its own, which what stands beside it must not squeeze.
  // Asked until it is there: the editor takes the place of the plain field.
  await expect.poll(async () => (await page.locator("#query").boundingBox())?.width).toBeGreaterThan(240);
  const share = await page.getByRole("button", { name: "Share" }).boundingBox();
  expect((share?.x ?? 0) + (share?.width ?? 0)).toBeLessThanOrEqual(390);
  await page.getByRole("button", { name: "Columns", exact: true }).click();
  const popover = await page.getByRole("dialog", { name: "Columns" }).boundingBox();
  expect(popover?.x ?? -1).toBeGreaterThanOrEqual(0);
  expect((popover?.x ?? 0) + (popover?.width ?? 0)).toBeLessThanOrEqual(390);
  await page.getByRole("button", { name: "New metric" }).click();
  await expect(page.getByRole("dialog", { name: "Filters" }).getByRole("textbox", { name: "Formula" })).toBeVisible();
});

test("doctor, ranking, own metrics and an empty result break no rule of accessibility, in either theme", async ({
  page,
}) => {
  await openLive(page, metricInUse);
  await page.getByRole("button", { name: "Doctor" }).click();
  await expect(page.getByRole("list", { name: "Loosen Mine" })).toBeVisible();
  await openSection(page, "Own metrics");
  await page.getByRole("button", { name: "Edit twice" }).click();
  await expect(page.getByText("Known for")).toBeVisible();
  await expectAccessible(page, "doctor and own metric");
  await page.getByRole("button", { name: "Remove mine" }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await expectAccessible(page, "the question before a metric is removed");

  await openLive(page, "/screen?q=roic%20%3E%2090000%25&sort=-pct(roic)%20-%20pct(pe)");
  await openSection(page, "Ranking");
  await expect(page.getByRole("button", { name: "Loosen" })).toBeVisible();
  await expectAccessible(page, "ranking and empty result");
});

import { expect } from "playwright/test";
import { test } from "./quiet-test";
import { fillQuery, listTickers, openLive, readCount, signInShared } from "./screener-page";

test("the first rows are in the page before any script runs", async ({ browser, baseURL }) => {
  const context = await browser.newContext({ ...(baseURL ? { baseURL } : {}), javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto("/screen?q=verdict%20=%20weak&sort=ticker");
  const tickers = await listTickers(page);
  expect(tickers).toEqual([...tickers].sort());
  await expect(page.getByText("Verdict is weak")).toBeVisible();
  await context.close();
});

test("a filter change asks the server for nothing", async ({ page }) => {
  await openLive(page, "/screen");
  const before = await readCount(page);
  const asked: string[] = [];
  page.on("request", (request) => {
    if (request.resourceType() === "fetch" || request.resourceType() === "document") asked.push(request.url());
  });
  await page.getByRole("button", { name: "Add filter" }).click();
  await page.getByRole("combobox", { name: "Metrics to filter by" }).fill("interest cover");
  await page.getByRole("option", { name: /^Interest cover interest_cover$/ }).click();
  const least = page.getByRole("textbox", { name: "Interest cover, at least" });
  await least.fill("4");
  await least.press("Enter");
  await expect(page).toHaveURL(/q=interest_cover/);
  await expect(page.locator("#query")).toContainText("interest_cover >= 4x");
  expect(await readCount(page)).toBeLessThan(before);
  expect(asked).toEqual([]);
});

test("a slider moves by keys, says its value, and the query follows", async ({ page }) => {
  await openLive(page, "/screen?q=interest_cover%20%3E%3D%203");
  const before = await readCount(page);
  const handle = page.getByRole("slider", { name: "Interest cover, at least" });
  await expect(handle).toHaveAttribute("aria-valuetext", /x$/);
  await handle.focus();
  for (let press = 0; press < 20; press++) await page.keyboard.press("ArrowRight");
  await expect.poll(() => readCount(page)).toBeLessThan(before);
  await expect(page.locator("#query")).toHaveText(/^interest_cover >= (?!3x?$)[\d.]+x?$/);
});

test("unknown companies are counted apart and can be listed", async ({ page }) => {
  await openLive(page, "/screen?q=interest_cover%20%3E%3D%203");
  const passed = await listTickers(page);
  await page.getByRole("button", { name: /^[\d,]+ unknown$/ }).click();
  await expect(page).toHaveURL(/show=unknown/);
  const unknown = await listTickers(page);
  expect(unknown.filter((ticker) => passed.includes(ticker))).toEqual([]);
  await expect(page.getByText(/^Listed: the [\d,]+ companies that the filter cannot judge/)).toBeVisible();
  await page.getByRole("button", { name: "Back to those that pass" }).click();
  await expect(page).not.toHaveURL(/show=unknown/);
});

test("a column sorts by press, a second one by shift-press, and Back undoes each", async ({ page }) => {
  await openLive(page, "/screen");
  const getHead = (name: string) => page.getByRole("columnheader", { name }).getByRole("button").first();
  await getHead("Sector").click();
  await expect(page).toHaveURL(/sort=sector/);
  await expect(page.getByRole("columnheader", { name: "Sector" })).toHaveAttribute("aria-sort", "ascending");
  await getHead("Ticker").click({ modifiers: ["Shift"] });
  await expect(page).toHaveURL(/sort=sector,ticker/);
  await page.goBack();
  await expect(page).toHaveURL(/sort=sector$/);
  await page.goBack();
  await expect(page).toHaveURL(/\/screen$/);
  await expect(page.getByRole("columnheader", { name: /Market cap/ })).toHaveAttribute("aria-sort", "descending");
});

test("columns are taken away and added, and the link holds them", async ({ page }) => {
  await openLive(page, "/screen?set=debt");
  await page.getByRole("button", { name: "Columns", exact: true }).click();
  await page.getByRole("button", { name: "Remove Debt / equity" }).click();
  await page.getByRole("combobox", { name: "Columns to add" }).fill("roic");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/columns=.*roic/);
  await page.keyboard.press("Escape");
  await page.reload();
  await expect(page.getByRole("columnheader", { name: /invested capital/ })).toBeAttached();
  await expect(page.getByRole("columnheader", { name: /Debt \/ equity/ })).toHaveCount(0);
});

test("a query with a mistake says where and why, and keeps the last rows", async ({ page }) => {
  await openLive(page, "/screen?q=interest_cover%20%3E%3D%203");
  const rows = await listTickers(page);
  await fillQuery(page, "interest_covr >= 3");
  await expect(page.getByText(/did you mean interest_cover/i).first()).toBeVisible();
  await expect(page.getByText("The table still shows the last query that could be read.")).toBeVisible();
  expect(await listTickers(page)).toEqual(rows);
});

test("a link that cannot be read names what is wrong with it", async ({ page }) => {
  await page.goto("/screen?colums=roic");
  await expect(page.getByText(/Unknown parameter "colums"/)).toBeVisible();
  await page.goto("/screen?show=bogus");
  await expect(page.getByText(/There are no rows "bogus" to show/)).toBeVisible();
  await page.goto("/screen?set=nonsense");
  await expect(page.getByText(/There is no column set "nonsense"/)).toBeVisible();
  await page.goto(`/screen?snapshot=${"0".repeat(64)}`);
  await expect(page.getByText("The data of this link are not here")).toBeVisible();
  await page.goto("/screen?q=no_such_metric%20%3E%203");
  await expect(page.getByRole("button", { name: "Go on without its filter" })).toBeVisible();
});

test("keys lead to the query, down the rows and into a company", async ({ page }) => {
  await openLive(page, "/screen");
  const tickers = await listTickers(page);
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await expect(page.getByRole("link", { name: tickers[1] ?? "", exact: true })).toBeFocused();
  await page.keyboard.press("k");
  await expect(page.getByRole("link", { name: tickers[0] ?? "", exact: true })).toBeFocused();
  await page.keyboard.press("/");
  await expect(page.locator("#query")).toBeFocused();
  await page.keyboard.press("Escape");
  await page.getByRole("link", { name: tickers[0] ?? "", exact: true }).focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`/company/${tickers[0]}`));
});

test("a preset sets filter, columns and order at once", async ({ page }) => {
  await openLive(page, "/screen");
  await page.getByRole("button", { name: "Presets" }).click();
  await page.getByRole("button", { name: /^Zombies/ }).click();
  await expect(page).toHaveURL(/q=years_uncovered/);
  await expect(page).toHaveURL(/set=debt/);
  await expect(page.getByRole("button", { name: "Debt", exact: true })).toHaveAttribute("aria-pressed", "true");
});

test("only the rows in sight are in the document, however many there are", async ({ page }) => {
  await openLive(page, "/screen");
  const table = page.getByRole("table");
  expect(Number(await table.getAttribute("aria-rowcount"))).toBeGreaterThan(1500);
  expect(await table.locator("tbody tr").count()).toBeLessThan(80);
  await page.getByRole("region", { name: "Companies that pass the filter" }).evaluate((scroller) => {
    scroller.scrollTop = scroller.scrollHeight;
  });
  const last = Number(await table.getAttribute("aria-rowcount"));
  await expect(table.locator(`tr[aria-rowindex="${last}"]`)).toBeVisible();
});

test("nothing moves while the page becomes live", async ({ page }) => {
  await page.addInitScript(() => {
    const shifts: number[] = [];
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shifts.push((entry as PerformanceEntry & { value: number }).value);
    }).observe({ type: "layout-shift", buffered: true });
  });
  await openLive(page, "/screen?q=interest_cover%20%3E%3D%203%20and%20sector%20%3D%20energy");
  const sum = await page.evaluate(() =>
    (window as unknown as { shifts: number[] }).shifts.reduce((total, shift) => total + shift, 0),
  );
  expect(sum).toBeLessThan(0.02);
});

test("a link with changed numbers of the policy says so, keeps them while screening, and leads back", async ({
  page,
}) => {
  const usual = await (async () => {
    await openLive(page, "/screen?q=verdict%20%3D%20weak");
    return readCount(page);
  })();
  await openLive(page, "/screen?q=verdict%20%3D%20weak&policy=2&p.w1_cover=4");
  const notice = page.getByText("Least cover 4.00x (instead of 1.00x)");
  await expect(notice).toBeVisible();
  expect(await readCount(page)).toBeGreaterThan(usual);
  await fillQuery(page, "verdict = weak and sector = energy");
  await expect(page).toHaveURL(/sector.*p\.w1_cover=4/);
  await fillQuery(page, "verdict = weak");
  await page.getByRole("button", { name: "Back to the usual policy" }).click();
  await expect(notice).toBeHidden();
  await expect(page).not.toHaveURL(/w1_cover/);
  await expect.poll(() => readCount(page)).toBe(usual);
});

test("a signed-in person saves a screen and follows a company from its row", async ({ page }) => {
  await signInShared(page, "/screen");
  await openLive(page, "/screen?q=verdict%20%3D%20resilient&set=quality");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByRole("dialog").getByLabel("Name").fill("Sound ones");
  await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
  await expect(page.getByText('Saved "Sound ones"')).toBeVisible();

  const [ticker = ""] = await listTickers(page);
  await page.getByRole("link", { name: ticker, exact: true }).hover();
  await page.getByRole("button", { name: `Add ${ticker} to a watchlist` }).click();
  await page.getByRole("menuitem", { name: "A new watchlist" }).click();
  // The account is shared, so that a list of the name may be there.
  await expect(page.getByText(new RegExp(`^${ticker} is on "Watchlist( \\d+)?"$`))).toBeVisible();
  await page.goto("/screens");
  await page.getByRole("link", { name: "Sound ones" }).click();
  await expect(page).toHaveURL(/\/screen\?q=verdict.*set=quality/);
});

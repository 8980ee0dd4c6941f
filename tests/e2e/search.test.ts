import { expect, type Page } from "playwright/test";
import { findViolations } from "./find-violations";
import { test } from "./quiet-test";
import { listTickers, openLive, signInShared } from "./screener-page";

const searchKey = "Control+k";

function getField(page: Page) {
  return page.getByRole("combobox", { name: "Search everything" });
}

function getOptions(page: Page) {
  return page.getByRole("listbox", { name: "Found" }).getByRole("option");
}

/** A company that the table lists first: its ticker, and its name. */
async function pickCompany(page: Page): Promise<{ ticker: string; name: string }> {
  await page.goto("/screen");
  const [ticker = ""] = await listTickers(page);
  const answer = await page.request.get(`/api/v1/search?q=${ticker}`);
  const { companies } = (await answer.json()) as { companies: { ticker: string; name: string }[] };
  expect(companies[0]?.ticker).toBe(ticker);
  return { ticker, name: companies[0]?.name ?? "" };
}

test.describe("from every page", () => {
  for (const path of ["/screen", "/methodology", "/data"]) {
    const tag = path === "/data" ? [] : ["@long"];
    test(`${path}: the key opens the search, and a ticker and Enter the company`, { tag }, async ({ page }) => {
      const { ticker } = await pickCompany(page);
      await page.goto(path);
      await page.locator("html[data-live]").waitFor();
      await page.keyboard.press(searchKey);
      await expect(getField(page)).toBeFocused();
      await page.keyboard.type(ticker.toLowerCase(), { delay: 60 });
      await page.keyboard.press("Enter");
      await expect(page).toHaveURL(new RegExp(`/company/${ticker}$`));
      await expect(page.getByRole("dialog")).toHaveCount(0);
    });
  }

  test("a company is opened by its name in three actions, and the search says by Escape that nothing was meant", async ({
    page,
  }) => {
    const { ticker, name } = await pickCompany(page);
    await page.goto("/");
    const address = page.url();
    await page.locator("html[data-live]").waitFor();
    await page.getByRole("button", { name: "Search everything" }).click();
    await page.keyboard.type(name, { delay: 60 });
    await expect(getOptions(page).first()).toContainText(ticker);
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toHaveCount(0);
    expect(page.url()).toBe(address);
    await page.getByRole("button", { name: "Search everything" }).click();
    await expect(getField(page)).toHaveValue("");
    await page.keyboard.type(name, { delay: 60 });
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(new RegExp(`/company/${ticker}$`));
  });
});

for (const { pace, delay } of [
  { pace: 60, delay: 0 },
  { pace: 60, delay: 1_200 },
  { pace: 20, delay: 400 },
]) {
  const tag = delay === 400 ? [] : ["@long"];
  test(`C-24: what is typed at ${pace} ms a key right after the key stands as typed, scripts ${delay} ms late`, {
    tag,
  }, async ({ page }) => {
    if (delay > 0) {
      await page.route(/\/_next\/static\/.*\.js/, async (route) => {
        await new Promise((resolve) => setTimeout(resolve, delay));
        await route.continue().catch(() => undefined);
      });
    }
    await page.goto("/data", { waitUntil: "commit" });
    await page.locator("main#content h1").waitFor();
    await page.keyboard.press(searchKey);
    await page.keyboard.type("interest cover", { delay: pace });
    await expect(page.locator("#search-everywhere")).toHaveValue("interest cover");
    await expect(getOptions(page).first()).toContainText("Interest cover");
    await expect(page.locator("#search-everywhere")).toHaveValue("interest cover");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/\/methodology#metric-interest_cover$/);
  });
}

test("C-25: Enter before the answer chooses the first of the answer, and a slow one never replaces a newer one", async ({
  page,
}) => {
  const { ticker } = await pickCompany(page);
  await page.locator("html[data-live]").waitFor();
  await page.route(/\/api\/v1\/search/, async (route) => {
    const q = new URL(route.request().url()).searchParams.get("q") ?? "";
    await new Promise((resolve) => setTimeout(resolve, q.length === 1 ? 1_500 : 300));
    await route.continue().catch(() => undefined);
  });
  await page.keyboard.press(searchKey);
  await page.keyboard.type(ticker, { delay: 20 });
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`/company/${ticker}$`));
});

test.describe("when the server does not answer", () => {
  test.use({ expectedNoise: /search|503|Failed to load/ });

  test("the search says so, finds pages all the same, and tries again", async ({ page }) => {
    await page.goto("/data");
    let isAway = true;
    await page.route(/\/api\/v1\/search/, (route) => (isAway ? route.fulfill({ status: 503 }) : route.continue()));
    await page.locator("html[data-live]").waitFor();
    await page.keyboard.press(searchKey);
    await page.keyboard.type("evid", { delay: 30 });
    await expect(page.getByRole("alert").filter({ hasText: "did not answer" })).toBeVisible();
    await expect(getOptions(page).first()).toContainText("Evidence");
    isAway = false;
    await page.getByRole("button", { name: "Try again" }).click();
    await expect(page.getByRole("alert").filter({ hasText: "did not answer" })).toHaveCount(0);
  });
});

test("what is chosen keeps the day and the policy of the page, and is offered first the next time", {
  tag: "@long",
}, async ({ page }) => {
  const { ticker } = await pickCompany(page);
  await page.goto("/screen?policy=1");
  await page.locator("html[data-live]").waitFor();
  await page.keyboard.press(searchKey);
  await page.keyboard.type(ticker, { delay: 30 });
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`/company/${ticker}\\?policy=1$`));
  await page.keyboard.press(searchKey);
  await expect(getOptions(page).first()).toContainText(ticker);
  await page.keyboard.type("zombies", { delay: 30 });
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/screen\?q=years_uncovered.*policy=1/);
});

test("arrows walk the list and round its ends, and an action does what it says", async ({ page }) => {
  await page.goto("/evidence");
  await page.locator("html[data-live]").waitFor();
  await page.keyboard.press(searchKey);
  await expect(getOptions(page).first()).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("ArrowDown");
  await expect(getOptions(page).nth(1)).toHaveAttribute("aria-selected", "true");
  const active = await getOptions(page).nth(1).getAttribute("id");
  await expect(getField(page)).toHaveAttribute("aria-activedescendant", active ?? "");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  await expect(getOptions(page).last()).toHaveAttribute("aria-selected", "true");
  await page.keyboard.type("dark", { delay: 30 });
  await page.keyboard.press("Enter");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await expect(page.getByRole("button", { name: "Theme: dark" })).toBeVisible();
  await page.keyboard.press(searchKey);
  await page.keyboard.type("keys", { delay: 30 });
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "Keys" })).toBeVisible();
});

test("C-26: the sheet lists the keys of its page, and no key works beneath a dialog or in a field", {
  tag: "@long",
}, async ({ page }) => {
  await page.goto("/data");
  await page.locator("html[data-live]").waitFor();
  await page.keyboard.press("?");
  const sheet = page.getByRole("dialog", { name: "Keys" });
  await expect(sheet.getByText("Search everywhere")).toBeVisible();
  await expect(sheet.getByText("Add a filter")).toHaveCount(0);
  // Beneath a dialog the search stays closed.
  await page.keyboard.press(searchKey);
  await page.keyboard.press("/");
  await expect(getField(page)).toHaveCount(0);
  await page.keyboard.press("Escape");
  await expect(sheet).toHaveCount(0);
  await page.keyboard.press("/");
  await expect(getField(page)).toBeFocused();
  await page.keyboard.type("?/", { delay: 20 });
  await expect(getField(page)).toHaveValue("?/");
  await expect(sheet).toHaveCount(0);
  await page.keyboard.press(searchKey);
  await expect(getField(page)).toHaveCount(0);
  await openLive(page, "/screen");
  await page.keyboard.press("?");
  for (const key of ["Write a query", "Add a filter", "Next and previous row", "Open the company"]) {
    await expect(sheet.getByText(key)).toBeVisible();
  }
});

test("the query bar offers to open the company that was typed in place of a query", async ({ page }) => {
  const { ticker } = await pickCompany(page);
  await openLive(page, "/screen");
  await page.keyboard.press("/");
  await page.keyboard.type(ticker, { delay: 60 });
  await page.keyboard.press("Escape");
  await page.getByRole("link", { name: `Open ${ticker}`, exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`/company/${ticker}$`));
});

test("saved screens and watchlists of the visitor are found, and a new watchlist is made", { tag: "@long" }, async ({
  page,
}) => {
  await signInShared(page, "/data");
  await page.locator("html[data-live]").waitFor();
  await page.keyboard.press(searchKey);
  await page.keyboard.type("new watch", { delay: 30 });
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog").getByLabel("Name")).toBeFocused();
  await page.keyboard.type("Shipping");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/watchlists\/[\w-]+$/);
  const address = page.url();
  await page.goto("/data");
  await page.locator("html[data-live]").waitFor();
  await page.keyboard.press(searchKey);
  await page.keyboard.type("shipp", { delay: 30 });
  await expect(getOptions(page).filter({ hasText: "0 companies" })).toBeVisible();
  await getOptions(page).filter({ hasText: "0 companies" }).click();
  await expect(page).toHaveURL(address);
});

test.describe("accessible and in place", () => {
  for (const width of [1440, 390]) {
    test(`the open search breaks no rule in either theme and fits ${width} px`, { tag: "@long" }, async ({ page }) => {
      await signInShared(page, "/screen");
      await page.setViewportSize({ width, height: 844 });
      await page.goto("/screen");
      await page.locator("html[data-live]").waitFor();
      await page.getByRole("button", { name: "Search everything" }).click();
      for (const text of ["", "in", "no such thing"]) {
        await getField(page).fill(text);
        await expect(page.getByRole("status").filter({ hasText: /results?$/ })).toHaveCount(1);
        // What is found has every part that can break a rule; the other two differ in their text.
        for (const colorScheme of text === "in" ? (["light", "dark"] as const) : []) {
          await page.emulateMedia({ colorScheme });
          await page.evaluate(() => Promise.allSettled(document.getAnimations().map(({ finished }) => finished)));
          expect(
            await findViolations(page, colorScheme === "light" ? "all" : "colours"),
            `${text}, ${colorScheme}`,
          ).toEqual([]);
        }
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        expect(wide).toBeLessThanOrEqual(width);
      }
    });
  }
});

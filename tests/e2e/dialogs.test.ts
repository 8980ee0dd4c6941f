import { expect, type Locator, type Page } from "playwright/test";
import { test } from "./quiet-test";
import { openLive, signInShared } from "./screener-page";

interface DialogCase {
  readonly name: string;
  /** Opens the dialog from the page that `go` led to; gives the control that opened it. */
  readonly open: (page: Page) => Promise<Locator>;
  readonly go: (page: Page) => Promise<void>;
  /** The label of its first field; null for one without. */
  readonly field: string | null;
}

const press = (name: string | RegExp) => async (page: Page) => {
  const button = page.getByRole("button", { name }).first();
  await button.click();
  return button;
};

const withoutAccount: readonly DialogCase[] = [
  { name: "sign in first", go: (page) => openLive(page, "/screen"), open: press(/^Save$/), field: null },
  {
    name: "the day of the figures",
    go: (page) => openLive(page, "/screen"),
    open: press(/^As of/),
    field: "What was known on",
  },
  {
    name: "add a filter",
    go: (page) => openLive(page, "/screen"),
    open: press("Add filter"),
    field: "Metrics to filter by",
  },
  {
    name: "columns",
    go: (page) => openLive(page, "/screen"),
    open: press(/^Columns$/),
    field: "Columns to add",
  },
  {
    name: "the filters on a phone",
    go: async (page) => {
      await openLive(page, "/screen?q=roic%3E5%25");
      await page.setViewportSize({ width: 390, height: 844 });
    },
    open: press(/^Filters/),
    field: null,
  },
];

/** In this order, of one account: what a dialog makes, a later one changes. */
const withAccount: readonly DialogCase[] = [
  {
    name: "save a screen",
    go: (page) => openLive(page, "/screen?q=roic%3E5%25"),
    open: press(/^Save$/),
    field: "Name",
  },
  {
    name: "rename a screen",
    go: async (page) => {
      await page.getByRole("button", { name: "Save", exact: true }).click();
      await expect(page.getByRole("dialog").getByLabel("Name")).toBeFocused();
      await page.keyboard.type("Mine");
      await page.keyboard.press("Enter");
      await expect(page.getByText('Saved "Mine"')).toBeVisible();
      await page.goto("/screens");
    },
    open: press("Rename Mine"),
    field: "Name",
  },
  { name: "delete a screen", go: (page) => openPage(page, "/screens"), open: press("Delete Mine"), field: null },
  {
    name: "new watchlist",
    go: (page) => openPage(page, "/watchlists"),
    open: press(/^New watchlist/),
    field: "Name",
  },
  {
    name: "rename a watchlist",
    go: async (page) => {
      await page
        .getByRole("button", { name: /^New watchlist/ })
        .first()
        .click();
      await expect(page.getByRole("dialog").getByLabel("Name")).toBeFocused();
      await page.keyboard.type("Followed");
      await page.keyboard.press("Enter");
      await expect(page.getByRole("button", { name: "Rename" })).toBeVisible();
    },
    open: press("Rename"),
    field: "Name",
  },
  {
    name: "paste or load companies",
    go: async (page) => {
      await openPage(page, "/watchlists");
      await page.getByRole("link", { name: "Followed" }).click();
      await expect(page.getByRole("button", { name: "Rename" })).toBeVisible();
    },
    open: press("Paste or load"),
    field: "Companies",
  },
  {
    name: "delete the account",
    go: (page) => openPage(page, "/account"),
    open: press("Delete account"),
    field: "Password",
  },
];

async function openPage(page: Page, path: string): Promise<void> {
  await page.goto(path);
}

/** The focus stands where one begins, keys stay within, Escape closes and gives the focus back. */
async function checkDialog(page: Page, { go, open, field }: DialogCase): Promise<void> {
  await go(page);
  const opener = await open(page);
  const dialog = page.getByRole("dialog").and(page.locator("[data-layer]"));
  await expect(dialog).toBeVisible();
  const address = page.url();
  if (field === null) {
    await expect.poll(() => dialog.evaluate((box) => box.contains(document.activeElement))).toBe(true);
    await expect(page.getByRole("button", { name: "Close" }).last()).not.toBeFocused();
  } else {
    const input = dialog.getByLabel(field).first();
    await expect(input).toBeFocused();
    if ((await input.getAttribute("type")) !== "date") {
      // What is typed takes the place of what stood there, and a space is a space.
      await page.keyboard.type("d u /x?", { delay: 15 });
      await expect(input).toHaveValue("d u /x?");
    }
  }
  await expect(dialog).toHaveCount(1);
  expect(page.url()).toBe(address);
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await expect(opener).toBeFocused();
}

for (const dialog of withoutAccount) {
  test(`${dialog.name}: focus, keys and Escape`, async ({ page }) => checkDialog(page, dialog));
}

test("the dialogs of an account: focus, keys and Escape", async ({ page }) => {
  await signInShared(page, "/screen");
  for (const dialog of withAccount) await test.step(dialog.name, () => checkDialog(page, dialog));
});

test("letters typed right after Save do nothing to the page, also while the dialog is on its way", async ({ page }) => {
  await signInShared(page, "/screen?q=roic%3E5%25");
  // The dialog comes after the last letter, however long the machine takes for a key.
  let release: () => void = () => undefined;
  const isTyped = new Promise<void>((resolve) => {
    release = resolve;
  });
  await expect(page.getByRole("button", { name: "Add filter" }).first()).toBeEnabled();
  await page.route(/\/_next\/static\/.*\.js/, async (route) => {
    await isTyped;
    await route.continue().catch(() => undefined);
  });
  const address = page.url();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.keyboard.type("dfu?jw", { delay: 20 });
  release();
  await expect(page.getByRole("dialog").getByLabel("Name")).toBeFocused();
  await expect(page.getByRole("dialog")).toHaveCount(1);
  await expectDoctorClosed(page);
  expect(page.url()).toBe(address);
  await page.keyboard.type("Two words");
  await page.keyboard.press("Enter");
  await expect(page.getByText('Saved "Two words"')).toBeVisible();
});

test("no key of the page works beneath a menu", async ({ page }) => {
  await openLive(page, "/screen?q=roic%3E5%25");
  await page
    .getByRole("button", { name: /^Column / })
    .nth(2)
    .click();
  await expect(page.getByRole("menu")).toBeVisible();
  await page.keyboard.press("d");
  await page.keyboard.press("?");
  await expectDoctorClosed(page);
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

/** Beneath a dialog the page is hidden from readers, and there all the same. */
async function expectDoctorClosed(page: Page): Promise<void> {
  const doctor = page.getByRole("button", { name: "Doctor", includeHidden: true }).first();
  await expect(doctor).toHaveAttribute("aria-pressed", "false");
}

test("the list of keys opens over the page, and no key works beneath it", async ({ page }) => {
  await openLive(page, "/screen?q=roic%3E5%25");
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.keyboard.press("d");
  await page.keyboard.press(" ");
  await expectDoctorClosed(page);
  await expect(page.getByRole("dialog")).toHaveCount(1);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.keyboard.press("d");
  await expect(page.getByRole("button", { name: "Doctor" }).first()).toHaveAttribute("aria-pressed", "true");
});

test.describe("forms without scripts", () => {
  for (const path of ["/sign-in", "/sign-up"]) {
    test(`${path} never puts what was typed into the address, and says what it needs`, async ({ browser, baseURL }) => {
      // A page of its own, since those of the other tests are acted on only once their scripts run.
      const page = await browser.newPage({ ...(baseURL === undefined ? {} : { baseURL }) });
      await page.route(/\/_next\/static\/.*\.js/, (route) => route.abort());
      await page.goto(path, { waitUntil: "commit" });
      await page.getByLabel("Email").fill("someone@example.com");
      await page.getByLabel("Password").fill("a secret of mine");
      await page.keyboard.press("Enter");
      await expect(page.getByRole("button", { name: /Sign in|Create account/ })).toBeDisabled();
      await expect(page.getByText("This form needs the scripts of the page")).toBeVisible();
      expect(page.url()).not.toContain("secret");
      expect(new URL(page.url()).pathname).toBe(path);
      // However it is sent, by a program for instance, the browser names POST.
      expect(await page.locator("form").getAttribute("method")).toBe("post");
      await page.close();
    });
  }
});

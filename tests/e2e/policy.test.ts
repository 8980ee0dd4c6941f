import { expect, type Page } from "playwright/test";
import { companyAnswerSchema } from "#lib/contract/company";
import { policyMovesSchema } from "#lib/contract/policy-moves";
import { verdictLabels } from "#lib/verdict/verdict";
import { policyViews, type ViewSubject } from "../support/policy-views";
import { test } from "./quiet-test";
import { openLive, readCount, signUp } from "./screener-page";

const notice = /Verdicts by another policy than the usual one/;

/** A company that the two versions judge differently, and how. */
async function findMove(page: Page) {
  const { moves } = policyMovesSchema.parse(await (await page.request.get("/api/v1/policy?policy=2")).json());
  const move = moves.find(({ from, to }) => from !== "not_rated" && to !== "not_rated");
  if (move === undefined) throw new Error("The versions judge all companies alike.");
  return move;
}

/** A list that has the company, made as a person would. */
async function makeWatchlist(page: Page, ticker: string): Promise<string> {
  await signUp(page, `/company/${ticker}`);
  await page.getByRole("button", { name: "Add to watchlist" }).click();
  await page.getByRole("menuitem", { name: "A new watchlist" }).click();
  await expect(page.getByText(`${ticker} is on "Watchlist"`)).toBeVisible();
  await page.goto("/watchlists");
  const href = await page.getByRole("link", { name: "Watchlist", exact: true }).getAttribute("href");
  if (href === null) throw new Error("The list has no address.");
  return href;
}

/** Where the page shows the verdict of the company. */
function findVerdict(page: Page, path: string, { ticker }: Pick<ViewSubject, "ticker">) {
  if (path.startsWith("/company/")) return page.getByRole("region", { name: "Verdict", exact: true });
  return page.getByRole("row").filter({ has: page.getByRole("link", { name: ticker, exact: true }) });
}

test("S-7: every page judges by the policy of its address, says so, and keeps it in its links", async ({ page }) => {
  const { ticker, from, to } = await findMove(page);
  const subject: ViewSubject = { ticker, watchlist: await makeWatchlist(page, ticker) };
  for (const view of Object.values(policyViews)) {
    if (view.kind !== "page") continue;
    const path = view.getPath(subject);
    const filter = path === "/screen" ? `&q=${encodeURIComponent(`ticker = "${ticker}"`)}` : "";
    await test.step(path, async () => {
      await page.goto(`${path}?policy=2${filter}`);
      if (view.shows === "verdict") {
        const shown = findVerdict(page, path, subject);
        await expect(shown).toContainText(verdictLabels[to]);
        await page.goto(`${path}${filter.replace("&", "?")}`);
        await expect(page.getByText(notice)).toBeHidden();
        await expect(shown).toContainText(verdictLabels[from]);
        await page.goto(`${path}?policy=2${filter}`);
      }
      if (view.shows !== "links") await expect(page.getByText(notice)).toBeVisible();
      await page.waitForLoadState("networkidle");
      const hrefs = await page
        .locator(
          'a[href^="/company/"], a[href^="/watchlists/"], nav[aria-label="Main"] a[href^="/"], footer a[href^="/"]',
        )
        .filter({ hasNotText: /Back to the usual policy|Saved screens|Evidence|What they were worth/ })
        .evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""));
      expect(hrefs.length).toBeGreaterThan(0);
      for (const href of hrefs) expect(href, `a link of ${path}`).toContain("policy=2");
      if (view.shows === "links") return;
      await page.getByText(notice).locator("..").getByText("Back to the usual policy").click();
      await expect(page.getByText(notice)).toBeHidden();
      await expect(page).not.toHaveURL(/policy=/);
    });
  }
});

test.describe("a policy that there is not", () => {
  test("is refused by every page that judges by one", async ({ page }) => {
    const { ticker } = await findMove(page);
    await signUp(page, "/watchlists");
    for (const view of Object.values(policyViews)) {
      if (view.kind !== "page") continue;
      const path = view.getPath({ ticker, watchlist: "/watchlists/some-list" });
      for (const search of ["policy=99", "policy=2&policy=1", "p.no_such_number=1", "p.w1_cover=9999"]) {
        await page.goto(`${path}?${search}`);
        await expect(page.getByText("This link cannot be read"), `${path}?${search}`).toBeVisible();
      }
    }
  });
});

test("a rule that only version 2 has is traced on the page of a company", async ({ page }) => {
  const { ticker } = await findMove(page);
  const answer = await page.request.get(`/api/v1/companies/${ticker}?policy=2`);
  const { rules } = companyAnswerSchema.parse(await answer.json());
  const own =
    rules.find(({ id, state }) => id === "r11" && state !== "not_applicable") ?? rules.find(({ id }) => id === "r1");
  await page.goto(`/company/${ticker}?policy=2`);
  await page
    .getByRole("button", { name: own?.label ?? "", exact: true })
    .last()
    .click();
  await expect(page.getByRole("dialog")).toContainText(own?.label ?? "");
  await expect(page.getByRole("dialog")).not.toContainText("could not");
});

test("the screener chooses the policy by keyboard, keeps it in the address and leads to its companies", async ({
  page,
}) => {
  await openLive(page, "/screen?q=verdict%20%3D%20weak");
  const usual = await readCount(page);
  const select = page.getByLabel("Judged by");
  await select.focus();
  await page.keyboard.press("ArrowDown");
  await expect(page).toHaveURL(/policy=2/);
  await expect.poll(() => readCount(page)).not.toBe(usual);
  await expect(page.locator('a[href^="/company/"]').first()).toHaveAttribute("href", /policy=2/);
  await select.selectOption("1");
  await expect(page).not.toHaveURL(/policy=/);
  await expect.poll(() => readCount(page)).toBe(usual);
});

test("a number that is moved shows at once who changes verdict, and is taken back", async ({ page }) => {
  await page.goto("/methodology");
  const summary = page.getByRole("region", { name: "Verdicts before and after" });
  await expect(summary).toContainText("Move a number");
  const field = page.getByLabel("Least cover, exact value", { exact: true });
  await field.fill("3");
  await field.press("Enter");
  await expect(summary).toContainText(/[\d,]+ companies change their verdict/);
  await expect(page).toHaveURL(/\/methodology\?policy=1&p\.w1_cover=3$/);
  const answer = await page.request.get("/api/v1/policy?p.w1_cover=3");
  const { moves } = policyMovesSchema.parse(await answer.json());
  await expect(summary).toContainText(`${moves.length} companies change`);
  const list = page.getByRole("region", { name: "Who changes verdict" });
  await expect(list.getByRole("link").first()).toHaveAttribute("href", /p\.w1_cover=3/);
  await expect(page.getByText("Least cover 3.00x (instead of 1.25x)")).toBeVisible();

  await field.fill("99");
  await field.press("Enter");
  await expect(page.getByText("Between 0.00x and 5.00x")).toBeVisible();
  await field.press("Escape");
  await expect(field).toHaveValue("3.00x");

  const slider = page.getByRole("slider", { name: "Least cover", exact: true });
  await slider.focus();
  await page.keyboard.press("ArrowLeft");
  await expect(field).not.toHaveValue("3.00x");
  await expect(slider).toBeFocused();
  await expect(page).not.toHaveURL(/w1_cover=3$/);

  await page.getByRole("button", { name: "Reset one number" }).click();
  await expect(summary).toContainText("Move a number");
  await expect(page).toHaveURL(/\/methodology$/);
});

test("a metric of one's own is tried under the policy of the screen", async ({ page }) => {
  await openLive(page, "/screen?policy=2");
  await page.getByRole("button", { name: /^Own metrics/ }).click();
  await page.getByRole("button", { name: "New metric" }).click();
  await page.getByRole("textbox", { name: "Name" }).fill("Twice the score");
  // Only version 2 has such a score.
  await page.getByRole("textbox", { name: "Formula" }).fill("policy_score * 2");
  await expect(page.getByText("Median")).toBeVisible();
  await page.getByRole("button", { name: "Add metric" }).click();
  await expect(page).toHaveURL(/metric=twice_the_score.*policy=2/);
});

test("a saved screen keeps the policy by which it judges", async ({ page }) => {
  await signUp(page, "/screen");
  await openLive(page, "/screen?q=verdict%20%3D%20weak");
  await page.getByLabel("Judged by").selectOption("2");
  await expect(page).toHaveURL(/policy=2/);
  const count = await readCount(page);
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByRole("dialog").getByLabel("Name").fill("Weak by version 2");
  await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
  await expect(page.getByText('Saved "Weak by version 2"')).toBeVisible();
  await page.goto("/screens");
  await expect(page.getByRole("row").filter({ hasText: "Weak by version 2" })).toContainText(String(count));
  await page.getByRole("link", { name: "Weak by version 2" }).click();
  await expect(page).toHaveURL(/\/screen\?.*policy=2/);
  await expect.poll(() => readCount(page)).toBe(count);
});

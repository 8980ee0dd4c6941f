import { expect, type Page } from "playwright/test";
import { companyAnswerSchema } from "#lib/contract/company";
import { policyMovesSchema } from "#lib/contract/policy-moves";
import { screenAnswerSchema } from "#lib/contract/screen";
import { policies } from "#lib/verdict/policy/catalogue";
import { defaultVersion } from "#lib/verdict/policy/choice";
import { verdictLabels } from "#lib/verdict/verdict";
import { policyViews, type ViewSubject } from "../support/policy-views";
import { test } from "./quiet-test";
import { openLive, readCount, signInShared, signUp } from "./screener-page";

/** The version that does not judge by default. */
const other = policies.find(({ version }) => version !== defaultVersion)?.version ?? 0;

const notice = /Verdicts by another policy than the usual one/;

/** A company that the two versions judge differently, and how. */
async function findMove(page: Page) {
  const { moves } = policyMovesSchema.parse(await (await page.request.get(`/api/v1/policy?policy=${other}`)).json());
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
      await page.goto(`${path}?policy=${other}${filter}`);
      if (view.shows === "verdict") {
        const shown = findVerdict(page, path, subject);
        await expect(shown).toContainText(verdictLabels[to]);
        await page.goto(`${path}${filter.replace("&", "?")}`);
        await expect(page.getByText(notice)).toBeHidden();
        await expect(shown).toContainText(verdictLabels[from]);
        await page.goto(`${path}?policy=${other}${filter}`);
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
      for (const href of hrefs) expect(href, `a link of ${path}`).toContain(`policy=${other}`);
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
        const answer = await page.request.get(`${path}?${search}`);
        expect(await answer.text(), `${path}?${search}`).toContain("This link cannot be read");
      }
    }
  });
});

for (const { version, rules } of policies) {
  test(`a rule that only version ${version} has is traced on the page of a company`, async ({ page }) => {
    const others = new Set(
      policies.flatMap((each) => (each.version === version ? [] : each.rules.map(({ id }) => id))),
    );
    const own = rules.find(({ id }) => !others.has(id));
    if (own === undefined) throw new Error(`Version ${version} has no rule of its own.`);
    const query = encodeURIComponent(`${own.id} or not ${own.id}`);
    const screen = await page.request.get(`/api/v1/screen?q=${query}&policy=${version}&limit=1`);
    const ticker = screenAnswerSchema.parse(await screen.json()).rows[0]?.ticker;
    const answer = await page.request.get(`/api/v1/companies/${ticker}?policy=${version}`);
    expect(companyAnswerSchema.parse(await answer.json()).rules.map(({ id }) => id)).toContain(own.id);
    await page.goto(`/company/${ticker}?policy=${version}&trace=${own.id}`);
    await expect(page.getByRole("dialog")).toContainText(own.label);
    await expect(page.getByRole("dialog")).not.toContainText("could not");
  });
}

test("a link from the time of version 1 that changes a number of it alone says which version has the number", async ({
  page,
}) => {
  await page.goto("/screen?p.w5_cover=2");
  await expect(page.getByText("This link cannot be read")).toBeVisible();
  await expect(page.getByText(/version 1 has it \(policy=1\)/)).toBeVisible();
  await page.goto("/screen?policy=1&p.w5_cover=2");
  await expect(page.getByText("Least cover in Altman's distress zone 2.00x (instead of 1.50x)")).toBeVisible();
});

test("the screener chooses the policy by keyboard, keeps it in the address and leads to its companies", async ({
  page,
}) => {
  await openLive(page, "/screen?q=verdict%20%3D%20weak");
  const usual = await readCount(page);
  const select = page.getByLabel("Judged by");
  await select.focus();
  await page.keyboard.press("ArrowUp");
  await expect(page).toHaveURL(/policy=1/);
  await expect.poll(() => readCount(page)).not.toBe(usual);
  await expect(page.locator('a[href^="/company/"]').first()).toHaveAttribute("href", /policy=1/);
  await select.selectOption("2");
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
  await expect(page).toHaveURL(/\/methodology\?policy=2&p\.w1_cover=3$/);
  const answer = await page.request.get("/api/v1/policy?p.w1_cover=3");
  const { moves } = policyMovesSchema.parse(await answer.json());
  await expect(summary).toContainText(`${moves.length} companies change`);
  const list = page.getByRole("region", { name: "Who changes verdict" });
  await expect(list.getByRole("link").first()).toHaveAttribute("href", /p\.w1_cover=3/);
  await expect(page.getByText("Least cover 3.00x (instead of 1.00x)")).toBeVisible();

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
  await openLive(page, "/screen?policy=1");
  await page.getByRole("button", { name: /^Own metrics/ }).click();
  await page.getByRole("button", { name: "New metric" }).click();
  await page.getByRole("textbox", { name: "Name" }).fill("In distress");
  // Only version 1 has such a rule.
  await page.getByRole("textbox", { name: "Formula" }).fill("if(w5, 1, 0)");
  await expect(page.getByText("Median")).toBeVisible();
  await page.getByRole("button", { name: "Add metric" }).click();
  await expect(page).toHaveURL(/metric=in_distress.*policy=1/);
});

test("a saved screen keeps the policy by which it judges", async ({ page }) => {
  await signInShared(page, "/screen");
  await openLive(page, "/screen?q=verdict%20%3D%20weak");
  await page.getByLabel("Judged by").selectOption("1");
  await expect(page).toHaveURL(/policy=1/);
  const count = await readCount(page);
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByRole("dialog").getByLabel("Name").fill("Weak by version 1");
  await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
  await expect(page.getByText('Saved "Weak by version 1"')).toBeVisible();
  await page.goto("/screens");
  await expect(page.getByRole("row").filter({ hasText: "Weak by version 1" })).toContainText(String(count));
  await page.getByRole("link", { name: "Weak by version 1" }).click();
  await expect(page).toHaveURL(/\/screen\?.*policy=1/);
  await expect.poll(() => readCount(page)).toBe(count);
});

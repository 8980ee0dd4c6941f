import { expect, type Page } from "playwright/test";
import { policySchema } from "#lib/verdict/policy/policy-schema";
import { test } from "./quiet-test";
import { openLive, readCount, signUp } from "./screener-page";

const start = "/policies/edit?policy=2";

/** Writes a condition into the editor of a rule that is open. */
async function writeCondition(page: Page, label: string, text: string): Promise<void> {
  const editor = page.getByRole("textbox", { name: label, exact: true });
  await editor.click();
  // Typed, and not filled in: Chromium would keep the look of what was underlined as a style attribute.
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.press("Delete");
  await page.keyboard.type(text);
  await page.keyboard.press("Escape");
}

function findSummary(page: Page) {
  return page.getByRole("region", { name: "Verdicts before and after" });
}

test("P-32: a copy with another rule shows who flips, is saved, and opens the same verdicts for whoever has its link", async ({
  page,
  browser,
}) => {
  await page.goto(start);
  await expect(findSummary(page)).toContainText("No company changes its verdict from version 2 to your rules");
  await page.getByRole("button", { name: "Add a sign of weakness" }).click();
  await writeCondition(page, "Weak where", "revenu < $1b");
  await expect(findSummary(page)).toContainText("One thing is wrong");
  await expect(page.getByText(/Did you mean revenue/).first()).toBeVisible();
  await writeCondition(page, "Weak where", "revenue < $300m");
  await expect(findSummary(page)).toContainText(/[\d,]+ companies change their verdict/);
  await expect(page.getByRole("region", { name: "Who changes verdict" })).toContainText("Now: My sign of weakness");

  // Nobody is signed in: what was changed waits for the sign-in.
  await expect(findSummary(page).getByRole("link", { name: "Sign in to save" })).toHaveAttribute("href", /return=/);
  await signUp(page, start);
  await expect(page.getByText("My sign of weakness").first()).toBeVisible();
  await expect(findSummary(page)).toContainText(/companies change their verdict/);
  await page.getByRole("button", { name: "Save as" }).click();
  await page.getByRole("dialog").getByLabel("Name").fill("Strict");
  await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
  await expect(page).toHaveURL(/policies\/edit\?policy=%40/);
  await expect(page.getByRole("heading", { name: "Strict" })).toBeVisible();
  const slug = decodeURIComponent(page.url()).split("@")[1] ?? "";

  const screen = `/screen?policy=%40${slug}&q=verdict%20%3D%20weak`;
  await openLive(page, screen);
  await expect(page.getByText(/Verdicts by another policy/).locator("..")).toContainText(
    '"Strict", made from version 2',
  );
  await expect(page.getByLabel("Judged by").locator("option:checked")).toHaveText("Strict");
  const strict = await readCount(page);

  const stranger = await browser.newContext();
  const window = await stranger.newPage();
  await openLive(window, screen);
  expect(await readCount(window)).toBe(strict);
  await expect(window.getByLabel("Judged by").locator("option:checked")).toHaveText("Strict");
  const written = await window.request.get(`/api/v1/policies/${slug}`);
  expect(policySchema.parse(await written.json()).rules.map(({ id }) => id)).toContain("own_1");

  // To another policy and back in the browser, where the rules come from the server.
  await window.getByLabel("Judged by").selectOption("1");
  await expect.poll(() => readCount(window)).not.toBe(strict);
  await window.goBack();
  await expect.poll(() => readCount(window)).toBe(strict);

  await window.goto(`/policies/edit?policy=%40${slug}`);
  await expect(window.getByRole("button", { name: "Save", exact: true })).toBeHidden();
  await window.goto(`/methodology?policy=%40${slug}`);
  await expect(window.getByText('The policy "Strict", made from version 2')).toBeVisible();
  await expect(window.locator("#rule-own_1")).toContainText("revenue < $300m");

  // Its owner changes it: no answer of before is given again.
  await page.goto(`/policies/edit?policy=%40${slug}`);
  await page.getByText("My sign of weakness").first().click();
  await writeCondition(page, "Weak where", "revenue < $30m");
  await expect(page.getByRole("button", { name: "Save", exact: true })).toBeEnabled();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText('Saved "Strict"')).toBeVisible();
  await openLive(window, screen);
  expect(await readCount(window)).toBeLessThan(strict);

  await page.goto("/policies");
  await page.getByRole("button", { name: "Delete Strict" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
  await expect(page.getByText("No policy of yours yet")).toBeVisible();
  await window.goto(screen);
  await expect(window.getByText(`There is no policy @${slug}`)).toBeVisible();
  await stranger.close();
});

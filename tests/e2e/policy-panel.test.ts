import { expect } from "playwright/test";
import { test } from "./quiet-test";
import { openLive, readCount } from "./screener-page";

test("C-27: a number of the policy that is typed beside the table tells at once who changes verdict, and opens them", async ({
  page,
}) => {
  await openLive(page, "/screen");
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await page.keyboard.press("p");
  const panel = page.getByRole("complementary", { name: "Policy" });
  await expect(panel.getByText("As published", { exact: true })).toBeVisible();
  const field = panel.getByRole("textbox", { name: "Cover of a resilient company, exact value", exact: true });
  await field.fill("2.5");
  await field.press("Enter");
  await expect(page).toHaveURL(/policy=\d+&p\.r2_cover=2\.5/);
  const headline = panel.getByText(/^[\d,]+ of [\d,]+ in the index change their verdict$/);
  const flipped = Number((await headline.textContent())?.split(" ")[0]?.replaceAll(",", ""));
  expect(flipped).toBeGreaterThan(0);
  await expect(panel.getByText(/Against policy version \d+ as published/)).toBeVisible();
  expect(asked.filter((path) => path.startsWith("/api/v1/policy"))).toEqual([]);

  await panel.getByRole("button", { name: /^Show the [\d,]+$/ }).click();
  await expect.poll(() => readCount(page)).toBe(flipped);
  const cell = panel.getByRole("button", { name: /go from mixed to resilient/ });
  const moved = Number((await cell.textContent())?.replaceAll(",", ""));
  await cell.click();
  await expect.poll(() => readCount(page)).toBe(moved);
  await panel.getByRole("button", { name: "Reset the number" }).click();
  await expect(page).not.toHaveURL(/p\.r2_cover/);
});

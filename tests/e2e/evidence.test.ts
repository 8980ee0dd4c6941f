import { expect } from "playwright/test";
import { readKeptEvidence } from "#lib/evidence/kept-evidence";
import { test } from "./quiet-test";

test("the evidence shows the kept rates, and each choice is an address of its own", async ({ page }) => {
  const { rates, policies } = readKeptEvidence();
  await page.goto("/evidence");
  await expect(page.getByRole("note").getByText(/was judged on 2019 to 2022: its goal was not reached/)).toBeVisible();
  await expect(
    page.getByRole("note").getByText(/−6\.1 points \(−11\.8 to −0\.3\) beside return on assets/),
  ).toBeVisible();
  await expect(page.getByRole("note").getByText(/7 of 39 by version 1, 1 of 30 by version 2/)).toBeVisible();
  const version = policies[0]?.version;
  const table = () => page.getByRole("region", { name: `Outcomes by verdict of version ${version}` });
  const find = (horizon: number) =>
    rates.find(
      (each) =>
        each.policy === version &&
        each.period === "choose" &&
        each.sample === "profitable" &&
        each.horizon === horizon &&
        each.outcome === "dilution" &&
        each.verdict === "mixed",
    );
  await page.getByRole("link", { name: /^2011 to 2013/ }).click();
  await expect(page).toHaveURL(/period=choose/);
  await page.getByRole("link", { name: "Those of them that earned money" }).click();
  await expect(page).toHaveURL(/sample=profitable/);
  for (const horizon of [12, 24]) {
    await page.getByRole("link", { name: `${horizon} months` }).click();
    await expect(page).toHaveURL(new RegExp(`horizon=${horizon}`));
    const row = table().getByRole("row", { name: /^Shares up by more than a fifth \d/ });
    await expect(row).toContainText(`${(100 * (find(horizon)?.rate ?? -1)).toFixed(1)}%`);
  }
  await page
    .getByText(/^Version \d+, weak: \d+ company-years/)
    .first()
    .click();
  await expect(page.getByRole("heading", { name: "30 June 2011" }).first()).toBeVisible();
});

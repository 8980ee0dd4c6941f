import { expect } from "playwright/test";
import { test } from "./quiet-test";
import { signUp } from "./screener-page";

test.describe("an account", () => {
  test.use({ expectedNoise: /401|404/ });

  test("is refused to a wrong password and to an unknown address with the same words", async ({ page }) => {
    const account = await signUp(page, "/watchlists");
    await page.context().clearCookies();
    for (const email of [account.email, "nobody@example.com"]) {
      await page.goto("/sign-in");
      await page.getByLabel("Email").fill(email);
      await page.getByLabel("Password").fill("not the password");
      await page.getByRole("button", { name: "Sign in" }).click();
      await expect(page.getByText("The email or the password is wrong.")).toBeVisible();
    }
    await page.getByLabel("Email").fill(account.email.toUpperCase());
    await page.getByLabel("Password").fill(account.password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page).toHaveURL(/\/screen$/);
  });

  test("says what is wrong with a sign-up beside the field, and not whether an address is taken", async ({ page }) => {
    await page.goto("/sign-up");
    await page.getByLabel("Email").fill("not an address");
    await page.getByLabel("Password").fill("short");
    await page.getByRole("button", { name: "Create account" }).click();
    await expect(page.getByText("This is not an email address, such as name@example.com.")).toBeVisible();
    await expect(page.getByText("Use at least 10 characters.")).toBeVisible();
    await page.getByLabel("Email").fill("name@example.com");
    await page.getByLabel("Password").fill("1234567890");
    await page.getByRole("button", { name: "Create account" }).click();
    await expect(page.getByText("among those that are tried first").first()).toBeVisible();

    const { email, password } = await signUp(page, "/watchlists");
    await page.context().clearCookies();
    await page.goto("/sign-up");
    await page.getByLabel("Email").fill(email);
    await page.getByLabel("Password").fill("another long password");
    await page.getByRole("button", { name: "Create account" }).click();
    await expect(page.getByText("If there was an account with your address before, it is as it was")).toBeVisible();
    await page.getByLabel("Email").fill(email);
    await page.getByLabel("Password").fill(password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page).toHaveURL(/\/screen$/);
  });

  test("keeps its watchlists from everybody else", async ({ page, browser, baseURL }) => {
    await signUp(page, "/watchlists");
    await page.getByRole("button", { name: "New watchlist" }).click();
    await page.getByLabel("Name").fill("Mine");
    await page.getByRole("button", { name: "Create" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Mine" })).toBeVisible();
    const path = new URL(page.url()).pathname;

    const other = await browser.newContext(baseURL === undefined ? {} : { baseURL });
    const strangerPage = await other.newPage();
    await strangerPage.goto(path);
    await expect(strangerPage).toHaveURL(/sign-in/);
    await signUp(strangerPage, "/watchlists");
    const answer = await strangerPage.goto(path);
    expect(answer?.status()).toBe(404);
    await expect(strangerPage.getByText("Mine")).toHaveCount(0);
    await other.close();
  });

  test("loses its sessions everywhere when it is signed out everywhere", async ({ page, browser, baseURL }) => {
    const account = await signUp(page, "/account");
    const other = await browser.newContext(baseURL === undefined ? {} : { baseURL });
    const second = await other.newPage();
    await second.goto("/sign-in?return=/account");
    await second.getByLabel("Email").fill(account.email);
    await second.getByLabel("Password").fill(account.password);
    await second.getByRole("button", { name: "Sign in" }).click();
    // The address of the form ends in /account too, so only the page itself tells that the sign-in is done.
    await expect(second.getByRole("heading", { name: "Account", level: 1 })).toBeVisible();

    await page.getByRole("button", { name: "Sign out everywhere" }).click();
    await expect(page).toHaveURL(/sign-in/);
    await second.reload();
    await expect(second).toHaveURL(/sign-in/);
    await other.close();
  });

  test("never sends anybody to another site after signing in", async ({ page }) => {
    for (const evil of ["https://evil.example", "//evil.example", "/\\evil.example"]) {
      await page.goto(`/sign-in?return=${encodeURIComponent(evil)}`);
      await expect(page.getByRole("link", { name: "Create one" })).toHaveAttribute("href", "/sign-up?return=%2Fscreen");
    }
  });
});

test("a saved screen is found again, renamed and deleted", async ({ page }) => {
  await signUp(page, "/screen");
  await page.goto("/screen?q=verdict%20%3D%20resilient");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("dialog").getByLabel("Name").fill("Sturdy");
  await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
  await expect(page.getByText('Saved "Sturdy"')).toBeVisible();

  // The same name again: it is said, and a second press puts the new screen in its place.
  await page.goto("/screen?q=verdict%20%3D%20resilient%20and%20roic%20%3E%205%25");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("dialog").getByLabel("Name").fill("sturdy");
  await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("dialog")).toContainText('You have a screen named "sturdy" already.');
  await page.getByRole("dialog").getByRole("button", { name: "Replace it" }).click();
  await expect(page.getByText('Replaced "sturdy"')).toBeVisible();

  await page.goto("/screens");
  await expect(page.getByRole("link", { name: "Sturdy" })).toBeVisible();
  await page.getByRole("button", { name: "Rename Sturdy" }).click();
  await page.getByRole("dialog").getByLabel("Name").fill("Sturdier");
  await page.getByRole("dialog").getByRole("button", { name: "Rename" }).click();
  await expect(page.getByRole("link", { name: "Sturdier" })).toHaveAttribute("href", /q=verdict.*roic/);
  await page.getByRole("button", { name: "Delete Sturdier" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
  await expect(page.getByText("No saved screen yet")).toBeVisible();
});

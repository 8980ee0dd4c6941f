import {
  type APIRequestContext,
  type APIResponse,
  type BrowserContext,
  expect,
  type Page,
  request,
} from "playwright/test";
import { test } from "./quiet-test";
import { signUp } from "./screener-page";

test.use({ expectedNoise: /401|429/ });

interface Login {
  readonly email: string;
  readonly password: string;
}

/** Somebody who copied the cookies of a browser, and asks with another program. */
function copyCookies(context: BrowserContext, baseURL: string | undefined): Promise<APIRequestContext> {
  return context
    .storageState()
    .then((storageState) => request.newContext({ storageState, maxRedirects: 0, ...(baseURL ? { baseURL } : {}) }));
}

/** Signs in as the form does. */
async function post(api: APIRequestContext, login: Login, headers: Record<string, string> = {}): Promise<APIResponse> {
  const { csrfToken } = await (await api.get("/api/auth/csrf")).json();
  const form = { ...login, csrfToken, json: "true", callbackUrl: "/" };
  return api.post("/api/auth/callback/credentials", { form, headers });
}

async function signIn(page: Page, { email, password }: Login): Promise<void> {
  await page.goto("/sign-in?return=/account");
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("heading", { name: "Account", level: 1 })).toBeVisible();
}

test("AUTH-1: a copied cookie is worth nothing once its session was ended, in whatever way", async ({
  page,
  context,
  baseURL,
}) => {
  const account = await signUp(page, "/account");
  const other = await request.newContext({ ...(baseURL ? { baseURL } : {}), maxRedirects: 0 });
  expect((await post(other, account)).status()).toBe(200);

  const expectEnded = async (copy: APIRequestContext) => {
    expect((await copy.get("/account")).status()).toBe(307);
    const session = await copy.get("/api/auth/session");
    expect(await session.json()).toEqual({});
    const cookies = session.headersArray().filter(({ name }) => name.toLowerCase() === "set-cookie");
    expect(cookies.filter(({ value }) => /session-token=[^;]/.test(value))).toEqual([]);
    await copy.dispose();
  };
  const copyLive = async () => {
    const copy = await copyCookies(context, baseURL);
    expect(await (await copy.get("/account")).text()).toContain(account.email);
    expect(await (await copy.get("/api/auth/session")).json()).toMatchObject({ user: { email: account.email } });
    return copyCookies(context, baseURL);
  };

  const signedOut = await copyLive();
  await page.goto("/account");
  await page.getByRole("button", { name: "Account", exact: true }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/screen/);
  await expectEnded(signedOut);
  // Signing out ends one session, and not those of other devices.
  expect((await other.get("/account")).status()).toBe(200);

  await signIn(page, account);
  const changed = await copyLive();
  await page.getByLabel("Current password").fill(account.password);
  await page.getByLabel("New password").fill("qwertyuiop1234567890");
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByText("among those that are tried first")).toBeVisible();
  await page.getByLabel("New password").fill("another password by chance");
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page).toHaveURL(/sign-in/);
  await expectEnded(changed);
  await expectEnded(other);

  await signIn(page, { email: account.email, password: "another password by chance" });
  const deleted = await copyLive();
  await page.getByRole("button", { name: "Delete account" }).click();
  await page.getByRole("dialog").getByLabel("Password").fill("another password by chance");
  await page.getByRole("dialog").getByRole("button", { name: "Delete account" }).click();
  await expect(page).toHaveURL(/\/screen/);
  await expectEnded(deleted);
});

test("AUTH-2: no header evades the limit of guesses, and the account stays open to a device that it was used with", async ({
  page,
  context,
  baseURL,
  openAsStranger,
}) => {
  const account = await signUp(page, "/watchlists");
  const stranger = await request.newContext({ ...(baseURL ? { baseURL } : {}), maxRedirects: 0 });
  const guess = (api: APIRequestContext, password: string, index: number) =>
    post(
      api,
      { email: account.email, password },
      { "x-forwarded-for": `198.51.100.${index}`, "x-real-ip": `::${index}` },
    );
  const statuses: number[] = [];
  let last: APIResponse | undefined;
  for (let index = 0; index < 14; index += 1) {
    last = await guess(stranger, "not the password", index);
    statuses.push(last.status());
  }
  // Ten; then a task for each, because the account is known at this place.
  expect(statuses.slice(0, 10)).toEqual(Array(10).fill(401));
  expect(statuses.slice(10)).toEqual([429, 429, 429, 429]);
  expect(await last?.text()).toMatch(/error=task_required%3A/);

  const other = await openAsStranger("/sign-in?return=/watchlists");
  await other.getByLabel("Email").fill(account.email);
  await other.getByLabel("Password").fill(account.password);
  await other.getByRole("button", { name: "Sign in" }).click();
  await expect(other.getByText("Your browser solves a task first")).toBeVisible();
  await expect(other).toHaveURL(/\/watchlists$/);
  for (let index = 0; index < 10; index += 1) await guess(stranger, "not the password", index);

  const copy = await copyCookies(context, baseURL);
  expect((await guess(copy, account.password, 15)).status()).toBe(200);
  await copy.dispose();
  await stranger.dispose();
  await page.context().clearCookies();
  await page.goto("/sign-in");
  await page.getByLabel("Email").fill("nobody-at-all@example.com");
  await page.getByLabel("Password").fill("not the password");
  const button = page.getByRole("button", { name: "Sign in" });
  const refused = page.getByText(/Too many tries\. Try again in \d+ (seconds|minutes)\./);
  for (let index = 0; index < 11; index += 1) {
    const answered = page.waitForResponse(/callback\/credentials/);
    await button.click();
    await answered;
  }
  await expect(refused).toBeVisible();
});

import { type BrowserContext, test as base, expect, type Page } from "playwright/test";

interface QuietFixtures {
  /** Messages that a test provokes on purpose: `test.use({ expectedNoise: /404/ })`. */
  expectedNoise: RegExp;
  /** What the pages of the test said or asked for that they should not have. */
  noise: string[];
  /** Opens a page in an empty browser profile, as somebody else would. */
  openAsStranger: (url: string) => Promise<Page>;
}

const nothing = /(?!)/;

/** Said of a machine that took seconds to start the page's scripts, not of the page. */
const slowness = /was preloaded using link preload but not used within a few seconds/;

/**
 * Playwright's test, which also fails when a page writes an error or a warning to the console, throws, or asks another
 * site for anything. Its pages are acted on once they are live.
 */
export const test = base.extend<QuietFixtures>({
  expectedNoise: [nothing, { option: true }],
  noise: [
    async ({ context, baseURL, expectedNoise }, use) => {
      const noise: string[] = [];
      listen(context, baseURL, noise);
      await use(noise);
      const unexpected = noise.filter((text) => !expectedNoise.test(text) && !slowness.test(text));
      expect(unexpected, "the pages of this test were quiet").toEqual([]);
    },
    { auto: true },
  ],
  page: async ({ page }, use) => {
    await actWhenLive(page);
    await use(page);
  },
  openAsStranger: async ({ browser, baseURL, noise }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (url) => {
      const context = await browser.newContext(baseURL === undefined ? {} : { baseURL });
      contexts.push(context);
      listen(context, baseURL, noise);
      const page = await context.newPage();
      await actWhenLive(page);
      await page.goto(url);
      return page;
    });
    for (const context of contexts) await context.close();
  },
});

/** Every action waits for the scripts of the page, as a press on a drawn button does nothing before them. */
async function actWhenLive(page: Page): Promise<void> {
  await page.addLocatorHandler(page.locator("html[lang]:not([data-live])"), async () => undefined);
}

function listen(context: BrowserContext, baseUrl: string | undefined, noise: string[]): void {
  context.on("console", (message) => {
    const { url, lineNumber } = message.location();
    if (["error", "warning"].includes(message.type())) {
      noise.push(`console: ${message.text()} (${url}:${lineNumber})`);
    }
  });
  context.on("weberror", (error) => noise.push(`thrown: ${error.error().message}`));
  context.on("request", (request) => {
    if (isForeign(request.url(), baseUrl)) noise.push(`request to another site: ${request.url()}`);
  });
}

function isForeign(url: string, baseUrl: string | undefined): boolean {
  const { protocol, origin } = new URL(url);
  return ["http:", "https:", "ws:", "wss:"].includes(protocol) && origin !== new URL(baseUrl ?? url).origin;
}

import { type APIResponse, expect, type Page } from "playwright/test";
import { pagePaths } from "./page-paths";
import { test } from "./quiet-test";
import { listSentStyles, watchRefusals } from "./refusals";
import { openLive } from "./screener-page";

const filtered = "/screen?q=interest_cover%20%3E%204%20and%20market_cap%20%3E%20%24300m%20rank%20by%200.6%20pct(roic)";

async function visit(page: Page, path: string): Promise<void> {
  const answer = await page.goto(path);
  expect(listSentStyles((await answer?.text()) ?? ""), path).toEqual([]);
  await page.waitForLoadState("networkidle");
}

test("HTTP-9: nothing that a person opens on the screener is refused by its policy", async ({ page }) => {
  const refused = await watchRefusals(page);
  await openLive(page, filtered);
  // The editor brings a style element of its own.
  await page.locator(".cm-content").first().click();
  await page.keyboard.type(" and roic");
  await expect(page.locator(".cm-tooltip-autocomplete")).toBeVisible();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  const handle = page.getByRole("slider", { name: "Interest cover, at least" });
  await handle.focus();
  await page.keyboard.press("ArrowRight");
  await page.getByRole("button", { name: "Add filter" }).first().click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.keyboard.press("Escape");
  const [width = 0, edge] = await page.evaluate(() => {
    const element = document.querySelector("[data-resize]");
    const { x = 0, y = 0, width: own = 0 } = element?.getBoundingClientRect() ?? {};
    return [element?.closest("th")?.getBoundingClientRect().width ?? 0, { x: x + own / 2, y: y + 10 }] as const;
  });
  await page.mouse.move(edge.x, edge.y);
  await page.mouse.down();
  await page.mouse.move(edge.x + 40, edge.y, { steps: 4 });
  await page.mouse.up();
  const head = page.locator("th:has([data-resize])").first();
  await expect.poll(async () => (await head.boundingBox())?.width).toBeCloseTo(width + 40, 0);
  // The server draws the width anew, without a style attribute.
  await visit(page, filtered);
  expect((await head.boundingBox())?.width).toBeCloseTo(width + 40, 0);
  expect(refused).toEqual([]);
});

test.describe("a planted style", () => {
  test.use({ expectedNoise: /inline style/ });

  test("is refused, and these tests see that", async ({ page }) => {
    const refused = await watchRefusals(page);
    await page.goto("/sign-in");
    await page.evaluate(() => {
      const element = document.createElement("div");
      element.setAttribute("style", "color: red");
      document.body.append(element);
    });
    await expect.poll(() => refused.length).toBe(1);
    expect(refused[0]).toContain("style-src-attr");
    expect(listSentStyles('<p>style="a"</p><b class="c" style="d">e</b><style nonce="f">')).toHaveLength(2);
  });
});

function readPolicy(answer: APIResponse): Map<string, string> {
  const text = answer.headers()["content-security-policy"] ?? "";
  return new Map(
    text.split("; ").map((part) => {
      const [name = "", ...sources] = part.split(" ");
      return [name, sources.join(" ")] as const;
    }),
  );
}

const askers: readonly Readonly<Record<string, string>>[] = [
  {},
  { "next-router-prefetch": "1", rsc: "1" },
  { "next-router-prefetch": "1" },
  { purpose: "prefetch" },
  { "sec-purpose": "prefetch" },
  { rsc: "1" },
];

test("HTTP-9: every page has a policy without unsafe words, whoever asks and whatever for", async ({ request }) => {
  for (const headers of askers) {
    for (const path of [...pagePaths, "/", "/company/NOSUCH1", "/no-such-page", "/apiary"]) {
      const answer = await request.get(path, { headers, maxRedirects: 0 });
      const policy = readPolicy(answer);
      const what = `${path} ${JSON.stringify(headers)} ${answer.status()}`;
      expect([...policy.values()].join(" "), what).not.toMatch(/unsafe|\*|https?:/);
      expect(policy.get("frame-ancestors"), what).toBe("'none'");
      expect(policy.get("style-src"), what).toMatch(/^'self' 'nonce-[\w+/=]+'$/);
      expect(policy.get("script-src"), what).toMatch(/^'self' 'nonce-[\w+/=]+' 'strict-dynamic'$/);
      expect(policy.get("script-src"), what).toContain(policy.get("style-src")?.split(" ")[1]);
    }
  }
});

test("HTTP-8: what is no page has a policy that allows nothing, or what a file of the build may need", async ({
  request,
}) => {
  const page = await (await request.get("/sign-in")).text();
  const [script = ""] = /\/_next\/static\/[^"]+\.js/.exec(page) ?? [];
  expect(readPolicy(await request.get(script)).get("default-src")).toBe("'self'");
  for (const path of ["/robots.txt", "/api/v1/health", "/api/v1/metrics", "/api/v1/nothing"]) {
    const answer = await request.get(path);
    expect(readPolicy(answer).get("default-src"), `${path} ${answer.status()}`).toBe("'none'");
    expect(answer.headers()["strict-transport-security"], "the address of these tests is not https").toBeUndefined();
  }
});

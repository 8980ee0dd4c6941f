import type { Page } from "playwright/test";

/** What the browser refused to the pages of a context, by the policy that they came with. */
export async function watchRefusals(page: Page): Promise<string[]> {
  const refused: string[] = [];
  await page.context().exposeBinding("tellRefusal", (_, text: string) => void refused.push(text));
  await page.context().addInitScript(() => {
    document.addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI, sample, target }) => {
      const where = target instanceof Element ? target.outerHTML.slice(0, 200) : "";
      const tell: unknown = Reflect.get(window, "tellRefusal");
      if (typeof tell === "function")
        tell(`${location.pathname}: ${effectiveDirective} ${blockedURI} ${sample} ${where}`);
    });
  });
  return refused;
}

/** Elements with a style attribute, and style elements, in a page as the server sent it. */
export function listSentStyles(html: string): string[] {
  return [...html.matchAll(/<[a-z][^<>]*\sstyle=[^<>]*>|<style\b[^>]*>/gi)].map(([text]) => text);
}

import { expect, type Locator, type Page } from "playwright/test";
import { findViolations } from "./find-violations";
import { test } from "./quiet-test";

const themes = ["light", "dark"] as const;

/** Adds up what moves on a page from its first moment on. */
async function watchShifts(page: Page): Promise<() => Promise<number>> {
  await page.addInitScript(() => {
    const sums = { shift: 0 };
    Reflect.set(window, "shifts", sums);
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) sums.shift += (entry as PerformanceEntry & { value: number }).value;
    }).observe({ type: "layout-shift", buffered: true });
  });
  return () => page.evaluate(() => (Reflect.get(window, "shifts") as { shift: number }).shift);
}

/** How many colours a picture has, as the browser reads it. */
async function countColours(page: Page, picture: Buffer): Promise<number> {
  return page.evaluate(async (base64) => {
    const image = new Image();
    image.src = `data:image/png;base64,${base64}`;
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height);
    const context = canvas.getContext("2d");
    context?.drawImage(image, 0, 0);
    const pixels = new Uint32Array(context?.getImageData(0, 0, image.width, image.height).data.buffer ?? []);
    return new Set(pixels).size;
  }, picture.toString("base64"));
}

/** The heights of the controls of each row, by the row's name; rows of sizes differ on purpose. */
async function listControlHeights(page: Page): Promise<Record<string, number[]>> {
  const rows = await page.locator("[data-specimen=row]").evaluateAll((found) =>
    found.map((row) => ({
      name: row.previousElementSibling?.textContent ?? "",
      heights: [...row.querySelectorAll(":scope > :is(button, a, input, select)")].map(
        (control) => control.getBoundingClientRect().height,
      ),
    })),
  );
  return Object.fromEntries(
    rows
      .filter(({ name, heights }) => heights.length > 1 && !/^(Sizes|Inks)$/.test(name))
      .map(({ name, heights }) => [name, [...new Set(heights)]]),
  );
}

const getLeft = async (locator: Locator) => (await locator.boundingBox())?.x;

test("C-30: the parts of pages are drawn in both themes, stand in line, are told apart, and do not move", async ({
  page,
}) => {
  await page.goto("/methodology");
  const edge = await getLeft(page.getByRole("heading", { level: 1 }));
  const readShift = await watchShifts(page);
  await page.goto("/design");
  await expect(page.locator("#charts [role=slider] svg")).toHaveCount(2);
  await expect(page.locator("[data-contrast]").first()).toBeVisible();
  expect(await getLeft(page.getByRole("heading", { level: 1 }))).toBe(edge);

  const heights = await listControlHeights(page);
  expect(Object.keys(heights).length).toBeGreaterThan(8);
  for (const [name, different] of Object.entries(heights)) expect(different, name).toHaveLength(1);
  const sections = page.locator("section[id]:has(> div > div > h2)");
  const lefts = await sections.evaluateAll((found) => found.map((section) => section.getBoundingClientRect().left));
  expect(new Set(lefts).size).toBe(1);

  const pictures = new Map<string, Buffer>();
  for (const colorScheme of themes) {
    await page.emulateMedia({ colorScheme });
    await expect(page.locator("[data-contrast=low]")).toHaveCount(0);
    for (const section of await sections.all()) {
      const name = (await section.getAttribute("id")) ?? "";
      const picture = await section.screenshot();
      expect(await countColours(page, picture), `${name}, ${colorScheme}`).toBeGreaterThan(4);
      expect(pictures.get(name)?.equals(picture) ?? false, `${name} differs in the other theme`).toBe(false);
      pictures.set(name, picture);
    }
  }
  expect(pictures.size).toBe(13);
  expect(await readShift()).toBeLessThan(0.02);
});

test("C-29, C-30: a chart is read by keys and as a table, and what lies over the page is accessible in both themes", async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto("/design");
  const plot = page.getByRole("slider", { name: "Bars and lines, with gaps, by period" });
  await expect(plot.locator("svg")).toHaveCount(1);
  await plot.focus();
  await page.keyboard.press("End");
  await page.keyboard.press("ArrowLeft");
  await expect(plot).toHaveAttribute(
    "aria-valuetext",
    /^Fiscal year to Dec 31, 2024: EBIT \$131m.*Cash alone in conflict$/,
  );
  await expect(plot.getByText("in conflict")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(plot.getByText("in conflict")).toBeHidden();
  await page.getByText("Show as table: Bars and lines, with gaps").click();
  await expect(page.getByRole("region", { name: "Bars and lines, with gaps as a table" })).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);

  for (const name of ["Open a menu", "Open a dialog"]) {
    await page.getByRole("button", { name }).click();
    await expect(page.locator("[data-layer]")).toBeVisible();
    for (const colorScheme of themes) {
      await page.emulateMedia({ colorScheme });
      await page.evaluate(() => Promise.allSettled(document.getAnimations().map(({ finished }) => finished)));
      expect(
        await findViolations(page, colorScheme === "light" ? "all" : "colours"),
        `${name}, ${colorScheme}`,
      ).toEqual([]);
    }
    await page.keyboard.press("Escape");
    await expect(page.locator("[data-layer]")).toBeHidden();
  }
});

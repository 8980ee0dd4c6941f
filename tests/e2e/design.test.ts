import { expect, type Locator, type Page } from "playwright/test";
import { expectAccessible } from "./expect-accessible";
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

interface Part {
  readonly name: string;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** How many colours each part of two pictures has, and whether the pictures differ there, as the browser reads them. */
async function comparePictures(page: Page, pictures: readonly Buffer[], parts: readonly Part[]) {
  return page.evaluate(
    async ([sources, places]) => {
      const contexts = await Promise.all(
        sources.map(async (base64) => {
          const image = new Image();
          image.src = `data:image/png;base64,${base64}`;
          await image.decode();
          const context = new OffscreenCanvas(image.width, image.height).getContext("2d", { willReadFrequently: true });
          context?.drawImage(image, 0, 0);
          return context;
        }),
      );
      return places.map(({ name, left, top, width, height }) => {
        const [light = [], dark = []] = contexts.map(
          (context) => new Uint32Array(context?.getImageData(left, top, width, height).data.buffer ?? []),
        );
        return {
          name,
          light: new Set(light).size,
          dark: new Set(dark).size,
          differs: light.some((pixel, at) => pixel !== dark[at]),
        };
      });
    },
    [pictures.map((picture) => picture.toString("base64")), parts] as const,
  );
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
  // The browser of a picture is as tall as the page, which moves what is fixed to its edges.
  expect(await readShift()).toBeLessThan(0.02);

  const parts = await page.locator("section[id]:has(> div > div > h2)").evaluateAll((found) =>
    found.map((section) => {
      const { left, top, width, height } = section.getBoundingClientRect();
      return { name: section.id, left, top: top + scrollY, width, height: Math.min(height, 400) };
    }),
  );
  expect(parts).toHaveLength(13);
  expect(new Set(parts.map(({ left }) => left)).size).toBe(1);
  const pictures: Buffer[] = [];
  for (const colorScheme of themes) {
    await page.emulateMedia({ colorScheme });
    await expect(page.locator("[data-contrast=low]")).toHaveCount(0);
    pictures.push(await page.screenshot({ fullPage: true }));
  }
  for (const { name, light, dark, differs } of await comparePictures(page, pictures, parts)) {
    expect(light, `${name}, light, is not blank`).toBeGreaterThan(4);
    expect(dark, `${name}, dark, is not blank`).toBeGreaterThan(4);
    expect(differs, `${name} differs in the other theme`).toBe(true);
  }
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
  await page.locator("summary", { hasText: "Bars and lines, with gaps" }).click();
  await expect(page.getByRole("region", { name: "Bars and lines, with gaps as a table" })).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);

  for (const name of ["Open a menu", "Open a dialog"]) {
    await page.getByRole("button", { name }).click();
    await expect(page.locator("[data-layer]")).toBeVisible();
    await expectAccessible(page, name);
    await page.keyboard.press("Escape");
    await expect(page.locator("[data-layer]")).toBeHidden();
  }
});

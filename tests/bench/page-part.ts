import "server-only";
import { setTimeout } from "node:timers/promises";
import { chromium, type Page } from "playwright";
import { CommandError } from "#lib/server/cli/command-error";
import { findChromium } from "#lib/server/cli/find-chromium.mjs";
import { getEnvironment } from "#lib/server/env";
import type { BenchPart, BenchResult } from "./bench-part";
import { computeP95, computeSpread } from "./engine/statistics";
import { withSampleServer } from "./server/with-sample-server";

/** From a key or the pointer to the picture that shows it. */
const paintMsMax = 50;
/** The same on a processor that is slowed four times: beyond it people feel that letters lag. */
const slowedMsMax = 200;
const slowing = 4;

const typed = "interest_cover > 3 and roic > 5% and net_debt_to_ebitda < 3";

interface Script {
  readonly name: string;
  readonly path: string;
  readonly slowing: number;
  readonly msMax: number;
  /** Which events of the browser are measured. */
  readonly events: readonly string[];
  /** Does what a person does; everything that is loaded on demand has come by then. */
  readonly act: (page: Page) => Promise<void>;
}

async function openEditor(page: Page): Promise<void> {
  const editor = page.locator("#query.cm-content, #query .cm-content").first();
  await editor.waitFor();
  await editor.click();
}

/** Sixty letters at the pace of a fast typist, then the same taken back. */
async function typeQuery(page: Page): Promise<void> {
  await openEditor(page);
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type(typed, { delay: 60 });
  for (let count = 0; count < 20; count += 1) await page.keyboard.press("Backspace", { delay: 40 });
}

/** A handle over a good part of its way and back, a step every 30 ms. */
async function dragHandle(page: Page, name: string): Promise<void> {
  const handle = page.getByRole("slider", { name }).first();
  await handle.waitFor();
  const box = await handle.locator("xpath=..").boundingBox();
  if (box === null) throw new CommandError(`The handle "${name}" has no place on the page.`);
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (let step = 1; step <= 60; step += 1) {
    await page.mouse.move(x + 80 * Math.sin((step / 60) * Math.PI), y);
    await setTimeout(30);
  }
  await page.mouse.up();
}

async function pressKeys(page: Page, key: string, times: number): Promise<void> {
  for (let count = 0; count < times; count += 1) {
    await page.keyboard.press(key);
    await setTimeout(60);
  }
}

const scripts: readonly Script[] = [
  { name: "typing a query", path: "/screen", slowing: 1, msMax: paintMsMax, events: ["keydown"], act: typeQuery },
  {
    name: "typing a query, processor slowed four times",
    path: "/screen",
    slowing,
    msMax: slowedMsMax,
    events: ["keydown"],
    act: typeQuery,
  },
  {
    name: "dragging a filter",
    path: "/screen?q=interest_cover%20%3E%3D%203",
    slowing: 1,
    msMax: paintMsMax,
    events: ["pointermove", "mousemove"],
    act: (page) => dragHandle(page, "Interest cover, at least"),
  },
  {
    name: "moving the stress by keys",
    path: "/screen",
    slowing: 1,
    msMax: paintMsMax,
    events: ["keydown"],
    act: async (page) => {
      await page.keyboard.press("s");
      const handle = page.getByRole("slider", { name: "Rate shift" });
      await handle.waitFor();
      await handle.focus();
      await pressKeys(page, "ArrowRight", 24);
      await pressKeys(page, "ArrowLeft", 24);
    },
  },
  {
    name: "walking down the rows",
    path: "/screen",
    slowing: 1,
    msMax: paintMsMax,
    events: ["keydown"],
    act: (page) => pressKeys(page, "j", 60),
  },
];

/**
 * Runs a script in a browser and takes the time in ms from each of its events to the end of the frame after it: from the
 * time that the browser stamps on the event to the first task after the frame was drawn. The browser's own Event Timing
 * tells neither moves of the pointer nor less than 16 ms.
 */
async function measureScript(url: string, script: Script, executablePath: string): Promise<readonly number[]> {
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, reducedMotion: "reduce" });
    const session = await page.context().newCDPSession(page);
    await page.goto(`${url}${script.path}`);
    await page.getByRole("button", { name: "Add filter" }).first().and(page.locator(":enabled")).waitFor();
    await page.waitForLoadState("networkidle");
    await session.send("Emulation.setCPUThrottlingRate", { rate: script.slowing });
    await page.evaluate((events) => {
      const state = window as unknown as { frames: number[] };
      state.frames = [];
      for (const name of events) {
        addEventListener(
          name,
          ({ timeStamp }) => {
            // The frame that shows what the event did ends with a task after it.
            requestAnimationFrame(() => {
              const { port1, port2 } = new MessageChannel();
              port1.onmessage = () => state.frames.push(performance.now() - timeStamp);
              port2.postMessage(null);
            });
          },
          { capture: true, passive: true },
        );
      }
    }, script.events);
    await script.act(page);
    await setTimeout(500);
    return await page.evaluate(() => (window as unknown as { frames: number[] }).frames);
  } finally {
    await browser.close();
  }
}

/** The screener in a browser: from a key or the pointer to the picture that shows it. */
export const pagePart: BenchPart = {
  name: "page",
  about: "the screener in a browser, from a key or the pointer to the next picture, against the time people feel",
  async run(say) {
    const { root } = getEnvironment();
    const executablePath = await findChromium();
    if (executablePath === null) {
      throw new CommandError("No Chromium was found. Install one (apt-get install chromium), then measure again.");
    }
    return withSampleServer(root, say, async ({ url }) => {
      const answer = await fetch(`${url}/api/v1/screen?limit=1`);
      const { total } = (await answer.json()) as { total: number };
      const results: BenchResult[] = [];
      for (const script of scripts) {
        const times = await measureScript(url, script, executablePath);
        const [median, p95] = [computeSpread(times).median, computeP95(times)];
        say(`${script.name}: ${times.length} events, median ${median.toFixed(0)} ms, p95 ${p95.toFixed(0)} ms`);
        results.push({
          name: `page/${script.name}`,
          rows: total,
          ratio: script.msMax / p95,
          goal: 1,
          peer: `${script.msMax} ms`,
          version: "",
          medianUs: median * 1000,
          p95Us: p95 * 1000,
        });
      }
      return results;
    });
  },
};

// Finds a Chromium for the browser tests. A plain module, because Playwright's configuration loads it as well.
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

/** The first has no window, which no test looks at, and takes less than half of the processor's time for a page. */
const names = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const folders = ["/usr/bin", "/usr/local/bin", "/snap/bin", "/opt/google/chrome"];
const applications = [
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/**
 * The path of a Chromium: one that is installed on the machine, else the one that Playwright has fetched, else null.
 * @returns {Promise<string | null>}
 */
export async function findChromium() {
  const searched = [...(process.env.PATH ?? "").split(delimiter).filter(Boolean), ...folders];
  const candidates = [...names.flatMap((name) => searched.map((folder) => join(folder, name))), ...applications];
  const found = candidates.find((path) => existsSync(path));
  if (found) return found;
  const { chromium } = await import("playwright");
  const own = chromium.executablePath();
  return own && existsSync(own) ? own : null;
}

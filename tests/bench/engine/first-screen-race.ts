import "server-only";
import { spawnSync } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { packSnapshot } from "#lib/column/packed-snapshot";
import type { BenchResult, Say } from "../bench-part";
import type { BuiltFile } from "./built-file";
import { bundle } from "./bundle";
import { compareLimit } from "./compare-limit";
import { computeSpread, formatMicroseconds } from "./statistics";

const firstScreenMsMax = 150;
const firstScreenRounds = 9;

/**
 * What the process runs. It counts the processor time of the main thread, which is what stands between a user and the
 * page, and which other work of the machine hardly changes; where the system does not tell it, the time that passes.
 */
const script = `
import { readFileSync } from "node:fs";
const [code] = process.argv.slice(1);
function readMs() {
  try {
    return Number(readFileSync("/proc/self/schedstat", "utf8").split(" ")[0]) / 1e6;
  } catch {
    return performance.now();
  }
}
const startedAt = readMs();
await import(code);
process.stdout.write(String(readMs() - startedAt));
`;

/**
 * From the bytes as they arrive to a first screen, with the loading of the code, as one bundled file, in a process of
 * its own each time, where nothing is compiled yet.
 */
export async function measureFirstScreen(home: string, built: BuiltFile, say: Say): Promise<BenchResult> {
  const [code, path] = [join(home, "first-screen.mjs"), join(home, "first.pak")];
  const source = fileURLToPath(new URL("./first-screen.ts", import.meta.url));
  await writeFile(code, await bundle({ source: `import ${JSON.stringify(source)};`, platform: "node" }));
  await writeFile(path, packSnapshot(built.bytes));
  const values = Array.from({ length: firstScreenRounds }, () => {
    const args = ["--input-type=module", "--eval", script, code, path, built.hash];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
    if (status !== 0) throw new Error(`The first screen ended with status ${status}: ${stderr}`);
    return Number(stdout) * 1000;
  });
  const spread = computeSpread(values);
  say(`From bytes to the first screen: ${formatMicroseconds(spread)} of the main thread`);
  const { rowCount } = built.table;
  return compareLimit("load, compile and first screen", rowCount, spread.median / 1000, firstScreenMsMax, "ms");
}

import "server-only";
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { BenchResult, Say } from "../bench-part";
import type { BuiltFile } from "./built-file";
import { compareLimit } from "./compare-limit";
import { computeSpread, formatMicroseconds } from "./statistics";

const firstScreenMsMax = 150;
const firstScreenRounds = 9;

/** In a process of its own each time, where nothing is compiled yet. */
export function measureFirstScreen(path: string, { hash, table }: BuiltFile, say: Say): BenchResult {
  const script = fileURLToPath(new URL("./first-screen.ts", import.meta.url));
  const values = Array.from({ length: firstScreenRounds }, () => {
    const args = ["--conditions=react-server", "--import", "tsx", script, path, hash];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
    if (status !== 0) throw new Error(`The first screen ended with status ${status}: ${stderr}`);
    return Number(stdout) * 1000;
  });
  const spread = computeSpread(values);
  say(`From bytes to the first screen: ${formatMicroseconds(spread)} of processor time`);
  return compareLimit("load, compile and first screen", table.rowCount, spread.median / 1000, firstScreenMsMax, "ms");
}

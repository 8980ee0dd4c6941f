import "server-only";
import { readFileSync } from "node:fs";
import { runScreen } from "../../../../screen/run-screen";
import { openUniverse } from "../../../../screen/universe";

// A process of its own, since nothing may have been compiled before: reads a snapshot file, and prints how many
// milliseconds of processor time it took from its bytes to the rows of a first screen.
const [path, hash] = process.argv.slice(2);
if (path === undefined || hash === undefined) throw new Error("The snapshot file and its hash are needed.");
const bytes = new Uint8Array(readFileSync(path));
const startedAt = process.cpuUsage();
const universe = await openUniverse(bytes, hash);
if (!universe.ok) throw new Error(universe.error.message);
const screen = {
  query: "verdict = resilient",
  sort: [{ expression: "market_cap", descending: true }],
  columns: ["roic"],
};
const result = runScreen(universe.value, screen);
if (!result.ok) throw new Error(JSON.stringify(result.error));
const spent = process.cpuUsage(startedAt);
process.stdout.write(`${(spent.user + spent.system) / 1000}\n`);

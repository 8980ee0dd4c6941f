import "server-only";
import { readFileSync } from "node:fs";
import { unpackSnapshot } from "#lib/column/packed-snapshot";
import { runScreen } from "#lib/screen/run/run-screen";
import { openSnapshotFile } from "#lib/screen/universe/open-snapshot";

// Bundled, and imported by a process of its own, since nothing may have been compiled before: goes from the bytes as
// they arrive in a browser to the rows of a first screen.
const [path, hash] = process.argv.slice(2);
if (path === undefined || hash === undefined) throw new Error("The packed snapshot and its hash are needed.");
const bytes = unpackSnapshot(new Uint8Array(readFileSync(path)));
if (!bytes.ok) throw new Error(bytes.error.message);
const snapshot = await openSnapshotFile(bytes.value, hash);
if (!snapshot.ok) throw new Error(snapshot.error.message);
const screen = {
  query: "verdict = resilient",
  sort: [{ expression: "market_cap", descending: true }],
  columns: ["roic"],
};
const result = runScreen(snapshot.value.base, screen, { offset: 0, limit: 60 });
if (!result.ok) throw new Error(JSON.stringify(result.error));
if (result.value.count === 0) throw new Error("Impossible state: no company of the first screen is resilient.");

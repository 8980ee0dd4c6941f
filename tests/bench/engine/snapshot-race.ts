import "server-only";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { unpackSnapshot } from "#lib/column/packed-snapshot";
import { readSnapshot } from "#lib/column/snapshot";
import type { ColumnTable } from "#lib/column/table";
import { missingTextCode } from "#lib/expr/vector";
import { runScreen } from "#lib/screen/run/run-screen";
import { createUniverse } from "#lib/screen/universe/universe";
import { loadSample } from "#lib/server/cli/load-sample";
import { openDatabase } from "#lib/server/db/database";
import { silentProgress } from "#lib/server/ingest/progress";
import { type BuiltSnapshot, buildSnapshot } from "#lib/server/snapshot/build-snapshot";
import { openSnapshotFileIn, readSnapshotFile, writeSnapshotFiles } from "#lib/server/snapshot/snapshot-file";
import type { BenchResult, Say } from "../bench-part";
import { answerLimit } from "./bench-screen";
import { type BuiltFile, requireSnapshot } from "./built-file";
import { measureBundle } from "./bundle-size";
import { raceCallers } from "./caller-race";
import { compareLimit } from "./compare-limit";
import { measureFirstScreen } from "./first-screen-race";
import { measureHeldBytes } from "./heap";
import { computeRatios, computeSpread, formatFigure, formatMicroseconds } from "./statistics";
import { measureReflag } from "./stress-race";

const sizeShareMax = 0.6;
const parseTimes = 5;
const memoryTimesMax = 2;

const parseRounds = 15;
const heldSnapshots = 12;

/** The snapshot of the sample universe: its size, its reading, its first screen, a stress, what it takes to hold, its callers. */
export async function measureSnapshot(say: Say): Promise<readonly BenchResult[]> {
  const home = await mkdtemp(join(tmpdir(), "ballast-bench-"));
  try {
    const built = await buildSampleSnapshot(home);
    return [...(await measureBuilt(home, built, say)), ...(await raceCallers(home, built, say))];
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

/** The same for a snapshot that is built. */
export async function measureBuilt(home: string, built: BuiltFile, say: Say): Promise<readonly BenchResult[]> {
  await writeSnapshotFiles(home, built.hash, built.bytes);
  const columnCount = built.table.columns.length;
  say(
    `Snapshot of ${built.table.rowCount} rows and ${columnCount} columns, ${formatFigure(built.bytes.length / 1e6)} MB`,
  );
  return [
    ...(await measureSize(home, built, say)),
    await measureFirstScreen(home, built, say),
    await measureBundle(built.table.rowCount, say),
    ...measureReflag(requireSnapshot(built.bytes), say),
    await measureMemory(home, built, say),
  ];
}

async function buildSampleSnapshot(home: string): Promise<BuiltSnapshot> {
  const database = await openDatabase({ home, databaseUrl: null });
  try {
    await loadSample(database, home, silentProgress);
    const built = await buildSnapshot(database, { sample: true });
    if (!built) throw new Error("Impossible state: the sample universe has no holdings");
    return built;
  } finally {
    await database.close();
  }
}

/** As it is served, against its rows as gzipped JSON; and from the bytes that are served to a table, or to rows. */
async function measureSize(home: string, built: BuiltFile, say: Say): Promise<readonly BenchResult[]> {
  const json = gzipSync(JSON.stringify(buildRows(built.table)), { level: 9 });
  const packed = await readPackedFile(home, built.hash);
  const rows = built.table.rowCount;
  say(`Packed size: ${formatFigure(packed.length / 1e6)} MB of ${formatFigure(json.length / 1e6)} MB`);
  const times = { own: [] as number[], json: [] as number[] };
  for (let round = -2; round < parseRounds; round += 1) {
    const own = measureMs(() => requireSnapshot(unpack(gunzipSync(packed))));
    const rowsMs = measureMs(() => JSON.parse(gunzipSync(json).toString("utf8")));
    if (round < 0) continue;
    times.own.push(own * 1000);
    times.json.push(rowsMs * 1000);
  }
  const parsed = computeRatios(times.json, times.own);
  say(
    `Unpack and parse: ${formatMicroseconds(computeSpread(times.own))} against ` +
      `${formatMicroseconds(computeSpread(times.json))} for JSON`,
  );
  return [
    {
      name: "snapshot size",
      rows,
      ratio: json.length / packed.length,
      goal: 1 / sizeShareMax,
      peer: "gzipped JSON rows",
      version: `zlib ${process.versions.zlib}`,
    },
    {
      name: "snapshot decompressed and parsed",
      rows,
      ratio: parsed.median,
      goal: parseTimes,
      peer: "gzipped JSON rows",
      version: `V8 ${process.versions.v8}`,
    },
  ];
}

async function readPackedFile(home: string, hash: string): Promise<Buffer> {
  const file = await openSnapshotFileIn(home, hash, "packed");
  if (!file) throw new Error("Impossible state: the snapshot has no packed file");
  return file.handle.readFile().finally(() => file.handle.close());
}

function unpack(packed: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = unpackSnapshot(packed);
  if (!bytes.ok) throw new Error(`Impossible state: ${bytes.error.message}`);
  return bytes.value;
}

/** Rows as an API would answer with: known values by the name of their column. */
function buildRows(table: ColumnTable): readonly Readonly<Record<string, number | string>>[] {
  return Array.from({ length: table.rowCount }, (_, row) => {
    const cells: Record<string, number | string> = {};
    for (const { id } of table.columns) {
      const vector = table.getVector(id);
      if (vector?.type === "number" && vector.reasons[row] === 0) cells[id] = vector.values[row] as number;
      if (vector?.type !== "text") continue;
      const code = vector.codes[row] as number;
      if (code !== missingTextCode) cells[id] = vector.dictionary[code] as string;
    }
    return cells;
  });
}

/** What the process grows by for each more snapshot that it holds and has screened. */
async function measureMemory(home: string, built: BuiltFile, say: Say): Promise<BenchResult> {
  const held: unknown[] = [];
  const hold = async () => {
    const bytes = await readSnapshotFile(home, built.hash);
    const read = bytes && (await readSnapshot(bytes, built.hash));
    if (!read?.ok) throw new Error("Impossible state: the snapshot that was written cannot be read");
    const universe = createUniverse(read.value);
    const query = "interest_cover > 2 and roic > 5%";
    const screen = { query, sort: [{ expression: "market_cap", descending: true }], columns: [] };
    held.push([universe, runScreen(universe, screen, { offset: 0, limit: answerLimit })]);
  };
  await hold();
  const before = measureHeldBytes();
  for (let count = 0; count < heldSnapshots; count += 1) await hold();
  const each = (measureHeldBytes() - before) / heldSnapshots;
  say(
    `Memory for each more snapshot: ${formatFigure(each / 1e6)} MB of a file of ${formatFigure(built.bytes.length / 1e6)} MB`,
  );
  if (held.length !== heldSnapshots + 1) throw new Error("Impossible state: a snapshot was let go");
  return compareLimit(
    "memory for each more snapshot",
    built.table.rowCount,
    each / built.bytes.length,
    memoryTimesMax,
    "times its file",
  );
}

function measureMs(work: () => unknown): number {
  const startedAt = performance.now();
  work();
  return performance.now() - startedAt;
}

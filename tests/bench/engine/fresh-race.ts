import "server-only";
import type { ScreenTarget } from "#lib/screen/run/run-screen";
import type { BenchResult, Say } from "../bench-part";
import { openFreshArqueroPeers } from "./arquero-peer";
import { answerLimit } from "./bench-screen";
import type { BenchTable } from "./bench-table";
import { chooseFaster } from "./choose-faster";
import { requireSame } from "./compare-answers";
import { comparePeers } from "./compare-peers";
import { openFreshDuckdbPeers } from "./duckdb-peer";
import { createFreshTasks, type FreshTask, type FreshTasks } from "./fresh-tasks";
import { writeFreshQuery } from "./fresh-texts";
import { measureHeldBytes } from "./heap";
import { makeReady } from "./make-ready";
import { openFreshObjectRowsPeers } from "./object-rows-peer";
import { askEngine, createTarget, openOwnFreshPeer } from "./own-peer";
import { type OpenFreshPeer, type Peer, requireAt } from "./peer";
import { openFreshPglitePeers } from "./pglite-peer";
import { raceTasks, type TaskTimes } from "./race-tasks";
import {
  computeP95,
  computeRatios,
  computeSpread,
  formatDuration,
  formatFigure,
  formatMicroseconds,
} from "./statistics";

/** How much is asked of screens that nobody has asked for before, at one number of rows. */
export interface FreshSize {
  /** The columns that all competitors have, each with its percentiles. */
  readonly names: readonly string[];
  readonly rounds: number;
  /** The tasks of a round, the same for all competitors. */
  readonly tasksPerRound: number;
  /** How many screens are compared first with all of their rows, and three times as many with the first ones. */
  readonly compared: number;
  /** How many other screens the engine has run before. */
  readonly others: number;
  /** Where so many would take too long: as many as fit into these seconds. */
  readonly othersSecondsMax: number | null;
  /** The least ratio for each competitor that takes part. */
  readonly goals: Readonly<Partial<Record<FreshCompetitor, number>>>;
}

const competitors = {
  arquero: { name: "arquero", open: openFreshArqueroPeers },
  duckdb: { name: "DuckDB, one thread", open: openFreshDuckdbPeers },
  pglite: {
    name: "PGlite",
    open: openFreshPglitePeers,
  },
  objectRows: { name: "array of objects", open: openFreshObjectRowsPeers },
} as const satisfies Record<string, { readonly name: string; readonly open: OpenFreshPeer }>;

type FreshCompetitor = keyof typeof competitors;

const screenKind = "text never seen before";
const seed = 20_261_128;
/** What a competitor does before its times count. */
const warmUpTasks = 200;
const warmUpMsMax = 3000;

/**
 * Screens of which none was ever asked: all competitors have their columns and the percentiles of them ready, and
 * nothing else. The engine has thousands of other screens behind it.
 */
export async function raceFreshScreens(
  tables: readonly BenchTable[],
  size: FreshSize,
  say: Say,
): Promise<readonly BenchResult[]> {
  const tasks = createFreshTasks(
    tables.map((table) => ({ names: size.names, getColumn: (name) => table.getColumn(name) })),
    seed,
  );
  const targets = tables.map(createTarget);
  say(`${screenKind}: ${size.names.length} columns and their percentiles, the same for all`);
  makeTargetsReady(targets, size.names, say);
  runOthers(targets, size, tasks, say);
  const own = openOwnFreshPeer(targets);
  const peers = new Map<FreshCompetitor, Peer<FreshTask>>();
  let times: ReadonlyMap<string, TaskTimes>;
  try {
    await openPeers(tables, size, tasks, peers, say);
    for (const [id, peer] of peers) {
      await compare(targets, own, peer, size, tasks);
      say(`${competitors[id].name}: of the same answers`);
    }
    for (const peer of [own, ...peers.values()]) await warmUp(peer, tasks);
    times = await raceTasks(createRunners([own, ...peers.values()], size, tasks), size.rounds);
  } finally {
    for (const peer of peers.values()) await peer.close?.();
  }
  if (tasks.textCount !== tasks.count) throw new Error("Impossible state: a text was drawn twice");
  const heapMb = measureTargets(targets, say);
  return describeTimes(requireAt(tables, 0).rowCount, size, own, peers, times, { heapMb, texts: tasks.count }, say);
}

function makeTargetsReady(targets: readonly ScreenTarget[], names: readonly string[], say: Say): void {
  const ready = targets.map((target) => makeReady(target, names));
  const ms = computeSpread(ready.map((one) => one.ms)).median;
  const bytes = computeSpread(ready.map((one) => one.bytes)).median;
  say(`Ballast: ranks and percentiles ready in ${formatFigure(ms)} ms and ${formatMegabytes(bytes)} a table`);
}

/** The engine as it is after a day of work. */
function runOthers(targets: readonly ScreenTarget[], size: FreshSize, tasks: FreshTasks, say: Say): void {
  const others = tasks.take(size.others, answerLimit);
  const before = measureHeldBytes();
  const msMax = (size.othersSecondsMax ?? Number.POSITIVE_INFINITY) * 1000;
  const startedAt = performance.now();
  let count = 0;
  for (const { table, screen, limit } of others) {
    if (performance.now() - startedAt > msMax) break;
    askEngine(requireAt(targets, table), writeFreshQuery(screen), limit);
    count += 1;
  }
  const seconds = (performance.now() - startedAt) / 1000;
  const after = measureHeldBytes();
  const budget = count < size.others ? `, all that fit into ${size.othersSecondsMax} s` : "";
  say(
    `Ballast: ${count.toLocaleString("en-US")} other screens in ${formatFigure(seconds)} s${budget}; the whole process ` +
      `holds ${formatMegabytes(after)} after them and held ${formatMegabytes(before)} before`,
  );
}

async function openPeers(
  tables: readonly BenchTable[],
  { names, goals, compared }: FreshSize,
  tasks: FreshTasks,
  peers: Map<FreshCompetitor, Peer<FreshTask>>,
  say: Say,
): Promise<void> {
  const before = measureHeldBytes();
  const startedAt = performance.now();
  for (const table of tables) for (const name of names) table.getPercentiles(name);
  const ms = (performance.now() - startedAt) / tables.length;
  const bytes = (measureHeldBytes() - before) / tables.length;
  say(`Percentiles for the others, once for all: ${formatFigure(ms)} ms and ${formatMegabytes(bytes)} a table`);
  for (const [id, { name, open }] of listCompetitors()) {
    if (goals[id] === undefined) {
      say(`${name}: left out, ${tables[0]?.rowCount.toLocaleString("en-US")} rows take it too much memory or time`);
      continue;
    }
    const held = measureHeldBytes();
    const openedAt = performance.now();
    const ways = await open(tables, names);
    const seconds = (performance.now() - openedAt) / 1000;
    // Until one is chosen, the one that closes them all.
    peers.set(id, ways[0]);
    const taken = (await ways[0].measureBytes?.()) ?? measureHeldBytes() - held;
    const chosen = await chooseFaster(ways, tasks.take(compared * 3, answerLimit));
    peers.set(id, { ...chosen, ...(ways[0].close && { close: () => ways[0].close?.() }) });
    say(
      `${chosen.name} ${chosen.version}: ready in ${formatFigure(seconds)} s, ` +
        `${formatMegabytes(Math.max(0, taken) / tables.length)} a table beside what it shares`,
    );
  }
}

function listCompetitors() {
  return Object.entries(competitors) as [FreshCompetitor, { readonly name: string; readonly open: OpenFreshPeer }][];
}

/** All rows that pass with their count, and as many rows as are asked for later. */
async function compare(
  targets: readonly ScreenTarget[],
  own: Peer<FreshTask>,
  peer: Peer<FreshTask>,
  { compared }: FreshSize,
  tasks: FreshTasks,
): Promise<void> {
  await comparePeers(own, peer, tasks.take(compared * 3, answerLimit));
  for (const task of tasks.take(compared, requireAt(targets, 0).rowCount)) {
    const query = writeFreshQuery(task.screen);
    const { count, rows } = askEngine(requireAt(targets, task.table), query, task.limit);
    const answer = await peer.prepare(task)();
    requireSame(peer.name, query, rows, answer);
    if (count !== answer.length) throw new Error(`${peer.name} keeps ${answer.length} rows and not ${count}: ${query}`);
  }
}

async function warmUp(peer: Peer<FreshTask>, tasks: FreshTasks): Promise<void> {
  const startedAt = performance.now();
  for (let count = 0; count < warmUpTasks && performance.now() - startedAt < warmUpMsMax; count += 1) {
    await peer.prepare(tasks.next(answerLimit))();
  }
}

function createRunners(peers: readonly Peer<FreshTask>[], { tasksPerRound }: FreshSize, tasks: FreshTasks) {
  const byRound = new Map<number, readonly FreshTask[]>();
  const getTasks = (round: number): readonly FreshTask[] => {
    const drawn = byRound.get(round) ?? tasks.take(tasksPerRound, answerLimit);
    byRound.set(round, drawn);
    return drawn;
  };
  return peers.map((peer) => ({
    name: peer.name,
    prepare: (round: number) => getTasks(round).map((task) => peer.prepare(task)),
  }));
}

/** What the engine holds at the end: what is freed when it is let go. Empties the list. */
function measureTargets(targets: ScreenTarget[], say: Say): number {
  const before = measureHeldBytes();
  targets.length = 0;
  const held = before - measureHeldBytes();
  say(`Ballast: ${formatMegabytes(held)} held at the end, of ${formatMegabytes(before)} in the whole process`);
  return held / 1e6;
}

function describeTimes(
  rows: number,
  { goals }: FreshSize,
  own: Peer<FreshTask>,
  peers: ReadonlyMap<FreshCompetitor, Peer<FreshTask>>,
  times: ReadonlyMap<string, TaskTimes>,
  { heapMb, texts }: { readonly heapMb: number; readonly texts: number },
  say: Say,
): readonly BenchResult[] {
  const ours = requireTimes(times, own);
  const medianUs = computeSpread(ours.each).median;
  const p95Us = computeP95(ours.each);
  for (const peer of [own, ...peers.values()]) {
    const { each } = requireTimes(times, peer);
    const p95 = formatDuration(computeP95(each));
    say(`${screenKind}, ${peer.name}: ${formatMicroseconds(computeSpread(each))} a screen, p95 ${p95}`);
  }
  say(`${texts.toLocaleString("en-US")} texts were drawn, none of them twice, not even with other numbers`);
  return [...peers].map(([id, peer]) => {
    const { median, low, high } = computeRatios(requireTimes(times, peer).rounds, ours.rounds);
    const name = `${screenKind}: ${competitors[id].name}`;
    say(`${name}: ${formatFigure(median)} times (${formatFigure(low)} to ${formatFigure(high)})`);
    const goal = goals[id] ?? 1;
    return { name, rows, ratio: median, goal, peer: peer.name, version: peer.version, medianUs, p95Us, heapMb };
  });
}

function requireTimes(times: ReadonlyMap<string, TaskTimes>, { name }: Peer<FreshTask>): TaskTimes {
  const found = times.get(name);
  if (!found) throw new Error(`Impossible state: ${name} was not measured`);
  return found;
}

function formatMegabytes(bytes: number): string {
  return `${formatFigure(bytes / 1e6)} MB`;
}

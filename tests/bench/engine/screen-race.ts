import "server-only";
import type { BenchResult, Say } from "../bench-part";
import { openArqueroPeer } from "./arquero-peer";
import { answerLimit } from "./bench-screen";
import { comparePeers } from "./compare-peers";
import { openDuckdbPeer } from "./duckdb-peer";
import { openObjectRowsPeer } from "./object-rows-peer";
import { openOwnPeer } from "./own-peer";
import type { Arena, Ask, OpenPeer, Peer, Task } from "./peer";
import { openPglitePeer } from "./pglite-peer";
import { openPrismaPeer } from "./prisma-peer";
import { type RaceTimes, type Runner, race } from "./race";
import { computeRatios, computeSpread, formatFigure, formatMicroseconds } from "./statistics";
import { openTanstackTablePeer } from "./tanstack-table-peer";
import { createTaskStream } from "./task-stream";

interface Competitor {
  readonly name: string;
  readonly goal: number;
  readonly open: OpenPeer;
  /** The most rows that it is asked to work on, and why not more. */
  readonly most?: { readonly rows: number; readonly because: string };
}

/** Begins the names of the rows, so that a narrow table shows it. */
const screenKind = "other numbers";
const millionRows = 1_000_000;
const screensPerSecond = 100_000;
const screensPerSecondRows = 2000;

const competitors: readonly Competitor[] = [
  { name: "arquero", goal: 30, open: openArqueroPeer },
  { name: "DuckDB, one thread", goal: 50, open: openDuckdbPeer },
  {
    name: "PGlite",
    goal: 100,
    open: openPglitePeer,
  },
  {
    name: "Prisma findMany",
    goal: 400,
    open: openPrismaPeer,
    most: {
      rows: 100_000,
      because: "it hands every row over for each screen, at 10,000 rows a quarter of a second and here half a minute",
    },
  },
  { name: "TanStack Table", goal: 300, open: openTanstackTablePeer },
  { name: "array of objects", goal: 50, open: openObjectRowsPeer },
];

const duckdbGoalAtMillion = 6;

/**
 * Screens whose columns are known beforehand, with other thresholds and weights each time, as when a slider moves. Ours
 * are asked as texts; the others may prepare what they can.
 */
export async function raceScreens(arena: Arena, say: Say): Promise<readonly BenchResult[]> {
  const own = openOwnPeer(arena);
  const peers = new Map<Competitor, Peer<Task>>();
  try {
    for (const competitor of competitors) {
      const { most } = competitor;
      if (most !== undefined && arena.rowCount > most.rows) {
        say(`${competitor.name}: left out, ${most.because}`);
        continue;
      }
      const startedAt = performance.now();
      const peer = await competitor.open(arena);
      peers.set(competitor, peer);
      await comparePeers(own, peer, listQuestions(arena));
      const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
      say(`${peer.name} ${peer.version}: ready and of the same answers in ${seconds} s`);
    }
    const runners = [own, ...peers.values()].map((peer) => createRunner(arena, peer));
    const isMillion = arena.rowCount >= millionRows;
    const times = await race(runners, isMillion ? { rounds: 7, roundMs: 60 } : { rounds: 21, roundMs: 30 });
    for (const { name } of runners) {
      say(`${screenKind}, ${name}: ${formatMicroseconds(computeSpread(times.get(name) ?? []))} a screen`);
    }
    return [...comparePeerTimes(arena, own, peers, times, say), ...countScreens(arena, times.get(own.name) ?? [])];
  } finally {
    for (const peer of peers.values()) await peer.close?.();
  }
}

function createRunner(arena: Arena, peer: Peer<Task>): Runner {
  const nextTask = createTaskStream(arena, 11, answerLimit);
  let asks: readonly Ask[] = [];
  return {
    name: peer.name,
    prepare(_round, times) {
      asks = Array.from({ length: times }, () => peer.prepare(nextTask()));
    },
    async run() {
      for (const ask of asks) {
        const answer = ask();
        if (answer instanceof Promise) await answer;
      }
    },
  };
}

/** Each screen on each table, with all rows that pass and with as many as are asked for later. */
function listQuestions(arena: Arena): readonly Task[] {
  return [arena.rowCount, answerLimit].flatMap((limit) => {
    const nextTask = createTaskStream(arena, 5 + limit, limit);
    return Array.from({ length: arena.tables.length * arena.shapes.length }, nextTask);
  });
}

function comparePeerTimes(
  { rowCount }: Arena,
  own: Peer<Task>,
  peers: ReadonlyMap<Competitor, Peer<Task>>,
  times: RaceTimes,
  say: Say,
): readonly BenchResult[] {
  const ours = times.get(own.name) ?? [];
  const medianUs = computeSpread(ours).median;
  return [...peers].map(([{ name: row, goal: usualGoal, open }, { name: peer, version }]) => {
    const spread = computeRatios(times.get(peer) ?? [], ours);
    const name = `${screenKind}: ${row}`;
    say(`${name}: ${formatFigure(spread.median)} times (${formatFigure(spread.low)} to ${formatFigure(spread.high)})`);
    const goal = open === openDuckdbPeer && rowCount >= millionRows ? duckdbGoalAtMillion : usualGoal;
    return { name, rows: rowCount, ratio: spread.median, goal, peer, version, medianUs };
  });
}

function countScreens({ rowCount }: Arena, times: readonly number[]): readonly BenchResult[] {
  if (rowCount !== screensPerSecondRows) return [];
  const medianUs = computeSpread(times).median;
  return [
    {
      name: `${screenKind}: screens a second`,
      rows: rowCount,
      ratio: 1e6 / medianUs / screensPerSecond,
      goal: 1,
      peer: `${screensPerSecond.toLocaleString("en-US")} a second`,
      version: "",
      medianUs,
    },
  ];
}

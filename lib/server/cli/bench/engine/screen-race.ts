import "server-only";
import type { BenchResult, Say } from "../bench-part";
import { openArqueroPeer } from "./arquero-peer";
import { answerLimit, type Moving } from "./bench-screen";
import { requireSame } from "./compare-answers";
import { openDuckdbPeer } from "./duckdb-peer";
import { openObjectRowsPeer } from "./object-rows-peer";
import { openOwnPeer } from "./own-peer";
import type { Arena, OpenPeer, Peer } from "./peer";
import { openPglitePeer } from "./pglite-peer";
import { openPrismaPeer } from "./prisma-peer";
import { type RaceTimes, type Runner, race } from "./race";
import { computeRatios, computeSpread, formatFigure, formatMicroseconds } from "./statistics";
import { openTanstackTablePeer } from "./tanstack-table-peer";
import { createTaskStream } from "./task-stream";

interface Competitor {
  /** The row of the table of goals. */
  readonly name: string;
  readonly goal: number;
  readonly open: OpenPeer;
  /** The most rows that it is asked to work on, and why not more. */
  readonly most?: { readonly rows: number; readonly because: string };
}

const millionRows = 1_000_000;
const screensPerSecond = 100_000;
const screensPerSecondRows = 2000;

const competitors: readonly Competitor[] = [
  { name: "arquero", goal: 30, open: openArqueroPeer },
  { name: "DuckDB in process, one thread", goal: 50, open: openDuckdbPeer },
  {
    name: "the same WHERE and ORDER BY in embedded PostgreSQL (PGlite)",
    goal: 100,
    open: openPglitePeer,
  },
  {
    name: "Prisma findMany with the needed columns",
    goal: 400,
    open: openPrismaPeer,
    most: {
      rows: 100_000,
      because: "it hands every row over for each screen, at 10,000 rows a quarter of a second and here half a minute",
    },
  },
  { name: "TanStack Table's own filtering", goal: 300, open: openTanstackTablePeer },
  { name: "array of objects with a hand-written predicate", goal: 50, open: openObjectRowsPeer },
];

const duckdbGoalAtMillion = 6;

const movings: readonly Moving[] = ["thresholds", "thresholds and weights"];

/** The whole screen against all that could be used instead. */
export async function raceScreens(arena: Arena, say: Say): Promise<readonly BenchResult[]> {
  const own = openOwnPeer(arena);
  const peers = new Map<Competitor, Peer>();
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
      await compareAnswers(arena, own, peer);
      const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
      say(`${peer.name} ${peer.version}: ready and of the same answers in ${seconds} s`);
    }
    const runners = [
      ...movings.map((moving) => createRunner(arena, own, moving, getOwnName(moving))),
      ...[...peers.values()].map((peer) => createRunner(arena, peer, "thresholds and weights")),
    ];
    const isMillion = arena.rowCount >= millionRows;
    const times = await race(runners, isMillion ? { rounds: 7, roundMs: 60 } : { rounds: 21, roundMs: 30 });
    for (const { name } of runners) {
      say(`${name}: ${formatMicroseconds(computeSpread(times.get(name) ?? []))} a screen`);
    }
    return [...comparePeers(arena, peers, times, say), ...countScreens(arena, times)];
  } finally {
    for (const peer of peers.values()) await peer.close?.();
  }
}

function getOwnName(moving: Moving): string {
  return `Ballast, other ${moving} each time`;
}

function createRunner(arena: Arena, peer: Peer, moving: Moving, name = peer.name): Runner {
  const nextTask = createTaskStream(arena, moving, 11, answerLimit);
  return {
    name,
    async run(_round, times) {
      for (let time = 0; time < times; time += 1) {
        const answer = peer.run(nextTask());
        if (answer instanceof Promise) await answer;
      }
    },
  };
}

/** The answers to a few screens in full, and to some more as they are asked for later. */
async function compareAnswers(arena: Arena, own: Peer, peer: Peer): Promise<void> {
  const whole = arena.tables.length * arena.shapes.length;
  for (const moving of movings) {
    for (const [limit, count] of [
      [arena.rowCount, whole],
      [answerLimit, whole],
    ] as const) {
      const nextTask = createTaskStream(arena, moving, 5 + limit, limit);
      for (let at = 0; at < count; at += 1) {
        const task = nextTask();
        // What the engine answers is written over by its next answer.
        const expected = Uint32Array.from(await own.run(task));
        requireSame(
          peer.name,
          JSON.stringify({ ...task, ...arena.shapes[task.shape] }),
          expected,
          await peer.run(task),
        );
      }
    }
  }
}

function comparePeers(
  { rowCount }: Arena,
  peers: ReadonlyMap<Competitor, Peer>,
  times: RaceTimes,
  say: Say,
): readonly BenchResult[] {
  const results: BenchResult[] = [];
  for (const moving of movings) {
    const own = times.get(getOwnName(moving)) ?? [];
    for (const [{ name: row, goal: usualGoal, open }, { name: peer, version }] of peers) {
      const spread = computeRatios(times.get(peer) ?? [], own);
      const name = moving === "thresholds" ? row : `${row}, other weights each time`;
      say(
        `${name}: ${formatFigure(spread.median)} times (${formatFigure(spread.low)} to ${formatFigure(spread.high)})`,
      );
      const goal = open === openDuckdbPeer && rowCount >= millionRows ? duckdbGoalAtMillion : usualGoal;
      results.push({ name, rows: rowCount, ratio: spread.median, goal, peer, version });
    }
  }
  return results;
}

function countScreens({ rowCount }: Arena, times: RaceTimes): readonly BenchResult[] {
  if (rowCount !== screensPerSecondRows) return [];
  return movings.map((moving) => {
    const perSecond = 1e6 / computeSpread(times.get(getOwnName(moving)) ?? []).median;
    return {
      name: `screens a second on one core, other ${moving} each time`,
      rows: rowCount,
      ratio: perSecond / screensPerSecond,
      goal: 1,
      peer: `${screensPerSecond.toLocaleString("en-US")} a second`,
      version: "",
    };
  });
}

import "server-only";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Pool } from "undici";
import type { BenchResult, Say } from "../bench-part";
import { type Runner, race } from "../engine/race";
import { computeRatios, computeSpread, formatFigure, formatMicroseconds } from "../engine/statistics";

const connections = 16;
const rounds = 9;
const roundMs = 700;

/** Answers that are timed against those of a peer which has nothing to do. */
export interface RequestRace {
  readonly name: string;
  readonly rows: number;
  /** The share of the peer's rate that is to be reached. */
  readonly goal: number;
  /** The address of each request in turn. */
  readonly own: (number: number) => string;
  readonly peer: string;
  readonly peerName: string;
}

/** Requests to the product and to the peer, a round each in turn over as many kept connections. */
export async function raceRequests(
  urls: { readonly own: string; readonly peer: string },
  { name, rows, goal, own: getAddress, peer: peerAddress, peerName }: RequestRace,
  say: Say,
): Promise<BenchResult> {
  const own = new Pool(urls.own, { connections, pipelining: 1 });
  const peer = new Pool(urls.peer, { connections, pipelining: 1 });
  let asked = 0;
  const askOwn = () => {
    asked += 1;
    return read(own, getAddress(asked));
  };
  const askPeer = () => read(peer, peerAddress);
  try {
    const sizes = [(await askOwn()).length, (await askPeer()).length] as const;
    const times = await race([createRunner("own", askOwn), createRunner("peer", askPeer)], { rounds, roundMs });
    const ownTimes = times.get("own") ?? [];
    const peerTimes = times.get("peer") ?? [];
    say(
      `${name}: one answer of ${formatFigure(sizes[0])} bytes every ${formatMicroseconds(computeSpread(ownTimes))}, ` +
        `one constant of ${formatFigure(sizes[1])} every ${formatMicroseconds(computeSpread(peerTimes))}`,
    );
    const ratio = computeRatios(peerTimes, ownTimes).median;
    return { name: `request rate of ${name}`, rows, ratio, goal, peer: peerName, version: readNextVersion() };
  } finally {
    await Promise.all([own.close(), peer.close()]);
  }
}

function createRunner(name: string, ask: () => Promise<unknown>): Runner {
  return {
    name,
    async run(_, times) {
      let left = times;
      const work = async () => {
        while (left > 0) {
          left -= 1;
          await ask();
        }
      };
      await Promise.all(Array.from({ length: connections }, work));
    },
  };
}

/** The bytes of an answer. Throws for any status but 200. */
export async function read(pool: Pool, path: string): Promise<Buffer> {
  const { statusCode, body } = await pool.request({ path, method: "GET" });
  const bytes = Buffer.from(await body.arrayBuffer());
  if (statusCode !== 200) throw new Error(`${path} was answered ${statusCode}: ${bytes.toString("utf8", 0, 500)}`);
  return bytes;
}

function readNextVersion(): string {
  const manifest = createRequire(import.meta.url).resolve("next/package.json");
  return (JSON.parse(readFileSync(manifest, "utf8")) as { version: string }).version;
}

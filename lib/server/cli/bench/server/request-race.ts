import "server-only";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Pool } from "undici";
import { screenAnswerSchema } from "../../../../api/screen-contract";
import type { BenchResult, Say } from "../bench-part";
import { type Runner, race } from "../engine/race";
import { computeRatios, computeSpread, formatFigure, formatMicroseconds } from "../engine/statistics";
import { buildScreenAddress } from "./screen-address";

const rateShareMin = 0.7;
const connections = 16;
const rounds = 15;
const roundMs = 1000;

/** Requests to the screen route and to the constant, a round each in turn over as many kept connections. */
export async function raceRequests(
  urls: { readonly own: string; readonly peer: string },
  say: Say,
): Promise<readonly BenchResult[]> {
  const own = new Pool(urls.own, { connections, pipelining: 1 });
  const peer = new Pool(urls.peer, { connections, pipelining: 1 });
  try {
    let asked = 0;
    const ask = (pool: Pool) => {
      asked += 1;
      return read(pool, `/api/v1/screen${buildScreenAddress(asked)}`);
    };
    const answer = await ask(own);
    const { rows, total } = screenAnswerSchema.parse(JSON.parse(answer.toString("utf8")));
    if (rows.length !== 100) throw new Error(`Impossible state: a screen of ${rows.length} rows and not of 100`);
    say(`Answers of ${formatFigure(answer.length)} bytes, constant of ${formatFigure((await ask(peer)).length)}`);
    const times = await race([createRunner("own", () => ask(own)), createRunner("peer", () => ask(peer))], {
      rounds,
      roundMs,
    });
    const ownTimes = times.get("own") ?? [];
    const peerTimes = times.get("peer") ?? [];
    say(
      `One answer every ${formatMicroseconds(computeSpread(ownTimes))}, ` +
        `one constant every ${formatMicroseconds(computeSpread(peerTimes))}`,
    );
    return [
      {
        name: "request rate of the screen route",
        rows: total,
        ratio: computeRatios(peerTimes, ownTimes).median,
        goal: rateShareMin,
        peer: "Next route with a constant",
        version: readNextVersion(),
      },
    ];
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

async function read(pool: Pool, path: string): Promise<Buffer> {
  const { statusCode, body } = await pool.request({ path, method: "GET" });
  const bytes = Buffer.from(await body.arrayBuffer());
  if (statusCode !== 200) throw new Error(`The answer was ${statusCode}: ${bytes.toString("utf8", 0, 500)}`);
  return bytes;
}

function readNextVersion(): string {
  const manifest = createRequire(import.meta.url).resolve("next/package.json");
  return (JSON.parse(readFileSync(manifest, "utf8")) as { version: string }).version;
}

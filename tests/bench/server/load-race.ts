import "server-only";
import { tmpdir } from "node:os";
import { Pool } from "undici";
import { runCommand } from "#lib/server/cli/run-command.mjs";
import type { BenchResult, Say } from "../bench-part";
import { compareLimit } from "../engine/compare-limit";
import { formatFigure } from "../engine/statistics";
import type { AddressBook } from "./address-book";

const connections = 200;
const loadMs = 15_000;
const healthEveryMs = 250;
/** The process that asks for health takes some time to start, and its last answer some to come. */
const startMs = 1_000;
const healthMsMax = 1_000;

/**
 * Two hundred connections that each ask again as soon as they are answered, for screens that nobody has asked for, while
 * health is asked beside them; then they all leave at once, and health is asked again.
 */
export async function measureLoad(
  url: string,
  book: AddressBook,
  say: Say,
  durationMs: number = loadMs,
): Promise<readonly BenchResult[]> {
  const crowd = new Pool(url, { connections, pipelining: 1 });
  const counts = new Map<number, number>();
  const without: number[] = [];
  const until = performance.now() + durationMs;
  let asked = 0;
  const ask = async () => {
    while (performance.now() < until) {
      asked += 1;
      const path = asked % 2 === 0 ? book.screenPage(asked + 500_000) : book.screenRoute(asked + 500_000);
      const { statusCode, body, headers } = await crowd.request({ path, method: "GET" });
      await body.dump();
      counts.set(statusCode, (counts.get(statusCode) ?? 0) + 1);
      if (statusCode === 503 && headers["retry-after"] === undefined) without.push(statusCode);
      // Whoever is told to come back later does so, though sooner than was asked.
      if (statusCode === 503) await new Promise((resolve) => setTimeout(resolve, 100));
    }
  };
  // They leave with requests that nobody will read the answers to.
  const leaving = Promise.allSettled(Array.from({ length: connections }, ask));
  const during = await timeHealth(url, durationMs - startMs);
  await crowd.destroy();
  const [after = Number.NaN] = await timeHealth(url, 0);
  await leaving;
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const refused = counts.get(503) ?? 0;
  const others = [...counts.keys()].filter((status) => status !== 200 && status !== 503);
  if (others.length > 0 || without.length > 0 || total === 0) {
    throw new Error(
      `Under load there were answers with status ${others.join(", ")}, ${without.length} without Retry-After`,
    );
  }
  const slowest = Math.max(...during);
  say(
    `${connections} connections for ${durationMs / 1000} s: ${formatFigure(total)} answers, ` +
      `${formatFigure((100 * refused) / total)}% of them 503; health within ${formatFigure(slowest)} ms, ` +
      `right after within ${formatFigure(after)} ms`,
  );
  return [
    compareLimit(`slowest health under ${connections} connections`, during.length, slowest, healthMsMax, "ms"),
    compareLimit(`health right after ${connections} connections`, 1, after, healthMsMax, "ms"),
  ];
}

/** What asks for health is a process of its own: this one is busy with the crowd. */
const script = `
import { request } from "node:http";
const [url, durationMs, everyMs] = process.argv.slice(1);
const ask = () => new Promise((resolve, reject) => {
  const startedAt = performance.now();
  const asked = request(url, { agent: false }, (answer) => {
    answer.resume();
    answer.on("end", () => {
      if (answer.statusCode === 200) resolve(performance.now() - startedAt);
      else reject(new Error("Health was answered " + answer.statusCode));
    });
  });
  asked.on("error", reject);
  asked.end();
});
const times = [await ask()];
const until = performance.now() + Number(durationMs);
while (performance.now() < until) {
  await new Promise((resolve) => setTimeout(resolve, Number(everyMs)));
  times.push(await ask());
}
process.stdout.write(JSON.stringify(times));
`;

/**
 * Milliseconds until health was answered, each time over a connection of its own, for so long and at least once. Throws
 * when the server is not well.
 */
async function timeHealth(url: string, durationMs: number): Promise<readonly number[]> {
  const parameters = [`${url}/api/v1/health`, String(durationMs), String(healthEveryMs)];
  const { status, output } = await runCommand(
    process.execPath,
    ["--input-type=module", "--eval", script, ...parameters],
    { cwd: tmpdir(), output: "keep" },
  );
  if (status !== 0) throw new Error(`Asking for health ended with status ${status}: ${output}`);
  return JSON.parse(output) as readonly number[];
}

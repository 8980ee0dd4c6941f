import "server-only";
import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { CommandError } from "./command-error";
import { getStatus } from "./run-command.mjs";

const readyTimeoutMs = 120_000;
const pollMs = 150;
const stopTimeoutMs = 15_000;

export interface ServerProcess {
  /** Settles with the exit code when the server has ended, for whatever reason. */
  readonly ended: Promise<number>;
  /** Asks the server to end, makes it end when it does not, and settles when it has. */
  stop(): Promise<void>;
}

/** Starts Next's server on a build (`start`) or on the sources (`dev`). It ends when this process does. */
export function startServer(root: string, mode: "start" | "dev", port: number, host: string): ServerProcess {
  const child = spawn(process.execPath, [join(root, "lib/server/cli/serve.mjs"), root, mode, String(port), host], {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const ended = new Promise<number>((resolve) => {
    child.on("error", () => resolve(127));
    child.on("exit", (code, signal) => resolve(getStatus(code, signal)));
  });
  return { ended, stop: () => stopChild(child, ended) };
}

async function stopChild(child: ChildProcess, ended: Promise<number>): Promise<void> {
  child.kill("SIGTERM");
  const force = setTimeout(() => child.kill("SIGKILL"), stopTimeoutMs);
  await ended;
  clearTimeout(force);
}

/** Waits until the server answers at `healthUrl`. Throws CommandError when it ends or stays silent. */
export async function waitUntilReady(server: ServerProcess, healthUrl: string): Promise<void> {
  const state: { exit: number | null; answer: string } = { exit: null, answer: "no answer" };
  server.ended.then((status) => {
    state.exit = status;
  });
  const deadline = performance.now() + readyTimeoutMs;
  while (performance.now() < deadline) {
    if (state.exit !== null) {
      throw new CommandError(`The server ended with status ${state.exit} before it was ready. Its words are above.`);
    }
    state.answer = await askHealth(healthUrl);
    if (state.answer === "ready") return;
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
  throw new CommandError(
    `The server was not ready after ${readyTimeoutMs / 1000} s (${healthUrl}: ${state.answer}). Its log is above.`,
  );
}

async function askHealth(healthUrl: string): Promise<string> {
  try {
    const response = await fetch(healthUrl, { signal: AbortSignal.timeout(10_000) });
    await response.body?.cancel();
    return response.ok ? "ready" : `status ${response.status}`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { inject, onTestFinished } from "vitest";
import { getEnvironment } from "#lib/server/env";
import type { BundledName } from "./bundled-commands";
import type { CommandOutcome } from "./command-child";

/** Where a process works, and what else of its environment is not that of the test. */
export interface Place {
  readonly home: string;
  /** A server's database; absent or null for the embedded one in the home. */
  readonly databaseUrl?: string | null;
  readonly environment?: Readonly<Record<string, string>>;
}

/** A process that was started, with what it wrote so far. */
export interface StartedProcess {
  readonly child: ChildProcess;
  /** How it ended: a signal's name or a status. */
  readonly ended: Promise<string>;
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** All that it wrote, as it came. */
  readonly output: () => string;
}

/** The database is WebAssembly. To translate it a second time, to run faster, takes longer than such a process runs. */
const nodeOptions = ["--conditions=react-server", "--liftoff-only"];

/** Starts a command or a helper in a process of its own, which is killed when the test ends. */
export function startProcess(name: BundledName, args: readonly string[], place: Place): StartedProcess {
  const { root } = getEnvironment();
  const path = join(inject("bundledCommands"), `${name}.mjs`);
  const child = spawn(process.execPath, [...nodeOptions, path, ...args], {
    cwd: root,
    stdio: ["pipe", "pipe", "pipe"],
    env: buildEnvironment(place),
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  const texts: { readonly isError: boolean; readonly text: string }[] = [];
  child.stdout.setEncoding("utf8").on("data", (text: string) => texts.push({ isError: false, text }));
  child.stderr.setEncoding("utf8").on("data", (text: string) => texts.push({ isError: true, text }));
  const ended = new Promise<string>((resolve) => {
    child.once("close", (status, signal) => resolve(signal ?? String(status)));
  });
  const pick = (is: (isError: boolean) => boolean) => () =>
    texts
      .filter(({ isError }) => is(isError))
      .map(({ text }) => text)
      .join("");
  return {
    child,
    ended,
    stdout: pick((isError) => !isError),
    stderr: pick((isError) => isError),
    output: pick(() => true),
  };
}

/** A process inherits the environment of the test; only where it works is changed. */
function buildEnvironment({ home, databaseUrl = null, environment = {} }: Place): NodeJS.ProcessEnv {
  const { DATABASE_URL: _, DATABASE_HOST: __, NODE_OPTIONS: ___, CONTACT: ____, ...inherited } = process.env;
  const database = databaseUrl === null ? {} : { DATABASE_URL: databaseUrl };
  return { ...inherited, ...environment, BALLAST_HOME: home, ...database };
}

/** A command and its words. */
export type CommandLine = readonly [command: BundledName, ...args: string[]];

/** Runs commands one after the other in one process, and gives how each ended. Throws when the process breaks off. */
export async function runCommands(lines: readonly CommandLine[], place: Place): Promise<readonly CommandOutcome[]> {
  const { ended, stdout, stderr } = startProcess("command-child", [JSON.stringify(lines)], place);
  const status = await ended;
  if (status !== "0") throw new Error(`The commands ended with ${status}: ${stderr()}`);
  const written = stdout().trimEnd().split("\n");
  return written.map((line) => JSON.parse(line));
}

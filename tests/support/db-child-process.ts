import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { onTestFinished } from "vitest";
import { getEnvironment } from "#lib/server/env";

/** A process that runs a task of db-child.ts. */
export interface Child {
  readonly pid: number;
  /** The next line it says; rejects when it ends instead. */
  readLine(): Promise<string>;
  /** Lets a waiting task go on. */
  tell(): void;
  /** Sends the signal and waits for the end. Returns how it ended: a signal's name or a status. */
  end(signal: NodeJS.Signals): Promise<string>;
  readonly ended: Promise<string>;
}

/**
 * Starts a task in a process of its own, on the embedded database in the folder or on a server; it is killed when the test
 * ends.
 */
export function startChild(task: string, folder: string, databaseUrl: string | null = null): Child {
  const { root } = getEnvironment();
  const child = spawn(
    process.execPath,
    ["--conditions=react-server", "--import", "tsx", join(root, "tests/support/db-child.ts"), task, folder],
    { cwd: root, stdio: ["pipe", "pipe", "pipe"], env: childEnvironment(folder, databaseUrl) },
  );
  onTestFinished(() => {
    child.kill("SIGKILL");
  });
  return watchChild(child);
}

function childEnvironment(home: string, databaseUrl: string | null): NodeJS.ProcessEnv {
  // A child inherits the environment; only where it works is changed.
  const { DATABASE_URL: _, DATABASE_HOST: __, NODE_OPTIONS: ___, ...inherited } = process.env;
  return { ...inherited, BALLAST_HOME: home, ...(databaseUrl === null ? {} : { DATABASE_URL: databaseUrl }) };
}

function watchChild(child: ChildProcess): Child {
  let errors = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    errors += text;
  });
  const ended = new Promise<string>((resolve) => {
    child.once("close", (status, signal) => resolve(signal ?? String(status)));
  });
  if (child.stdout === null) throw new Error("The child has no output.");
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    pid: child.pid ?? 0,
    ended,
    readLine: async () => {
      const next = await lines.next();
      if (next.done === true) throw new Error(`The child ended with ${await ended}: ${errors}`);
      return next.value;
    },
    tell: () => {
      child.stdin?.write("\n");
    },
    end: (signal) => {
      child.kill(signal);
      return ended;
    },
  };
}

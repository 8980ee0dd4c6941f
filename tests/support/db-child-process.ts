import { createInterface } from "node:readline";
import { startProcess } from "./start-process";

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
  const { child, ended, stderr } = startProcess("db-child", [task, folder], { home: folder, databaseUrl });
  if (child.stdout === null) throw new Error("The child has no output.");
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    pid: child.pid ?? 0,
    ended,
    readLine: async () => {
      const next = await lines.next();
      if (next.done === true) throw new Error(`The child ended with ${await ended}: ${stderr()}`);
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

import "server-only";
import { join } from "node:path";
import { CommandError } from "#lib/server/cli/command-error";
import { findFreePort } from "#lib/server/cli/port";
import { runCommand } from "#lib/server/cli/run-command.mjs";
import { waitUntilReady } from "#lib/server/cli/server-process";

/** A server that answers. */
export interface StartedNext {
  readonly url: string;
  stop(): Promise<void>;
}

/** Runs a command of the project's Next on the application in a folder, for production. */
export function runNext(
  root: string,
  folder: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
  signal?: AbortSignal,
): Promise<{ readonly status: number; readonly output: string }> {
  const [command = "", ...rest] = args;
  return runCommand(process.execPath, [join(root, "node_modules/next/dist/bin/next"), command, folder, ...rest], {
    cwd: folder,
    environment: { NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1", ...environment },
    output: "keep",
    ...(signal === undefined ? {} : { signal }),
  });
}

/** Starts the application that is built in a folder. Throws CommandError when it ends before it answers. */
export async function startNext(
  root: string,
  folder: string,
  environment: Readonly<Record<string, string>>,
): Promise<StartedNext> {
  const port = await findFreePort();
  const end = new AbortController();
  const args = ["start", "--port", String(port), "--hostname", "127.0.0.1"];
  const outcome = runNext(root, folder, args, environment, end.signal);
  const stop = async () => {
    end.abort();
    await outcome;
  };
  const url = `http://127.0.0.1:${port}`;
  try {
    // Its words are kept, so they are told here.
    await waitUntilReady({ ended: outcome.then(({ status }) => status), stop }, `${url}/api/v1/health`);
  } catch (error) {
    await stop();
    throw new CommandError(`${error instanceof Error ? error.message : String(error)}\n\n${(await outcome).output}`);
  }
  return { url, stop };
}

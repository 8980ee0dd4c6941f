import "server-only";
import { join } from "node:path";
import { CommandError } from "#lib/server/cli/command-error";
import { findFreePort } from "#lib/server/cli/port";
import { runCommand } from "#lib/server/cli/run-command.mjs";
import { waitUntilReady } from "#lib/server/cli/server-process";
import type { StartedNext } from "./start-next";

/** The product's own server, front door and all, with its process, whose processor time is measured. */
export async function startOwn(
  root: string,
  environment: Readonly<Record<string, string>>,
): Promise<StartedNext & { readonly pid: number }> {
  const port = await findFreePort();
  const end = new AbortController();
  let pid = 0;
  const args = [join(root, "lib/server/cli/serve.mjs"), root, "start", String(port), "127.0.0.1"];
  const outcome = runCommand(process.execPath, args, {
    cwd: root,
    environment: { NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1", ...environment },
    output: "keep",
    signal: end.signal,
    started: (of) => {
      pid = of;
    },
  });
  const stop = async () => {
    end.abort();
    await outcome;
  };
  const url = `http://127.0.0.1:${port}`;
  try {
    await waitUntilReady({ ended: outcome.then(({ status }) => status), stop }, `${url}/api/v1/health`);
  } catch (error) {
    await stop();
    throw new CommandError(`${error instanceof Error ? error.message : String(error)}\n\n${(await outcome).output}`);
  }
  return { url, stop, pid };
}

import "server-only";
import { spawn } from "node:child_process";
import { join } from "node:path";
import { CommandError } from "./command-error";
import { forwardSignals, getStatus } from "./run-command.mjs";

/** Exit codes of a process that was told to stop: SIGHUP, SIGINT and SIGTERM. */
const signals: readonly number[] = [129, 130, 143];

/** What the data folder holds once it is prepared. */
export interface Prepared {
  /** One line that names the data and their date. */
  readonly data: string;
  /** The account that comes with the sample universe; null with real data. */
  readonly demo: { readonly email: string; readonly password: string } | null;
}

/**
 * Prepares the database in a process of its own: the memory that a load takes is given back, and the database is
 * closed for sure before the server opens it. Throws CommandError when it fails; the cause has been printed by then.
 */
export function runPrepare(root: string, from: string | null): Promise<Prepared> {
  const args = ["--conditions=react-server", "--import", "tsx", join(root, "lib/server/cli/prepare.ts")];
  const child = spawn(process.execPath, [...args, ...(from === null ? [] : ["--from", from])], {
    cwd: root,
    stdio: ["inherit", "inherit", "inherit", "ipc"],
  });
  const stopForwarding = forwardSignals(child);
  let prepared: Prepared | null = null;
  child.on("message", (message) => {
    prepared = message as Prepared;
  });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", (code, signal) => {
      stopForwarding();
      const status = getStatus(code, signal);
      if (status === 0 && prepared !== null) resolve(prepared);
      else if (signals.includes(status)) reject(new CommandError("Stopped before the data were ready. Run it again."));
      else reject(new CommandError(`The data could not be prepared (status ${status}). The cause is above.`));
    });
  });
}

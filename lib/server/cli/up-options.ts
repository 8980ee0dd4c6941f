import "server-only";
import { statSync } from "node:fs";
import { CommandError } from "./command-error";
import { parseOptions } from "./parse-options";

export interface UpOptions {
  /** Folder of source files to load instead of the sample universe, or null. */
  readonly from: string | null;
  readonly port: number;
  readonly host: string;
  /** Serve the sources as they are edited, without a build. */
  readonly dev: boolean;
  /** Build when the build is not of these sources. Without it, the build that is there is served (container images). */
  readonly build: boolean;
}

export const upHelp = `npm run up -- [--from DIR] [--port N] [--host ADDRESS] [--no-build]

Installs, prepares the database, loads data, builds and serves Ballast on this machine.

  --from DIR       load the source files in DIR (holdings, companyfacts, rates, ...) instead of the sample universe
  --port N         port to serve on (default: PORT, else 3000)
  --no-build       serve the build that is there
  --host ADDRESS   address to listen on (default 127.0.0.1, this machine only; 0.0.0.0 for every network)

BALLAST_HOME names the folder for the data (default .ballast).`;

/** Reads the arguments of `npm run up`. Throws CommandError for what it cannot use; null when help was asked for. */
export function parseUpOptions(args: readonly string[], defaultPort: number): UpOptions | null {
  const { values } = readArgs(args);
  if (values.help) return null;
  return {
    from: values.from === undefined ? null : requireFolder(values.from),
    port: values.port === undefined ? defaultPort : requirePort(values.port),
    host: values.host ?? "127.0.0.1",
    dev: values.dev ?? false,
    build: !values["no-build"],
  };
}

function readArgs(args: readonly string[]) {
  try {
    return parseOptions({
      args: [...args],
      options: {
        from: { type: "string" },
        port: { type: "string" },
        host: { type: "string" },
        dev: { type: "boolean" },
        "no-build": { type: "boolean" },
        help: { type: "boolean", short: "h" },
      },
    });
  } catch (error) {
    throw new CommandError(`${error instanceof Error ? error.message : String(error)}\n\n${upHelp}`);
  }
}

function requirePort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port >= 1 && port <= 65535) return port;
  throw new CommandError(`--port needs a whole number from 1 to 65535, and this is "${text}".`);
}

function requireFolder(path: string): string {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats?.isDirectory()) return path;
  const what = stats ? "is a file" : "does not exist";
  throw new CommandError(`--from needs a folder of source files, and ${path} ${what}.`);
}

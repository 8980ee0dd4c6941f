import "server-only";
import { type ChildProcess, spawn } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CommandError } from "./command-error";
import { findFreePort } from "./port";
import { runCommand } from "./run-command.mjs";

export interface PostgresServer {
  /** Address of a database of its superuser, who may create others. */
  readonly url: string;
  stop(): Promise<void>;
}

const startTimeoutMs = 60_000;

/** The folder with the programs of the newest PostgreSQL on this machine, or null. */
export async function findPostgres(): Promise<string | null> {
  const debian = "/usr/lib/postgresql";
  const versions = existsSync(debian) ? readdirSync(debian).sort((left, right) => Number(right) - Number(left)) : [];
  const asked = await runCommand("pg_config", ["--bindir"], { cwd: tmpdir(), output: "keep" });
  const folders = [
    ...versions.map((version) => join(debian, version, "bin")),
    asked.output.trim(),
    "/usr/local/pgsql/bin",
  ];
  return folders.find((folder) => existsSync(join(folder, "initdb")) && existsSync(join(folder, "postgres"))) ?? null;
}

/**
 * Starts a server on an empty data folder and a free port of the loopback interface; both are gone after `stop`.
 * Durability is off, because the data do not outlive the tests. Throws CommandError when it does not come up.
 */
export async function startPostgres(programs: string): Promise<PostgresServer> {
  const folder = mkdtempSync(join(tmpdir(), "ballast-postgres-"));
  const user = findUnprivilegedUser();
  if (user) chownSync(folder, user.uid, user.gid);
  const data = join(folder, "data");
  const made = await runCommand(
    join(programs, "initdb"),
    ["--pgdata", data, "--username", "ballast", "--auth", "trust", "--encoding", "UTF8", "--no-locale", "--no-sync"],
    { cwd: folder, output: "keep", ...user },
  );
  if (made.status !== 0) throw new CommandError(`initdb ended with status ${made.status}:\n${made.output}`);
  const port = await findFreePort();
  const settings = { listen_addresses: "127.0.0.1", unix_socket_directories: folder, fsync: "off" };
  const server = [
    join(programs, "postgres"),
    ...["-D", data, "-p", String(port)],
    ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]),
  ];
  const child = spawn("sh", ["-c", keeper, "sh", folder, ...server], {
    cwd: folder,
    stdio: ["pipe", "ignore", "pipe"],
    ...user,
  });
  const stop = () => stopPostgres(child, folder);
  const failure = await waitUntilReady(child);
  if (failure === null) return { url: `postgresql://ballast@127.0.0.1:${port}/postgres`, stop };
  await stop();
  throw new CommandError(`PostgreSQL (${programs}) did not start on port ${port}:\n${failure}`);
}

// Its standard input is a pipe from this process, which the system closes also when this process is killed: the server
// never outlives it. SIGINT is PostgreSQL's fast shutdown: clients are disconnected.
const keeper = 'folder=$1; shift; "$@" & server=$!; cat > /dev/null; kill -INT $server; wait $server; rm -rf "$folder"';

/** The server refuses to run as root, so root runs it as the user that its package made, or as nobody. */
function findUnprivilegedUser(): { readonly uid: number; readonly gid: number } | null {
  if (process.getuid?.() !== 0) return null;
  const users = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"));
  const user = users.find(([name]) => name === "postgres") ?? users.find(([name]) => name === "nobody");
  if (!user) throw new CommandError("PostgreSQL does not run as root, and this machine has no user to run it as.");
  return { uid: Number(user[2]), gid: Number(user[3]) };
}

/**
 * Null once the server says that it is ready: it listens earlier than that and refuses. Else what it said. A server
 * that ends closes its end of the pipe.
 */
function waitUntilReady(child: ChildProcess): Promise<string | null> {
  return new Promise((resolve) => {
    let log = "";
    const timer = setTimeout(() => resolve(log), startTimeoutMs);
    const settle = (answer: string | null) => {
      clearTimeout(timer);
      resolve(answer);
    };
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      log += text;
      if (log.includes("ready to accept connections")) settle(null);
      else if (log.includes("database system is shut down")) settle(log);
    });
    child.once("error", (error) => settle(error.message));
    child.once("exit", () => settle(log));
  });
}

async function stopPostgres(child: ChildProcess, folder: string): Promise<void> {
  if (child.exitCode === null && child.signalCode === null && child.pid !== undefined) {
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.stdin?.end();
    await ended;
  }
  rmSync(folder, { recursive: true, force: true });
}

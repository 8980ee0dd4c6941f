import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { findFreePort } from "#lib/server/cli/port";
import { FolderLockedError, takeProcessLock } from "#lib/server/db/connection/process-lock";

const projectRoot = join(import.meta.dirname, "../../..");

let home: string;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "ballast-up-"));
});

afterEach(() => rmSync(home, { recursive: true, force: true }));

/** Runs an npm script as npm does, and answers its exit code and everything it wrote. */
function runScript(...args: readonly string[]): Promise<{ status: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ["lib/server/cli/bootstrap.mjs", ...args], {
      cwd: projectRoot,
      env: { ...process.env, BALLAST_HOME: home, DATABASE_URL: "", DATABASE_HOST: "" },
    });
    let output = "";
    child.stdout.on("data", (chunk) => {
      output += chunk;
    });
    child.stderr.on("data", (chunk) => {
      output += chunk;
    });
    child.on("error", reject);
    child.on("close", (status) => resolve({ status, output }));
  });
}

test("up on a data folder that another up holds is refused by its process id, before anything is opened", async () => {
  const lock = takeProcessLock(join(home, "up-lock"), home);
  const { status, output } = await runScript("up", "--port", String(await findFreePort()));
  lock.release();
  expect(status).toBe(1);
  expect(output).toContain(`in use by process ${process.pid}`);
  expect(output).not.toContain("Preparing");
});

test("up ends and gives its lock back when npm, which started it, is told to stop", async () => {
  const port = String(await findFreePort());
  const npm = spawn("npm", ["run", "up", "--", "--no-build", "--port", port], {
    cwd: projectRoot,
    env: { ...process.env, BALLAST_HOME: home, DATABASE_URL: "", DATABASE_HOST: "" },
  });
  await new Promise<void>((resolve, reject) => {
    npm.stdout.on("data", (chunk) => String(chunk).includes("Preparing the data") && resolve());
    npm.on("error", reject);
  });
  expect(isHeld()).toBe(true);
  const ended = new Promise((resolve) => npm.on("exit", resolve));
  npm.kill("SIGTERM");
  await ended;
  await expect.poll(isHeld, { timeout: 20_000, interval: 200 }).toBe(false);
});

/** Whether an up has the data folder. */
function isHeld(): boolean {
  try {
    takeProcessLock(join(home, "up-lock"), home).release();
    return false;
  } catch (error) {
    if (error instanceof FolderLockedError) return true;
    throw error;
  }
}

test("up on a port in use is refused with another port to choose", async () => {
  const port = await findFreePort();
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const { status, output } = await runScript("up", "--port", String(port));
  await new Promise((resolve) => server.close(resolve));
  expect(status).toBe(1);
  expect(output).toContain(`Port ${port} is in use`);
  expect(output).toContain(`--port ${port + 1}`);
});

test("an argument that cannot be used is refused with what it must be", async () => {
  const child = await runScript("up", "--port", "0");
  expect(child).toMatchObject({ status: 1 });
  expect(child.output).toContain("--port needs a whole number");
});

test("an unknown command is refused with the commands there are", async () => {
  const { status, output } = await runScript("upp");
  expect(status).toBe(1);
  expect(output).toMatch(/"upp" is not a command\. There are: up, dev, test, ingest/);
});

test("--help explains up and starts nothing", async () => {
  const { status, output } = await runScript("up", "--help");
  expect(status).toBe(0);
  expect(output).toContain("--from DIR");
  expect(output).not.toContain("Preparing");
});

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openDatabase } from "#lib/server/db/database";
import { listRuns } from "#lib/server/db/repository/ingest-run";
import { findCurrentSnapshotRow } from "#lib/server/db/repository/snapshot";
import { screenedIndex } from "#lib/server/snapshot/build-snapshot";
import { makeHome } from "../../support/database";
import type { FakeEdgar } from "../../support/fake-edgar";
import { makeTemporaryFolder } from "../../support/ingest-folder";
import { listCompanies, startFakeEdgar } from "../../support/live-universe";
import { type StartedProcess, startProcess } from "../../support/start-process";

const companies = listCompanies(12);

/** Runs the command of `npm run ingest` against the server. */
function startIngest(server: FakeEdgar, home: string, ...args: readonly string[]): StartedProcess {
  return startProcess("ingest", args, { home, environment: server.environment });
}

async function readNoted(home: string): Promise<readonly string[]> {
  const text = await readFile(join(home, "sources/.fetched.jsonl"), "utf8");
  return text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line).url as string)
    .filter((url) => url.includes("CIK"));
}

async function readState(home: string) {
  const database = await openDatabase({ home, databaseUrl: null });
  const current = await findCurrentSnapshotRow(database, screenedIndex);
  const runs = (await listRuns(database, 20)).map(({ kind, status }) => `${kind} ${status}`);
  await database.close();
  return { rowCount: current?.rowCount ?? null, runs };
}

test("a live run that is killed goes on where it was, and fetches nothing twice", async () => {
  const server = await startFakeEdgar(companies);
  const home = makeHome();
  const killed = startIngest(server, home, "--contact", "tester@ballast.test");
  server.onRequest = () => {
    if (server.count(/companyfacts\/CIK/) === 7) killed.child.kill("SIGKILL");
  };
  expect(await killed.ended, killed.output()).toBe("SIGKILL");
  const noted = await readNoted(home);
  expect(noted.length).toBeGreaterThan(0);
  expect(await readState(home)).toEqual({ rowCount: null, runs: [] });

  // The contact is remembered. This time a person stops it, with what they see on the terminal.
  server.seen.length = 0;
  const stopped = startIngest(server, home);
  server.onRequest = () => {
    if (server.count(/^\/submissions\//) === 5) stopped.child.kill("SIGINT");
  };
  expect(await stopped.ended, stopped.output()).toBe("130");
  expect(stopped.output()).toMatch(/Stopped\. What was fetched is kept in .*sources; run the same command again/);
  const asked = () => server.seen.map(({ path }) => `${server.origin}${path}`);
  expect(asked().filter((url) => noted.includes(url))).toEqual([]);

  const notedThen = await readNoted(home);
  server.seen.length = 0;
  server.onRequest = () => undefined;
  const finished = startIngest(server, home);
  expect(await finished.ended, finished.output()).toBe("0");
  expect(asked().filter((url) => notedThen.includes(url))).toEqual([]);
  expect(finished.output()).toMatch(/12 constituents: 12 with filings.*Next: npm run up/s);
  expect(finished.output()).not.toContain("tester@ballast.test");
  expect(await readState(home)).toEqual({ rowCount: 12, runs: ["live done"] });
});

test("a live run without a contact says why it needs one and how to give it, and asks nothing", async () => {
  const server = await startFakeEdgar(companies);
  const refused = startIngest(server, await makeTemporaryFolder());
  expect(await refused.ended).toBe("1");
  expect(refused.output()).toMatch(/needs an e-mail address: EDGAR .*--contact you@example\.com/s);
  expect(refused.output()).not.toContain("    at ");
  expect(server.seen).toEqual([]);
});

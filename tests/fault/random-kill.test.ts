import fc from "fast-check";
import { expect, inject, it } from "vitest";
import { openDatabase } from "#lib/server/db/database";
import { createPostgresqlDatabase, makeHome } from "../support/database";
import { startChild } from "../support/db-child-process";
import { entriesPerCompany } from "../support/db-writer";

// Of each kind 3 in npm test, and 100 in a long run: each takes a process and the opening of a database, some 3 s.
const kills = Number(process.env["BALLAST_RUNS"] ?? 1) > 1 ? 100 : 3;
const timeoutMs = 3_600_000;
/** A write takes some milliseconds: a company, its figures, its place on a list, each acknowledged by itself. */
const waitMsMax = 400;

/** What a database holds of what the writer stores. */
async function count(place: { readonly home: string; readonly databaseUrl: string | null }) {
  const database = await openDatabase(place);
  try {
    const [figures] = await database.client.$queryRaw<{ count: number }[]>`select count(*)::int4 as count from fact`;
    // The writer's run is over with it; a server says so after two minutes of silence.
    const ended = { status: "failed", finishedAt: new Date() } as const;
    await database.client.ingestRun.updateMany({ where: { status: "running" }, data: ended });
    const companies = await database.client.company.count();
    const followed = await database.client.watchlistItem.count();
    return { companies, figures: figures?.count ?? 0, followed };
  } finally {
    await database.close();
  }
}

/** Kills a writer at random moments, and holds after each that nothing acknowledged is lost and nothing is half. */
async function killAtRandom(place: { readonly home: string; readonly databaseUrl: string | null }): Promise<void> {
  let before = await count(place);
  for (const waitMs of fc.sample(fc.integer({ min: 0, max: waitMsMax }), kills)) {
    const child = startChild("write", place.home, place.databaseUrl);
    let stored = Number((await child.readLine()).replace("stored ", ""));
    const timer = setTimeout(() => void child.end("SIGKILL"), waitMs);
    try {
      for (;;) stored = Number((await child.readLine()).replace("stored ", ""));
    } catch {
      // It was killed; what it had said by then counts.
    }
    clearTimeout(timer);
    expect(await child.ended).toBe("SIGKILL");
    const after = await count(place);
    expect(after.companies).toBeGreaterThanOrEqual(stored);
    // A company is stored, then its figures, then the list that follows it: one kill interrupts one of them.
    const acknowledged = stored - before.companies;
    expect(after.figures).toBeGreaterThanOrEqual(before.figures + acknowledged * entriesPerCompany);
    expect(after.figures % entriesPerCompany).toBe(0);
    expect(after.followed).toBeGreaterThanOrEqual(before.followed + acknowledged);
    expect(after.followed * entriesPerCompany).toBeLessThanOrEqual(after.figures);
    expect(after.figures).toBeLessThanOrEqual(after.companies * entriesPerCompany);
    before = after;
  }
}

it(
  "a writer that is killed at any moment loses nothing that it has said to be stored (embedded)",
  async () => {
    await killAtRandom({ home: makeHome(), databaseUrl: null });
  },
  timeoutMs,
);

it.runIf(inject("postgresqlTemplate") !== null)(
  "a writer that is killed at any moment loses nothing that it has said to be stored (PostgreSQL)",
  async () => {
    await killAtRandom({ home: makeHome(), databaseUrl: await createPostgresqlDatabase() });
  },
  timeoutMs,
);

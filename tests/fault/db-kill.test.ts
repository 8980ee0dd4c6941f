import { watch } from "node:fs";
import { expect, test } from "vitest";
import { openDatabase } from "#lib/server/db/database";
import { openFacts } from "#lib/server/db/repository/fact";
import { listRuns, startRun } from "#lib/server/db/repository/ingest-run";
import { makeFolder, makeHome } from "../support/database";
import { startChild } from "../support/db-child-process";
import { entriesPerCompany } from "../support/db-writer";

test("a process killed in the middle of writing leaves a database that opens, with every saved thing whole", async () => {
  const home = makeHome();
  // The process before may have been killed between a company, its figures and its place on a list.
  let before = { companies: 0, whole: 0, followed: 0 };
  for (const more of [2, 6]) {
    const child = startChild("write", home);
    let reported = 0;
    while (reported < more) reported = Number((await child.readLine()).replace("stored ", "")) - before.companies;
    await child.end("SIGKILL");

    const database = await openDatabase({ home, databaseUrl: null });
    let whole = 0;
    const rows = await database.client.factSeries.findMany({ distinct: "companyId", select: { companyId: true } });
    const companyIds = rows.map(({ companyId }) => companyId);
    for await (const { entries } of (await openFacts(database, { companyIds })).read(companyIds)) {
      expect(entries).toHaveLength(entriesPerCompany);
      whole++;
    }
    expect(whole).toBeGreaterThanOrEqual(before.whole + reported);
    // A company is stored, then its figures, then the list that follows it.
    const companies = await database.client.company.count();
    const followed = await database.client.watchlistItem.count();
    expect(companies).toBeGreaterThanOrEqual(whole);
    expect(followed).toBeGreaterThanOrEqual(before.followed + reported);
    expect(followed).toBeLessThanOrEqual(whole);
    const [viewed] = await database.client.$queryRaw<{ count: number }[]>`select count(*)::int4 as count from fact`;
    expect(viewed?.count).toBe(whole * entriesPerCompany);
    before = { companies, whole, followed };

    const run = await startRun(database, { kind: "folder", sample: false });
    const [, killed] = await listRuns(database, 2);
    expect(killed).toMatchObject({
      status: "failed",
      failure: "The process ended before the run was over.",
    });
    await database.client.ingestRun.update({
      where: { id: run.id },
      data: { status: "failed", finishedAt: new Date() },
    });
    await database.close();
  }
});

test("a process killed while it makes the database leaves a folder in which the next one makes it", async () => {
  const home = makeFolder();
  const child = startChild("hold", home);
  // Its draft is there, so it is being written.
  await new Promise<void>((resolve) => {
    const watcher = watch(home, (_event, name) => {
      if (name !== "db.draft") return;
      watcher.close();
      resolve();
    });
  });
  await child.end("SIGKILL");
  const database = await openDatabase({ home, databaseUrl: null });
  expect(await database.client.company.count()).toBe(0);
  await database.close();
});

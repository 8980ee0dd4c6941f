import { expect, test } from "vitest";
import { openDatabase } from "../../lib/server/db/database";
import { streamFacts } from "../../lib/server/db/fact-repository";
import { listRuns, startRun } from "../../lib/server/db/ingest-run-repository";
import { makeFolder, startChild } from "../integration/db-child-process";
import { entriesPerCompany } from "../integration/db-writer";

test("a process killed in the middle of writing leaves a database that opens, with every saved thing whole", async () => {
  const home = makeFolder();
  let reported = 0;
  for (const more of [3, 7, 12]) {
    const child = startChild("write", home);
    const target = reported + more;
    while (reported < target) reported = Number((await child.readLine()).replace("stored ", ""));
    await child.end("SIGKILL");

    const database = await openDatabase({ home, databaseUrl: null });
    let whole = 0;
    for await (const { entries } of streamFacts(database)) {
      expect(entries).toHaveLength(entriesPerCompany);
      whole++;
    }
    expect(whole).toBeGreaterThanOrEqual(reported);
    // A company is stored, then its figures, then the list that follows it.
    const companies = await database.client.company.count();
    const followed = await database.client.watchlistItem.count();
    expect(companies).toBeGreaterThanOrEqual(whole);
    expect(followed).toBeGreaterThanOrEqual(reported);
    expect(followed).toBeLessThanOrEqual(whole);
    const [viewed] = await database.client.$queryRaw<{ count: number }[]>`select count(*)::int4 as count from fact`;
    expect(viewed?.count).toBe(whole * entriesPerCompany);
    reported = companies;

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

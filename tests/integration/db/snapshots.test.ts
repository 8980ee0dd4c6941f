import { expect, test } from "vitest";
import type { Database } from "#lib/server/db/database";
import {
  beatRun,
  failRun,
  type IngestRun,
  listRuns,
  type RunReport,
  readRunSkips,
  startRun,
} from "#lib/server/db/repository/ingest-run";
import {
  findCurrentSnapshotRow,
  findSnapshotRow,
  listVerdictCounts,
  publishSnapshot,
  type SnapshotRow,
} from "#lib/server/db/repository/snapshot";
import { describeDatabases } from "../../support/database";

const report: RunReport = {
  sources: [{ name: "IWM.csv", kind: "holdings", asOfDay: 20_578, rowCount: 1955, note: null }],
  counts: { constituents: 1919 },
  coverage: { revenue: 0.97 },
  skipped: [{ subject: "P5N994", place: "IWM.csv line 12", why: "An escrow line, not a share." }],
};
const begin = { kind: "folder", sample: false } as const;

function makeSnapshot(runId: number, change: Partial<SnapshotRow> = {}): Omit<SnapshotRow, "createdAt"> {
  const size = { rowCount: 1919, columnCount: 130, sizeBytes: 2_000_000 };
  const origin = { universe: "russell2000", asOfDay: 20_578, formulaVersion: "1", sample: false };
  return { hash: "a".repeat(64), runId, ...origin, ...size, ...change };
}

async function findRun(database: Database, runId: number): Promise<IngestRun | undefined> {
  return (await listRuns(database, 100)).find(({ id }) => id === runId);
}

async function beginRun(database: Database): Promise<number> {
  const { id } = await startRun(database, begin);
  return id;
}

describeDatabases("publishing a snapshot", (openFresh) => {
  test("makes it current and ends the run with its report", async () => {
    const database = await openFresh();
    expect(await findCurrentSnapshotRow(database, "russell2000")).toBeNull();
    const runId = await beginRun(database);
    const published = await publishSnapshot(database, makeSnapshot(runId), report);
    expect(await findCurrentSnapshotRow(database, "russell2000")).toEqual(published);
    expect(await findSnapshotRow(database, "a".repeat(64))).toEqual(published);
    const { skipped, ...rest } = report;
    expect(await findRun(database, runId)).toMatchObject({ status: "done", asOfDay: 20_578, failure: null, ...rest });
    expect(await readRunSkips(database, runId)).toEqual(skipped);
  });

  test("changes nothing at all when a part of it fails", async () => {
    const database = await openFresh();
    await publishSnapshot(database, makeSnapshot(await beginRun(database)), report);
    const runId = await beginRun(database);
    for (const change of [{ hash: "not a hash" }, { hash: "b".repeat(64), sizeBytes: 0 }]) {
      await expect(publishSnapshot(database, makeSnapshot(runId, change), report)).rejects.toThrow("snapshot_");
    }
    expect((await findCurrentSnapshotRow(database, "russell2000"))?.hash).toBe("a".repeat(64));
    expect(await findRun(database, runId)).toMatchObject({ status: "running", asOfDay: null });
    expect(await database.client.snapshot.count()).toBe(1);
  });

  test("counts the companies of each verdict by day, the last publication of a day alone", async () => {
    const database = await openFresh();
    const publish = async (asOfDay: number, verdicts: string, policy = "ballast-1", hash = String(asOfDay % 10)) => {
      const runId = await beginRun(database);
      // The third line is a second class of the second company.
      const companyIds = [7, 9, 9, 11];
      const record = { policy, ruleIds: ["w1"], companyIds, verdicts, ruleStates: "tftf" };
      const snapshot = makeSnapshot(runId, { asOfDay, hash: hash.repeat(64) });
      await publishSnapshot(database, snapshot, report, { isCurrent: true, verdicts: [record] });
    };
    await publish(20_101, "WWWN");
    await publish(20_101, "WrRN");
    await publish(20_102, "MMMM", "ballast-2");
    await publish(20_103, "RRRM");
    await publish(20_104, "RRRR");
    const wanted = { universe: "russell2000", sample: false, policy: "ballast-1", limit: 10 };
    const first = { asOfDay: 20_101, counts: { resilient: 1, mixed: 0, weak: 1, not_rated: 1 } };
    const second = { asOfDay: 20_103, counts: { resilient: 2, mixed: 1, weak: 0, not_rated: 0 } };
    expect(await listVerdictCounts(database, { ...wanted, toDay: 20_103 })).toEqual([first, second]);
    expect(await listVerdictCounts(database, { ...wanted, toDay: 20_103, limit: 1 })).toEqual([second]);
    expect(await listVerdictCounts(database, { ...wanted, sample: true, toDay: 20_104 })).toEqual([]);
    expect(await listVerdictCounts(database, { ...wanted, toDay: 20_100 })).toEqual([]);
  });

  test("keeps what each policy said, once a run, with the snapshot or not at all", async () => {
    const database = await openFresh();
    const verdicts = [
      { policy: "ballast-1", ruleIds: ["w1", "r1"], companyIds: [7, 9, 9], verdicts: "WRr", ruleStates: "tf-tut" },
    ];
    const runId = await beginRun(database);
    await publishSnapshot(database, makeSnapshot(runId), report, { isCurrent: true, verdicts });
    const next = await beginRun(database);
    await publishSnapshot(database, makeSnapshot(next), report, { isCurrent: true, verdicts });
    const kept = await database.client.verdictRecord.findMany({ orderBy: { runId: "asc" }, omit: { createdAt: true } });
    const record = { ...verdicts[0], snapshotHash: "a".repeat(64) };
    expect(kept).toEqual([
      { ...record, runId },
      { ...record, runId: next },
    ]);

    const last = await beginRun(database);
    const torn = [{ policy: "ballast-1", ruleIds: ["w1"], companyIds: [7], verdicts: "W", ruleStates: "" }];
    const broken = publishSnapshot(database, makeSnapshot(last, { hash: "b".repeat(64) }), report, {
      isCurrent: true,
      verdicts: torn,
    });
    await expect(broken).rejects.toThrow("verdict_record_whole");
    expect(await findSnapshotRow(database, "b".repeat(64))).toBeNull();
    expect(await database.client.verdictRecord.count()).toBe(2);
  });

  test("is refused for a run that was ended meanwhile, and the current one stays", async () => {
    const database = await openFresh();
    await publishSnapshot(database, makeSnapshot(await beginRun(database)), report);
    const runId = await beginRun(database);
    await failRun(database, runId, "stopped");
    const late = publishSnapshot(database, makeSnapshot(runId, { hash: "b".repeat(64) }), report);
    await expect(late).rejects.toThrow(`Run ${runId} of the ingest was ended by another process`);
    expect(await findSnapshotRow(database, "b".repeat(64))).toBeNull();
    expect((await findCurrentSnapshotRow(database, "russell2000"))?.hash).toBe("a".repeat(64));
    expect(await findRun(database, runId)).toMatchObject({ status: "failed", failure: "stopped" });
  });

  test("with the same bytes keeps the first entry, and moves the pointer back to it", async () => {
    const database = await openFresh();
    const first = await publishSnapshot(database, makeSnapshot(await beginRun(database)), report);
    await publishSnapshot(database, makeSnapshot(await beginRun(database), { hash: "b".repeat(64) }), report);
    const again = await publishSnapshot(database, makeSnapshot(await beginRun(database)), report);
    expect(again).toEqual(first);
    expect(await findCurrentSnapshotRow(database, "russell2000")).toEqual(first);
    expect(await findCurrentSnapshotRow(database, "sp500")).toBeNull();
  });
});

describeDatabases("ingest runs", (openFresh) => {
  test("are one at a time, and the second is told about the first", async () => {
    const database = await openFresh();
    const runId = await beginRun(database);
    await expect(startRun(database, begin)).rejects.toThrow(`Run ${runId} of the ingest is under way since 20`);
    await failRun(database, runId, "stopped", { counts: { companies: 3 } });
    expect(await findRun(database, runId)).toMatchObject({ status: "failed", counts: { companies: 3 }, sources: [] });
    expect(await beginRun(database)).toBeGreaterThan(runId);
  });

  test.each([
    ["", -121_000],
    [", also where the clock ran ahead when it was last heard of", 86_400_000],
  ])("whose process has died are marked as failed by the next%s", async (_, heardMs) => {
    const database = await openFresh();
    const runId = await beginRun(database);
    await database.client.ingestRun.update({
      where: { id: runId },
      data: { holder: "elsewhere 1", heartbeatAt: new Date(Date.now() + heardMs) },
    });
    const next = await beginRun(database);
    expect((await listRuns(database, 5)).map(({ id, status }) => [id, status])).toEqual([
      [next, "running"],
      [runId, "failed"],
    ]);
    await expect(beatRun(database, runId, {})).rejects.toThrow("ended by another process");
  });

  test("that give signs of life from another process of a shared server are left alone", async () => {
    const database = await openFresh();
    const runId = await beginRun(database);
    await database.client.ingestRun.update({
      where: { id: runId },
      data: { holder: "elsewhere 1", heartbeatAt: new Date(Date.now() - 600_000) },
    });
    await beatRun(database, runId, { companies: 12 });
    const next = startRun({ ...database, kind: "postgresql" }, begin);
    await expect(next).rejects.toThrow("is under way");
    expect(await findRun(database, runId)).toMatchObject({ counts: { companies: 12 } });
  });

  test("that are over stay as they are", async () => {
    const database = await openFresh();
    const runId = await beginRun(database);
    await publishSnapshot(database, makeSnapshot(runId), report);
    await failRun(database, runId, "too late");
    expect(await findRun(database, runId)).toMatchObject({ status: "done", failure: null });
    expect(await findRun(database, runId + 1)).toBeUndefined();
  });
});

import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, inject, it, vi } from "vitest";
import { unpackSnapshot } from "#lib/column/packed-snapshot";
import { parseDay } from "#lib/fact/filed/day";
import { closeDatabase, getDatabase } from "#lib/server/db/database";
import { getSnapshotFacts } from "#lib/server/service/company/company-facts";
import { repairPointerFile } from "#lib/server/snapshot/publish-snapshot";
import { readPointerFile, type SnapshotForm, writePointerFile } from "#lib/server/snapshot/snapshot-file";
import {
  forgetCurrentSnapshot,
  getCurrentSnapshot,
  getSnapshot,
  getSnapshotAsOf,
  readSnapshotBytes,
} from "#lib/server/snapshot/snapshot-store";
import { createPostgresqlDatabase } from "../../support/database";
import { ingest, makeTemporaryFolder, writeHoldings, writeSmallFolder, writeSource } from "../../support/ingest-folder";

// The store works on the installation of the process. An embedded database takes seconds to make, so each test is an
// installation of its own on PostgreSQL; the faults of an ingest are tried on the embedded one.
const onPostgresql = describe.runIf(inject("postgresqlTemplate") !== null);

let home: string;
let folder: string;

beforeEach(async () => {
  home = await makeTemporaryFolder();
  folder = await makeTemporaryFolder();
  await writeSmallFolder(folder);
  vi.stubEnv("BALLAST_HOME", home);
  vi.stubEnv("DATABASE_URL", await createPostgresqlDatabase());
  forgetCurrentSnapshot();
});

afterEach(async () => {
  await closeDatabase();
  vi.unstubAllEnvs();
});

const load = async () => ingest(await getDatabase(), { folder, home });

async function readForm(hash: string, form: SnapshotForm): Promise<Buffer> {
  const bytes = await readSnapshotBytes(hash, form);
  if (bytes === null) throw new Error("no file");
  return Buffer.from(bytes);
}

onPostgresql("the snapshot store", () => {
  it("has nothing before the first ingest", async () => {
    expect(await getCurrentSnapshot()).toBeNull();
    expect(await getSnapshotAsOf(20_000)).toBeNull();
  });

  it("gives the current snapshot, one copy for all who ask", async () => {
    const { hash } = await load();
    const [one, other] = await Promise.all([getCurrentSnapshot(), getSnapshot(hash)]);
    expect(one?.hash).toBe(hash);
    expect(one?.table).toBe(other?.table);
  });

  it("learns of a new snapshot", async () => {
    const first = await load();
    expect((await getCurrentSnapshot())?.hash).toBe(first.hash);
    await writeSource(folder, "rates/FEDFUNDS.csv", "date,value\n2026-04-01,5\n");
    const second = await load();
    expect(second.hash).not.toBe(first.hash);
    forgetCurrentSnapshot();
    expect((await getCurrentSnapshot())?.hash).toBe(second.hash);
    expect((await getSnapshot(first.hash))?.hash).toBe(first.hash);
  });

  it("knows no snapshot by a hash that nobody published, nor by a text that is no hash", async () => {
    await load();
    expect(await getSnapshot("0".repeat(64))).toBeNull();
    expect(await getSnapshot("../../etc/passwd")).toBeNull();
    expect(await readSnapshotBytes("../../etc/passwd", "plain")).toBeNull();
    expect(await readSnapshotBytes("0".repeat(64), "packed")).toBeNull();
  });

  it("serves a packed form that gives the same bytes back", async () => {
    const { hash } = await load();
    const unpacked = unpackSnapshot(gunzipSync(await readForm(hash, "packed")));
    if (!unpacked.ok) throw new Error(unpacked.error.message);
    expect(Buffer.compare(unpacked.value, await readForm(hash, "plain"))).toBe(0);
  });

  it("packs a snapshot from before this packing when somebody asks for it", async () => {
    const { hash } = await load();
    const packed = join(home, "snapshots", `snapshot-${hash}.packed-1.gz`);
    const before = await readFile(packed);
    await rm(packed);
    const read = await Promise.all([readForm(hash, "packed"), readForm(hash, "packed")]);
    expect(read).toEqual([before, before]);
    expect(await readFile(packed)).toEqual(before);
  });

  it("never packs a file that the disk has damaged", async () => {
    const { hash } = await load();
    const packed = join(home, "snapshots", `snapshot-${hash}.packed-1.gz`);
    const before = await readFile(packed);
    await rm(packed);
    const path = join(home, "snapshots", `snapshot-${hash}.bin`);
    const damaged = await readFile(path);
    damaged[damaged.length - 16] = (damaged[damaged.length - 16] ?? 0) ^ 1;
    await writeFile(path, damaged);
    expect(await readForm(hash, "packed")).toEqual(before);
  });

  it("builds a file again that is lost, on a replica with a disk of its own", async () => {
    const { hash } = await load();
    vi.stubEnv("BALLAST_HOME", await makeTemporaryFolder());
    forgetCurrentSnapshot();
    expect((await getCurrentSnapshot())?.hash).toBe(hash);
    expect(await readSnapshotBytes(hash, "packed")).not.toBeNull();
  });

  it("builds a file again that the disk has damaged, and never reads the damaged one", async () => {
    const { hash } = await load();
    const path = join(home, "snapshots", `snapshot-${hash}.bin`);
    await writeFile(path, Buffer.alloc(1000));
    expect((await getSnapshot(hash))?.table.rowCount).toBe(3);
    expect((await readdir(join(home, "snapshots"))).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  });

  it("says what to do when the current snapshot is lost and the database gives another one", async () => {
    await load();
    await rm(join(home, "snapshots"), { recursive: true });
    const database = await getDatabase();
    await database.client.rate.updateMany({ data: { value: 0.5 } });
    await expect(getCurrentSnapshot()).rejects.toMatchObject({
      code: "unavailable",
      message: expect.stringContaining("is missing or damaged, and cannot be built again"),
    });
  });

  it("gives the universe of a past day, built once and kept", async () => {
    const older = [{ ticker: "MOGA", name: "MOOG INC CLASS A", price: 250 }];
    await writeSource(folder, "holdings/IWM_old.csv", writeHoldings("May 13, 2025", older));
    await load();
    const day = parseDay("2025-06-30") ?? 0;
    const past = await getSnapshotAsOf(day);
    expect(past?.info.asOf).toBe("2025-06-30");
    expect(past?.table.rowCount).toBe(1);
    expect((await getSnapshotAsOf(day))?.hash).toBe(past?.hash);
    expect((await getCurrentSnapshot())?.info.asOf).toBe("2026-05-05");
    expect(await getSnapshotAsOf(parseDay("2020-01-01") ?? 0), "nothing was filed yet").toBeNull();
  });

  it("leads from a column of a snapshot to the filing", async () => {
    await load();
    const snapshot = await getCurrentSnapshot();
    if (!snapshot) throw new Error("no snapshot");
    const found = await getSnapshotFacts(snapshot, "MOGA");
    expect(found?.dataSource).toBe("filings");
    expect(found?.company.cik).toBe(67887);
    const figure = found?.facts.get("revenue_fy");
    expect(figure).toMatchObject({ known: true, value: 3600 });
    expect(figure?.known && figure.parts.map(({ entry }) => entry.accession)).toEqual(["0000067887-26-000001"]);
    expect(found?.filings.map(({ form }) => form)).toEqual(["10-K", "10-K", "10-K"]);
    expect(found?.facts.listFiscalYears("revenue", 2).map(({ figure: { known } }) => known)).toEqual([true, true]);
  });

  it("gives every column the value that the facts behind it have", async () => {
    await load();
    const snapshot = await getCurrentSnapshot();
    const found = snapshot && (await getSnapshotFacts(snapshot, "MOGA"));
    if (!found) throw new Error("no facts");
    for (const id of ["revenue", "revenue_fy[-1]", "net_income_fy", "total_assets", "equity[-1]"]) {
      const vector = snapshot.table.getVector(id);
      const figure = found.facts.get(id);
      if (vector?.type !== "number") throw new Error(`no column ${id}`);
      expect(vector.values[0], id).toBe(figure.known ? figure.value : Number.NaN);
    }
  });

  it("keeps figures to what the snapshot's run knew", async () => {
    await load();
    const snapshot = await getCurrentSnapshot();
    if (!snapshot) throw new Error("no snapshot");
    await rm(join(folder, "companyfacts.zip"));
    const more = "ticker,cik,period_end,period,revenue,filed\nSTRL,874238,2025-12-31,FY,2491,2026-03-02\n";
    await writeSource(folder, "fundamentals.csv", more);
    await load();
    const then = await getSnapshotFacts(snapshot, "STRL");
    expect(then?.facts.get("revenue_fy")).toMatchObject({ known: true, value: 2490 });
  });

  it("has no figures for a constituent without any, nor for a ticker that is not listed", async () => {
    await load();
    const snapshot = await getCurrentSnapshot();
    if (!snapshot) throw new Error("no snapshot");
    expect(await getSnapshotFacts(snapshot, "TOWN")).toBeNull();
    expect(await getSnapshotFacts(snapshot, "NOPE")).toBeNull();
  });
});

onPostgresql("the pointer file", () => {
  it("lets a command find the current snapshot without opening the database", async () => {
    const { hash, runId } = await load();
    await writePointerFile(home, { hash, runId });
    vi.stubEnv("DATABASE_URL", "");
    await closeDatabase();
    forgetCurrentSnapshot();
    expect((await getCurrentSnapshot())?.hash).toBe(hash);
    expect(await readdir(home)).not.toContain("db");
  });

  it("that is damaged is an error that says what to do", async () => {
    const { hash, runId } = await load();
    await writePointerFile(home, { hash, runId });
    await writeFile(join(home, "snapshots", "current.json"), '{"hash":"');
    await expect(readPointerFile(home)).rejects.toThrow("is damaged. Remove it and start the server or an ingest");
  });

  it("is not written beside a PostgreSQL server", async () => {
    await load();
    await repairPointerFile(await getDatabase(), home);
    expect(await readPointerFile(home)).toBeNull();
  });
});

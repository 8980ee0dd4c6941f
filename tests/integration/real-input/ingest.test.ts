import { describe, expect, it } from "vitest";
import { readSnapshot } from "#lib/column/snapshot";
import { getEnvironment } from "#lib/server/env";
import { readSnapshotFile } from "#lib/server/snapshot/snapshot-file";
import { openFreshEmbedded } from "../../support/database";
import { ingest, makeTemporaryFolder } from "../../support/ingest-folder";
import { copyRealSources } from "../../support/real-folder";

const { sources } = getEnvironment();
const reason = sources === null ? " (skipped: there is no folder of real input, see BALLAST_SOURCES)" : "";

/** Herc and MiMedx, whose figures are known from their filings, and Greif, which has two classes of shares. */
const companies = ["CIK0001364479.json", "CIK0001376339.json"];

describe.runIf(sources !== null)(`real input${reason}`, () => {
  it("shows the constituents of 2026-05-05 and the figures that the filings give", async () => {
    const folder = await copyRealSources(sources ?? "", (name) => companies.includes(name));
    const home = await makeTemporaryFolder();
    const database = await openFreshEmbedded();
    const report = await ingest(database, { folder, home, minCoverage: 0 });
    const bytes = await readSnapshotFile(home, report.hash);
    const snapshot = bytes && (await readSnapshot(bytes, report.hash));
    if (!snapshot?.ok) throw new Error("the snapshot cannot be read");
    const { info, table } = snapshot.value;
    expect(info.asOf).toBe("2026-05-05");
    expect(table.rowCount).toBe(1916);

    const readText = (id: string, row: number) => {
      const vector = table.getVector(id);
      return vector?.type === "text" ? vector.dictionary[vector.codes[row] ?? -1] : undefined;
    };
    const readNumber = (id: string, row: number) => {
      const vector = table.getVector(id);
      return vector?.type === "number" ? vector.values[row] : undefined;
    };
    const findRow = (ticker: string) =>
      Array.from({ length: table.rowCount }, (_, row) => row).find((row) => readText("ticker", row) === ticker) ?? -1;
    // 4,376 million is the total; the ASC 606 tag carries 862 million of it.
    expect(readNumber("revenue_fy", findRow("HRI"))).toBe(4_376_000_000);
    expect(readNumber("net_income_fy", findRow("MDXG"))).toBe(48_578_000);
    expect(readText("cik", findRow("MOGA"))).toBe("0000067887");
    expect(readText("cik", findRow("GEFB"))).toBe(readText("cik", findRow("GEF")));
    expect(readText("data_source", findRow("MOGA"))).toBe("none");
    const tickers = Array.from({ length: table.rowCount }, (_, row) => readText("ticker", row));
    expect(new Set(tickers).size).toBe(1916);
  });
});

import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it, onTestFinished } from "vitest";
import {
  decodeHistory,
  encodeHistory,
  prepareHistoryFolder,
  readHistoryFile,
  writeHistoryFile,
} from "#lib/server/db/history/history-file";
import { noStart, type PackedHistory } from "#lib/server/db/history/packed-history";

const history: PackedHistory = {
  series: [
    { fact: "revenue", tag: "us-gaap:Revenues", unit: "USD", count: 2 },
    { fact: "cash", tag: "file:Käse", unit: "USD", count: 1 },
  ],
  filings: [
    { accession: "0001364479-26-000011", form: "10-Q", filed: 20_000, runId: 1 },
    { accession: "0001364479-26-000012", form: "10-K/A", filed: 20_100, runId: 3 },
  ],
  periods: Int32Array.of(19_000, 19_090, noStart, 19_090),
  periodCodes: Uint32Array.of(0, 0, 1),
  filingCodes: Uint32Array.of(0, 1, 1),
  values: Float64Array.of(0.1 + 0.2, -5e-324, 4_376_000_000),
};

function encode(version = "one"): Uint8Array {
  const bytes = encodeHistory(7, version, history);
  if (bytes === null) throw new Error("Impossible state: three figures fit");
  return bytes;
}

function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "ballast-history-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

describe("a copy of a company's figures", () => {
  it("comes back as it was written, wherever its bytes lie in memory", () => {
    expect(decodeHistory(encode(), 7, "one")).toEqual(history);
    const pool = new Uint8Array(encode().length + 3);
    pool.set(encode(), 3);
    expect(decodeHistory(pool.subarray(3), 7, "one")).toEqual(history);
  });

  it("is not there for another version or another company", () => {
    expect(decodeHistory(encode(), 7, "two")).toBeNull();
    expect(decodeHistory(encode(), 8, "one")).toBeNull();
  });

  it("is not there when it was cut at any place", () => {
    const bytes = encode();
    for (let length = 0; length < bytes.length; length += 1) {
      expect(decodeHistory(bytes.subarray(0, length), 7, "one"), `cut at ${length}`).toBeNull();
    }
  });

  it("is not there when any of its bytes has changed", () => {
    const bytes = encode();
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (place, change) => {
        const damaged = Uint8Array.from(bytes);
        damaged[place] = (damaged[place] ?? 0) ^ change;
        expect(decodeHistory(damaged, 7, "one")).toBeNull();
      }),
      { numRuns: 500 },
    );
  });

  it("is not made of more filings than it can count", () => {
    const filings = Array.from({ length: 65_537 }, () => history.filings[0]).filter((filing) => filing !== undefined);
    expect(encodeHistory(7, "one", { ...history, filings })).toBeNull();
  });

  it("takes the place of an older one whole, and leaves no draft", async () => {
    const folder = makeFolder();
    expect(await writeHistoryFile(folder, 7, "one", history)).toBe(true);
    expect(await writeHistoryFile(folder, 7, "two", history)).toBe(true);
    expect(await readHistoryFile(folder, 7, "two")).toEqual(history);
    expect(await readHistoryFile(folder, 7, "one")).toBeNull();
    expect(readdirSync(folder)).toEqual(["7.bin"]);
  });

  it("is left out where nothing can be written, without a trace", async () => {
    const folder = makeFolder();
    const file = join(folder, "file");
    writeFileSync(file, "no folder");
    expect(await prepareHistoryFolder(file)).toBe(false);
    expect(await writeHistoryFile(file, 7, "one", history)).toBe(false);
    expect(await readHistoryFile(file, 7, "one")).toBeNull();
    mkdirSync(join(folder, "8.bin"));
    expect(await writeHistoryFile(folder, 8, "one", history), "the place is taken by a folder").toBe(false);
    expect(readdirSync(folder).toSorted()).toEqual(["8.bin", "file"]);
    expect(readFileSync(file, "utf8")).toBe("no folder");
  });

  it("outlives its drafts: those of processes that were killed are removed, new ones are not", async () => {
    const folder = makeFolder();
    writeFileSync(join(folder, "7.bin.1-old.tmp"), "half");
    utimesSync(join(folder, "7.bin.1-old.tmp"), 0, 0);
    writeFileSync(join(folder, "7.bin.2-new.tmp"), "half");
    writeFileSync(join(folder, "7.bin"), "kept");
    expect(await prepareHistoryFolder(folder)).toBe(true);
    expect(readdirSync(folder).toSorted()).toEqual(["7.bin", "7.bin.2-new.tmp"]);
  });
});

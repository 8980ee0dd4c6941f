import { describe, expect, it } from "vitest";
import { createColumnTable } from "#lib/column/table";
import { screenRowSchema } from "#lib/contract/screen";
import { createUniverse } from "#lib/screen/universe/universe";
import { writeScreenRows } from "#lib/server/service/screen/write-screen-rows";
import { listSnapshotColumns } from "#lib/verdict/policy/snapshot-columns";
import { buildSource } from "../../../support/build-source";
import { standardCompany } from "../../../support/standard-company";

describe("the rows of a screen", () => {
  it("P-25: mark a verdict on second-hand figures, and no other", () => {
    const rows = ["filings", "second_hand", "none"].map((data_source, at) => ({
      ...standardCompany,
      ticker: `T${at}`,
      data_source,
    }));
    const source = buildSource(rows);
    const vectors = listSnapshotColumns().flatMap((id) => {
      const vector = source.getVector(id);
      return vector === undefined ? [] : [[id, vector] as const];
    });
    const info = { asOf: "2026-05-05", sample: false, formulaVersion: "test", sources: [], counts: {} };
    const universe = createUniverse({ info, table: createColumnTable(rows.length, vectors) });
    const written = JSON.parse(writeScreenRows(universe, [], Uint32Array.from([0, 1, 2])));
    const read = screenRowSchema.array().parse(written);
    expect(read.map(({ ticker, isProvisional }) => [ticker, isProvisional])).toEqual([
      ["T0", undefined],
      ["T1", true],
      ["T2", undefined],
    ]);
  });
});

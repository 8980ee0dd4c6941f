import { describe, expect, it } from "vitest";
import { createTableBuilder } from "#lib/column/builder";
import { computeSha256 } from "#lib/column/sha256";
import { encodeSnapshot } from "#lib/column/snapshot";
import type { SnapshotInfo } from "#lib/column/snapshot-header";
import { parse } from "#lib/expr/parse";
import { baseColumns } from "#lib/metric/base-columns";
import { runScreen } from "#lib/screen/run/run-screen";
import { openSnapshotFile } from "#lib/screen/universe/open-snapshot";
import { createUniverse } from "#lib/screen/universe/universe";
import { listSnapshotColumns } from "#lib/verdict/policy/snapshot-columns";

const info: SnapshotInfo = { asOf: "2026-05-05", sample: true, formulaVersion: "test", sources: [], counts: {} };
const texts = new Set(baseColumns.filter(({ type }) => type === "text").map(({ id }) => id));

/** Two companies with revenue, in a table of these columns alone. */
function buildTable(columnIds: readonly string[]) {
  const builder = createTableBuilder(
    2,
    columnIds.map((id) => ({ id, type: texts.has(id) ? "text" : "number" })),
  );
  for (const [row, ticker] of ["AAA", "BBB"].entries()) {
    builder.setText("ticker", row, ticker);
    builder.setNumber("revenue", row, (row + 1) * 100e6);
  }
  return builder.build();
}

function count(target: ReturnType<typeof createUniverse>, query: string) {
  const result = runScreen(target, { query, sort: [], columns: [] }, { offset: 0, limit: 0 });
  return result.ok ? { count: result.value.count, unknown: result.value.unknown } : result.error[0]?.errors[0]?.code;
}

describe("a universe of a snapshot that an earlier version wrote", () => {
  const universe = createUniverse({ info, table: buildTable(["ticker", "revenue"]) });

  it("takes columns that today's snapshots have and this one lacks as not reported", () => {
    expect(count(universe, "revenue > $150m")).toEqual({ count: 1, unknown: 0 });
    expect(count(universe, "cash is not_reported")).toEqual({ count: 2, unknown: 0 });
    expect(count(universe, "sector = energy")).toEqual({ count: 0, unknown: 2 });
    expect(universe.judgement.counts).toEqual({ resilient: 0, mixed: 0, weak: 0, not_rated: 2 });
  });

  it("refuses columns that no snapshot has", () => {
    expect(listSnapshotColumns()).not.toContain("net_income_q[-19q]");
    expect(count(universe, "net_income_q[-19q] > 0")).toBe("no_data");
  });
});

describe("a universe that is opened in steps", () => {
  const bytes = encodeSnapshot(info, buildTable(listSnapshotColumns()));

  it("gives the page its turn between the rules, and the same answers", async () => {
    let pauses = 0;
    const opened = await openSnapshotFile(bytes, await computeSha256(bytes), async () => {
      pauses += 1;
    });
    if (!opened.ok) throw new Error(opened.error.message);
    const { judgement, evaluator } = opened.value.base;
    expect(pauses).toBeGreaterThan(judgement.policy.rules.length);

    const atOnce = createUniverse({ info, table: buildTable(listSnapshotColumns()) });
    expect(judgement.verdicts).toEqual(atOnce.judgement.verdicts);
    const verdict = parse("verdict");
    if (!verdict.ok) throw new Error("Impossible state: a name is an expression");
    expect(evaluator.evaluateText(verdict.value)).toEqual(atOnce.evaluator.evaluateText(verdict.value));
  });

  it("says what is wrong with bytes of another hash before it judges anything", async () => {
    let pauses = 0;
    const opened = await openSnapshotFile(bytes, "0".repeat(64), async () => {
      pauses += 1;
    });
    expect(opened).toMatchObject({ ok: false, error: { code: "wrong_hash" } });
    expect(pauses).toBe(0);
  });
});

import type { Snapshot } from "#lib/column/snapshot";
import type { SnapshotInfo } from "#lib/column/snapshot-header";
import { createColumnTable } from "#lib/column/table";
import { listSnapshotColumns } from "#lib/verdict/policy/snapshot-columns";
import { buildSource, type Cell, type Row } from "./build-source";
import { standardBank, standardCompany } from "./standard-company";

const info: SnapshotInfo = { asOf: "2026-05-05", sample: true, formulaVersion: "test", sources: [], counts: {} };

/** Companies around the standard ones: figures larger, smaller, turned, or not reported. */
function buildRows(count: number, seed: number): readonly Row[] {
  let state = seed;
  const random = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    return (state >>> 0) / 2 ** 32;
  };
  const disturb = (cell: Cell): Cell => {
    if (typeof cell !== "number") return cell;
    const chance = random();
    if (chance < 0.06) return { missing: "not_reported" };
    return chance < 0.3 ? cell * (random() * 3 - 0.6) : cell;
  };
  // A list of constituents has no weight below zero.
  const disturbWeight = (cell: Cell): Cell => {
    const drawn = disturb(cell);
    return typeof drawn === "number" ? Math.abs(drawn) : drawn;
  };
  const disturbById = (id: string, cell: Cell): Cell =>
    id === "sic" ? cell : id === "weight" ? disturbWeight(cell) : disturb(cell);
  const groups = [
    {},
    {},
    {},
    { sic: 6798, sector: "Real Estate", revenue: 100 },
    { sic: 2834, revenue: 20e6 },
    { sic: 6282, sector: "Financials" },
    { sic: 6141, sector: "Financials" },
  ];
  return Array.from({ length: count }, (_, row) => {
    const base = row % 6 === 5 ? standardBank : { ...standardCompany, ...groups[row % groups.length] };
    const cells = Object.entries(base).map(([id, cell]) => [id, disturbById(id, cell)]);
    const debt = random() < 0.15 ? { total_debt: 0 } : {};
    const data_source = row % 5 === 2 ? "second_hand" : "filings";
    return { ...Object.fromEntries(cells), ...debt, ticker: `T${row}`, data_source, base_rate: 0.0425 };
  });
}

/** A snapshot of so many drawn companies; the same seed gives the same. */
export function buildRandomSnapshot(count: number, seed: number): Snapshot {
  const source = buildSource(buildRows(count, seed));
  const vectors = listSnapshotColumns().flatMap((id) => {
    const vector = source.getVector(id);
    return vector === undefined ? [] : [[id, vector] as const];
  });
  return { info, table: createColumnTable(count, vectors) };
}

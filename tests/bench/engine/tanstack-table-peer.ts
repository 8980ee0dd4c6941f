import "server-only";
import {
  type ColumnDef,
  columnFilteringFeature,
  constructTable,
  createFilteredRowModel,
  createSortedRowModel,
  rowSortingFeature,
  storeReactivityBindings,
  tableFeatures,
} from "../peers/tanstack-table";
import type { ScreenShape } from "./bench-screen";
import { buildRank, compareRanked, getObjectRows, type ObjectRow } from "./object-rows-peer";
import { listKeptOfRows, type OpenPeer, type Peer, readPackageVersion, requireAt, type Task } from "./peer";

const features = tableFeatures({
  coreReactivityFeature: storeReactivityBindings(),
  columnFilteringFeature,
  rowSortingFeature,
  filteredRowModel: createFilteredRowModel(),
  sortedRowModel: createSortedRowModel(),
});

interface RowValues {
  getValue(columnId: string): unknown;
}

/** The table of the interface without the interface: its filter on each column, and its sorting by the rank. */
export const openTanstackTablePeer: OpenPeer = (arena): Peer<Task> => {
  const tables = arena.tables.map((table) => {
    let computeRank: (row: ObjectRow) => number = () => 0;
    const built = constructTable<typeof features, ObjectRow>({
      features,
      data: [...getObjectRows(table, listKeptOfRows(arena))],
      columns: [...arena.shapes.flatMap(buildColumns), buildRankColumn((row) => computeRank(row))],
      getRowId: (row) => String(row.id),
    });
    return (task: Task) => {
      computeRank = buildRank(requireAt(arena.shapes, task.shape), task.numbers);
      built.setColumnFilters(listFilters(task));
      // A new list each time, so that the order is made anew for new weights.
      built.setSorting([{ id: "rank", desc: false }]);
      const { rows } = built.getSortedRowModel();
      return rows.slice(0, task.limit).map(({ original }) => original.id);
    };
  });
  return {
    name: "TanStack Table",
    version: readPackageVersion("@tanstack/table-core"),
    prepare: (task) => () => requireAt(tables, task.table)(task),
  };
};

type Rule = "above" | "below" | "within" | "least" | "ratio";

const getColumnId = (rule: Rule, shape: number) => `${rule}_${shape}`;

function listFilters({ shape, numbers }: Task): { id: string; value: unknown }[] {
  const [above, below, from, to, least, ratio] = numbers.constants;
  const values: [Rule, unknown][] = [
    ["above", above],
    ["below", below],
    ["within", [from, to]],
    ["least", least],
    ["ratio", ratio],
  ];
  return values.map(([rule, value]) => ({ id: getColumnId(rule, shape), value }));
}

type Column = ColumnDef<typeof features, ObjectRow>;
type Filter = (row: RowValues, id: string, value: never) => boolean;

function buildColumns(shape: ScreenShape, place: number): Column[] {
  const read = (row: RowValues, id: string) => row.getValue(id) as number;
  const build = (rule: Rule, accessorFn: (row: ObjectRow) => number, filterFn: Filter): Column => ({
    id: getColumnId(rule, place),
    accessorFn,
    filterFn: filterFn as Column["filterFn"] & Filter,
  });
  const { above, below, within, least, dividend, divisor } = shape;
  return [
    build(
      "above",
      (row) => row[above] as number,
      (row, id, value: number) => read(row, id) > value,
    ),
    build(
      "below",
      (row) => row[below] as number,
      (row, id, value: number) => read(row, id) < value,
    ),
    build(
      "within",
      (row) => row[within] as number,
      (row, id, [from, to]: readonly [number, number]) => read(row, id) >= from && read(row, id) <= to,
    ),
    build(
      "least",
      (row) => row[least] as number,
      (row, id, value: number) => read(row, id) >= value,
    ),
    build(
      "ratio",
      (row) => (row[divisor] === 0 ? Number.NaN : (row[dividend] as number) / (row[divisor] as number)),
      (row, id, value: number) => read(row, id) < value,
    ),
  ];
}

function buildRankColumn(computeRank: (row: ObjectRow) => number): Column {
  const rank = (row: ObjectRow) => ({ rank: computeRank(row), id: row.id });
  return {
    id: "rank",
    accessorFn: () => 0,
    sortFn: ({ original: left }, { original: right }) => compareRanked(rank(left), rank(right)),
  };
}

import "server-only";
import type { BenchPart, BenchResult } from "./bench-part";
import { createShapes } from "./engine/bench-screen";
import { columnNames, createBenchTable } from "./engine/bench-table";
import { raceCrossFilters } from "./engine/cross-filter-race";
import { measureFirstDrag } from "./engine/first-drag-race";
import { type FreshSize, raceFreshScreens } from "./engine/fresh-race";
import { raceMasks } from "./engine/mask-race";
import type { Arena } from "./engine/peer";
import { raceScreens } from "./engine/screen-race";
import { measureSnapshot } from "./engine/snapshot-race";
import { raceSorts } from "./engine/sort-race";

interface Size {
  readonly rowCount: number;
  /** Tables that are gone through in turn; a million rows are more than any cache holds by themselves. */
  readonly tables: number;
  readonly shapes: number;
  readonly fresh: FreshSize;
}

const sizes: readonly Size[] = [
  {
    rowCount: 2000,
    tables: 3,
    shapes: 4,
    fresh: {
      others: 5000,
      othersSecondsMax: null,
      names: columnNames,
      rounds: 21,
      tasksPerRound: 40,
      compared: 24,
      goals: { arquero: 4, duckdb: 20, pglite: 12, objectRows: 4 },
    },
  },
  {
    rowCount: 10_000,
    tables: 3,
    shapes: 4,
    fresh: {
      others: 5000,
      othersSecondsMax: null,
      names: columnNames,
      rounds: 21,
      tasksPerRound: 20,
      compared: 24,
      goals: { arquero: 10, duckdb: 20, pglite: 35, objectRows: 20 },
    },
  },
  {
    rowCount: 1_000_000,
    tables: 1,
    shapes: 2,
    fresh: {
      others: 5000,
      othersSecondsMax: 20,
      // All columns with their percentiles would take each competitor a gigabyte.
      names: columnNames.slice(0, 24),
      rounds: 9,
      tasksPerRound: 4,
      compared: 3,
      goals: { arquero: 40, duckdb: 20 },
    },
  },
];

/** Nobody drags a million rows in a browser. */
const firstDragRowsMax = 10_000;

const seed = 20_261_122;

/** The engine: screens, masks, sorts and filters that drag, against all that could be used instead. */
export const enginePart: BenchPart = {
  name: "engine",
  about: "screens, masks, sorts and histograms at 2,000, 10,000 and 1,000,000 rows, against what could be used instead",
  async run(say) {
    const results: BenchResult[] = [...(await measureSnapshot(say))];
    for (const size of sizes) {
      const rows = size.rowCount.toLocaleString("en-US");
      const sayOfSize = (line: string) => say(`${rows} rows: ${line}`);
      const arena = createArena(size);
      results.push(...raceMasks(arena, sayOfSize));
      results.push(...(await raceSorts(arena, sayOfSize)));
      results.push(...(await raceCrossFilters(arena, sayOfSize)));
      if (size.rowCount <= firstDragRowsMax) results.push(measureFirstDrag(arena, sayOfSize));
      results.push(...(await raceScreens(arena, sayOfSize)));
      results.push(...(await raceFreshScreens(arena.tables, size.fresh, sayOfSize)));
    }
    return results;
  },
};

function createArena({ rowCount, tables, shapes }: Size): Arena {
  return {
    rowCount,
    tables: Array.from({ length: tables }, (_, place) => createBenchTable(rowCount, seed + place)),
    shapes: createShapes(shapes, seed),
  };
}

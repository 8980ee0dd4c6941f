import "server-only";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { ScreenNumbers, ScreenShape } from "./bench-screen";
import { type BenchTable, columnNames } from "./bench-table";
import type { Answer } from "./compare-answers";
import type { FreshTask } from "./fresh-tasks";

/** The tables and screens that every competitor works on. */
export interface Arena {
  readonly rowCount: number;
  readonly tables: readonly BenchTable[];
  readonly shapes: readonly ScreenShape[];
}

/** One screen to run: the places of its table and shape in the arena, its numbers, and how many rows to answer with. */
export interface Task {
  readonly table: number;
  readonly shape: number;
  readonly numbers: ScreenNumbers;
  readonly limit: number;
}

/** Reads what was asked and answers. */
export type Ask = () => Answer | Promise<Answer>;

/** A way to run screens. */
export interface Peer<Question> {
  readonly name: string;
  readonly version: string;
  /** Writes a question as this way of asking wants it, which is not measured; what is returned is. */
  prepare(question: Question): Ask;
  /** The bytes that its tables take, where they are not in the memory of JavaScript. */
  measureBytes?(): Promise<number>;
  close?(): void | Promise<void>;
}

/** Gets ready to run the screens of an arena: all that is done once for data that stay is done here. */
export type OpenPeer = (arena: Arena) => Peer<Task> | Promise<Peer<Task>>;

/**
 * Gets ready for screens that nobody knows yet, on these columns of these tables and on their percentiles. Several ways
 * to ask the same data are several peers; the first one closes them.
 */
export type OpenFreshPeer = (
  tables: readonly BenchTable[],
  names: readonly string[],
) => Promise<readonly [Peer<FreshTask>, ...Peer<FreshTask>[]]>;

/** The version in the package.json of an installed package: of the benchmark, else of the product. */
export function readPackageVersion(name: string): string {
  const paths = ["tests/bench/peers", ""].map((folder) =>
    join(process.cwd(), folder, "node_modules", name, "package.json"),
  );
  const path = requireAt(paths, existsSync(requireAt(paths, 0)) ? 0 : 1);
  const manifest: unknown = JSON.parse(readFileSync(path, "utf8"));
  const version = typeof manifest === "object" && manifest !== null ? Reflect.get(manifest, "version") : undefined;
  if (typeof version !== "string") throw new Error(`${path} names no version`);
  return version;
}

/**
 * Above this many rows, whoever keeps rows and not columns has only the columns that the screens read, for memory's
 * sake. It makes them faster than with all.
 */
export const allColumnsRowsMax = 100_000;

/** The item that must be at a place. */
export function requireAt<Item>(items: readonly Item[], place: number): Item {
  const item = items[place];
  if (item === undefined) throw new Error(`Impossible state: there is no place ${place} of ${items.length}`);
  return item;
}

/** Columns of a table that somebody keeps: of these the values, and of these the percentiles as `pct_` columns. */
export interface KeptColumns {
  readonly values: readonly string[];
  readonly percentiles: readonly string[];
}

/** The columns that some screen of an arena reads the values of, and the columns it reads the percentiles of. */
export function listNeeds({ shapes }: Pick<Arena, "shapes">): KeptColumns {
  return {
    values: [
      ...new Set(
        shapes.flatMap(({ above, below, within, least, dividend, divisor }) => [
          above,
          below,
          within,
          least,
          dividend,
          divisor,
        ]),
      ),
    ],
    percentiles: [...new Set(shapes.flatMap(({ ranked }) => ranked))],
  };
}

/** What is kept by those who keep columns: all, with the percentiles that are needed. */
export function listKeptColumns(arena: Pick<Arena, "shapes">): KeptColumns {
  return { values: columnNames, percentiles: listNeeds(arena).percentiles };
}

/** What is kept by those who keep rows. */
export function listKeptOfRows(arena: Pick<Arena, "shapes" | "rowCount">): KeptColumns {
  return arena.rowCount > allColumnsRowsMax ? listNeeds(arena) : listKeptColumns(arena);
}

/** The kept columns of a table with their names. */
export function readKept(table: BenchTable, { values, percentiles }: KeptColumns): readonly [string, Float64Array][] {
  return [
    ...values.map((name): [string, Float64Array] => [name, table.getColumn(name)]),
    ...percentiles.map((name): [string, Float64Array] => [`pct_${name}`, table.getPercentiles(name)]),
  ];
}

import "server-only";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ScreenNumbers, ScreenShape } from "./bench-screen";
import type { BenchTable } from "./bench-table";
import type { Answer } from "./compare-answers";

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

/** A way to run a screen. */
export interface Peer {
  readonly name: string;
  readonly version: string;
  run(task: Task): Answer | Promise<Answer>;
  close?(): void | Promise<void>;
}

/** Gets ready to run the screens of an arena: all that is done once for data that stay is done here. */
export type OpenPeer = (arena: Arena) => Peer | Promise<Peer>;

/** The version in the package.json of an installed package. */
export function readPackageVersion(name: string): string {
  const path = join(process.cwd(), "node_modules", name, "package.json");
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

/** The columns that some screen of an arena reads the values of, and the columns it reads the percentiles of. */
export function listNeeds({ shapes }: Pick<Arena, "shapes">): {
  readonly values: readonly string[];
  readonly percentiles: readonly string[];
} {
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

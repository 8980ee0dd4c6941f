import "server-only";
import { createEvaluator } from "#lib/expr/evaluate";
import type { Definition } from "#lib/expr/scope";
import type { VectorSource } from "#lib/expr/vector";
import { runScreen, type ScreenResult, type ScreenTarget } from "#lib/screen/run/run-screen";
import { readVersion } from "#lib/server/service/data/read-version";
import { writeQuery } from "./bench-screen";
import { type BenchTable, columnNames } from "./bench-table";
import type { FreshTask } from "./fresh-tasks";
import { writeFreshQuery } from "./fresh-texts";
import { type Arena, type Peer, requireAt, type Task } from "./peer";
import { writeWhole } from "./write-whole";

/** Runs a screen from its text, as pages, routes and commands do. Throws for a text that the language refuses. */
export function askEngine(target: ScreenTarget, query: string, limit: number): ScreenResult {
  const result = runScreen(target, { query, sort: [], columns: [] }, { offset: 0, limit });
  if (!result.ok) throw new Error(`Impossible state: ${query} is refused: ${JSON.stringify(result.error)}`);
  return result.value;
}

/** The engine for screens whose columns are known, with other numbers each time. */
export function openOwnPeer(arena: Arena): Peer<Task> {
  const targets = arena.tables.map(createTarget);
  return {
    name: "Ballast",
    version: readVersion(),
    prepare({ table, shape, numbers, limit }) {
      const query = writeWhole(writeQuery(requireAt(arena.shapes, shape), numbers));
      const target = requireAt(targets, table);
      return () => askEngine(target, query, limit).rows;
    },
  };
}

/** The engine for screens that nobody has asked for. */
export function openOwnFreshPeer(targets: readonly ScreenTarget[]): Peer<FreshTask> {
  return {
    name: "Ballast",
    version: readVersion(),
    prepare({ table, screen, limit }) {
      const query = writeWhole(writeFreshQuery(screen));
      const target = requireAt(targets, table);
      return () => askEngine(target, query, limit).rows;
    },
  };
}

/** A table as something that screens run on. What is built for its columns goes with it. */
export function createTarget(table: BenchTable): ScreenTarget {
  const definitions = new Map<string, Definition>(
    columnNames.map((id) => [id, { kind: "column", type: "number", id, unit: "ratio", label: id, lag: "none" }]),
  );
  const scope = { find: (id: string) => definitions.get(id), ids: () => [...definitions.keys()] };
  const source: VectorSource = {
    rowCount: table.rowCount,
    getVector: (id) => {
      const vector = table.getVector(id);
      return vector && { ...vector };
    },
  };
  return { evaluator: createEvaluator(source, scope), scope, rowCount: table.rowCount };
}

import "server-only";
import { createEvaluator } from "../../../../expr/evaluate";
import type { Definition } from "../../../../expr/scope";
import { runScreen, type ScreenResult, type ScreenTarget } from "../../../../screen/run-screen";
import type { Screen } from "../../../../screen/screen";
import { readVersion } from "../../../service/read-version";
import { type ScreenNumbers, type ScreenShape, writeQuery, writeRank } from "./bench-screen";
import { type BenchTable, columnNames } from "./bench-table";
import { type Arena, type Peer, requireAt, type Task } from "./peer";

/** The engine, from the text of a screen: what every page, route and command runs. */
export function openOwnPeer(arena: Arena): Peer & { count(task: Task): number } {
  const targets = arena.tables.map(createTarget);
  const run = ({ table, shape, numbers }: Task, limit: number): ScreenResult => {
    const screen = { ...writeScreen(requireAt(arena.shapes, shape), numbers), columns: [] };
    const result = runScreen(requireAt(targets, table), screen, { offset: 0, limit });
    if (!result.ok) throw new Error(`Impossible state: ${JSON.stringify(result.error)}`);
    return result.value;
  };
  return {
    name: "Ballast",
    version: readVersion(),
    run: (task) => run(task, task.limit).rows,
    count: (task) => run(task, 0).count,
  };
}

/** A table as something that screens run on. */
export function createTarget(table: BenchTable): ScreenTarget {
  const definitions = new Map<string, Definition>(
    columnNames.map((id) => [id, { kind: "column", type: "number", id, unit: "ratio", label: id, lag: "none" }]),
  );
  const scope = { find: (id: string) => definitions.get(id), ids: () => [...definitions.keys()] };
  return { evaluator: createEvaluator(table, scope), scope, rowCount: table.rowCount };
}

function writeScreen(shape: ScreenShape, numbers: ScreenNumbers): Pick<Screen, "query" | "sort"> {
  return { query: writeQuery(shape, numbers), sort: [{ expression: writeRank(shape, numbers), descending: true }] };
}

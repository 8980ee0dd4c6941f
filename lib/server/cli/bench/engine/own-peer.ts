import "server-only";
import { createEvaluator } from "../../../../expr/evaluate";
import type { Definition } from "../../../../expr/scope";
import { type PreparedScreen, prepareScreen } from "../../../../screen/prepared-screen";
import { runScreen, type ScreenTarget } from "../../../../screen/run-screen";
import type { Screen } from "../../../../screen/screen";
import { readVersion } from "../../../service/read-version";
import { createNumbers, type ScreenNumbers, type ScreenShape, writeQuery, writeRank } from "./bench-screen";
import { type BenchTable, columnNames } from "./bench-table";
import { type Arena, type Peer, requireAt, type Task } from "./peer";

/** The engine: each screen is prepared once, and run with the numbers of the task. */
export function openOwnPeer(arena: Arena): Peer & { count(task: Task): number } {
  const screens = arena.tables.map((table) => {
    const target = createTarget(table);
    return arena.shapes.map((shape) => prepare(target, shape, createNumbers(table, shape, "thresholds", 99)()));
  });
  const getScreen = ({ table, shape, numbers }: Task): PreparedScreen => {
    const screen = requireAt(requireAt(screens, table), shape);
    screen.constants.set(numbers.constants);
    screen.weights.set(numbers.weights);
    return screen;
  };
  return {
    name: "Ballast",
    version: readVersion(),
    run: (task) => getScreen(task).run(task.limit).rows,
    count: (task) => getScreen(task).count().count,
  };
}

/** The engine from the text of a screen, as a new query is answered: parsed, checked, evaluated and ordered whole. */
export function openTextPeer(arena: Arena): Peer {
  const targets = arena.tables.map(createTarget);
  return {
    name: "Ballast, from text",
    version: readVersion(),
    run({ table, shape, numbers, limit }) {
      const asked = requireAt(arena.shapes, shape);
      const result = runScreen(requireAt(targets, table), { ...writeScreen(asked, numbers), columns: [] });
      if (!result.ok) throw new Error(`Impossible state: ${JSON.stringify(result.error)}`);
      return result.value.rows.subarray(0, limit);
    },
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

function prepare(target: ScreenTarget, shape: ScreenShape, numbers: ScreenNumbers): PreparedScreen {
  const prepared = prepareScreen(target, writeScreen(shape, numbers));
  if (!prepared.ok) throw new Error(`Impossible state: ${JSON.stringify(prepared.error)}`);
  return prepared.value;
}

import "server-only";
import { createNumbers } from "./bench-screen";
import { type Arena, requireAt, type Task } from "./peer";

/** Tasks without end: the tables and the shapes of the screens in turn, other thresholds and weights each time. */
export function createTaskStream(arena: Arena, seed: number, limit: number): () => Task {
  const kinds = arena.tables.flatMap((table, tableAt) =>
    arena.shapes.map((shape, shapeAt) => ({
      table: tableAt,
      shape: shapeAt,
      draw: createNumbers(table, shape, seed + shapeAt * 31),
    })),
  );
  let at = 0;
  return () => {
    const { table, shape, draw } = requireAt(kinds, at % kinds.length);
    at += 1;
    return { table, shape, numbers: draw(), limit };
  };
}

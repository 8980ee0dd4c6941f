import "server-only";
import { createNumbers, type Moving, type ScreenNumbers } from "./bench-screen";
import { type Arena, requireAt, type Task } from "./peer";

const keptNumbers = 4096;

/**
 * Tasks without end: the tables and the shapes of the screens in turn, other numbers each time. The numbers are drawn
 * beforehand, so that drawing them is not measured.
 */
export function createTaskStream(arena: Arena, moving: Moving, seed: number, limit: number): () => Task {
  const kinds = arena.tables.flatMap((table, tableAt) =>
    arena.shapes.map((shape, shapeAt) => {
      const draw = createNumbers(table, shape, moving, seed + shapeAt * 31);
      const numbers: ScreenNumbers[] = Array.from({ length: keptNumbers }, draw);
      return { table: tableAt, shape: shapeAt, numbers };
    }),
  );
  let at = 0;
  return () => {
    const { table, shape, numbers } = requireAt(kinds, at % kinds.length);
    const drawn = requireAt(numbers, Math.floor(at / kinds.length) % keptNumbers);
    at += 1;
    return { table, shape, numbers: drawn, limit };
  };
}

import "server-only";
import { table as createTable, desc } from "arquero";
import type { ScreenNumbers, ScreenShape } from "./bench-screen";
import { columnNames } from "./bench-table";
import { type OpenPeer, type Peer, readPackageVersion, requireAt } from "./peer";

/** arquero on the same typed arrays; its comparisons of NaN are false and it sorts NaN last, as missing numbers are. */
export const openArqueroPeer: OpenPeer = (arena): Peer => {
  const ranked = [...new Set(arena.shapes.flatMap((shape) => shape.ranked))];
  const tables = arena.tables.map((table) =>
    createTable([
      ...columnNames.map((name): [string, Float64Array] => [name, table.getColumn(name)]),
      ...ranked.map((name): [string, Float64Array] => [`pct_${name}`, table.getPercentiles(name)]),
    ]),
  );
  const filters = arena.shapes.map(writeFilter);
  return {
    name: "arquero",
    version: readPackageVersion("arquero"),
    run({ table, shape, numbers, limit }) {
      const [t0, t1, t2, t3, t4, t5] = numbers.constants;
      const rank = writeRank(requireAt(arena.shapes, shape), numbers.weights);
      return requireAt(tables, table)
        .params({ t0, t1, t2, t3, t4, t5 })
        .filter(requireAt(filters, shape))
        .orderby(desc(rank))
        .indices()
        .subarray(0, limit);
    },
  };
};

function writeFilter({ above, below, within, least, dividend, divisor }: ScreenShape): string {
  return (
    `(d, $) => d.${above} > $.t0 && d.${below} < $.t1 && d.${within} >= $.t2 && d.${within} <= $.t3 && ` +
    `d.${least} >= $.t4 && d.${divisor} !== 0 && d.${dividend} / d.${divisor} < $.t5`
  );
}

/**
 * To orderby a text is the name of a column and a function is read as its text, in which the parameters of a table do
 * not count, so that the weights stand in it as numbers.
 */
function writeRank({ ranked: [first, second, third] }: ScreenShape, [a, b, c]: ScreenNumbers["weights"]): () => number {
  const text = `(d) => ${a} * d.pct_${first} + ${b} * d.pct_${second} + ${c} * d.pct_${third}`;
  return Object.assign(() => Number.NaN, { toString: () => text });
}

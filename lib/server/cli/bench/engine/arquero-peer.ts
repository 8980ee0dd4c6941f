import "server-only";
import { table as createTable, desc } from "arquero";
import type { ScreenShape } from "./bench-screen";
import type { FreshTask } from "./fresh-tasks";
import { writeFreshPredicate, writeFreshRank } from "./fresh-texts";
import {
  type Ask,
  listKeptColumns,
  type OpenFreshPeer,
  type OpenPeer,
  type Peer,
  readKept,
  readPackageVersion,
  requireAt,
  type Task,
} from "./peer";

type Table = ReturnType<typeof createTable>;

/** arquero on the same typed arrays; its comparisons of NaN are false and it sorts NaN last, as missing numbers are. */
export const openArqueroPeer: OpenPeer = (arena): Peer<Task> => {
  const columns = listKeptColumns(arena);
  const tables = arena.tables.map((table) => createTable(readKept(table, columns)));
  const filters = arena.shapes.map(writeFilter);
  const ranks = arena.shapes.map(writeRank);
  return {
    name: "arquero",
    version: readPackageVersion("arquero"),
    prepare: ({ table, shape, numbers, limit }) => {
      const [t0, t1, t2, t3, t4, t5] = numbers.constants;
      const [w0, w1, w2] = numbers.weights;
      const [asked, filter, rank] = [requireAt(tables, table), requireAt(filters, shape), requireAt(ranks, shape)];
      return () =>
        asked
          .params({ t0, t1, t2, t3, t4, t5, w0, w1, w2 })
          .filter(filter)
          .derive({ rank })
          .orderby(desc("rank"))
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

function writeRank({ ranked: [first, second, third] }: ScreenShape): string {
  return `(d, $) => $.w0 * d.pct_${first} + $.w1 * d.pct_${second} + $.w2 * d.pct_${third}`;
}

/**
 * arquero for screens that nobody knows yet, with each of two ways to order by a score. To order by the expression itself
 * would compute it at each comparison, which is slower.
 */
export const openFreshArqueroPeers: OpenFreshPeer = async (tables, names) => {
  const built = tables.map((table) =>
    createTable([
      ["id", Uint32Array.from({ length: table.rowCount }, (_, row) => row)],
      ...readKept(table, { values: names, percentiles: names }),
    ]),
  );
  const build = (way: string, prepare: Way): Peer<FreshTask> => ({
    name: `arquero, ${way}`,
    version: readPackageVersion("arquero"),
    prepare: (task) => prepare(requireAt(built, task.table), task),
  });
  return [build("score derived", askInPlace), build("rows that pass copied, score derived", askCopied)];
};

type Way = (table: Table, task: FreshTask) => Ask;

const askInPlace: Way = (table, { screen, limit }) => {
  const [filter, rank] = writeTexts(screen);
  return () => table.filter(filter).derive({ rank }).orderby(desc("rank")).indices().subarray(0, limit);
};

const askCopied: Way = (table, { screen, limit }) => {
  const [filter, rank] = writeTexts(screen);
  const ids = ["id", ...screen.terms.map(({ column }) => `pct_${column}`)];
  return () => {
    const kept = table.filter(filter).select(ids).reify();
    const ranked = kept.derive({ rank }).orderby(desc("rank")).slice(0, limit);
    return ranked.array("id") as ArrayLike<number>;
  };
};

function writeTexts(screen: FreshTask["screen"]): readonly [filter: string, rank: string] {
  return [`(d) => ${writeFreshPredicate(screen, "d.")}`, `(d) => ${writeFreshRank(screen, "d.")}`];
}

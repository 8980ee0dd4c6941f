import "server-only";
import { createTable, desc } from "../peers/arquero";
import { answerLimit, type ScreenShape } from "./bench-screen";
import { chooseFaster } from "./choose-faster";
import type { Answer } from "./compare-answers";
import type { FreshTask } from "./fresh-tasks";
import { writeFreshPredicate, writeFreshRank } from "./fresh-texts";
import {
  listKeptColumns,
  type OpenFreshPeer,
  type OpenPeer,
  type Peer,
  readKept,
  readPackageVersion,
  requireAt,
  type Task,
} from "./peer";
import { createTaskStream } from "./task-stream";
import { writeWhole } from "./write-whole";

type Table = ReturnType<typeof createTable>;

/** Over how many rows screens tell which way is faster; a screen of a million rows can take a second. */
const trialRowsMax = 4_000_000;
const trialTasksMax = 60;

/**
 * arquero on the same typed arrays, in the faster of two ways to order by a score; its comparisons of NaN are false and
 * it sorts NaN last, as missing numbers are.
 */
export const openArqueroPeer: OpenPeer = (arena): Promise<Peer<Task>> => {
  const columns = listKeptColumns(arena);
  const tables = arena.tables.map((table) =>
    createTable([["id", listPlaces(table.rowCount)], ...readKept(table, columns)]),
  );
  const filters = arena.shapes.map(writeFilter);
  const ranks = arena.shapes.map(writeRank);
  const build = (answer: Answering): Peer<Task> => ({
    name: "arquero",
    version: readPackageVersion("arquero"),
    prepare: ({ table, shape, numbers, limit }) => {
      const [t0, t1, t2, t3, t4, t5] = numbers.constants;
      const [w0, w1, w2] = numbers.weights;
      const [asked, filter, rank] = [requireAt(tables, table), requireAt(filters, shape), requireAt(ranks, shape)];
      const { ranked } = requireAt(arena.shapes, shape);
      // Called with parameters it gives the table, and without them the parameters, which its type does not tell apart.
      const set = () => asked.params({ t0, t1, t2, t3, t4, t5, w0, w1, w2 }) as Table;
      return () => answer(set(), { filter, rank, ranked, limit });
    },
  });
  const trialTasks = Math.min(trialTasksMax, Math.ceil(trialRowsMax / arena.rowCount));
  const nextTask = createTaskStream(arena, 3, answerLimit);
  return chooseFaster([build(answerCopied), build(answerInPlace)], Array.from({ length: trialTasks }, nextTask));
};

/** A screen as arquero reads it. */
interface Texts {
  readonly filter: string;
  readonly rank: string;
  /** The columns whose percentiles the score is made of. */
  readonly ranked: readonly string[];
  readonly limit: number;
}

/** To order by the expression itself would compute it at each comparison, which is slower than either. */
type Answering = (table: Table, texts: Texts) => Answer;

const answerInPlace: Answering = (table, { filter, rank, limit }) =>
  table.filter(filter).derive({ rank }).orderby(desc("rank")).indices().subarray(0, limit);

const answerCopied: Answering = (table, { filter, rank, ranked, limit }) => {
  const kept = table.filter(filter).select(["id", ...ranked.map((column) => `pct_${column}`)]);
  return kept.reify().derive({ rank }).orderby(desc("rank")).slice(0, limit).array("id") as Answer;
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

/** arquero for screens that nobody knows yet, with each of two ways to order by a score. */
export const openFreshArqueroPeers: OpenFreshPeer = async (tables, names) => {
  const built = tables.map((table) =>
    createTable([["id", listPlaces(table.rowCount)], ...readKept(table, { values: names, percentiles: names })]),
  );
  const build = (way: string, answer: Answering): Peer<FreshTask> => ({
    name: `arquero, ${way}`,
    version: readPackageVersion("arquero"),
    prepare: ({ table, screen, limit }) => {
      const asked = requireAt(built, table);
      const filter = writeWhole(`(d) => ${writeFreshPredicate(screen, "d.")}`);
      const rank = writeWhole(`(d) => ${writeFreshRank(screen, "d.")}`);
      const ranked = screen.terms.map(({ column }) => column);
      return () => answer(asked, { filter, rank, ranked, limit });
    },
  });
  return [build("score derived", answerInPlace), build("rows that pass copied, score derived", answerCopied)];
};

function listPlaces(rowCount: number): Uint32Array {
  return Uint32Array.from({ length: rowCount }, (_, row) => row);
}

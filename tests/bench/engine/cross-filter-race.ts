import "server-only";
import { getRankIndex, type RankIndex } from "#lib/expr/engine/rank-index";
import { createRandom } from "#lib/sample/random";
import { CrossFilter } from "#lib/screen/cross-filter";
import { readVersion } from "#lib/server/service/data/read-version";
import type { BenchResult, Say } from "../bench-part";
import { crossfilter, type Dimension, type Group } from "../peers/crossfilter";
import { type BenchTable, columnNames } from "./bench-table";
import { requireSame } from "./compare-answers";
import { type Arena, readPackageVersion, requireAt } from "./peer";
import { type Runner, race } from "./race";
import { computeRatios, computeSpread, formatFigure, formatMicroseconds } from "./statistics";

const filterCount = 10;
const binCount = 20;
const dragRanks = 10;
/** Whole rounds of the drags. */
const drawnMoves = 4000;

/** The numbers of a column that pass, by their dense ranks; `to` is exclusive. */
interface Move {
  readonly filter: number;
  readonly from: number;
  readonly to: number;
}

/** Ten filters on one table, each with a histogram of what the others keep. */
interface Filters {
  readonly name: string;
  move(move: Move): void;
  /** Reads every count of every histogram, as a page does that draws them. */
  readAll(): unknown;
  /** One histogram as counts. */
  listCounts(filter: number): readonly number[];
}

interface Kind {
  readonly name: string;
  readonly goal: number;
  next(indexes: readonly RankIndex[], seed: number): () => Move;
}

const kinds: readonly Kind[] = [
  { name: "crossfilter2: jump of one of 10 filters, all histograms", goal: 4, next: createJumps },
  { name: "crossfilter2: drag by 10 ranks", goal: 2, next: createDrags },
];

/** Filters that jump and filters that are dragged, with all histograms read after each move. */
export async function raceCrossFilters(arena: Arena, say: Say): Promise<readonly BenchResult[]> {
  const table = requireAt(arena.tables, 0);
  const indexes = listColumns().map((name) => getRankIndex(requireVector(table, name)));
  const version = readPackageVersion("crossfilter2");
  const own = openOwnFilters(table, indexes);
  const peer = openCrossfilter2(table, indexes);
  const results: BenchResult[] = [];
  for (const { name, goal, next } of kinds) {
    // Each has made as many moves as it had time for.
    for (let at = 0; at < filterCount; at += 1)
      for (const filters of [own, peer]) filters.move(createStart(indexes, at));
    const checked = next(indexes, 17);
    for (let step = 0; step < 12; step += 1) {
      const move = checked();
      own.move(move);
      peer.move(move);
      for (let at = 0; at < filterCount; at += 1) {
        requireSame(
          peer.name,
          `histogram ${at} after ${JSON.stringify(move)}`,
          own.listCounts(at),
          peer.listCounts(at),
        );
      }
    }
    const runners = [own, peer].map((filters): Runner => {
      // Drawn beforehand, so that drawing is not measured.
      const moves = Array.from({ length: drawnMoves }, next(indexes, 29));
      let at = 0;
      return {
        name: filters.name,
        run(_round, times) {
          for (let time = 0; time < times; time += 1) {
            filters.move(requireAt(moves, at));
            filters.readAll();
            at = (at + 1) % drawnMoves;
          }
        },
      };
    });
    const times = await race(runners, { rounds: 15, roundMs: 40 });
    const [ours, theirs] = [own, peer].map((filters) => times.get(filters.name) ?? []) as [number[], number[]];
    const spread = computeRatios(theirs, ours);
    say(
      `${name}: ${formatMicroseconds(computeSpread(ours))} against ${formatMicroseconds(computeSpread(theirs))}, ` +
        `${formatFigure(spread.median)} times (${formatFigure(spread.low)} to ${formatFigure(spread.high)})`,
    );
    results.push({ name, rows: arena.rowCount, ratio: spread.median, goal, peer: "crossfilter2", version });
  }
  return results;
}

/** Amounts, ratios and rounded amounts; a score has too few ranks to be dragged by ten. */
function listColumns(): readonly string[] {
  return columnNames.filter((_name, place) => place % 4 !== 3).slice(0, filterCount);
}

function createStart(indexes: readonly RankIndex[], filter: number): Move {
  const count = requireAt(indexes, filter).distinct.length;
  return { filter, from: Math.floor(count * 0.1), to: Math.ceil(count * 0.9) };
}

function createJumps(indexes: readonly RankIndex[], seed: number): () => Move {
  const random = createRandom(seed);
  return () => {
    const filter = random.integer(0, filterCount - 1);
    const count = requireAt(indexes, filter).distinct.length;
    return {
      filter,
      from: Math.floor(count * random.between(0, 0.25)),
      to: Math.ceil(count * random.between(0.75, 1)),
    };
  };
}

/** One end of one filter up and down again, for a while, then another's. */
function createDrags(indexes: readonly RankIndex[]): () => Move {
  let step = -1;
  return () => {
    step += 1;
    const filter = Math.floor(step / 40) % filterCount;
    const start = createStart(indexes, filter);
    const away = step % 40 < 20 ? step % 40 : 40 - (step % 40);
    return { ...start, from: start.from + dragRanks * away };
  };
}

function openOwnFilters(table: BenchTable, indexes: readonly RankIndex[]): Filters {
  const filters = new CrossFilter(
    table.rowCount,
    indexes.map((index) => ({ kind: "range", index, bins: binCount })),
  );
  return {
    name: `Ballast ${readVersion()}`,
    move({ filter, from, to }) {
      const { starts } = requireAt(indexes, filter);
      filters.setPlaces(filter, starts[from] as number, starts[to] as number);
    },
    readAll() {
      let sum = 0;
      for (let at = 0; at < filterCount; at += 1) {
        const counts = filters.getCounts(at);
        for (let bucket = 0; bucket < counts.length; bucket += 1) sum += counts[bucket] as number;
      }
      return sum;
    },
    listCounts: (filter) => [...filters.getCounts(filter)],
  };
}

function openCrossfilter2(table: BenchTable, indexes: readonly RankIndex[]): Filters {
  const records = crossfilter(Array.from({ length: table.rowCount }, (_, row) => row));
  const dimensions: Dimension<number, number>[] = [];
  const groups: Group<number, number, number>[] = [];
  for (const index of indexes) {
    const { codes } = index;
    const count = index.distinct.length;
    // A missing number stands before all others, where no filter reaches.
    const dimension = records.dimension((row) => ((codes[row] as number) < count ? (codes[row] as number) : -1));
    const buckets = listBuckets(index);
    dimensions.push(dimension);
    groups.push(dimension.group<number, number>((code) => (code < 0 ? -1 : (buckets[code] as number))).reduceCount());
  }
  return {
    name: `crossfilter2 ${readPackageVersion("crossfilter2")}`,
    move({ filter, from, to }) {
      requireAt(dimensions, filter).filterRange([from, to]);
    },
    readAll() {
      let sum = 0;
      for (let at = 0; at < groups.length; at += 1) {
        const counts = requireAt(groups, at).all();
        for (let bucket = 0; bucket < counts.length; bucket += 1) sum += requireAt(counts, bucket).value;
      }
      return sum;
    },
    listCounts: (filter) =>
      requireAt(groups, filter)
        .all()
        .filter(({ key }) => key >= 0)
        .map(({ value }) => value),
  };
}

/** The bucket of each distinct number: slices of equally many rows, where numbers across a cut are one by themselves. */
function listBuckets({ starts, distinct, knownCount }: RankIndex): readonly number[] {
  const cutBefore = (place: number) => (place * binCount) / knownCount;
  const buckets: number[] = [];
  let last: number | null = null;
  for (let code = 0; code < distinct.length; code += 1) {
    const first = Math.floor(cutBefore(starts[code] as number));
    const isAcross = cutBefore(starts[code + 1] as number) > first + 1;
    const before = buckets.at(-1) ?? -1;
    buckets.push(!isAcross && last === first ? before : before + 1);
    last = isAcross ? null : first;
  }
  return buckets;
}

function requireVector(table: BenchTable, name: string) {
  const vector = table.getVector(name);
  if (!vector) throw new Error(`Impossible state: there is no column ${name}`);
  return vector;
}

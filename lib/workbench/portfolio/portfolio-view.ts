import { missingTextCode } from "#lib/expr/vector";
import { appliesTo } from "#lib/metric/declare";
import { createStressCounter } from "#lib/screen/universe/stress-count";
import type { Universe } from "#lib/screen/universe/universe";
import { keepPer } from "#lib/util/keep-per";
import { knownCode } from "#lib/util/missing";
import { readVerdict, requireNode } from "#lib/verdict/judge";
import { type Verdict, verdictIds } from "#lib/verdict/verdict";
import { computeDebtDue, type DebtDue, readDueSchedule, type WeighedSchedule } from "./debt-due";
import { getIndexWeights } from "./index-weight";
import type { Sizing } from "./sizing";
import { type Holding, type Position, type WeighedHoldings, weighHoldings } from "./weigh-holdings";
import { computeActiveShare, computeWeightedMedian, type WeightedMedian, type WeightPair } from "./weighted";

/** The metrics whose weighted medians stand beside those of the index, by their ids. */
export const portfolioMetrics = [
  "interest_cover",
  "net_debt_to_ebitda",
  "roic",
  "fcf_yield",
  "operating_margin",
] as const;

/** A figure of the portfolio and the same of the index; null where the data have no index weights. */
export interface Beside<Figure> {
  readonly portfolio: Figure;
  readonly index: Figure | null;
}

/** The weighted median of a metric: under the scenario where there is one, else as reported. */
export interface PortfolioMedian extends Beside<WeightedMedian> {
  readonly id: (typeof portfolioMetrics)[number];
  /** As reported, where the other is under a scenario; null without one. */
  readonly reported: Beside<WeightedMedian> | null;
}

/** What a scenario does to verdicts, by weight: fractions. */
export interface FlippedWeight {
  /** Companies whose verdict is another one. */
  readonly flipped: number;
  /** Companies whose earnings no scenario is modelled for, and that are not rated under it. */
  readonly notModelled: number;
}

/** A sector in the portfolio and in the index. Null: its companies have none, or are not in the data. */
export interface SectorTilt extends WeightPair {
  readonly sector: string | null;
}

/** A position beside the index. */
export interface PositionView extends Position {
  /** Null where the data do not have the company. */
  readonly name: string | null;
  /** Null where the data do not have the company. */
  readonly verdict: Verdict | null;
  readonly sector: string | null;
  /** 0 for a company that the data do not have; null where they have it and do not know its weight. */
  readonly indexWeight: number | null;
  /** The weight less the index weight; null where that is not known. */
  readonly activeWeight: number | null;
}

/** A list as a portfolio, set against the index. Weights are fractions, and those of either side come to 1. */
export interface PortfolioView extends Pick<WeighedHoldings, "unweighed" | "unsized" | "typedSum" | "valueUsd"> {
  /** The heaviest first. */
  readonly positions: readonly PositionView[];
  /** How many positions have a verdict other than not rated. */
  readonly ratedCount: number;
  /** What the companies of the data weigh of the whole fund; null where no index weight is known. */
  readonly indexSum: number | null;
  /** The weight of each verdict. */
  readonly verdicts: Beside<Readonly<Record<Verdict, number>>>;
  /** The weight of positions that the data do not have. */
  readonly absentWeight: number;
  readonly medians: readonly PortfolioMedian[];
  /** Null without a scenario. */
  readonly stress: Beside<FlippedWeight> | null;
  /** Of companies other than banks, insurers, lenders and shells. Null where no schedule is known. */
  readonly debtDue: Beside<DebtDue | null>;
  /** The largest of the index first. */
  readonly sectors: readonly SectorTilt[];
  /** A fraction from 0 to 1; null where the index weight of nobody, or not that of each position, is known. */
  readonly activeShare: number | null;
  /** Tickers of positions that are in the data without an index weight. */
  readonly unknownInIndex: readonly string[];
}

const getCounter = keepPer(createStressCounter);

/**
 * Sets a list against the index. `shown` is the universe of the page, `reported` the same on the figures as reported where
 * `shown` is under a scenario, else null. Null where nothing of the list can be weighed. What is not known is in no figure,
 * and stands beside it.
 */
export function computePortfolioView(
  shown: Universe,
  reported: Universe | null,
  holdings: readonly Holding[],
  sizing: Sizing,
): PortfolioView | null {
  const { positions, ...rest } = weighHoldings(holdings, sizing);
  if (positions.length === 0) return null;
  const index = getIndexWeights(shown.evaluator);
  const inIndex = listIndexLines(index?.byRow ?? []);
  const held = positions.flatMap(({ row, weight, valueUsd }) => (row === null ? [] : [{ row, weight, valueUsd }]));
  const readSector = readTextOf(shown, "sector");
  const readName = readTextOf(shown, "name");
  const beside = <Figure>(measure: (lines: readonly WeighedRow[]) => Figure): Beside<Figure> => ({
    portfolio: measure(held),
    index: index === null ? null : measure(inIndex),
  });
  const views = positions
    .map((position) => viewPosition(position, shown, { readName, readSector }, index?.byRow ?? null))
    .sort((left, right) => right.weight - left.weight || (left.ticker < right.ticker ? -1 : 1));
  const unknownInIndex = index === null ? [] : views.flatMap((each) => (each.indexWeight === null ? each.ticker : []));
  return {
    ...rest,
    positions: views,
    ratedCount: views.filter(({ verdict }) => verdict !== null && verdict !== "not_rated").length,
    indexSum: index?.sum ?? null,
    verdicts: beside((lines) => addVerdicts(shown, lines)),
    absentWeight: views.reduce((sum, { row, weight }) => sum + (row === null ? weight : 0), 0),
    medians: portfolioMetrics.map((id) => {
      const measure = (text: string) => {
        const { values, reasons } = shown.evaluator.evaluateNumber(requireNode(text));
        const read = (row: number) => (reasons[row] === knownCode ? (values[row] as number) : null);
        return beside((lines) => computeWeightedMedian(lines.map(({ row, weight }) => ({ value: read(row), weight }))));
      };
      if (reported === null) return { id, reported: null, ...measure(id) };
      return { id, reported: measure(id), ...measure(`stressed(${id})`) };
    }),
    stress: reported === null ? null : beside((lines) => addFlipped(shown, reported, lines)),
    debtDue: beside((lines) => computeDebtDue(listSchedules(shown, lines))),
    sectors: addSectors(views, inIndex, readSector),
    activeShare:
      index === null || unknownInIndex.length > 0 ? null : computeActiveShare(pairWeights(positions, inIndex)),
    unknownInIndex,
  };
}

interface WeighedRow {
  readonly row: number;
  readonly weight: number;
  readonly valueUsd: number | null;
}

function listIndexLines(byRow: readonly (number | null)[]): readonly WeighedRow[] {
  return byRow.flatMap((weight, row) => (weight === null || weight === 0 ? [] : [{ row, weight, valueUsd: null }]));
}

function readTextOf({ evaluator }: Universe, id: string): (row: number) => string | null {
  const { codes, dictionary } = evaluator.evaluateText({ kind: "name", id });
  return (row) => dictionary[codes[row] ?? missingTextCode] ?? null;
}

function viewPosition(
  position: Position,
  { judgement }: Universe,
  { readName, readSector }: Readonly<Record<"readName" | "readSector", (row: number) => string | null>>,
  byRow: readonly (number | null)[] | null,
): PositionView {
  const { row, weight } = position;
  const indexWeight = byRow === null ? null : row === null ? 0 : (byRow[row] ?? null);
  return {
    ...position,
    name: row === null ? null : readName(row),
    verdict: row === null ? null : readVerdict(judgement, row),
    sector: row === null ? null : readSector(row),
    indexWeight,
    activeWeight: indexWeight === null ? null : weight - indexWeight,
  };
}

function addVerdicts({ judgement }: Universe, lines: readonly WeighedRow[]): Readonly<Record<Verdict, number>> {
  const sums: Record<Verdict, number> = { resilient: 0, mixed: 0, weak: 0, not_rated: 0 };
  for (const { row, weight } of lines) sums[readVerdict(judgement, row)] += weight;
  return sums;
}

function addFlipped(shown: Universe, reported: Universe, lines: readonly WeighedRow[]): FlippedWeight {
  const rows = Uint32Array.from(lines, ({ row }) => row);
  const counter = getCounter(reported);
  const flippedRows = new Set(counter.count(shown.judgement, rows).rowsFlipped);
  const notRated = verdictIds.indexOf("not_rated");
  const add = (isMeant: (row: number) => boolean) =>
    lines.reduce((sum, { row, weight }) => sum + (isMeant(row) ? weight : 0), 0);
  return {
    flipped: add((row) => flippedRows.has(row)),
    notModelled: add((row) => counter.isUnmodelled(row) && shown.judgement.verdicts[row] === notRated),
  };
}

const dueIds = ["debt_due_1y", "debt_due_2y", "debt_due_3y", "debt_due_4y", "debt_due_5y"] as const;

/** The schedules of the companies that are asked for debt: banks, insurers, lenders and shells are left out. */
function listSchedules({ evaluator }: Universe, lines: readonly WeighedRow[]): readonly WeighedSchedule[] {
  const { truth } = evaluator.evaluateTruth(requireNode(appliesTo.operating));
  const reader = (id: string) => {
    const { values, reasons } = evaluator.evaluateNumber({ kind: "name", id });
    return (row: number) => (reasons[row] === knownCode ? (values[row] as number) : null);
  };
  const [readDebt, readMarketCap] = [reader("total_debt"), reader("market_cap")];
  const readDue = dueIds.map(reader);
  return lines.flatMap(({ row, weight, valueUsd }) => {
    if (((truth[row >>> 5] ?? 0) & (1 << (row & 31))) === 0) return [];
    const marketCap = readMarketCap(row);
    return [
      {
        schedule: readDueSchedule(
          readDebt(row),
          readDue.map((read) => read(row)),
        ),
        weight,
        owned: valueUsd === null || marketCap === null || marketCap <= 0 ? null : valueUsd / marketCap,
      },
    ];
  });
}

function addSectors(
  views: readonly PositionView[],
  inIndex: readonly WeighedRow[],
  readSector: (row: number) => string | null,
): readonly SectorTilt[] {
  const sums = new Map<string | null, { portfolio: number; index: number }>();
  const add = (sector: string | null, side: keyof WeightPair, weight: number) => {
    const sum = sums.get(sector) ?? { portfolio: 0, index: 0 };
    sums.set(sector, sum);
    sum[side] += weight;
  };
  for (const { sector, weight } of views) add(sector, "portfolio", weight);
  for (const { row, weight } of inIndex) add(readSector(row), "index", weight);
  return [...sums]
    .map(([sector, sum]) => ({ sector, ...sum }))
    .sort((left, right) => right.index - left.index || right.portfolio - left.portfolio);
}

/** Every company that either side has, with its weight on both. */
function pairWeights(positions: readonly Position[], inIndex: readonly WeighedRow[]): readonly WeightPair[] {
  const byRow = new Map(positions.flatMap(({ row, weight }) => (row === null ? [] : [[row, weight] as const])));
  const rows = new Set(inIndex.map(({ row }) => row));
  return [
    ...inIndex.map(({ row, weight }) => ({ portfolio: byRow.get(row) ?? 0, index: weight })),
    ...positions.flatMap(({ row, weight }) =>
      row === null || !rows.has(row) ? [{ portfolio: weight, index: 0 }] : [],
    ),
  ];
}

import type { Value } from "#lib/expr/vector";
import type { DataGap } from "#lib/metric/data-gap";
import { getHeadUnit } from "#lib/metric/format";
import type { Verdict } from "#lib/verdict/verdict";
import type { ColumnHead } from "./column-head";
import type { TrendId } from "./trend";

/** Whom a number is compared with: all companies of the universe, or those of the company's sector. */
export type PeerGroup = "universe" | "sector";

/** How many classes percentiles are told in: each holds 5% of the companies. */
export const standingClasses = 20;

/** Who a row is. */
export interface RowIdentity {
  /** No two rows share one. */
  readonly ticker: string;
  readonly name: string;
  /** Why the company has no figures at all; null where it has some. */
  readonly gap: DataGap | null;
  /** Whether its figures are second-hand, so that its verdict is provisional. */
  readonly isProvisional: boolean;
  /** The verdict of the figures as reported where the scenario in force changes it; null where it does not. */
  readonly reported: Verdict | null;
}

/** The rows of a result, wherever they come from: the server's first answer or the snapshot in the browser. */
export interface TableRows {
  /** All rows of the result. */
  readonly count: number;
  /** How many of them can be read now, from the first; the rest has yet to arrive. */
  readonly available: number;
  getIdentity(index: number): RowIdentity;
  /** Null: the data do not have the company. */
  getCell(index: number, column: number): Value | null;
  /** In which twentieth of its peers the number of a cell stands, 1 to 20; 0 where there is none, or where it is not known. */
  getStanding(index: number, column: number, peers: PeerGroup): number;
  /** The past of a figure, the oldest year first, null where one is missing; null as a whole where it has not arrived. */
  getTrend(index: number, id: TrendId): readonly (number | null)[] | null;
  /** Whether one of the rows has the ticker. */
  holds(ticker: string): boolean;
  /** The row of a ticker, whether the result has it or not; null where it is not in the data, or has not arrived. */
  findRow(ticker: string): SentRow | null;
}

/** One row as the server sends it. */
export interface SentRow extends RowIdentity {
  readonly cells: readonly (Value | null)[];
}

const unknownValue: Value = { type: "unknown" };

/** Rows that the server sent ahead of a result of `count`. */
export function createSentRows(rows: readonly SentRow[], count: number): TableRows {
  const find = (ticker: string): SentRow | null => rows.find((row) => row.ticker === ticker) ?? null;
  const get = (index: number): SentRow => {
    const row = rows[index];
    if (row === undefined) throw new Error(`Row ${index} was not sent.`);
    return row;
  };
  return {
    count,
    available: rows.length,
    getIdentity: get,
    getCell: (index, column) => {
      const cell = get(index).cells[column];
      return cell === undefined ? unknownValue : cell;
    },
    getStanding: () => 0,
    getTrend: () => null,
    holds: (ticker) => find(ticker) !== null,
    findRow: find,
  };
}

/** How tall a row is. */
export const densities = ["compact", "normal", "roomy"] as const;

export type Density = (typeof densities)[number];

export const rowHeightsPx: Readonly<Record<Density, number>> = { compact: 24, normal: 30, roomy: 38 };

/** The width of a column by what it holds, in pixels: its head stands in two lines. */
export function getColumnWidthPx(head: ColumnHead): number {
  if (head.expression === "verdict") return 124;
  if (head.expression === "why") return 210;
  if (head.type === "text") return head.expression === "sector" ? 172 : 140;
  const unit = getHeadUnit(head.format);
  const words = [...head.label.split(" "), ...(unit === "" ? [] : [unit])];
  return Math.min(180, Math.max(76, countHeadLetters(words) * 6.6 + 36));
}

/** How long the longer line is when words are broken into two lines as evenly as can be. */
function countHeadLetters(words: readonly string[]): number {
  const whole = words.join(" ").length;
  return words.reduce((best, _, at) => {
    const first = words.slice(0, at).join(" ").length;
    return Math.min(best, Math.max(first, words.slice(at).join(" ").length));
  }, whole);
}

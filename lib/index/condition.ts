import type { Tally } from "#lib/coverage/coverage";
import type { Node } from "#lib/expr/ast";
import { check } from "#lib/expr/check";
import { parse } from "#lib/expr/parse";
import type { TruthVector } from "#lib/expr/vector";
import { missingTextCode, type NumberVector } from "#lib/expr/vector";
import type { ScreenTarget } from "#lib/screen/run/run-screen";
import { knownCode } from "#lib/util/missing";
import {
  buildGap,
  buildKnown,
  type FigureBase,
  type FigureBounds,
  type FigureValue,
  type IndexFigurePart,
} from "./figure";

/** What a condition says of one row. */
export type RowState = "true" | "false" | "unknown";

/** By what rows are counted: each as one, or by its share of the index. */
export type Counting = "count" | "weight";

function requireNode(text: string, { scope }: ScreenTarget): Node {
  const parsed = parse(text);
  const checked = parsed.ok ? check(parsed.value, scope) : parsed;
  if (checked.ok) return checked.value.node;
  throw new Error(`Impossible state: the text "${text}" of a figure is refused: ${checked.error[0]?.message}`);
}

/** A condition in the language, by row. Throws for one that the language refuses, which is a fault of the program. */
export function readStates(target: ScreenTarget, condition: string): (row: number) => RowState {
  const { truth, known }: TruthVector = target.evaluator.evaluateTruth(requireNode(condition, target));
  return (row) => {
    const bit = 1 << (row & 31);
    if (((known[row >>> 5] ?? 0) & bit) === 0) return "unknown";
    return ((truth[row >>> 5] ?? 0) & bit) === 0 ? "false" : "true";
  };
}

/** A number in the language, by row; null where it is missing. */
export function readNumbers(target: ScreenTarget, expression: string): (row: number) => number | null {
  const { values, reasons }: NumberVector = target.evaluator.evaluateNumber(requireNode(expression, target));
  return (row) => (reasons[row] === knownCode ? (values[row] ?? null) : null);
}

/** A text column, by row; null where it is missing. */
export function readTexts({ evaluator }: ScreenTarget, columnId: string): (row: number) => string | null {
  const { codes, dictionary } = evaluator.evaluateText({ kind: "name", id: columnId });
  return (row) => dictionary[codes[row] ?? missingTextCode] ?? null;
}

/** The rows that a condition does not rule out: those of which it is true, and those of which it is not known. */
export function listAmong(target: ScreenTarget, among: string | null): { row: number; isSure: boolean }[] {
  const read = among === null ? () => "true" as const : readStates(target, among);
  return Array.from({ length: target.rowCount }, (_, row) => ({ row, state: read(row) })).flatMap(({ row, state }) =>
    state === "false" ? [] : [{ row, isSure: state === "true" }],
  );
}

/** Counts rows with their index weights. A row without a weight weighs nothing. */
export class BaseCounter {
  private knownCount = 0;
  private knownWeight = 0;
  private unknownCount = 0;
  private unknownWeight = 0;

  add(isKnown: boolean, weight: number | null): void {
    if (isKnown) {
      this.knownCount += 1;
      this.knownWeight += weight ?? 0;
    } else {
      this.unknownCount += 1;
      this.unknownWeight += weight ?? 0;
    }
  }

  build(): FigureBase {
    const known: Tally = { count: this.knownCount, weight: this.knownWeight };
    const unknown: Tally = { count: this.unknownCount, weight: this.unknownWeight };
    return {
      of: "companies",
      known,
      unknown,
      denominator: { count: known.count + unknown.count, weight: known.weight + unknown.weight },
    };
  }
}

/** Which rows a share is of, and what is counted among them. */
export interface ShareRequest {
  /** A condition in the language; null for all companies. */
  readonly among: string | null;
  readonly condition: string;
  readonly by: Counting;
}

/** A share, what it is of, and what it could be. */
export interface Share {
  readonly value: FigureValue;
  readonly base: FigureBase;
  readonly bounds: FigureBounds | null;
}

/**
 * The share of the known rows of which a condition is true, 0 to 1. A row is unknown where the condition is, where it is not
 * known whether it is among those asked, and, by weight, where its weight is not known.
 */
export function measureShare(target: ScreenTarget, request: ShareRequest): Share {
  return countShare(listAmong(target, request.among), openShare(target, request));
}

/** A share as a part of a figure. */
export function measureSharePart(target: ScreenTarget, label: string, request: ShareRequest): IndexFigurePart {
  const { value, base } = measureShare(target, request);
  return { label, value, base };
}

/** The same share for each sector, in the order of their names; companies without a sector come last. */
export function measureShareBySector(target: ScreenTarget, request: ShareRequest): readonly IndexFigurePart[] {
  const reader = openShare(target, request);
  return listBySector(target, listAmong(target, request.among)).map(({ label, rows }) => {
    const { value, base } = countShare(rows, reader);
    return { label, value, base };
  });
}

type AmongRow = ReturnType<typeof listAmong>[number];

/** Rows by sector, in the order of the sectors' names; those without one come last. */
export function listBySector<Row extends { readonly row: number }>(
  target: ScreenTarget,
  rows: readonly Row[],
): readonly { readonly label: string; readonly rows: readonly Row[] }[] {
  const readSector = readTexts(target, "sector");
  const bySector = new Map<string | null, Row[]>();
  for (const each of rows) {
    const sector = readSector(each.row);
    const there = bySector.get(sector);
    if (there === undefined) bySector.set(sector, [each]);
    else there.push(each);
  }
  return [...bySector]
    .toSorted(([left], [right]) => (left === null ? 1 : right === null ? -1 : left < right ? -1 : 1))
    .map(([sector, ofSector]) => ({ label: sector ?? noSector, rows: ofSector }));
}

/** What stands for the sector of companies that the list gives none. */
export const noSector = "No sector";

interface ShareReader {
  readonly readState: (row: number) => RowState;
  readonly readWeight: (row: number) => number | null;
  readonly by: Counting;
}

function openShare(target: ScreenTarget, { condition, by }: ShareRequest): ShareReader {
  return { readState: readStates(target, condition), readWeight: readNumbers(target, "weight"), by };
}

function countShare(rows: readonly AmongRow[], { readState, readWeight, by }: ShareReader): Share {
  const base = new BaseCounter();
  let counted = 0;
  let isWeighed = true;
  for (const { row, isSure } of rows) {
    const state = readState(row);
    const weight = readWeight(row);
    isWeighed &&= by === "count" || weight !== null;
    const isKnown = isSure && state !== "unknown" && (by === "count" || weight !== null);
    base.add(isKnown, weight);
    if (isKnown && state === "true") counted += by === "count" ? 1 : (weight ?? 0);
  }
  const built = base.build();
  const whole = built.denominator[by];
  const bounds =
    isWeighed && whole > 0 ? { low: counted / whole, high: Math.min(1, (counted + built.unknown[by]) / whole) } : null;
  return { value: divideKnown(counted, built.known[by]), base: built, bounds };
}

/** A part of a whole as a share; rounding of sums never leads out of 0 to 1. */
export function divideKnown(part: number, whole: number): FigureValue {
  if (whole <= 0) return buildGap("not_reported", "Of none of the companies is it known.");
  return buildKnown(Math.min(1, Math.max(0, part / whole)));
}

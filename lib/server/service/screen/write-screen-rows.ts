import "server-only";
import { readValue } from "#lib/expr/read-value";
import type { TextVector, Vector } from "#lib/expr/vector";
import type { ScreenColumn } from "#lib/screen/run/run-screen";
import { readLineTicker } from "#lib/screen/universe/company-row";
import type { Universe } from "#lib/screen/universe/universe";
import { type Judgement, readVerdict } from "#lib/verdict/judge";
import { markProvisional } from "#lib/verdict/provisional";

/** What every row has, beside the columns asked for. */
export const fixedCells: ReadonlySet<string> = new Set([
  "ticker",
  "name",
  "sector",
  "verdict",
  "otherClasses",
  "isProvisional",
  "missing",
]);

/** A column of an answer: its expression as it was written, and a value for each row of the table. */
export type ColumnValues = Pick<ScreenColumn, "expression" | "vector">;

/**
 * Writes rows of a screen as a JSON list, each as `screenRowSchema` declares it. Text by text, because objects made
 * for each row take longer to build and write than the screen takes to run.
 */
export function writeScreenRows(universe: Universe, columns: readonly ColumnValues[], rows: Uint32Array): string {
  const heads = getRowHeads(universe);
  const vectors = new Map(columns.map(({ expression, vector }) => [JSON.stringify(expression), vector]));
  const writers = [...vectors].map(([key, vector]) => ({ key, write: buildCellWriter(vector), vector }));
  let text = "";
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at] as number;
    let cells = "";
    let missing = "";
    for (const { key, write, vector } of writers) {
      const cell = write(row);
      cells += `,${key}:${cell}`;
      if (cell === "null") missing += `${missing === "" ? "" : ","}${key}:"${readReason(vector, row)}"`;
    }
    text += `${at === 0 ? "" : ","}{${heads[row]},"missing":{${missing}}${cells}}`;
  }
  return `[${text}]`;
}

/** Writes the value of a row as JSON; `null` for a missing one. */
function buildCellWriter(vector: Vector): (row: number) => string {
  if (vector.type === "number") {
    const { values, reasons } = vector;
    // The language knows no number that is not finite, so that JSON writes all of them as JavaScript does.
    return (row) => (reasons[row] === 0 ? String(values[row]) : "null");
  }
  if (vector.type === "text") {
    const { codes, dictionary } = vector;
    return (row) => {
      const value = dictionary[codes[row] as number];
      return value === undefined ? "null" : JSON.stringify(value);
    };
  }
  const { truth, known } = vector;
  return (row) => {
    const isKnown = (((known[row >>> 5] as number) >>> (row & 31)) & 1) === 1;
    return isKnown ? String((((truth[row >>> 5] as number) >>> (row & 31)) & 1) === 1) : "null";
  };
}

function readReason(vector: Vector, row: number): string {
  const value = readValue(vector, row);
  return value.type === "missing" ? value.reason : "unknown";
}

/** What every row of a universe begins with, written once. */
const rowHeads = new WeakMap<Judgement, readonly string[]>();

function getRowHeads(universe: Universe): readonly string[] {
  const { evaluator, judgement, rowCount, lines } = universe;
  const kept = rowHeads.get(judgement);
  if (kept !== undefined) return kept;
  const tickers = evaluator.evaluateText({ kind: "name", id: "ticker" });
  const names = evaluator.evaluateText({ kind: "name", id: "name" });
  const sectors = evaluator.evaluateText({ kind: "name", id: "sector" });
  const provisional = markProvisional(universe);
  const heads = Array.from({ length: rowCount }, (_, row) => {
    const ticker = JSON.stringify(readText(tickers, row) ?? "");
    const name = JSON.stringify(readText(names, row) ?? "");
    const sector = JSON.stringify(readText(sectors, row));
    const others = lines.listLines(row).slice(1);
    const classes = others.map((line) => JSON.stringify(readLineTicker(lines, line))).join(",");
    const mark = provisional[row] === 1 ? `,"isProvisional":true` : "";
    const head = `"ticker":${ticker},"name":${name},"sector":${sector},"verdict":"${readVerdict(judgement, row)}"${mark}`;
    return others.length === 0 ? head : `${head},"otherClasses":[${classes}]`;
  });
  rowHeads.set(judgement, heads);
  return heads;
}

function readText({ dictionary, codes }: TextVector, row: number): string | null {
  return dictionary[codes[row] as number] ?? null;
}

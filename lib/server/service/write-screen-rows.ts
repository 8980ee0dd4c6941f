import "server-only";
import { readValue } from "../../expr/read-value";
import type { TextVector } from "../../expr/vector";
import type { ScreenColumn } from "../../screen/run-screen";
import type { Universe } from "../../screen/universe";
import { type Judgement, readVerdict } from "../../verdict/judge";

/** What every row has, beside the columns asked for. */
export const fixedCells: ReadonlySet<string> = new Set(["ticker", "name", "sector", "verdict", "missing"]);

/**
 * Writes rows of a screen as a JSON list, each as `screenRowSchema` declares it. Text by text, because objects made
 * for each row take longer to build and write than the screen takes to run.
 */
export function writeScreenRows(universe: Universe, columns: readonly ScreenColumn[], rows: Uint32Array): string {
  const heads = getRowHeads(universe);
  const vectors = new Map(columns.map(({ expression, vector }) => [JSON.stringify(expression), vector]));
  let text = "";
  for (const row of rows) {
    let cells = "";
    let missing = "";
    for (const [key, vector] of vectors) {
      const value = readValue(vector, row);
      if (value.type === "missing" || value.type === "unknown") {
        cells += `,${key}:null`;
        missing += `${missing === "" ? "" : ","}${key}:"${value.type === "missing" ? value.reason : "unknown"}"`;
      } else cells += `,${key}:${JSON.stringify(value.value)}`;
    }
    text += `${text === "" ? "" : ","}{${heads[row]},"missing":{${missing}}${cells}}`;
  }
  return `[${text}]`;
}

/** What every row of a universe begins with, written once. */
const rowHeads = new WeakMap<Judgement, readonly string[]>();

function getRowHeads({ evaluator, judgement, rowCount }: Universe): readonly string[] {
  const kept = rowHeads.get(judgement);
  if (kept !== undefined) return kept;
  const tickers = evaluator.evaluateText({ kind: "name", id: "ticker" });
  const names = evaluator.evaluateText({ kind: "name", id: "name" });
  const sectors = evaluator.evaluateText({ kind: "name", id: "sector" });
  const heads = Array.from({ length: rowCount }, (_, row) => {
    const ticker = JSON.stringify(readText(tickers, row) ?? "");
    const name = JSON.stringify(readText(names, row) ?? "");
    const sector = JSON.stringify(readText(sectors, row));
    return `"ticker":${ticker},"name":${name},"sector":${sector},"verdict":"${readVerdict(judgement, row)}"`;
  });
  rowHeads.set(judgement, heads);
  return heads;
}

function readText({ dictionary, codes }: TextVector, row: number): string | null {
  return dictionary[codes[row] as number] ?? null;
}

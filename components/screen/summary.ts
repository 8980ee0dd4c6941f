import type { Evaluator } from "@/lib/expr/evaluate";
import { missingTextCode, type TextVector } from "@/lib/expr/vector";
import { knownCode } from "@/lib/util/missing";
import { type Verdict, verdictIds } from "@/lib/verdict/verdict";

/** How many companies of a sector are in the result, and in the whole table. */
export interface SectorCount {
  readonly sector: string;
  readonly count: number;
  readonly total: number;
}

/** What a result looks like as a whole. */
export interface Summary {
  readonly verdicts: Readonly<Record<Verdict, number>>;
  /** The largest sector of the whole table first. */
  readonly sectors: readonly SectorCount[];
  /** The sum of the index weights of the rows, as a ratio; null when no weight is known. */
  readonly weight: number | null;
}

/** Counts the rows of a result by verdict and by sector, and adds up their index weight (unknown weights are left out). */
export function computeSummary(evaluator: Evaluator, rowCount: number, rows: Uint32Array): Summary {
  const verdict = evaluator.evaluateText({ kind: "name", id: "verdict" });
  const sector = evaluator.evaluateText({ kind: "name", id: "sector" });
  const weight = evaluator.evaluateNumber({ kind: "name", id: "weight" });

  const byVerdict = countCodes(verdict, rows, rows.length);
  const inResult = countCodes(sector, rows, rows.length);
  const inTable = countCodes(sector, null, rowCount);
  let sum = 0;
  let known = 0;
  for (const row of rows) {
    if (weight.reasons[row] !== knownCode) continue;
    sum += weight.values[row] as number;
    known++;
  }
  return {
    verdicts: Object.fromEntries(
      verdictIds.map((id) => [id, byVerdict[verdict.dictionary.indexOf(id)] ?? 0]),
    ) as Record<Verdict, number>,
    sectors: sector.dictionary
      .map((name, code) => ({ sector: name, count: inResult[code] ?? 0, total: inTable[code] ?? 0 }))
      .filter((entry) => entry.total > 0)
      .sort((left, right) => right.total - left.total || (left.sector < right.sector ? -1 : 1)),
    weight: known > 0 || rows.length === 0 ? sum : null,
  };
}

function countCodes({ codes, dictionary }: TextVector, rows: Uint32Array | null, length: number): Uint32Array {
  const counts = new Uint32Array(dictionary.length);
  for (let at = 0; at < length; at++) {
    const code = codes[rows === null ? at : (rows[at] as number)] as number;
    if (code !== missingTextCode) counts[code] = (counts[code] ?? 0) + 1;
  }
  return counts;
}

import type { Evaluator } from "#lib/expr/evaluate";
import { listBits } from "#lib/expr/truth";
import { missingTextCode, type TextVector } from "#lib/expr/vector";
import { knownCode } from "#lib/util/missing";
import { type Verdict, verdictIds } from "#lib/verdict/verdict";

/** How many companies of a sector are in the result, and in the whole table. */
export interface SectorCount {
  readonly sector: string;
  readonly count: number;
  readonly total: number;
}

/** What a result looks like as a whole. */
export interface Summary {
  readonly verdicts: Readonly<Record<Verdict, number>>;
  /** Those of them whose figures are second-hand. */
  readonly provisional: Readonly<Record<Verdict, number>>;
  /** Those of the not rated whose earnings the scenario says nothing of; 0 without a scenario. */
  readonly notModelled: number;
  /** The largest sector of the whole table first. */
  readonly sectors: readonly SectorCount[];
  /** The sum of the index weights of the rows, as a ratio; null when no weight is known. */
  readonly weight: number | null;
}

/**
 * Counts the rows of a result by verdict and by sector, and adds up their index weight (unknown weights are left out).
 * `provisional` is 1 for each row of the universe whose figures are second-hand; `unmodelled` is true of the rows that the
 * scenario in force says nothing of, and null without one.
 */
export function computeSummary(
  evaluator: Evaluator,
  mask: Uint32Array,
  provisional: Uint8Array,
  unmodelled: ((row: number) => boolean) | null = null,
): Summary {
  const rows = listBits(mask);
  const verdict = evaluator.evaluateText({ kind: "name", id: "verdict" });
  const weight = evaluator.evaluateNumber({ kind: "name", id: "weight" });
  const countVerdictsOf = (of: Uint32Array): Record<Verdict, number> => {
    const counts = countCodes(verdict, of);
    const entries = verdictIds.map((id) => [id, counts[verdict.dictionary.indexOf(id)] ?? 0]);
    // Each verdict has an entry.
    return Object.fromEntries(entries) as Record<Verdict, number>;
  };
  const { sector, sectors } = listSectors(evaluator);
  const inResult = countCodes(sector, rows);
  let sum = 0;
  let known = 0;
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at] as number;
    if (weight.reasons[row] !== knownCode) continue;
    sum += weight.values[row] as number;
    known += 1;
  }
  return {
    verdicts: countVerdictsOf(rows),
    provisional: countVerdictsOf(rows.filter((row) => provisional[row] === 1)),
    notModelled: unmodelled === null ? 0 : countVerdictsOf(rows.filter(unmodelled)).not_rated,
    sectors: sectors.map(({ name, code, total }) => ({ sector: name, count: inResult[code] ?? 0, total })),
    weight: known > 0 || rows.length === 0 ? sum : null,
  };
}

interface Sectors {
  readonly sector: TextVector;
  readonly sectors: readonly { readonly name: string; readonly code: number; readonly total: number }[];
}

/** The sectors of a table, the largest first: the same for every result. */
const sectorsByEvaluator = new WeakMap<Evaluator, Sectors>();

function listSectors(evaluator: Evaluator): Sectors {
  const kept = sectorsByEvaluator.get(evaluator);
  if (kept) return kept;
  const sector = evaluator.evaluateText({ kind: "name", id: "sector" });
  const totals = countCodes(
    sector,
    Uint32Array.from({ length: evaluator.rowCount }, (_, row) => row),
  );
  const sectors = sector.dictionary
    .map((name, code) => ({ name, code, total: totals[code] ?? 0 }))
    .filter(({ total }) => total > 0)
    .sort((left, right) => right.total - left.total || (left.name < right.name ? -1 : 1));
  const listed = { sector, sectors };
  sectorsByEvaluator.set(evaluator, listed);
  return listed;
}

function countCodes({ codes, dictionary }: TextVector, rows: Uint32Array): Uint32Array {
  const counts = new Uint32Array(dictionary.length);
  for (let at = 0; at < rows.length; at += 1) {
    const code = codes[rows[at] as number] as number;
    if (code !== missingTextCode) counts[code] = (counts[code] as number) + 1;
  }
  return counts;
}

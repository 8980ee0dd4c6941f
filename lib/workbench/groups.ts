import type { Evaluator } from "#lib/expr/evaluate";
import { listBits } from "#lib/expr/truth";
import { missingTextCode } from "#lib/expr/vector";
import { labelText } from "#lib/metric/text-label";
import { runScreen, type ScreenColumn, type ScreenTarget } from "#lib/screen/run/run-screen";
import type { Screen } from "#lib/screen/screen";
import { knownCode } from "#lib/util/missing";
import { type Verdict, verdictIds } from "#lib/verdict/verdict";
import { getShownColumns } from "#lib/workbench/column/column-set";
import type { Grouping } from "./grouping";
import type { Show } from "./page-url";

/** What a group has of a column: the median of the known numbers, their sum where they are amounts, how many are known. */
export interface GroupFigure {
  readonly median: number | null;
  readonly sum: number | null;
  readonly known: number;
}

/** The companies of a result that have one thing in common. */
export interface CompanyGroup {
  readonly label: string;
  /** A condition that keeps the companies of the group; null where none can say it. */
  readonly condition: string | null;
  readonly count: number;
  /** The sum of the known index weights, a ratio; null where none is known. */
  readonly weight: number | null;
  readonly verdicts: Readonly<Record<Verdict, number>>;
  /** For each column that holds numbers. */
  readonly figures: readonly GroupFigure[];
}

/** Stands in every table of groups already. */
const beside: ReadonlySet<string> = new Set(["weight"]);

/** Bounds of the sizes by market value in dollars, each from its bound up to the next. */
const sizes: readonly { readonly label: string; readonly from: number; readonly text: string }[] = [
  { label: "$5 billion or more", from: 5e9, text: "5bn" },
  { label: "$2 to 5 billion", from: 2e9, text: "2bn" },
  { label: "$1 to 2 billion", from: 1e9, text: "1bn" },
  { label: "$300 million to 1 billion", from: 300e6, text: "300m" },
  { label: "Less than $300 million", from: Number.NEGATIVE_INFINITY, text: "" },
];

interface Part {
  readonly label: string;
  readonly condition: string | null;
  readonly rows: number[];
}

/** The groups of a result, and the columns that their figures are of. */
export interface GroupedScreen {
  /** The expressions of the columns that hold numbers. */
  readonly heads: readonly string[];
  readonly groups: readonly CompanyGroup[];
}

/** Runs a screen and groups what it lists; null for a screen with errors, which are told where its rows are asked for. */
export function groupScreen(
  target: ScreenTarget,
  screen: Pick<Screen, "query" | "sort" | "columns" | "set">,
  show: Show,
  grouping: Grouping,
): GroupedScreen | null {
  const columns = getShownColumns(screen).filter((column) => !beside.has(column));
  const result = runScreen(target, { query: screen.query, sort: [], columns }, { offset: 0, limit: 0 });
  if (!result.ok) return null;
  const { mask, unknownMask, columns: shown } = result.value;
  const numbers = shown.filter(({ checked }) => checked.type === "number");
  return {
    heads: numbers.map(({ expression }) => expression),
    groups: groupCompanies(target.evaluator, show === "unknown" ? unknownMask : mask, grouping, numbers),
  };
}

/** Groups the rows of a result (a bitset), the largest group first; sizes and verdicts in their own order. */
function groupCompanies(
  evaluator: Evaluator,
  mask: Uint32Array,
  grouping: Grouping,
  columns: readonly ScreenColumn[],
): readonly CompanyGroup[] {
  const rows = listBits(mask);
  const parts = (grouping === "size" ? splitBySize(evaluator, rows) : splitByText(evaluator, rows, grouping)).filter(
    (part) => part.rows.length > 0,
  );
  const verdict = evaluator.evaluateText({ kind: "name", id: "verdict" });
  const weight = evaluator.evaluateNumber({ kind: "name", id: "weight" });
  return parts.map(({ label, condition, rows: own }) => ({
    label,
    condition,
    count: own.length,
    weight: addKnown(own, weight.values, weight.reasons),
    verdicts: countVerdicts(own, verdict.codes, verdict.dictionary),
    figures: columns.flatMap(({ checked, vector }) =>
      vector.type === "number" ? [measure(own, vector.values, vector.reasons, checked.unit === "usd")] : [],
    ),
  }));
}

function splitBySize(evaluator: Evaluator, rows: Uint32Array): readonly Part[] {
  const { values, reasons } = evaluator.evaluateNumber({ kind: "name", id: "market_cap" });
  const parts: Part[] = sizes.map(({ label, from, text }, at) => {
    const upper = sizes[at - 1];
    const least = Number.isFinite(from) ? [`market_cap >= ${text}`] : [];
    const most = upper === undefined ? [] : [`market_cap < ${upper.text}`];
    return { label, condition: [...least, ...most].join(" and "), rows: [] };
  });
  const unknown: Part = { label: "Market value not known", condition: "market_cap is missing", rows: [] };
  for (const row of rows) {
    const place = reasons[row] === knownCode ? sizes.findIndex(({ from }) => (values[row] as number) >= from) : -1;
    (parts[place] ?? unknown).rows.push(row);
  }
  return [...parts, unknown];
}

function splitByText(evaluator: Evaluator, rows: Uint32Array, id: Exclude<Grouping, "size">): readonly Part[] {
  const { codes, dictionary } = evaluator.evaluateText({ kind: "name", id });
  const byCode = new Map<number, Part>();
  for (const row of rows) {
    const code = codes[row] ?? missingTextCode;
    const kept = byCode.get(code) ?? describeText(id, dictionary[code]);
    byCode.set(code, kept);
    kept.rows.push(row);
  }
  if (id === "verdict") return verdictIds.flatMap((verdict) => byCode.get(dictionary.indexOf(verdict)) ?? []);
  return [...byCode.values()].sort(
    (left, right) => right.rows.length - left.rows.length || (left.label < right.label ? -1 : 1),
  );
}

function describeText(id: string, text: string | undefined): Part {
  if (text === undefined) return { label: "Not known", condition: `${id} is missing`, rows: [] };
  return { label: labelText(id, text), condition: `${id} = ${JSON.stringify(text)}`, rows: [] };
}

function countVerdicts(rows: readonly number[], codes: Uint16Array, dictionary: readonly string[]) {
  const counts: Record<Verdict, number> = { resilient: 0, mixed: 0, weak: 0, not_rated: 0 };
  for (const row of rows) {
    const verdict = verdictIds.find((each) => each === dictionary[codes[row] as number]);
    if (verdict !== undefined) counts[verdict] += 1;
  }
  return counts;
}

function addKnown(rows: readonly number[], values: Float64Array, reasons: Uint8Array): number | null {
  const known = rows.filter((row) => reasons[row] === knownCode);
  return known.length === 0 ? null : known.reduce((sum, row) => sum + (values[row] as number), 0);
}

function measure(rows: readonly number[], values: Float64Array, reasons: Uint8Array, isAmount: boolean): GroupFigure {
  const known = rows.filter((row) => reasons[row] === knownCode).map((row) => values[row] as number);
  const sorted = Float64Array.from(known).sort();
  const half = sorted.length >>> 1;
  const upper = sorted[half];
  const lower = sorted.length % 2 === 1 ? upper : sorted[half - 1];
  return {
    median: upper === undefined || lower === undefined ? null : (lower + upper) / 2,
    sum: isAmount && known.length > 0 ? known.reduce((sum, value) => sum + value, 0) : null,
    known: known.length,
  };
}

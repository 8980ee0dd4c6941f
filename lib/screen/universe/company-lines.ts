import { type ColumnTable, createColumnTable } from "#lib/column/table";
import { missingTextCode, type NumberVector, type TextVector } from "#lib/expr/vector";
import { knownCode } from "#lib/util/missing";

/** The columns that the lines of one company do not share. */
const lineColumns: ReadonlySet<string> = new Set(["ticker", "exchange", "price", "weight", "market_cap_quoted"]);

/**
 * The companies of a list of constituents. A company with several classes of shares has a line for each. It is one row of
 * what is screened, ranked and counted, that of its heaviest line, and has the weight of all of them; its other lines
 * are listed below it.
 */
export interface CompanyLines {
  /** One row a company. */
  readonly table: ColumnTable;
  /** How many lines the list has. */
  readonly lineCount: number;
  /** The rows of companies with several lines. */
  readonly rowsWithSeveral: readonly number[];
  /** The line of the list that stands for a company. */
  getMainLine(row: number): number;
  /** The lines of a company, the main one first. */
  listLines(row: number): readonly number[];
  /** A column of the list whose values the lines of a company do not share; undefined for every other. */
  getLineVector(columnId: string): NumberVector | TextVector | undefined;
}

/** Finds the companies of a list by the keys of their SEC filers. A line without one is a company of its own. */
export function findCompanyLines(list: ColumnTable): CompanyLines {
  const shared = {
    lineCount: list.rowCount,
    getLineVector: (columnId: string) => (lineColumns.has(columnId) ? list.getVector(columnId) : undefined),
  };
  if (!hasRepeats(list.getVector("cik"))) {
    return { ...shared, table: list, rowsWithSeveral: [], getMainLine: (row) => row, listLines: (row) => [row] };
  }
  const lines = groupLines(list);
  const rowsWithSeveral = lines.flatMap((ofCompany, row) => (ofCompany.length > 1 ? [row] : []));
  return {
    ...shared,
    table: mergeLines(list, lines, rowsWithSeveral),
    rowsWithSeveral,
    getMainLine: (row) => lines[row]?.[0] as number,
    listLines: (row) => lines[row] ?? [],
  };
}

/** Whether any filer has two lines. */
function hasRepeats(ciks: NumberVector | TextVector | undefined): boolean {
  if (ciks?.type !== "text") return false;
  const seen = new Uint8Array(ciks.dictionary.length);
  for (const code of ciks.codes) {
    if (code === missingTextCode) continue;
    if (seen[code] === 1) return true;
    seen[code] = 1;
  }
  return false;
}

/** The lines of each company, the heaviest first; companies in the order of these. */
function groupLines(list: ColumnTable): readonly (readonly number[])[] {
  const ciks = list.getVector("cik");
  const weight = list.getVector("weight");
  const getWeight = (line: number): number =>
    weight?.type === "number" && weight.reasons[line] === knownCode ? (weight.values[line] as number) : 0;
  const byCik = new Map<number, number[]>();
  const groups: number[][] = [];
  for (let line = 0; line < list.rowCount; line += 1) {
    const cik = ciks?.type === "text" ? (ciks.codes[line] as number) : missingTextCode;
    const known = cik === missingTextCode ? undefined : byCik.get(cik);
    if (known === undefined) {
      const group = [line];
      groups.push(group);
      if (cik !== missingTextCode) byCik.set(cik, group);
    } else known.push(line);
  }
  for (const group of groups) if (group.length > 1) group.sort((a, b) => getWeight(b) - getWeight(a) || a - b);
  if (groups.length < list.rowCount) groups.sort((a, b) => (a[0] as number) - (b[0] as number));
  return groups;
}

function mergeLines(
  list: ColumnTable,
  lines: readonly (readonly number[])[],
  rowsWithSeveral: readonly number[],
): ColumnTable {
  const mains = Uint32Array.from(lines, ([main]) => main as number);
  const isBeginning = mains.every((main, row) => main === row);
  const take = <Values extends Float64Array | Uint8Array | Uint16Array>(values: Values): Values => {
    // A list whose further lines come last is a table of companies as it stands.
    if (isBeginning) return values.subarray(0, mains.length) as Values;
    const taken = values.slice(0, mains.length) as Values;
    for (let row = 0; row < mains.length; row += 1) taken[row] = values[mains[row] as number] as number;
    return taken;
  };
  const takeVector = (vector: NumberVector | TextVector): NumberVector | TextVector =>
    vector.type === "number"
      ? { type: "number", values: take(vector.values), reasons: take(vector.reasons) }
      : { ...vector, codes: take(vector.codes) };
  return createColumnTable(
    mains.length,
    list.columns.map(({ id }) => {
      const vector = list.getVector(id) as NumberVector | TextVector;
      const taken = takeVector(vector);
      const isWeight = id === "weight" && vector.type === "number" && taken.type === "number";
      return [id, isWeight ? addWeights(vector, taken, lines, rowsWithSeveral) : taken] as const;
    }),
  );
}

/** The weight of a company is that of its lines together, as far as it is known. */
function addWeights(
  list: NumberVector,
  { values: mainValues, reasons: mainReasons }: NumberVector,
  lines: readonly (readonly number[])[],
  rowsWithSeveral: readonly number[],
): NumberVector {
  const values = mainValues.slice();
  const reasons = mainReasons.slice();
  for (const row of rowsWithSeveral) {
    const known = (lines[row] ?? []).filter((line) => list.reasons[line] === knownCode);
    if (known.length === 0) continue;
    values[row] = known.reduce((sum, line) => sum + (list.values[line] as number), 0);
    reasons[row] = knownCode;
  }
  return { type: "number", values, reasons };
}

import type { Plan, PlanOf } from "../plan";
import { foldText } from "../text-literal";
import { missingTextCode, type TextVector } from "../vector";
import type { ColumnSupply } from "./compiler";

const foldedDictionaries = new WeakMap<readonly string[], readonly string[]>();

/** The texts of a dictionary in the form in which they are compared. */
export function foldDictionary(dictionary: readonly string[]): readonly string[] {
  const kept = foldedDictionaries.get(dictionary);
  if (kept) return kept;
  const folded = dictionary.map(foldText);
  foldedDictionaries.set(dictionary, folded);
  return folded;
}

/** Evaluates a text that is neither a column nor a formula: a literal, a missing text, `if`, `coalesce`. */
export function computeText(plan: Plan, supply: ColumnSupply, rowCount: number): TextVector {
  switch (plan.op) {
    case "text":
      return { type: "text", codes: new Uint16Array(rowCount), dictionary: [plan.value] };
    case "missing":
      return { type: "text", codes: new Uint16Array(rowCount).fill(missingTextCode), dictionary: [] };
    case "row":
      return plan.name === "if" ? chooseTexts(plan, supply, rowCount) : coalesceTexts(plan, supply, rowCount);
    default:
      throw new Error(`Impossible state: ${plan.op} is not a text`);
  }
}

function chooseTexts(plan: PlanOf<"row">, supply: ColumnSupply, rowCount: number): TextVector {
  const conditions = plan.args.slice(0, -1).filter((_, index) => index % 2 === 0);
  const truths = conditions.map((condition) => supply.getTruth(condition));
  const values = plan.args.filter((_, index) => index % 2 === 1 || index === plan.args.length - 1);
  const columns = values.map((value) => supply.getText(value));
  return mergeTexts(columns, rowCount, (row) => {
    const bit = 1 << (row & 31);
    for (const [index, { truth, known }] of truths.entries()) {
      if (((truth[row >>> 5] as number) & bit) !== 0) return index;
      if (((known[row >>> 5] as number) & bit) === 0) return -1;
    }
    return truths.length;
  });
}

function coalesceTexts(plan: PlanOf<"row">, supply: ColumnSupply, rowCount: number): TextVector {
  const columns = plan.args.map((arg) => supply.getText(arg));
  return mergeTexts(columns, rowCount, (row) => columns.findIndex(({ codes }) => codes[row] !== missingTextCode));
}

/** Takes each row's text from the column that `choose` names; -1 is missing. Only texts that occur get a code. */
function mergeTexts(columns: readonly TextVector[], rowCount: number, choose: (row: number) => number): TextVector {
  const codes = new Uint16Array(rowCount).fill(missingTextCode);
  const dictionary: string[] = [];
  const codeByText = new Map<string, number>();
  const remaps = columns.map(({ dictionary: texts }) => new Int32Array(texts.length).fill(-1));
  for (let row = 0; row < rowCount; row += 1) {
    const chosen = choose(row);
    const column = columns[chosen];
    const remap = remaps[chosen];
    const from = column?.codes[row];
    if (!column || !remap || from === undefined || from === missingTextCode) continue;
    if (remap[from] === -1) {
      const text = column.dictionary[from] as string;
      const code = codeByText.get(text) ?? dictionary.length;
      if (code === dictionary.length) dictionary.push(text);
      if (code >= missingTextCode) throw new Error(`A text column holds at most ${missingTextCode} different texts.`);
      codeByText.set(text, code);
      remap[from] = code;
    }
    codes[row] = remap[from] as number;
  }
  return { type: "text", codes, dictionary };
}

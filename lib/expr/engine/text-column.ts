import type { Plan, PlanOf } from "#lib/expr/plan";
import { foldText } from "#lib/expr/text-literal";
import { missingTextCode, type TextVector, type TruthVector } from "#lib/expr/vector";
import { keepPer } from "#lib/util/keep-per";
import type { ColumnSupply } from "./compiler";

/** The texts of a dictionary in the form in which they are compared. */
export const foldDictionary = keepPer((dictionary: readonly string[]): readonly string[] => dictionary.map(foldText));

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
  // From the last condition to the first, so that the first one that is true or unknown decides.
  const chosen = new Int16Array(rowCount).fill(truths.length);
  for (let index = truths.length - 1; index >= 0; index -= 1) {
    const { truth, known } = truths[index] as TruthVector;
    for (let row = 0; row < rowCount; row += 1) {
      if ((((truth[row >>> 5] as number) >>> (row & 31)) & 1) === 1) chosen[row] = index;
      else if ((((known[row >>> 5] as number) >>> (row & 31)) & 1) === 0) chosen[row] = -1;
    }
  }
  return mergeTexts(columns, chosen);
}

function coalesceTexts(plan: PlanOf<"row">, supply: ColumnSupply, rowCount: number): TextVector {
  const columns = plan.args.map((arg) => supply.getText(arg));
  const chosen = new Int16Array(rowCount).fill(-1);
  for (let index = columns.length - 1; index >= 0; index -= 1) {
    const { codes } = columns[index] as TextVector;
    for (let row = 0; row < rowCount; row += 1) if (codes[row] !== missingTextCode) chosen[row] = index;
  }
  return mergeTexts(columns, chosen);
}

/** Takes each row's text from the column of the place in `chosen`; -1 is missing. Only texts that occur get a code. */
function mergeTexts(columns: readonly TextVector[], chosen: Int16Array): TextVector {
  const codes = new Uint16Array(chosen.length).fill(missingTextCode);
  const dictionary: string[] = [];
  const codeByText = new Map<string, number>();
  const remaps = columns.map(({ dictionary: texts }) => new Int32Array(texts.length).fill(-1));
  for (let row = 0; row < chosen.length; row += 1) {
    const place = chosen[row] as number;
    const column = columns[place];
    const remap = remaps[place];
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

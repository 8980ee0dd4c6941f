import type { TextVector } from "#lib/expr/vector";
import type { Rule } from "#lib/verdict/policy/policy";
import { listDecisiveRules } from "./explain";
import { type Judgement, readVerdict } from "./judge";
import type { Verdict } from "./verdict";

/**
 * Why each row has its verdict, in a few words: the labels of the rules that settle it; of a resilient company how many
 * tests it passes. No row's is missing. Rows with the same states of all rules share their text.
 */
export function buildWhyColumn(judgement: Judgement): TextVector {
  const { rowCount } = judgement;
  const codes = new Uint16Array(rowCount);
  const dictionary: string[] = [];
  const codesByText = new Map<string, number>();
  const codesByPattern = new Map<number, number>();
  const patterns = findPatterns(judgement);
  for (let row = 0; row < rowCount; row += 1) {
    const pattern = patterns[row] as number;
    const known = codesByPattern.get(pattern);
    if (known !== undefined) {
      codes[row] = known;
      continue;
    }
    const text = writeWhy(readVerdict(judgement, row), listDecisiveRules(judgement, row));
    const code = codesByText.get(text) ?? dictionary.push(text) - 1;
    codesByText.set(text, code);
    codesByPattern.set(pattern, code);
    codes[row] = code;
  }
  return { type: "text", codes, dictionary };
}

/** The same number for rows of which every rule says the same: each rule splits the groups of the rules before it. */
function findPatterns({ rowCount, rules }: Judgement): Uint32Array {
  const patterns = new Uint32Array(rowCount);
  const splits = new Map<number, number>();
  for (const { applies, state } of rules) {
    splits.clear();
    for (let row = 0; row < rowCount; row += 1) {
      const [word, bit] = [row >>> 5, row & 31];
      const read = (bits: Uint32Array): number => ((bits[word] as number) >>> bit) & 1;
      const said =
        read(applies.truth) | (read(applies.known) << 1) | (read(state.truth) << 2) | (read(state.known) << 3);
      const key = (patterns[row] as number) * 16 + said;
      let next = splits.get(key);
      if (next === undefined) {
        next = splits.size;
        splits.set(key, next);
      }
      patterns[row] = next;
    }
  }
  return patterns;
}

function writeWhy(verdict: Verdict, decisive: readonly Rule[]): string {
  const labels = decisive.map(({ label }) => label).join(", ");
  switch (verdict) {
    case "resilient":
      return decisive.length === 1 ? "Passes the one test" : `Passes all ${decisive.length} tests`;
    case "mixed":
      return `Fails: ${labels}`;
    case "weak":
      return labels;
    case "not_rated":
      return labels === "" ? "Not judged by this policy" : `Not known: ${labels}`;
  }
}

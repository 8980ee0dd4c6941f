import { isMagnitude } from "./number-literal";
import type { Token } from "./tokenize";

const comparisons: ReadonlySet<string> = new Set(["<", "<=", ">", ">=", "=", "!="]);

/** What to do where a name, a number or a bracket was expected. */
export function suggestOperand(before: Token | undefined, found: Token | undefined): string | undefined {
  if (found?.kind === "keyword")
    return `The word ${found.text} is part of the language; as a text write "${found.text}".`;
  return before && comparisons.has(before.text) ? `What should ${before.text} compare with?` : undefined;
}

/** What to do where an operator, a closing bracket or the end was expected. */
export function suggestAfterOperand(before: Token | undefined, found: Token | undefined): string | undefined {
  if (!found || !before) return undefined;
  if (before.kind === "name" && found.kind === "name") {
    return `A text of several words needs quotes or underscores: ${before.text}_${found.text}.`;
  }
  if (before.kind === "number" && found.kind === "name" && /^(x|bp)$/.test(found.text)) {
    return `Write the mark without a space: ${before.text}${found.text}.`;
  }
  if (before.kind === "number" && found.kind === "name" && isMagnitude(found.text.replace(/s$/, ""))) {
    return `Write ${before.text} ${found.text.replace(/s$/, "")}.`;
  }
  if (before.kind === "number" && found.text === ",") return "Write numbers without thousands separators: 1000 or 1k.";
  return found.text === ")" ? "This bracket was never opened." : undefined;
}

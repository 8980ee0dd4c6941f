import type { Clause } from "./clause";

/** A change of one clause that lets more companies in. */
export interface Loosening {
  readonly before: Clause;
  /** Null: the clause is taken away. */
  readonly after: Clause | null;
  /** What it is loosened to, in words that follow "to": `2.5x`, `also Energy`; of a removal: `none`. */
  readonly text: string;
  /** How many companies the screen then keeps. */
  readonly count: number;
}

/** Whether a clause is taken away rather than widened. */
export function isRemoval({ after }: Loosening): boolean {
  return after === null;
}

/** What a loosening does, as a list under its clause says it: "To 2.5x", "Also Energy", "Remove it". */
export function sayLoosening(loosening: Loosening): string {
  if (isRemoval(loosening)) return "Remove it";
  const text = loosening.text.replaceAll(/(?<![\w.])-(?=[\d$])/g, "−");
  return loosening.before.kind === "choice" ? capitalize(text) : `To ${text}`;
}

/** The same text with a capital at its beginning. */
export function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

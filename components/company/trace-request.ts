import type { StatementFigureKey } from "#lib/contract/trace";

/** What can be asked where it comes from: an expression of the language, or a figure of a statement. */
export type TraceRequest =
  | { readonly kind: "expression"; readonly expression: string; readonly label: string }
  | (Pick<StatementFigureKey, "fact" | "period" | "end"> & {
      readonly kind: "figure";
      readonly label: string;
      /** Of which period, for the drawer's head: `fiscal year to Dec 31, 2025`. */
      readonly periodLabel: string;
    });

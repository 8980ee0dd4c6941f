import type { ActionResult } from "#lib/contract/action-result";
import type { Sizing } from "#lib/workbench/portfolio/sizing";

/** What can be done to the companies of one list. */
export interface ListEdits {
  readonly remove: (ticker: string) => Promise<ActionResult>;
  /** Keeps a note and tags, which are given as typed: between commas. `before` is what the person saw. */
  readonly note: (input: {
    readonly ticker: string;
    readonly note: string;
    readonly tags: string;
    readonly before: { readonly note: string; readonly tags: readonly string[] };
  }) => Promise<ActionResult>;
  /** Keeps the shares or the weight of a company. `before` is what the person saw. */
  readonly size: (input: {
    readonly ticker: string;
    readonly sizing: Sizing;
    readonly size: number | null;
    readonly before: number | null;
  }) => Promise<ActionResult>;
}

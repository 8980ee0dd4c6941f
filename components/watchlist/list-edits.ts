import type { ActionResult } from "#lib/contract/action-result";

/** What can be done to the companies of one list. */
export interface ListEdits {
  readonly remove: (ticker: string) => Promise<ActionResult>;
  /** Keeps a note and tags, which are given as typed: between commas. */
  readonly note: (input: {
    readonly ticker: string;
    readonly note: string;
    readonly tags: string;
  }) => Promise<ActionResult>;
}

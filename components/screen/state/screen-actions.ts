import type { ActionResult } from "#lib/contract/action-result";

export interface WatchlistChoice {
  readonly id: string;
  readonly name: string;
}

/** What the screener may do to an account; the page hands in server actions. */
export interface ScreenActions {
  /** Saves a screen under a name; `search` is its URL form without the question mark. */
  saveScreen(input: { readonly name: string; readonly search: string }): Promise<ActionResult>;
  listWatchlists(): Promise<ActionResult<readonly WatchlistChoice[]>>;
  /** Adds a company to a list; without a list, to a new one. */
  watch(input: {
    readonly watchlistId: string | null;
    readonly ticker: string;
  }): Promise<ActionResult<WatchlistChoice>>;
}

/** The answer of an action: done, or why not in words for the person. */
export type ActionAnswer<Value = undefined> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly message: string };

export interface WatchlistChoice {
  readonly id: string;
  readonly name: string;
}

/** What the screener may do to an account; the page hands in server actions. */
export interface ScreenActions {
  /** Saves a screen under a name; `search` is its URL form without the question mark. */
  saveScreen(input: { readonly name: string; readonly search: string }): Promise<ActionAnswer>;
  listWatchlists(): Promise<ActionAnswer<readonly WatchlistChoice[]>>;
  /** Adds a company to a list; without a list, to a new one called "Watchlist". */
  watch(input: {
    readonly watchlistId: string | null;
    readonly ticker: string;
  }): Promise<ActionAnswer<WatchlistChoice>>;
}

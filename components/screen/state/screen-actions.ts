import type { ActionResult } from "#lib/contract/action-result";
import type { WatchActions } from "#lib/contract/watchlist";

/** What the screener may do to an account; the page hands in server actions. */
export interface ScreenActions extends WatchActions {
  /** Saves a screen under a name; `search` is its URL form without the question mark. */
  readonly saveScreen: (input: { readonly name: string; readonly search: string }) => Promise<ActionResult>;
}

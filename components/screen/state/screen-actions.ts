import type { ActionResult } from "#lib/contract/action-result";
import type { WatchActions } from "#lib/contract/watchlist";
import type { NamedPolicy } from "#lib/verdict/policy/policy-draft";

/** What the screener has the server do; the page hands in server actions. */
export interface ScreenActions extends WatchActions {
  /**
   * Saves a screen under a name; `search` is its URL form without the question mark. A name in use is refused unless what
   * is kept under it shall be replaced.
   */
  readonly saveScreen: (input: {
    readonly name: string;
    readonly search: string;
    readonly isReplacing: boolean;
  }) => Promise<ActionResult>;
  /** What a named policy says, by its slug. */
  readonly readPolicy: (input: { readonly slug: string }) => Promise<ActionResult<NamedPolicy>>;
}

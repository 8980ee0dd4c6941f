import type { ActionResult } from "#lib/contract/action-result";
import type { AddOutcome } from "#lib/contract/watchlist";
import type { Sizing } from "#lib/workbench/portfolio/sizing";

/** Companies to be added, with what their numbers are. */
export interface AddInput {
  readonly watchlistId: string;
  readonly given: {
    readonly sizing: Sizing | null;
    readonly holdings: readonly { readonly ticker: string; readonly size: number | null }[];
  };
}

export interface AddCompaniesFormProps {
  readonly watchlistId: string;
  /** Which numbers the list uses. */
  readonly sizing: Sizing | null;
  readonly add: (input: AddInput) => Promise<ActionResult<AddOutcome>>;
}

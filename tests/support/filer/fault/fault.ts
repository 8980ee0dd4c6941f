import type { FactId } from "#lib/fact/definition/fact-name";
import type { Business } from "../business/simulate-business";
import type { Day, FiscalQuarter } from "../calendar";
import type { Filing } from "../filing";
import type { Random } from "../random";
import type { Statements, Truth } from "../statement/line";

/** What a fault has to work with. */
export interface Draft {
  readonly statements: Statements;
  readonly filings: readonly Filing[];
  readonly random: Random;
  /** The same filer's statements and filings of a business that differs: the same style, tags and days. */
  rebuild(business: Business): { readonly statements: Statements; readonly filings: readonly Filing[] };
}

/** What became of a filer through a fault. */
export interface Injected {
  readonly filings: readonly Filing[];
  /** In words, with the line and the filing, for whoever replays it. */
  readonly note: string;
  /** The facts that may be lost through it. All others must still be answered. */
  readonly touches: ReadonlySet<FactId> | "all";
  /** Those of them that other lines of the same filings settle. */
  readonly settles: ReadonlySet<FactId>;
  /** What is true now, where the fault is in the world and not in the filing. */
  readonly truths?: ReadonlyMap<FactId, Truth>;
  readonly calendar?: readonly FiscalQuarter[];
  /** Asks nothing of fiscal years and of earlier ones: a change of the year leaves open which is meant. */
  readonly isYearOpen?: boolean;
  readonly asOf?: Day;
}

export interface Fault {
  readonly name: string;
  readonly weight: number;
  /** Null where the filer has nothing that the fault could befall. */
  inject(draft: Draft): Injected | null;
}

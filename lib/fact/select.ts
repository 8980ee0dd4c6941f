import { parseColumnId } from "./column-id";
import type { Day, FactEntry } from "./entry";
import type { FactPoint, PeriodPoint } from "./point";

/** `latest`: the newest filing for a period counts. `first_reported`: the oldest. Both only up to the as-of date. */
export type SelectMode = "latest" | "first_reported";

/** The figures of one company as they were known at a date. */
export interface CompanyFacts {
  readonly asOf: Day;
  /** The day of the newest filing that was known, or null when there was none. */
  readonly newestFiled: Day | null;
  /** The end of the newest period or balance sheet that was known, or null. */
  readonly newestPeriodEnd: Day | null;
  /** True when a core figure of the last three years was later filed with another value. */
  readonly restated: boolean;
  /**
   * The figure behind a column id: `revenue`, `revenue[-1]`, `equity_fy`, `net_income_q[-1q]`.
   * Throws on an id that names no fact: that is a mistake of the program, not of the data.
   */
  get(columnId: string): FactPoint;
  /** The newest `count` fiscal years of a fact (balances: at their ends), newest first. */
  listFiscalYears(factId: string, count: number): readonly PeriodPoint[];
  /** The newest `count` quarters of a flow, or quarter ends of a balance, newest first. */
  listQuarters(factId: string, count: number): readonly PeriodPoint[];
}

/** Chooses the figures of one company as of a date from everything that it filed. */
export function selectFacts(entries: readonly FactEntry[], asOf: Day, _mode: SelectMode = "latest"): CompanyFacts {
  const notYet: FactPoint = { known: false, reason: "not_reported", detail: `${entries.length} entries` };
  return {
    asOf,
    newestFiled: null,
    newestPeriodEnd: null,
    restated: false,
    get: (columnId) => {
      if (!parseColumnId(columnId)) throw new Error(`No fact is named ${columnId}`);
      return notYet;
    },
    listFiscalYears: () => [],
    listQuarters: () => [],
  };
}

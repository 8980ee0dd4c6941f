/** Which past days data can be shown for, as ISO dates. */
export interface AsOfChoices {
  /** The day of the newest data. */
  readonly newest: string;
  /** The day of the oldest filing; before it there is nothing to show. */
  readonly oldest: string;
  /** Before this day no list of constituents is known, and the oldest one stands in. */
  readonly oldestList: string;
  /** Days of earlier lists of constituents, newest first. */
  readonly listDays: readonly string[];
  /** The ends of the last quarters, newest first. */
  readonly quarterEnds: readonly string[];
}

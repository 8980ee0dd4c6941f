import type { Day } from "#lib/fact/filed/entry";
import type { ScreenTarget } from "#lib/screen/run/run-screen";

/** The close of a fund on a day, adjusted for dividends: what a day brings is the ratio of two of them. */
export interface FundClose {
  readonly day: Day;
  readonly close: number;
}

/** The closes of a fund from the oldest, none after the day that is asked about. */
export interface FundPrices {
  readonly symbol: string;
  readonly closes: readonly FundClose[];
}

/** A line of a list that the index is compared with. */
export interface ComparedLine {
  readonly ticker: string;
  /** The SEC filer with leading zeros; null where it is not known. */
  readonly cik: string | null;
  readonly sector: string | null;
  /** Share of the fund, 0.0012; null where the file gives none. */
  readonly weight: number | null;
}

/** The newest list of another index on or before the day that is asked about. */
export interface ComparedList {
  readonly asOf: Day;
  readonly lines: readonly ComparedLine[];
}

/** How many companies a policy judged as what when a snapshot was published. */
export interface PublishedVerdicts {
  readonly asOf: Day;
  readonly resilient: number;
  readonly mixed: number;
  readonly weak: number;
  readonly notRated: number;
}

/** What the figures are measured on: a judged universe, and what is kept beside universes. */
export interface IndexInput {
  readonly asOf: Day;
  /** Its rows are companies, with the column `verdict`. */
  readonly target: ScreenTarget;
  /** The fund of the index and that of the S&P 500; null where no bars are loaded. */
  readonly prices: { readonly index: FundPrices | null; readonly large: FundPrices | null };
  /** The constituents of the S&P 500 and the S&P 600; null where no list is loaded. */
  readonly lists: { readonly sp500: ComparedList | null; readonly sp600: ComparedList | null };
  /** From the oldest; none where no publication kept any. */
  readonly history: readonly PublishedVerdicts[];
  /** Why what is kept beside universes could not be read; null where it could. */
  readonly unread: string | null;
}

import type { ReactNode } from "react";
import type { ExtraColumn } from "@/components/company-table/table-column";

/** A column of a list's own: what it says of a company, by the ticker of its row. */
export interface ListColumn extends Omit<ExtraColumn, "render"> {
  readonly render: (ticker: string) => ReactNode;
}

/** Whose companies a workbench is about, where they are not all of the index. */
export interface ScreenedList {
  readonly name: string;
  /** The rows of its companies in the snapshot of the page. The same array while they are the same. */
  readonly rows: readonly number[];
  /** The same array while they are the same. */
  readonly columns: readonly ListColumn[];
  /** Its title and what is done to it, above the query. */
  readonly heading: ReactNode;
  /** What stands in the table of a list without companies. */
  readonly empty: ReactNode;
}

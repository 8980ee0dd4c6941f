import type { ReactNode } from "react";
import type { Universe } from "#lib/screen/universe/universe";
import type { PageState } from "#lib/workbench/page-url";
import type { ExtraColumn } from "@/components/company-table/table-column";

/** A column of a list's own: what it says of a company, by the ticker of its row. */
export interface ListColumn extends Omit<ExtraColumn, "render"> {
  readonly render: (ticker: string) => ReactNode;
}

/** How much of a list is shown and as what, and how that is changed. */
export interface ListViewState extends Pick<PageState, "tag" | "listView"> {
  readonly change: (change: Partial<Pick<PageState, "tag" | "listView">>) => void;
}

/** What a portfolio is computed from. */
export interface PortfolioSource {
  /** Under the policy and scenario of the page; null while the data are on their way. */
  readonly shown: Universe | null;
  /** The same on the figures as reported; null without a scenario. */
  readonly reported: Universe | null;
  /** The data did not arrive in the browser. */
  readonly isLost: boolean;
  readonly tag: string | null;
  /** What keeps a link on the data and the policy of the page. */
  readonly viewSearch: string;
}

/** Whose companies a workbench is about, where they are not all of the index. */
export interface ScreenedList {
  readonly name: string;
  /** The rows of its companies in the snapshot of the page. The same array while they are the same. */
  readonly rows: readonly number[];
  /** Those of them that have a tag. The same map while they are the same. */
  readonly rowsByTag: ReadonlyMap<string, readonly number[]>;
  /** The same array while they are the same. */
  readonly columns: readonly ListColumn[];
  /** Its title and what is done to it, above the query. */
  readonly heading: ReactNode;
  /** What narrows the list, and turns it into a portfolio. */
  readonly renderBar: (state: ListViewState) => ReactNode;
  /** What stands in place of the table where the list is shown as a portfolio. */
  readonly renderPortfolio: (source: PortfolioSource) => ReactNode;
  /** What stands in the table of a list without companies, or without any that has the tag. */
  readonly renderEmpty: (tag: string | null) => ReactNode;
}

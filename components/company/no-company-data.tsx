import { Database } from "lucide-react";
import Link from "next/link";
import { DayBeingBuilt } from "@/components/as-of/day-being-built";
import { getButtonClass } from "@/components/ui/button-class";
import { EmptyState } from "@/components/ui/empty-state";

export interface NoCompanyDataProps {
  /** The company whose address names data that are not to be had; absent: nothing is loaded at all. */
  readonly wanted?: {
    readonly ticker: string;
    readonly message: string;
    readonly newestHref: string;
    /** The day is on its way: the page is to ask again. */
    readonly isBeingBuilt: boolean;
  };
}

/** Without data at all, or without the data that an address names. */
export function NoCompanyData({ wanted }: NoCompanyDataProps) {
  if (wanted === undefined) {
    return (
      <EmptyState className="py-24" icon={<Database />} title="No data are loaded yet">
        Load the sample universe with <code>npm run up</code>, or live data with <code>npm run ingest</code>.
      </EmptyState>
    );
  }
  const actions = (
    <Link href={wanted.newestHref} prefetch={false} className={getButtonClass("primary")}>
      {wanted.ticker} on the newest data
    </Link>
  );
  if (wanted.isBeingBuilt) return <DayBeingBuilt message={wanted.message} actions={actions} />;
  return (
    <EmptyState className="py-24" icon={<Database />} title="The data of this link cannot be shown" actions={actions}>
      {wanted.message}
    </EmptyState>
  );
}

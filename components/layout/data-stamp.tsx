import Link from "next/link";
import { formatIsoDate } from "#lib/util/date-text";

export interface DataStampProps {
  /** `YYYY-MM-DD`; null when no data are loaded yet. */
  readonly asOf: string | null;
  readonly isSample: boolean;
}

/** Which data the page shows: fictional or real, and of which day. Stands in the header of every page. */
export function DataStamp({ asOf, isSample }: DataStampProps) {
  if (asOf === null) return <span className="text-xs text-ink-muted">No data loaded</span>;
  return (
    <Link
      href="/data"
      prefetch={false}
      className="flex min-h-6 items-center gap-2 rounded-ui text-xs whitespace-nowrap text-ink-muted hover:text-ink"
    >
      {isSample ? (
        <span className="rounded-ui bg-notice-soft px-1.5 py-0.5 font-medium text-notice">
          Sample data<span className="hidden xl:inline">: fictional companies</span>
        </span>
      ) : null}
      <span className={isSample ? "hidden sm:inline lg:max-xl:hidden" : undefined}>
        Newest data <time dateTime={asOf}>{formatIsoDate(asOf)}</time>
      </span>
    </Link>
  );
}

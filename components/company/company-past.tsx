import Link from "next/link";
import type { Departure } from "#lib/contract/company";
import type { SnapshotRef } from "#lib/contract/snapshot";
import { buildCompanyHref } from "#lib/screen/view-url";
import { formatIsoDate } from "#lib/util/date-text";
import { AsOfNotice, MembershipText } from "@/components/as-of/as-of-notice";
import { Notice } from "@/components/ui/notice";

export interface CompanyPastProps {
  readonly ticker: string;
  readonly snapshot: SnapshotRef;
  /** The address names the data: a past day, or a sealed snapshot. */
  readonly isPast: boolean;
  /** The ticker that led here, where the company has another one in these data. */
  readonly from: string | null;
  readonly departure: Departure | null;
  /** Tickers of the filer's other classes of shares. */
  readonly otherClasses: readonly string[];
  /** The same page on the newest data. */
  readonly newestHref: string;
  /** What keeps a link on the same data and policy. */
  readonly viewSearch: string;
}

/** What a reader must know of how the company comes to be on this page: the day, another ticker, its leaving. */
export function CompanyPast(props: CompanyPastProps) {
  const { ticker, snapshot, isPast, from, departure, otherClasses, newestHref, viewSearch } = props;
  return (
    <>
      {from === null ? null : (
        <Notice title={`${from} is the same company: it is listed as ${ticker} in these data`}>
          The filer is the same, so its history goes on under the new ticker.
        </Notice>
      )}
      {departure === null ? null : (
        <Notice tone="notice" title={`${ticker} left the index after ${formatIsoDate(departure.lastListedOn)}`}>
          The list of {formatIsoDate(departure.missingSince)} does not have it any more. Its figures are those known on{" "}
          {formatIsoDate(departure.lastListedOn)}, when it was listed last. <MembershipText snapshot={snapshot} />
        </Notice>
      )}
      {isPast && departure === null ? (
        <AsOfNotice snapshot={snapshot} newestHref={newestHref} className="rounded-ui py-2" />
      ) : null}
      {otherClasses.length === 0 ? null : (
        <p className="text-xs text-ink-muted">
          The index also holds{" "}
          {otherClasses.map((other, index) => (
            <span key={other}>
              {index === 0 ? "" : ", "}
              <Link href={buildCompanyHref(other, viewSearch)} prefetch={false} className="link">
                {other}
              </Link>
            </span>
          ))}
          , another class of shares of this company, which counts as one. The figures are those of the whole company on
          both pages; price and index weight are of the class, and market cap and what follows from it take the price of
          the class that weighs most.
        </p>
      )}
    </>
  );
}

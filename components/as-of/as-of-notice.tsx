import { CalendarClock } from "lucide-react";
import Link from "next/link";
import type { SnapshotRef } from "#lib/contract/snapshot";
import { formatIsoDate } from "#lib/util/date-text";
import { joinClasses } from "@/components/ui/class-names";

export interface AsOfNoticeProps {
  readonly snapshot: SnapshotRef;
  /** The same page on the newest data. */
  readonly newestHref: string;
  readonly className?: string;
}

/** Says that the page shows what was known on a past day, and leads back. */
export function AsOfNotice({ snapshot, newestHref, className }: AsOfNoticeProps) {
  return (
    <p role="note" className={joinClasses("flex items-start gap-2 bg-notice-soft px-3 py-1.5 text-xs", className)}>
      <CalendarClock size={13} aria-hidden className="mt-0.5 shrink-0 text-notice" />
      <span className="text-pretty">
        <strong className="font-medium">As of {formatIsoDate(snapshot.asOf)}:</strong> only what was filed and priced up
        to that day. <MembershipText snapshot={snapshot} />{" "}
        <Link href={newestHref} prefetch={false} className="link">
          Back to the newest data
        </Link>
      </span>
    </p>
  );
}

/** Of which day the constituents are; for a list that is later than the data, what that does to every result. */
export function MembershipText({ snapshot: { asOf, membership } }: { readonly snapshot: SnapshotRef }) {
  if (membership.asOf === null) return null;
  if (!membership.isLater) {
    return membership.asOf === asOf ? null : <>The constituents are those of {formatIsoDate(membership.asOf)}.</>;
  }
  return (
    <strong className="font-medium">
      No list of constituents is known for that day: these are the constituents of {formatIsoDate(membership.asOf)}, so
      companies that failed or left before then are missing and results look better than they were (survivorship bias).
    </strong>
  );
}

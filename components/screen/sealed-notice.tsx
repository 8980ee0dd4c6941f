"use client";

import { Lock } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import type { SnapshotRef } from "#lib/contract/snapshot";
import type { Screen } from "#lib/screen/screen";
import { formatScreenUrl } from "#lib/screen/screen-url";
import { formatIsoDate } from "#lib/util/date-text";
import { formatPageUrl } from "#lib/workbench/page-url";
import { AsOfNotice, MembershipText } from "@/components/as-of/as-of-notice";

/** Says that the rows are those of certain data, a past day or a sealed link, and leads to the newest. */
export function SealedNotice({ screen, snapshot }: { readonly screen: Screen; readonly snapshot: SnapshotRef }) {
  const pathname = usePathname();
  const onNewest = `${pathname}${formatPageUrl(formatScreenUrl({ ...screen, snapshot: null, asOf: null }), "passed")}`;
  if (screen.snapshot === null) {
    return <AsOfNotice snapshot={snapshot} newestHref={onNewest} className="border-b md:px-4" />;
  }
  return (
    <p className="flex items-start gap-2 border-b bg-accent-soft px-3 py-1 text-xs md:px-4">
      <Lock size={12} aria-hidden className="mt-0.5 shrink-0 text-accent" />
      <span>
        Sealed to the data as of {formatIsoDate(snapshot.asOf)}, as the sender saw them.{" "}
        {snapshot.membership.isLater ? <MembershipText snapshot={snapshot} /> : null}{" "}
        <Link href={onNewest} prefetch={false} className="link">
          Run it on the newest data
        </Link>
      </span>
    </p>
  );
}

"use client";

import Link from "next/link";
import { usePathname, useSearchParams } from "next/navigation";
import { getButtonClass } from "@/components/ui/button-class";
import { ErrorState } from "@/components/ui/error-state";
import { buildAsOfHref } from "./as-of-href";
import { DayBeingBuilt } from "./day-being-built";

export interface NoSuchDayProps {
  readonly message: string;
  /** The day is on its way: the page is to ask again. */
  readonly isBeingBuilt: boolean;
}

/** The day of the address cannot be shown: why, and the way to the same page on the newest data. */
export function NoSuchDay({ message, isBeingBuilt }: NoSuchDayProps) {
  const pathname = usePathname();
  const search = useSearchParams();
  const actions = (
    <Link href={buildAsOfHref(pathname, search, null)} prefetch={false} className={getButtonClass("primary")}>
      Show the newest data
    </Link>
  );
  if (isBeingBuilt) return <DayBeingBuilt message={message} actions={actions} />;
  return (
    <ErrorState className="py-24" title="That day cannot be shown" actions={actions}>
      {message}
    </ErrorState>
  );
}

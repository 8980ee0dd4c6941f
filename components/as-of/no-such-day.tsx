"use client";

import Link from "next/link";
import { usePathname, useSearchParams } from "next/navigation";
import { getButtonClass } from "@/components/ui/button-class";
import { ErrorState } from "@/components/ui/error-state";
import { buildAsOfHref } from "./as-of-href";

/** The day of the address cannot be shown: why, and the way to the same page on the newest data. */
export function NoSuchDay({ message }: { readonly message: string }) {
  const pathname = usePathname();
  const search = useSearchParams();
  return (
    <ErrorState
      className="py-24"
      title="That day cannot be shown"
      actions={
        <Link href={buildAsOfHref(pathname, search, null)} prefetch={false} className={getButtonClass("primary")}>
          Show the newest data
        </Link>
      }
    >
      {message}
    </ErrorState>
  );
}

import { Lock } from "lucide-react";
import Link from "next/link";
import { formatIsoDate } from "@/components/layout/format-date";
import type { Screen } from "@/lib/screen/screen";
import { formatScreenUrl } from "@/lib/screen/screen-url";
import { formatPageUrl } from "./page-url";

/** Says that the rows are those of certain data, and leads to the newest. */
export function SealedNotice({ screen, asOf }: { readonly screen: Screen; readonly asOf: string }) {
  const onNewest = formatPageUrl(formatScreenUrl({ ...screen, snapshot: null, asOf: null }), "passed");
  return (
    <p className="flex items-start gap-2 border-b bg-accent-soft px-3 py-1 text-xs md:px-4">
      <Lock size={12} aria-hidden className="mt-0.5 shrink-0 text-accent" />
      <span>
        Sealed to the data as of {formatIsoDate(asOf)}, as the sender saw them.{" "}
        <Link href={`/screen${onNewest}`} prefetch={false} className="link">
          Run it on the newest data
        </Link>
      </span>
    </p>
  );
}

import { Scale } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { joinClasses } from "@/components/ui/class-names";

interface PolicyNoticeProps {
  /** Which policy judged, in words. */
  readonly judgedBy: string;
  /** Where the rules of that policy are to be read. */
  readonly rulesHref: string;
  /** The way to the same page under the policy that judges by default: a link or a button. */
  readonly back: ReactNode;
  readonly className?: string;
}

/** What leads back from another policy is called, wherever it stands. */
export const backToPolicy = "Back to the usual policy";

/** Says that the verdicts of the page are those of another policy than the usual one, and leads back to that. */
export function PolicyNotice({ judgedBy, rulesHref, back, className }: PolicyNoticeProps) {
  return (
    <p role="note" className={joinClasses("flex items-start gap-2 bg-accent-soft px-3 py-1.5 text-xs", className)}>
      <Scale size={13} aria-hidden className="mt-0.5 shrink-0 text-accent" />
      <span className="text-pretty">
        <strong className="font-medium">Verdicts by another policy than the usual one:</strong> {judgedBy}.{" "}
        <Link href={rulesHref} prefetch={false} className="link">
          Its rules
        </Link>{" "}
        · {back}
      </span>
    </p>
  );
}

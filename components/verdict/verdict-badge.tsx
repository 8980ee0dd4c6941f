import { provisionalNote } from "#lib/verdict/provisional";
import { type Verdict, verdictLabels } from "#lib/verdict/verdict";
import { joinClasses } from "@/components/ui/class-names";
import { getVerdictInk, VerdictMark } from "./verdict-mark";

const grounds: Readonly<Record<Verdict, string>> = {
  resilient: "bg-resilient-soft",
  mixed: "bg-mixed-soft",
  weak: "bg-weak-soft",
  not_rated: "bg-unrated-soft",
};

export interface VerdictBadgeProps {
  readonly verdict: Verdict;
  /** `plain`: mark and name on the ground of the page, for table cells. */
  readonly variant?: "filled" | "plain";
  readonly size?: "sm" | "lg";
  /** By second-hand figures: the mark is hollow and the name is underlined with dots. */
  readonly isProvisional?: boolean;
  /** The verdict as reported where a scenario changes it: its mark stands before. */
  readonly reported?: Verdict | null;
  readonly className?: string;
}

/** A verdict as mark and name. */
export function VerdictBadge({
  verdict,
  variant = "filled",
  size = "sm",
  isProvisional = false,
  reported = null,
  className,
}: VerdictBadgeProps) {
  return (
    <span
      className={joinClasses(
        "inline-flex items-center font-medium whitespace-nowrap",
        getVerdictInk(verdict),
        size === "sm" ? "gap-1.5 text-xs" : "gap-2 text-lg",
        variant === "filled" &&
          joinClasses("rounded-ui", grounds[verdict], size === "sm" ? "px-1.5 py-0.5" : "px-3 py-1"),
        className,
      )}
    >
      {reported === null ? null : (
        <span title={`${verdictLabels[reported]} as reported`} className="inline-flex items-center gap-0.5">
          <VerdictMark verdict={reported} size={8} />
          <span aria-hidden className="text-ink-faint">
            →
          </span>
          <span className="sr-only">{verdictLabels[reported]}, then</span>
        </span>
      )}
      <VerdictMark verdict={verdict} size={size === "sm" ? 10 : 14} isProvisional={isProvisional} />
      {isProvisional ? (
        <span title={provisionalNote} className="underline decoration-dotted underline-offset-2">
          {verdictLabels[verdict]}
          <span className="sr-only">, provisional</span>
        </span>
      ) : (
        verdictLabels[verdict]
      )}
    </span>
  );
}

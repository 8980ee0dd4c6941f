import type { ComponentProps } from "react";
import { joinClasses } from "./class-names";

export interface BadgeProps extends ComponentProps<"span"> {
  readonly tone?: "neutral" | "accent" | "notice" | "danger";
}

const tones = {
  neutral: "bg-unrated-soft text-ink-muted",
  accent: "bg-accent-soft text-accent",
  notice: "bg-notice-soft text-notice",
  danger: "bg-danger-soft text-danger",
} as const;

/** A short label of a state. It does nothing when pressed. */
export function Badge({ tone = "neutral", className, ...rest }: BadgeProps) {
  return (
    <span
      {...rest}
      className={joinClasses(
        "inline-flex items-center gap-1 rounded-ui px-1.5 text-2xs font-medium whitespace-nowrap",
        tones[tone],
        className,
      )}
    />
  );
}

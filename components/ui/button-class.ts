import { joinClasses } from "./class-names";

export type ButtonVariant = "primary" | "secondary" | "quiet" | "danger";
export type ButtonSize = "sm" | "md" | "lg";

const base =
  "inline-flex shrink-0 items-center justify-center gap-1.5 rounded-ui font-medium whitespace-nowrap select-none transition-colors duration-100 " +
  "disabled:cursor-not-allowed disabled:opacity-50 data-disabled:cursor-not-allowed data-disabled:opacity-50 [&_svg]:shrink-0";

const variants: Record<ButtonVariant, string> = {
  primary: "bg-accent text-on-accent hover:bg-accent-strong data-popup-open:bg-accent-strong",
  secondary:
    "border border-line-strong bg-surface text-ink hover:bg-hover data-popup-open:bg-hover aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:text-accent",
  quiet:
    "text-ink-muted hover:bg-hover hover:text-ink data-popup-open:bg-hover data-popup-open:text-ink aria-pressed:bg-accent-soft aria-pressed:text-accent",
  danger: "border border-danger bg-surface text-danger hover:bg-danger-soft",
};

const sizes: Record<ButtonSize, string> = {
  sm: "h-7 px-2 text-xs",
  md: "h-8 px-3 text-sm",
  lg: "h-10 px-4 text-base",
};

/** The look of a button, for a link or another element that should look like one. */
export function getButtonClass(variant: ButtonVariant = "secondary", size: ButtonSize = "md"): string {
  return joinClasses(base, variants[variant], sizes[size]);
}

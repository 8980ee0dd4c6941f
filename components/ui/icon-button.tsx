import type { ComponentProps, ReactNode } from "react";
import { joinClasses } from "./class-names";

export interface IconButtonProps extends Omit<ComponentProps<"button">, "aria-label"> {
  /** What pressing it does; read aloud, and shown on hover. */
  readonly label: string;
  readonly size?: "sm" | "md";
  readonly variant?: "quiet" | "outline";
  readonly children: ReactNode;
}

export function IconButton({
  label,
  size = "md",
  variant = "quiet",
  className,
  type = "button",
  title,
  ...rest
}: IconButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      aria-label={label}
      title={title ?? label}
      className={joinClasses(
        "inline-grid shrink-0 place-items-center rounded-ui text-ink-muted transition-colors duration-100 hover:bg-hover hover:text-ink data-popup-open:bg-hover data-popup-open:text-ink",
        "aria-pressed:text-accent disabled:cursor-not-allowed disabled:opacity-50",
        variant === "outline" && "border border-line-strong bg-surface",
        size === "sm" ? "size-6" : "size-8",
        className,
      )}
    />
  );
}

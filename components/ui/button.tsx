import type { ComponentProps } from "react";
import { type ButtonSize, type ButtonVariant, getButtonClass } from "./button-class";
import { joinClasses } from "./class-names";

export interface ButtonProps extends ComponentProps<"button"> {
  readonly variant?: ButtonVariant;
  readonly size?: ButtonSize;
  /** Work is under way: the button cannot be pressed again and says so. */
  readonly isBusy?: boolean;
}

export function Button({
  variant = "secondary",
  size = "md",
  isBusy = false,
  className,
  type = "button",
  disabled,
  children,
  ...rest
}: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      disabled={disabled || isBusy}
      aria-busy={isBusy || undefined}
      className={joinClasses(getButtonClass(variant, size), className)}
    >
      {isBusy ? (
        <span
          aria-hidden
          className="size-3 animate-spin rounded-full border-2 border-current border-r-transparent opacity-80"
        />
      ) : null}
      {children}
    </button>
  );
}

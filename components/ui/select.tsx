import type { ComponentProps } from "react";
import { joinClasses } from "./class-names";
import { controlClass } from "./control-class";

export interface SelectProps extends Omit<ComponentProps<"select">, "size"> {
  readonly size?: "sm" | "md";
}

const sizes = { sm: "h-7 px-1.5 text-xs", md: "h-8 px-2 text-sm" } as const;

/** One of a few choices that need not stay in sight: the browser's own, which works before any script and by keyboard. */
export function Select({ size = "md", className, ...rest }: SelectProps) {
  return <select {...rest} className={joinClasses(controlClass, sizes[size], className)} />;
}

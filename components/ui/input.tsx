import type { ComponentProps } from "react";
import { joinClasses } from "./class-names";
import { controlClass } from "./control-class";

export interface InputProps extends Omit<ComponentProps<"input">, "size"> {
  readonly size?: "sm" | "md" | "lg";
}

const sizes = { sm: "h-7 px-2 text-xs", md: "h-8 px-2.5 text-sm", lg: "h-10 px-3 text-base" } as const;

export function Input({ size = "md", className, ...rest }: InputProps) {
  return <input {...rest} className={joinClasses(controlClass, sizes[size], className)} />;
}

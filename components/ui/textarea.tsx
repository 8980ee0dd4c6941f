import type { ComponentProps } from "react";
import { joinClasses } from "./class-names";
import { controlClass } from "./control-class";

export function Textarea({ className, rows = 3, ...rest }: ComponentProps<"textarea">) {
  return <textarea {...rest} rows={rows} className={joinClasses(controlClass, "px-2.5 py-1.5 text-sm", className)} />;
}

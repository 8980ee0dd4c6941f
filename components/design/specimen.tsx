import type { ReactNode } from "react";
import { joinClasses } from "@/components/ui/class-names";

export interface SpecimenProps {
  readonly label: string;
  /** `row`: side by side on one line; `stack`: the whole width. */
  readonly layout?: "row" | "stack";
  readonly children: ReactNode;
}

/** One state or one kind of a primitive, under its name. */
export function Specimen({ label, layout = "row", children }: SpecimenProps) {
  return (
    <div className="grid gap-x-6 gap-y-1.5 border-t py-3 first:border-t-0 md:grid-cols-[9rem_minmax(0,1fr)]">
      <p className={joinClasses("caption", layout === "row" ? "md:pt-2" : "md:pt-0.5")}>{label}</p>
      <div
        data-specimen={layout}
        className={joinClasses("min-w-0", layout === "row" && "flex min-h-8 flex-wrap items-center gap-2")}
      >
        {children}
      </div>
    </div>
  );
}

/** The classes of the focus, for a state that a page cannot put itself into. */
export const focusClass = "outline-2 outline-offset-1 outline-accent";

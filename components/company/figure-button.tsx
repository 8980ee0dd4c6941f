"use client";

import type { ReactNode } from "react";
import { joinClasses } from "@/components/ui/class-names";
import { useOpenTrace } from "./trace-provider";
import type { TraceRequest } from "./trace-request";

export interface FigureButtonProps {
  readonly request: TraceRequest;
  readonly className?: string;
  readonly children: ReactNode;
}

/** A number that opens its origin when pressed. */
export function FigureButton({ request, className, children }: FigureButtonProps) {
  const open = useOpenTrace();
  return (
    <button
      type="button"
      onClick={() => open(request)}
      title="Show where this comes from"
      className={joinClasses(
        "rounded-ui decoration-line-strong decoration-dotted underline-offset-4 hover:underline",
        className,
      )}
    >
      {children}
    </button>
  );
}

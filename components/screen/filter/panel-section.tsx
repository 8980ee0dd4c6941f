"use client";

import { ChevronRight } from "lucide-react";
import { type ReactNode, useId } from "react";
import { joinClasses } from "@/components/ui/class-names";

export interface PanelSectionProps {
  readonly title: string;
  /** What it holds, in a few words, while it is closed and open. */
  readonly summary: ReactNode;
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
  readonly children: ReactNode;
}

/** A part of the panel that keeps one line in sight and opens upwards. */
export function PanelSection({ title, summary, isOpen, onOpenChange, children }: PanelSectionProps) {
  const id = useId();
  return (
    <section aria-label={title} className="flex min-h-9 flex-col border-t bg-surface">
      <h2 className="shrink-0 text-sm">
        <button
          type="button"
          aria-expanded={isOpen}
          aria-controls={isOpen ? id : undefined}
          onClick={() => onOpenChange(!isOpen)}
          className="flex h-9 w-full items-center gap-1.5 px-3 text-left -outline-offset-2 hover:bg-hover"
        >
          <ChevronRight
            size={14}
            aria-hidden
            className={joinClasses("-ml-0.5 shrink-0 text-ink-faint transition-transform", isOpen && "rotate-90")}
          />
          {title}
          <span className="ml-auto min-w-0 truncate pl-2 text-xs font-normal tracking-normal text-ink-muted">
            {summary}
          </span>
        </button>
      </h2>
      {isOpen ? (
        <div id={id} className="max-h-[min(28rem,55dvh)] min-h-0 overflow-y-auto overscroll-contain px-3 pb-3">
          {children}
        </div>
      ) : null}
    </section>
  );
}

import { X } from "lucide-react";
import type { ReactNode } from "react";
import { joinClasses } from "./class-names";

export interface PillProps {
  readonly children: ReactNode;
  readonly onOpen?: () => void;
  readonly onRemove?: () => void;
  readonly removeLabel?: string;
  readonly className?: string;
}

/** Something that was chosen: opens to edit, and can be taken away. */
export function Pill({ children, onOpen, onRemove, removeLabel = "Remove", className }: PillProps) {
  return (
    <span
      className={joinClasses(
        "inline-flex min-h-6 max-w-full items-stretch rounded-ui border border-line-strong bg-surface text-xs",
        className,
      )}
    >
      {onOpen ? (
        <button type="button" onClick={onOpen} className="min-w-0 rounded-ui px-2 text-left hover:bg-hover">
          {children}
        </button>
      ) : (
        <span className="min-w-0 self-center px-2">{children}</span>
      )}
      {onRemove ? (
        <button
          type="button"
          onClick={onRemove}
          aria-label={removeLabel}
          title={removeLabel}
          className="grid w-6 shrink-0 place-items-center rounded-ui text-ink-faint hover:bg-hover hover:text-ink"
        >
          <X size={12} aria-hidden />
        </button>
      ) : null}
    </span>
  );
}

"use client";

import { Check, Minus } from "lucide-react";
import { type ReactNode, useEffect, useRef } from "react";
import { joinClasses } from "./class-names";

export interface CheckboxProps {
  readonly label: ReactNode;
  /** The label is only read aloud. */
  readonly isLabelHidden?: boolean;
  readonly checked?: boolean;
  readonly defaultChecked?: boolean;
  readonly indeterminate?: boolean;
  /** `isExtended`: it was pressed with Shift. */
  readonly onCheckedChange?: (checked: boolean, isExtended: boolean) => void;
  readonly name?: string;
  readonly disabled?: boolean;
  /** Something at the right end of the line, for instance a count. */
  readonly detail?: ReactNode;
  readonly className?: string;
}

const markClass =
  "pointer-events-none invisible absolute inset-0 m-auto text-on-accent peer-checked:not-data-mixed:visible peer-indeterminate:data-mixed:visible";

export function Checkbox({
  label,
  isLabelHidden = false,
  detail,
  className,
  onCheckedChange,
  indeterminate = false,
  ...rest
}: CheckboxProps) {
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (box.current) box.current.indeterminate = indeterminate;
  }, [indeterminate]);
  return (
    <label className={joinClasses("flex min-h-6 items-center gap-2 text-sm select-none", className)}>
      <span className="relative size-4 shrink-0">
        <input
          {...rest}
          ref={box}
          type="checkbox"
          onChange={(event) =>
            onCheckedChange?.(
              event.target.checked,
              "shiftKey" in event.nativeEvent && event.nativeEvent.shiftKey === true,
            )
          }
          className="peer block size-4 appearance-none rounded-ui border border-edge bg-surface checked:border-accent checked:bg-accent indeterminate:border-accent indeterminate:bg-accent disabled:opacity-50"
        />
        <Check size={12} strokeWidth={3} aria-hidden className={markClass} />
        <Minus size={12} strokeWidth={3} aria-hidden data-mixed className={markClass} />
      </span>
      <span className={isLabelHidden ? "sr-only" : "min-w-0 flex-1 truncate"}>{label}</span>
      {detail === undefined ? null : <span className="text-xs text-ink-faint">{detail}</span>}
    </label>
  );
}

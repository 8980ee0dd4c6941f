"use client";

import { type ReactNode, useEffect, useRef } from "react";
import { joinClasses } from "./class-names";

export interface CheckboxProps {
  readonly label?: ReactNode;
  /** In place of a label that is seen: it is only read aloud. */
  readonly hiddenLabel?: string;
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

/** The box, and the mark in it as a shape of its own ground, since a table holds one such box in each row. */
const boxClass = joinClasses(
  "relative block size-4 shrink-0 appearance-none rounded-ui border border-edge bg-surface disabled:opacity-50",
  "checked:border-accent checked:bg-accent indeterminate:border-accent indeterminate:bg-accent",
  "before:absolute before:inset-0 before:m-auto before:hidden before:size-2.5 before:bg-on-accent",
  "checked:before:block checked:before:[clip-path:polygon(0_55%,12%_42%,37%_66%,88%_14%,100%_26%,37%_90%)]",
  "indeterminate:before:block indeterminate:before:[clip-path:polygon(0_42%,100%_42%,100%_58%,0_58%)]",
);

export function Checkbox({
  label,
  hiddenLabel,
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
      <input
        {...rest}
        ref={box}
        type="checkbox"
        aria-label={hiddenLabel}
        onChange={(event) =>
          onCheckedChange?.(
            event.target.checked,
            "shiftKey" in event.nativeEvent && event.nativeEvent.shiftKey === true,
          )
        }
        className={boxClass}
      />
      {hiddenLabel === undefined ? <span className="min-w-0 flex-1 truncate">{label}</span> : null}
      {detail === undefined ? null : <span className="text-xs text-ink-faint">{detail}</span>}
    </label>
  );
}

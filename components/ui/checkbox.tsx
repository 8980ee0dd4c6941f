"use client";

import { Checkbox as Primitive } from "@base-ui/react/checkbox";
import { Check, Minus } from "lucide-react";
import type { ReactNode } from "react";
import { joinClasses } from "./class-names";

export interface CheckboxProps {
  readonly label: ReactNode;
  readonly checked?: boolean;
  readonly defaultChecked?: boolean;
  readonly indeterminate?: boolean;
  readonly onCheckedChange?: (checked: boolean) => void;
  readonly name?: string;
  readonly disabled?: boolean;
  /** Something at the right end of the line, for instance a count. */
  readonly detail?: ReactNode;
  readonly className?: string;
}

export function Checkbox({ label, detail, className, onCheckedChange, indeterminate, ...rest }: CheckboxProps) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the checkbox inside renders its own input.
    <label className={joinClasses("flex min-h-6 items-center gap-2 text-sm select-none", className)}>
      <Primitive.Root
        {...rest}
        indeterminate={indeterminate}
        onCheckedChange={(checked) => onCheckedChange?.(checked)}
        className="grid size-4 shrink-0 place-items-center rounded-ui border border-edge bg-surface text-on-accent data-checked:border-accent data-checked:bg-accent data-disabled:opacity-50 data-indeterminate:border-accent data-indeterminate:bg-accent"
      >
        <Primitive.Indicator className="grid data-unchecked:hidden">
          {indeterminate ? <Minus size={12} strokeWidth={3} /> : <Check size={12} strokeWidth={3} />}
        </Primitive.Indicator>
      </Primitive.Root>
      <span className="min-w-0 flex-1 truncate">{label}</span>
      {detail === undefined ? null : <span className="text-xs text-ink-faint">{detail}</span>}
    </label>
  );
}

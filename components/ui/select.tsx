"use client";

import { Select as Primitive } from "@base-ui/react/select";
import { Check, ChevronsUpDown } from "lucide-react";
import type { ReactNode } from "react";
import { joinClasses } from "./class-names";
import { controlClass } from "./control-class";

export interface SelectOption<Value extends string> {
  readonly value: Value;
  readonly label: string;
  readonly detail?: ReactNode;
}

export interface SelectProps<Value extends string> {
  /** Read aloud; visible labels belong to a Field around it. */
  readonly label: string;
  readonly options: readonly SelectOption<Value>[];
  readonly value: Value;
  readonly onValueChange: (value: Value) => void;
  readonly size?: "sm" | "md";
  readonly name?: string;
  readonly disabled?: boolean;
  readonly className?: string;
}

export function Select<Value extends string>({
  label,
  options,
  value,
  onValueChange,
  size = "md",
  name,
  disabled,
  className,
}: SelectProps<Value>) {
  const items = options.map((option) => ({ value: option.value, label: option.label }));
  return (
    <Primitive.Root
      items={items}
      value={value}
      onValueChange={(next) => next !== null && onValueChange(next)}
      name={name}
      disabled={disabled}
      modal={false}
    >
      <Primitive.Trigger
        aria-label={label}
        className={joinClasses(
          controlClass,
          "flex items-center justify-between gap-2 text-left whitespace-nowrap",
          size === "sm" ? "h-7 pr-1.5 pl-2 text-xs" : "h-8 pr-2 pl-2.5 text-sm",
          className,
        )}
      >
        <Primitive.Value className="truncate" />
        <Primitive.Icon className="text-ink-faint">
          <ChevronsUpDown size={12} aria-hidden />
        </Primitive.Icon>
      </Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Positioner sideOffset={4} alignItemWithTrigger={false} className="z-50 outline-none">
          <Primitive.Popup className="pop max-h-(--available-height) min-w-(--anchor-width) overflow-y-auto py-1">
            <Primitive.List>
              {options.map((option) => (
                <Primitive.Item
                  key={option.value}
                  value={option.value}
                  className="grid cursor-default grid-cols-[1rem_1fr_auto] items-center gap-x-2 py-1.5 pr-3 pl-2 text-sm outline-none select-none data-highlighted:bg-hover"
                >
                  <Primitive.ItemIndicator className="col-start-1 text-accent">
                    <Check size={14} aria-hidden />
                  </Primitive.ItemIndicator>
                  <Primitive.ItemText className="col-start-2">{option.label}</Primitive.ItemText>
                  {option.detail ? (
                    <span className="col-start-3 pl-4 text-xs text-ink-faint">{option.detail}</span>
                  ) : null}
                </Primitive.Item>
              ))}
            </Primitive.List>
          </Primitive.Popup>
        </Primitive.Positioner>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

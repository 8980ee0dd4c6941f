"use client";

import { Toggle } from "@base-ui/react/toggle";
import { ToggleGroup } from "@base-ui/react/toggle-group";
import type { ReactNode } from "react";

export interface SegmentedProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly onValueChange: (value: Value) => void;
  readonly options: readonly {
    readonly value: Value;
    readonly label: ReactNode;
    /** Needed when the label is an icon. */
    readonly name?: string;
  }[];
}

/** One of a few choices that all stay in sight. */
export function Segmented<Value extends string>({ label, value, onValueChange, options }: SegmentedProps<Value>) {
  return (
    <ToggleGroup
      aria-label={label}
      value={[value]}
      onValueChange={(next) => {
        const chosen = next[0];
        if (chosen) onValueChange(chosen as Value);
      }}
      className="inline-flex h-7 items-center rounded-ui border border-line-strong bg-surface"
    >
      {options.map((option) => (
        <Toggle
          key={option.value}
          value={option.value}
          aria-label={option.name}
          title={option.name}
          className="grid h-full min-w-7 place-items-center px-2 text-xs text-ink-muted not-first:border-l not-first:border-line hover:text-ink data-pressed:bg-accent-soft data-pressed:font-medium data-pressed:text-accent"
        >
          {option.label}
        </Toggle>
      ))}
    </ToggleGroup>
  );
}

"use client";

import type { Parameter } from "#lib/metric/parameter";
import { ParameterSlider } from "@/components/parameter/parameter-slider";
import { joinClasses } from "@/components/ui/class-names";
import { SourceNote } from "./source-note";

export interface PolicyNumberProps {
  /** As the version ships it. */
  readonly parameter: Parameter;
  readonly value: number;
  readonly onChange: (value: number) => void;
}

/** One number of the policy: a slider over its range, a field for the exact value, and the way back to its own value. */
export function PolicyNumber({ parameter, value, onChange }: PolicyNumberProps) {
  const { id, label, value: own, source } = parameter;
  const isChanged = value !== own;
  return (
    <li
      id={`parameter-${id}`}
      className={joinClasses(
        "grid scroll-mt-16 items-start gap-x-6 max-xl:scroll-mt-72 gap-y-1.5 border-b px-4 py-2.5 last:border-b-0 sm:grid-cols-[minmax(0,1fr)_17rem]",
        isChanged && "bg-accent-soft",
      )}
    >
      <div className="min-w-0">
        <p className="text-sm">
          {label} <span className="font-mono text-2xs text-ink-faint">{id}</span>
        </p>
        <p className="text-xs text-pretty">
          <SourceNote source={source} />
        </p>
      </div>
      <ParameterSlider parameter={parameter} value={value} own={own} onChange={onChange} />
    </li>
  );
}

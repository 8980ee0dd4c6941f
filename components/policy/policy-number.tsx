"use client";

import { formatParameter, type Parameter } from "#lib/metric/parameter";
import { ParameterSlider } from "@/components/parameter/parameter-slider";
import { joinClasses } from "@/components/ui/class-names";
import { SourceNote } from "./source-note";

export interface PolicyNumberProps {
  /** As the policy is published. */
  readonly parameter: Parameter;
  readonly value: number;
  /** With each step of the handle. */
  readonly onChange: (value: number) => void;
  /** When the handle rests. */
  readonly onRest?: () => void;
  /** The rules that read it, by name, where they are told. */
  readonly rules?: readonly string[];
}

/** One number of the policy: a slider over its range, a field for the exact value, and the way back to its own value. */
export function PolicyNumber({ parameter, value, onChange, rules = [] }: PolicyNumberProps) {
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
        {rules.length === 0 ? null : <p className="text-xs text-pretty text-ink-muted">{rules.join(", ")}</p>}
        <p className="text-xs text-pretty">
          <SourceNote source={source} />
        </p>
      </div>
      <ParameterSlider parameter={parameter} value={value} own={own} onChange={onChange} />
    </li>
  );
}

/** The same in a narrow panel: the rules that it moves and its published value stand below its name. */
export function NarrowPolicyNumber({ parameter, value, onChange, onRest, rules = [] }: PolicyNumberProps) {
  const { label, value: own, format } = parameter;
  const isChanged = value !== own;
  return (
    <li className={joinClasses("px-3 py-1.5", isChanged && "bg-accent-soft")}>
      <p className="text-xs">{label}</p>
      <p className="text-2xs text-pretty text-ink-muted">
        {rules.length === 0 ? null : `${rules.join(", ")} · `}
        <span className={joinClasses(isChanged && "font-medium text-accent")}>
          published {formatParameter(own, format)}
        </span>
      </p>
      <ParameterSlider
        parameter={parameter}
        value={value}
        own={own}
        onChange={onChange}
        isCompact
        {...(onRest === undefined ? {} : { onRest })}
      />
    </li>
  );
}
